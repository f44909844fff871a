"""What the browser gets: the page as it was built, with the problems and the script that reloads it put in on the way.

The page's own policy forbids it to ask anybody for anything. Here, and here alone, one script more is allowed by its
hash, and that it listens to the server it came from.
"""

from __future__ import annotations

import base64
import hashlib
import html
import json
from functools import cache
from importlib.resources import files

from timeline.preview.latest import Shot
from timeline.problems import Problem, written_out

NEWS = "/_preview/news"
"""Where the script listens for the next build."""
_POLICY = '<meta http-equiv="Content-Security-Policy" content="'
_EMPTY = (
    '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
    f"{_POLICY}default-src 'none'; script-src 'self'; style-src 'unsafe-inline'; form-action 'none'\">\n"
    '<title>No page yet</title>\n<meta name="viewport" content="width=device-width, initial-scale=1">\n</head>\n'
    "<body>\n<h1>No page yet</h1>\n<p>It appears here as soon as the case can be built.</p>\n</body>\n</html>\n"
)


def shown(shot: Shot) -> str:
    """The last good page, or a stand-in, with what is wrong now beside it."""
    before, policy, after = (shot.page or _EMPTY).partition(_POLICY)
    allowed, end, rest = after.partition('">')
    allowed = allowed.replace("script-src ", f"script-src '{_hash()}' ", 1) + "; connect-src 'self'"
    ours = f"\n<style>{_asset('preview.css')}</style>\n<script>{_script()}</script>"
    body, close, foot = rest.rpartition("</body>")
    beside = f'<aside id="_preview" data-mark="{shot.mark}" aria-live="polite">{panel(shot)}</aside>\n'
    return "".join((before, policy, allowed, end, ours, body, beside, close, foot))


def message(shot: Shot) -> str:
    """The same for a page that is open already, as one event of a stream: which page there is, and what is wrong."""
    news = {"mark": shot.mark, "failed": shot.failed, "panel": panel(shot)}
    return f"id: {shot.number}\ndata: {json.dumps(news, ensure_ascii=False)}\n\n"


def panel(shot: Shot) -> str:
    """What is wrong, as markup with everything escaped; nothing if nothing is."""
    if not shot.problems:
        return ""
    count = {level: sum(one.severity == level for one in shot.problems) for level in ("error", "warning", "info")}
    counted = ", ".join(f"{number} {level}{'s' * (number != 1)}" for level, number in count.items() if number)
    said = "The page is as it was built last" if shot.page else "There is no page yet"
    head = f"{counted}. {said}; it changes when these are mended." if shot.failed else f"Built, with {counted}"
    listed, left = written_out(shot.problems)
    rows = "".join(map(_row, sorted(listed, key=lambda one: ("error", "warning", "info").index(one.severity))))
    rows += f"<li>{html.escape(left)}</li>" if left else ""
    return f"<details{' open' if shot.failed else ''}><summary>{html.escape(head)}</summary><ol>{rows}</ol></details>"


def _row(problem: Problem) -> str:
    place, code, said, hint = (
        html.escape(text) for text in (str(problem.at), problem.code, problem.message, problem.hint)
    )
    more = f"<small>{hint}</small>" if hint else ""
    level = "" if problem.is_error else f"{problem.severity}: "  # as on the command line
    return f'<li class="{problem.severity}"><code>{place}</code> <b>{level}{code}</b> <span>{said}</span>{more}</li>'


@cache
def _asset(name: str) -> str:
    return (files("timeline") / "preview" / "assets" / name).read_text(encoding="utf-8")


@cache
def _script() -> str:
    return _asset("preview.js").replace("$NEWS", NEWS)


@cache
def _hash() -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(_script().encode()).digest()).decode()
