"""The YAML language server that editors use, spoken to as an editor does: over a pipe, one JSON message after another.

`make test` has npm put it under build/language-server; nothing here fetches anything.
"""

from __future__ import annotations

import json
import queue
import shutil
import subprocess
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Any

HOME = Path(__file__).parent.parent / "build" / "language-server"
PROGRAM = HOME / "node_modules" / "yaml-language-server" / "bin" / "yaml-language-server"
NOT_THERE = "no YAML language server: `make server` has npm install it under build/, and could not"
SECONDS = 60


def is_there() -> bool:
    """True if the server and what runs it are installed."""
    return PROGRAM.is_file() and shutil.which("node") is not None


class Editor:
    """One server, with schemas mapped to files; what it says of a file, and what it offers at a place in it."""

    def __init__(self, schemas: Mapping[str, str]) -> None:
        """``schemas`` are patterns of file names by the address of a schema."""
        self._settings: dict[str, Any] = {
            "yaml": {"schemas": dict(schemas), "schemaStore": {"enable": False}, "validate": True},
        }
        self._process = subprocess.Popen(
            ["node", str(PROGRAM), "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        self._heard: queue.Queue[dict[str, Any] | None] = queue.Queue()
        self._said: dict[str, list[dict[str, Any]]] = {}
        self._asked = self._opened = 0
        threading.Thread(target=self._listen, daemon=True).start()
        abilities = {
            "workspace": {"configuration": True},
            "textDocument": {"completion": {"completionItem": {"documentationFormat": ["plaintext"]}}},
        }
        self._ask("initialize", {"processId": None, "rootUri": None, "capabilities": abilities})
        self._tell("initialized", {})
        self._tell("workspace/didChangeConfiguration", {"settings": self._settings})

    def close(self) -> None:
        self._process.kill()
        self._process.wait()

    def changed(self, path: Path) -> None:
        """Tell that a file on the disk is another now, as editors do that watch it."""
        self._tell("workspace/didChangeWatchedFiles", {"changes": [{"uri": path.as_uri(), "type": 2}]})

    def problems(self, text: str, name: str) -> list[tuple[int, str]]:
        """What is wrong with a file of that name: (line from 1, message)."""
        uri = self._open(text, name)
        return [(row["range"]["start"]["line"] + 1, row["message"]) for row in self._said[uri]]

    def offers(self, text: str, name: str | Path = "case.yaml") -> dict[str, str]:
        """What is offered where ``|`` stands: each label with what it means."""
        uri, position = self._at(text, name)
        found = self._ask("textDocument/completion", {"textDocument": {"uri": uri}, "position": position})
        return {row["label"]: _plain(row.get("documentation", "")) for row in found["items"]}

    def says(self, text: str, name: str = "case.yaml") -> str:
        """What is shown to whoever points at ``|``."""
        uri, position = self._at(text, name)
        found = self._ask("textDocument/hover", {"textDocument": {"uri": uri}, "position": position})
        return _plain(found["contents"]) if found else ""

    def _at(self, text: str, name: str | Path) -> tuple[str, dict[str, int]]:
        before = text[: text.index("|")]
        uri = self._open(text.replace("|", "", 1), name)
        return uri, {"line": before.count("\n"), "character": len(before) - before.rfind("\n") - 1}

    def _open(self, text: str, name: str | Path) -> str:
        """A file of its own for each text, since the server remembers what it has read; or one that is on the disk."""
        self._opened += 1
        uri = name.as_uri() if isinstance(name, Path) else f"file:///case-{self._opened}/{name}"
        if self._said.pop(uri, None) is not None:
            self._tell("textDocument/didClose", {"textDocument": {"uri": uri}})
        document = {"uri": uri, "languageId": "yaml", "version": 1, "text": text}
        self._tell("textDocument/didOpen", {"textDocument": document})
        while uri not in self._said:
            self._take(self._next())
        return uri

    def _ask(self, method: str, params: dict[str, Any]) -> Any:
        self._asked += 1
        self._send({"id": self._asked, "method": method, "params": params})
        while True:
            message = self._next()
            if message.get("id") == self._asked and "method" not in message:
                assert "error" not in message, message["error"]
                return message["result"]
            self._take(message)

    def _take(self, message: dict[str, Any]) -> None:
        """A question of the server's, or news."""
        if message.get("method") == "textDocument/publishDiagnostics":
            self._said[message["params"]["uri"]] = message["params"]["diagnostics"]
        elif "id" in message and "method" in message:
            asked = message["params"].get("items", []) if message["method"] == "workspace/configuration" else None
            answer = None if asked is None else [self._settings.get(item["section"], {}) for item in asked]
            self._send({"id": message["id"], "result": answer})

    def _next(self) -> dict[str, Any]:
        message = self._heard.get(timeout=SECONDS)
        assert message is not None, "the language server has stopped"
        return message

    def _tell(self, method: str, params: dict[str, Any]) -> None:
        self._send({"method": method, "params": params})

    def _send(self, message: dict[str, Any]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self._process.stdin is not None
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self._process.stdin.flush()

    def _listen(self) -> None:
        out = self._process.stdout
        assert out is not None
        while True:
            length = 0
            while line := out.readline().strip():
                if line.lower().startswith(b"content-length:"):
                    length = int(line.partition(b":")[2])
            if not length:
                self._heard.put(None)
                return
            self._heard.put(json.loads(out.read(length)))


def _plain(said: Any) -> str:
    """The text of a message, however it is wrapped; editors mark up what would be markup, which is undone."""
    text = said.get("value", "") if isinstance(said, dict) else str(said)
    return text.replace("\\", "")
