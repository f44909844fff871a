"""A real JupyterLab for tests: a server on loopback with its own home, and a second client of the same kernel."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

QUIET = """
{"@jupyterlab/apputils-extension:notification": {"fetchNews": "false", "checkForUpdates": false},
 "@jupyterlab/apputils-extension:themes": {"theme": "%s"}}
"""


class Lab:
    """A running JupyterLab: ``url`` of its front page, and ``kernel()`` to ask the kernel that runs a notebook."""

    def __init__(self, url: str, home: Path) -> None:
        self.url, self.home = url, home

    @contextmanager
    def kernel(self) -> Iterator[Any]:
        """A client of the youngest kernel; ``ask(source)`` runs a line there and gives what it prints."""
        from jupyter_client import BlockingKernelClient

        [*_, newest] = sorted((self.home / "runtime").glob("kernel-*.json"), key=lambda path: path.stat().st_mtime)
        client = BlockingKernelClient(connection_file=str(newest))
        client.load_connection_file()
        client.start_channels()
        client.wait_for_ready(timeout=60)

        def ask(source: str) -> str:
            said: list[str] = []

            def hear(message: dict[str, Any]) -> None:
                content = message["content"]
                said.append(content.get("text", "") or "\n".join(content.get("traceback", [])))

            client.execute_interactive(source, output_hook=hear, timeout=60)
            return "".join(said).strip()

        try:
            yield ask
        finally:
            client.stop_channels()


@contextmanager
def lab(home: Path, folder: Path, theme: str = "JupyterLab Light") -> Iterator[Lab]:
    """Start JupyterLab in a folder, with everything of its own under ``home``; it is gone at the end."""
    settings = home / "settings"
    settings.mkdir(parents=True)
    (settings / "overrides.json").write_text(QUIET % theme, encoding="utf-8")
    names = {"JUPYTER_CONFIG_DIR": "config", "JUPYTER_DATA_DIR": "data", "JUPYTER_RUNTIME_DIR": "runtime"}
    names |= {"IPYTHONDIR": "ipython", "HOME": "user", "JUPYTERLAB_WORKSPACES_DIR": "workspaces"}
    own = {key: str(home / name) for key, name in names.items()}
    for place in own.values():
        Path(place).mkdir(exist_ok=True)
    quiet = {"JUPYTER_PATH": str(Path(sys.prefix) / "share" / "jupyter"), "PYDEVD_DISABLE_FILE_VALIDATION": "1"}
    words = [
        sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", "--ip=127.0.0.1", "--port=0",
        "--ServerApp.port_retries=0", "--IdentityProvider.token=", f"--ServerApp.root_dir={folder}",
        f"--LabApp.app_settings_dir={settings}", "--LabApp.extension_manager=readonly", "--LabApp.expose_app_in_browser=True", "--LabApp.news_url=",
    ]  # fmt: skip
    log = home / "log.txt"
    with log.open("wb") as out:
        server = subprocess.Popen(words, cwd=folder, env={**os.environ, **own, **quiet}, stdout=out, stderr=out)
        try:
            yield Lab(_address(log, server), home)
        finally:
            server.terminate()
            server.wait(30)


def _address(log: Path, server: subprocess.Popen[bytes]) -> str:
    for _ in range(600):
        if found := re.search(r"http://127\.0\.0\.1:\d+/lab", log.read_text(encoding="utf-8", errors="replace")):
            return found[0]
        if server.poll() is not None:
            break
        time.sleep(0.1)
    raise RuntimeError(f"JupyterLab did not start: {log.read_text(encoding='utf-8', errors='replace')[-2000:]}")
