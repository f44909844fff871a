"""A preview that runs beside a test, and requests to it as a browser or somebody else would make them."""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PATIENCE = 60
"""Seconds after which a test that waits gives up; none waits for time to pass."""


@dataclass
class Answer:
    """What came of a request."""

    status: int
    headers: dict[str, str]
    text: str


@dataclass
class Running:
    """A preview: its address, its process, and ways to ask it."""

    url: str
    process: subprocess.Popen[str]

    @property
    def host(self) -> str:
        return self.url.split("/")[2]

    def ask(self, path: str = "/", method: str = "GET", **headers: str) -> Answer:
        """One request, with the path as it is given; ``headers`` in Python's spelling, Host among them."""
        link = http.client.HTTPConnection(self.host, timeout=PATIENCE)
        link.putrequest(method, path, skip_host="Host" in headers, skip_accept_encoding=True)
        for name, value in headers.items():
            link.putheader(name.replace("_", "-"), value)
        link.endheaders()
        got = link.getresponse()
        answer = Answer(got.status, {name.lower(): value for name, value in got.headers.items()}, got.read().decode())
        link.close()
        return answer

    @contextlib.contextmanager
    def news(self) -> Iterator[Iterator[dict[str, Any]]]:
        """The stream a page listens to, message by message."""
        link = http.client.HTTPConnection(self.host, timeout=PATIENCE)
        link.request("GET", "/_preview/news")
        got = link.getresponse()

        def messages() -> Iterator[dict[str, Any]]:
            number = 0
            while line := got.readline().decode():
                if line.startswith("id: "):
                    number = int(line[4:])
                if line.startswith("data: "):
                    yield {"number": number, **json.loads(line[6:])}

        try:
            yield messages()
        finally:
            link.close()


@contextlib.contextmanager
def preview(case: Path, *words: str, **variables: str) -> Iterator[Running]:
    """``timeline preview`` of a case until the block ends; it opens no browser unless BROWSER is given."""
    said = [] if "BROWSER" in variables else ["--no-open"]
    process = subprocess.Popen(
        [sys.executable, "-m", "timeline", "preview", str(case), *said, *words],
        env={**os.environ, **variables},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert process.stdout is not None
    try:
        url = process.stdout.readline().strip()
        assert url.startswith("http://127.0.0.1:"), f"the preview said {url!r} and ended with {process.poll()}"
        yield Running(url, process)
    finally:
        process.terminate()
        process.communicate(timeout=PATIENCE)
