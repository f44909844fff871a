"""Notebooks are kept without output, and every one runs: on this interpreter, offline, leaving nothing behind."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError
from nbconvert import HTMLExporter

import timeline

ROOT = Path(__file__).parent.parent
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))

# Put before a notebook's own cells when it runs here: a kernel that reaches for the network fails where it does.
NO_NETWORK = """
import socket

def _refused(*args, **kwargs):
    raise OSError("a notebook may not use the network")

socket.socket.connect = socket.socket.connect_ex = socket.getaddrinfo = socket.create_connection = _refused
"""
REACHES_OUT = re.compile(r"^\s*[!%]|\b(?:urllib|requests|httpx|http\.client|aiohttp|subprocess|ftplib)\b", re.MULTILINE)


DONE: dict[Path, nbformat.NotebookNode] = {}


def executed(path: Path) -> nbformat.NotebookNode:
    """A notebook with its outputs; it runs once, whoever asks."""
    if path not in DONE:
        DONE[path] = run(nbformat.read(path, as_version=4), path.parent)
    return DONE[path]


def run(notebook: nbformat.NotebookNode, home: Path) -> nbformat.NotebookNode:
    """Execute a notebook as read, in a folder, with a kernel of this very interpreter."""
    notebook = nbformat.from_dict({**notebook, "cells": [nbformat.v4.new_code_cell(NO_NETWORK), *notebook.cells]})
    # As JupyterLab saves it: without the state of widgets.
    how = {"timeout": 120, "kernel_name": "python3", "store_widget_state": False}
    return NotebookClient(notebook, resources={"metadata": {"path": str(home)}}, **how).execute()


@pytest.fixture(autouse=True)
def kernel_at_home(tmp_path, monkeypatch):
    """Kernels write their files under the test's own folder, and are found in this environment only."""
    for name in ("IPYTHONDIR", "JUPYTER_RUNTIME_DIR", "JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR"):
        monkeypatch.setenv(name, str(tmp_path / name.lower()))
    monkeypatch.setenv("JUPYTER_PATH", str(Path(sys.prefix) / "share" / "jupyter"))
    monkeypatch.setenv("PYDEVD_DISABLE_FILE_VALIDATION", "1")
    monkeypatch.delenv("TIMELINE_ARCHIVE", raising=False)


def listing() -> set[str]:
    """Every file beside the notebooks and the examples."""
    return {str(path) for folder in ("notebooks", "examples") for path in (ROOT / folder).rglob("*") if path.is_file()}


def test_there_is_a_notebook():
    assert NOTEBOOKS


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_is_stored_without_output(path):
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert [cell.id for cell in code if cell.outputs or cell.execution_count is not None] == []
    assert notebook.metadata.kernelspec.name == "python3"
    assert set(notebook.metadata) <= {"kernelspec", "language_info"}


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebooks_cells_are_short_and_reach_for_nothing_outside(path):
    """A cell is one step a reporter can take in; none runs a shell, a magic or a download."""
    for cell in nbformat.read(path, as_version=4).cells:
        if cell.cell_type == "code":
            assert cell.source.count("\n") < 15, cell.id
            assert not REACHES_OUT.search(cell.source), cell.id


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_runs_and_leaves_nothing_behind(path):
    before = listing()
    done = executed(path)
    assert any(cell.get("outputs") for cell in done.cells)
    assert listing() == before


def test_the_first_notebook_shows_a_chart_and_a_list():
    """A case draws itself; where scripts are off its list is there; where neither is, its text."""
    done = executed(NOTEBOOKS[0])
    shown = {kind for cell in done.cells for output in cell.get("outputs", ()) for kind in output.get("data", ())}
    assert {"application/vnd.plotly.v1+json", "text/html", "text/plain"} <= shown


def test_the_second_notebook_draws_what_a_memo_needs():
    """Ages, lives, elapsed times, silences and a decree: each figure says what it shows, and cannot be sent away."""
    [path] = [path for path in NOTEBOOKS if path.stem.startswith("02-")]
    done = executed(path)
    outputs = [output.get("data", {}) for cell in done.cells for output in cell.get("outputs", ())]
    drawn = [data["application/vnd.plotly.v1+json"] for data in outputs if "application/vnd.plotly.v1+json" in data]
    assert len(drawn) == 5
    for figure in drawn:
        assert figure["layout"]["title"]["text"]
        assert figure["data"]
        assert "sendChartToCloud" in figure["layout"]["modebar"]["remove"]


def told(done: nbformat.NotebookNode) -> str:
    """A notebook as nbconvert makes a page of it, without its scripts: what a reader sees who runs none."""
    html, _ = HTMLExporter().from_notebook_node(done)
    return re.sub(r"<script\b.*?</script>", "", html, flags=re.DOTALL)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_stays_small_and_is_readable_as_a_page_without_scripts(path, record_property):
    """No cell brings the chart library along, none asks a server, and every case that is shown can be read."""
    done = executed(path)
    size, page = len(nbformat.writes(done)), told(done)
    record_property("kilobytes", f"{path.stem}: {size // 1000} with outputs, {len(page) // 1000} as a page")
    assert size < 400_000
    outputs = [output for cell in done.cells for output in cell.get("outputs", ())]
    made = "".join(str(output.get("data", {})) for output in outputs)
    assert not re.search(r"""(?:src|href)=["']?https?://[^"' ]+\.(?:js|css)""", made)
    cases = [output for output in outputs if "data-event-id" in output.get("data", {}).get("text/html", "")]
    assert page.count("<section lang=") == len(cases)
    assert "application/vnd.jupyter.widget-view+json" not in page


def test_the_first_notebook_as_a_page_tells_every_event(jackson):
    page = told(executed(NOTEBOOKS[0]))
    for event in timeline.load(jackson):
        assert f'data-event-id="{event.id}"' in page


def test_a_notebook_that_uses_the_network_fails(tmp_path):
    """The guard can fail: a cell that opens a connection is refused, the loopback included."""
    cell = nbformat.v4.new_code_cell("import socket; socket.create_connection(('127.0.0.1', 9))")
    with pytest.raises(CellExecutionError, match="may not use the network"):
        run(nbformat.v4.new_notebook(cells=[cell]), tmp_path)


def test_a_kernel_is_of_this_interpreter(tmp_path):
    cell = nbformat.v4.new_code_cell("import sys; print(sys.prefix)")
    [output] = run(nbformat.v4.new_notebook(cells=[cell]), tmp_path).cells[1].outputs
    assert output.text.strip() == sys.prefix
