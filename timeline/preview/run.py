"""Watching, building and serving at the same time, until somebody stops it."""

from __future__ import annotations

import asyncio
import errno
import socket
from collections.abc import Callable, Iterable
from pathlib import Path

import uvicorn

from timeline.preview.latest import Latest, Shot
from timeline.preview.server import Board, application
from timeline.preview.watch import changes

HOST = "127.0.0.1"
PORT = 8737
"""Asked for first, so that a page that is open finds the next preview; any other that is free does."""


def listening(port: int | None = None) -> socket.socket:
    """A place on this machine alone to serve from; OSError if the port that was asked for is taken."""
    place = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        place.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            place.bind((HOST, PORT if port is None else port))
        except OSError as error:
            if port is not None or error.errno not in (errno.EADDRINUSE, errno.EACCES):
                raise
            place.bind((HOST, 0))
        place.listen()
    except BaseException:
        place.close()
        raise
    return place


def serve(
    latest: Latest,
    case: Path,
    archives: Iterable[Path],
    place: socket.socket,
    ready: Callable[[str], None],
    built: Callable[[Shot], None],
) -> None:
    """Build, serve and build again at each save, until interrupted.

    ``ready`` is called with the address once the first build is done; ``built`` with every shot, from another thread.
    """
    asyncio.run(_serve(latest, case, tuple(archives), place, ready, built))


async def _serve(
    latest: Latest,
    case: Path,
    archives: tuple[Path, ...],
    place: socket.socket,
    ready: Callable[[str], None],
    built: Callable[[Shot], None],
) -> None:
    port = place.getsockname()[1]
    built(latest.again())
    board = Board(latest.shot)
    names = frozenset(f"{name}:{port}" for name in (HOST, "localhost"))
    config = uvicorn.Config(
        application(board, names),
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=1,
        ws="none",
        lifespan="off",
        loop="asyncio",
    )
    server = _Server(config, board)
    watching = asyncio.create_task(_watch(latest, case, archives, board, built))
    ready(f"http://{HOST}:{port}/")
    try:
        await server.serve(sockets=[place])
    finally:
        watching.cancel()


class _Server(uvicorn.Server):
    """Lets the streams go first, so that the end does not wait for them."""

    def __init__(self, config: uvicorn.Config, board: Board) -> None:
        super().__init__(config)
        self._board = board

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._board.close()
        await super().shutdown(sockets)


async def _watch(
    latest: Latest, case: Path, archives: tuple[Path, ...], board: Board, built: Callable[[Shot], None]
) -> None:
    async for _ in changes(case, archives, lambda: latest.shot.files):
        shot = await asyncio.to_thread(latest.again)
        board.post(shot)
        built(shot)
