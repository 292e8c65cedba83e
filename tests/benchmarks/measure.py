"""What a command costs: wall and processor time, and the most memory that it and its children hold.

Memory of several processes is what they have alone and their part of what they share (proportional
set size), added up and looked at again and again (Linux); at least the most that one process held.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile

_TICK = 0.01
KG = (sys.executable, "-m", "kg")


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds on the clock, seconds of processor time, and megabytes."""

    wall: float
    processor: float
    peak: float


def cost(command: Sequence[str | Path], *, every: float = 1.0) -> Cost:
    """Run a command to its end; it must succeed. Memory is looked at ``every`` so many seconds."""
    return together([command], every=every)


def together(commands: Sequence[Sequence[str | Path]], *, every: float = 1.0) -> Cost:
    """Run commands side by side to the end of the last; all must succeed."""
    began = time.perf_counter()
    with TemporaryFile() as said:
        running = {}
        for command in commands:
            words = [str(word) for word in command]
            process = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=said)
            running[process.pid] = process
        peak, processor, due = 0.0, 0.0, began
        while running:
            peak = max([peak, *map(_most, running)])
            if time.perf_counter() >= due:
                peak = max(peak, sum(_held(one) for pid in running for one in _family(pid)))
                due = time.perf_counter() + every
            time.sleep(_TICK)
            for pid in list(running):
                done, status, used = os.wait4(pid, os.WNOHANG)
                if not done:
                    continue
                process = running.pop(pid)
                process.returncode = os.waitstatus_to_exitcode(status)
                processor += used.ru_utime + used.ru_stime
                if process.returncode:
                    said.seek(0)
                    raise RuntimeError(f"{process.args}: {said.read().decode()[-2000:]}")
        return Cost(time.perf_counter() - began, processor, peak)


def _most(pid: int) -> float:
    """The most megabytes that one process has held since its start."""
    with suppress(OSError):
        for line in Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) / 1024
    return 0.0


def _family(pid: int) -> list[int]:
    """A process and all below it."""
    found = [pid]
    for one in found:
        with suppress(OSError):
            listed = Path(f"/proc/{one}/task/{one}/children").read_text(encoding="ascii")
            found.extend(int(child) for child in listed.split())
    return found


def _held(pid: int) -> float:
    """Megabytes of a process, shared pages divided by those who share them."""
    with suppress(OSError):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) / 1024
    return 0.0
