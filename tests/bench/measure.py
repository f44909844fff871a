"""Clocks, memory and the lines of the table. Knows nothing of what is measured."""

from __future__ import annotations

import contextlib
import gc
import importlib.metadata
import json
import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]


class NotYet(Exception):
    """What a row measures is not there yet, or cannot run here; the text says why."""


@dataclass(frozen=True)
class Line:
    """One line of the table: ours and the peer's number, their ratio, and where the bar stands."""

    what: str
    peer: str
    ours: str
    theirs: str
    ratio: float
    at_most: float | None = None
    at_least: float | None = None
    unit: str = ""
    own: bool = False
    """The bar is one that we set ourselves; the contract has none for this row."""

    @property
    def passes(self) -> bool:
        """Whether the ratio stays on the right side of its bar."""
        below = self.at_most is None or self.ratio <= self.at_most
        return below and (self.at_least is None or self.ratio >= self.at_least)

    @property
    def bar(self) -> str:
        """The bar in words, empty if there is none."""
        if self.at_most is None and self.at_least is None:
            return ""
        side, value = ("at most", self.at_most) if self.at_most is not None else ("at least", self.at_least)
        return f"{side} {value:g}{self.unit}{' (our own bar)' if self.own else ''}"


def version(*names: str) -> str:
    """The peer with its version, as installed."""
    try:
        return " + ".join(f"{name} {importlib.metadata.version(name)}" for name in names)
    except importlib.metadata.PackageNotFoundError as missing:
        raise NotYet(f"{missing.name} is not installed: make bench installs it") from missing


def seconds(call: Callable[[], object]) -> float:
    """Wall time of one call, on a tidy heap; what it returns is dropped before the clock is read again."""
    gc.collect()
    start = time.perf_counter()
    result = call()
    taken = time.perf_counter() - start
    del result
    return taken


def side_by_side(ours: Callable[[], object], theirs: Callable[[], object], times: int) -> tuple[float, float]:
    """The best of several runs of each, taken in turns so that a busy moment hits both."""
    pairs = [(seconds(ours), seconds(theirs)) for _ in range(times)]
    return min(a for a, _ in pairs), min(b for _, b in pairs)


def in_turns(ours: Callable[[], float], theirs: Callable[[], float], times: int) -> tuple[float, float]:
    """The medians of several measurements of each, taken in turns, after one of each that does not count."""
    ours(), theirs()
    pairs = [(ours(), theirs()) for _ in range(times)]
    return statistics.median(a for a, _ in pairs), statistics.median(b for _, b in pairs)


def run(*words: str) -> float:
    """Wall time of a whole process; NotYet with its last line if it fails.

    Python may keep what it compiles: a package that somebody installed is compiled, ours as well as the peer's.
    """
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    start = time.perf_counter()
    ran = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False, env=environment)
    taken = time.perf_counter() - start
    if ran.returncode:
        last = (ran.stderr or ran.stdout).strip().splitlines()[-1:] or ["nothing said"]
        raise NotYet(f"{' '.join(words[1:4])} … ended with {ran.returncode}: {last[0]}")
    return taken


def extra_mib(call: Callable[[], object]) -> float:
    """How far a call raises the most memory this process has held, in MiB; to be asked in a process of its own.

    On Linux the peak is first set back to what is held now: the peak of making the input would hide the call's own,
    and so would that of the process that started this one, which the plain count hands down.
    """
    gc.collect()
    marks = Path("/proc/self/clear_refs")
    with contextlib.suppress(OSError):
        marks.write_text("5", encoding="ascii")
    before = peak_mib()
    call()
    return peak_mib() - before


def peak_mib() -> float:
    """The most memory this process has held so far, in MiB."""
    status = Path("/proc/self/status")
    if status.is_file():
        for line in status.read_text(encoding="ascii", errors="replace").splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) / 2**10
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / 2**20 if sys.platform == "darwin" else peak / 2**10


def alone(function: str, *arguments: Any) -> Any:
    """Call ``module:function`` of tests.bench in a process of its own; what it returns travels as JSON."""
    module, name = function.split(":")
    program = (
        f"import json, sys; from tests.bench import {module} as room\n"
        f"print(json.dumps(room.{name}(*json.loads(sys.argv[1]))))"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program, json.dumps(arguments)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if ran.returncode:
        last = ran.stderr.strip().splitlines()[-1:] or ["nothing said"]
        raise NotYet(last[0].removeprefix("tests.bench.measure.NotYet: "))
    return json.loads(ran.stdout.splitlines()[-1])


def ms(value: float) -> str:
    """Seconds in words, three digits."""
    return f"{value:.3g} s" if value >= 1 else f"{value * 1e3:.3g} ms" if value >= 1e-3 else f"{value * 1e6:.3g} µs"
