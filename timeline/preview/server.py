"""Who may ask for the page, and what is answered: one page and one stream of news, to this machine's own browser.

No file is ever served by its name, so no path leads anywhere. A page of another site cannot read this one by giving its
own name the address of this machine (the Host it asks for is then another), nor draw it into itself.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, StreamingResponse
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from timeline.preview.latest import Shot
from timeline.preview.shown import NEWS, message, shown

HEADERS = {
    "cache-control": "no-store",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
}
STILL_HERE = 15
"""Seconds after which a stream says that it is still there, so that one nobody reads any more is noticed."""


class Board:
    """Where the newest shot hangs, and where streams wait for the next one."""

    def __init__(self, shot: Shot) -> None:
        self.shot = shot
        self.closed = False
        self._news = asyncio.Event()

    def post(self, shot: Shot) -> None:
        """A new shot, for everybody who waits."""
        self.shot = shot
        self._wake()

    def close(self) -> None:
        """Let everybody go who waits."""
        self.closed = True
        self._wake()

    def _wake(self) -> None:
        self._news.set()
        self._news = asyncio.Event()

    async def news(self) -> AsyncIterator[str]:
        """A message for the newest shot, and for each that comes; of several that come together, for the last."""
        seen = -1
        while not self.closed:
            if self.shot.number != seen:
                seen = self.shot.number
                yield message(self.shot)
                continue
            waiting = self._news
            try:
                await asyncio.wait_for(waiting.wait(), STILL_HERE)
            except TimeoutError:
                yield ": still here\n\n"


def application(board: Board, hosts: frozenset[str]) -> ASGIApp:
    """The server's answers. ``hosts`` are the names it goes by, each with its port."""

    async def page(request: Request) -> HTMLResponse:
        return HTMLResponse(shown(board.shot), headers=HEADERS)

    async def news(request: Request) -> StreamingResponse:
        return StreamingResponse(board.news(), media_type="text/event-stream", headers=HEADERS)

    routes = [Route("/", page, methods=["GET"]), Route(NEWS, news, methods=["GET"])]
    return Guard(Starlette(routes=routes), hosts)


class Guard:
    """Lets through only what this machine's own browser asks of this server by its own name."""

    def __init__(self, inner: ASGIApp, hosts: frozenset[str]) -> None:
        self._inner, self._hosts = inner, hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or refuse with a sentence."""
        if scope["type"] == "http":
            why = self.refusal(Request(scope))
            if why:
                await PlainTextResponse(f"Refused: {why}.\n", status_code=403, headers=HEADERS)(scope, receive, send)
                return
        if scope["type"] != "websocket":
            await self._inner(scope, receive, send)

    def refusal(self, request: Request) -> str:
        """Why a request is refused, or nothing.

        Of the answers that a browser itself gives, a page another site links to is opened; one it would draw into its
        own or read from a script is not. Source: the Fetch Metadata headers, https://www.w3.org/TR/fetch-metadata/.
        """
        host, origin = request.headers.getlist("host"), request.headers.getlist("origin")
        if len(host) != 1 or host[0].lower() not in self._hosts:
            return "this server answers only by its own address"
        if origin and (len(origin) != 1 or origin[0].lower() not in {f"http://{name}" for name in self._hosts}):
            return "another site asks"
        site = request.headers.get("sec-fetch-site", "none")
        opened = request.headers.get("sec-fetch-mode") == "navigate" and (
            request.headers.get("sec-fetch-dest") == "document" and request.method == "GET"
        )
        if site not in ("none", "same-origin") and not opened:
            return "another site asks"
        return ""
