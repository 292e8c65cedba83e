"""How far a long work is: how many, how fast, how much is left, on standard error."""

from __future__ import annotations

import sys
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click

from kg.cli.talk import counted

_FEW = 3
_PAUSE, _PAUSE_IN_FILES = 0.25, 60.0
# The rate is that of so many seconds, so that what was there before does not flatter it.
_RECENT = 30.0
_SETTLED = 3.0


class Bar:
    """One line that is drawn anew on a terminal, and a line now and then in a file."""

    def __init__(self, label: str, share: Callable[[], float | None]) -> None:
        self._label = label
        self._share = share
        self._count = 0
        self._terminal = sys.stderr.isatty()
        self._drawn = 0.0
        self._width = 0
        self._samples = deque([(time.monotonic(), 0, 0.0)])

    def step(self) -> None:
        """One more is done."""
        self._count += 1
        pause = _PAUSE if self._terminal else _PAUSE_IN_FILES
        now = time.monotonic()
        if self._count > _FEW and now - self._drawn >= pause:
            self._drawn = now
            line = self._line(now)
            start = "\r" if self._terminal else ""
            click.echo(f"{start}{line:<{self._width}}", err=True, nl=not self._terminal)
            self._width = len(line)

    def end(self) -> None:
        """Leave the line to what comes after."""
        if self._terminal and self._width:
            click.echo(f"\r{'':<{self._width}}\r", err=True, nl=False)

    def _line(self, now: float) -> str:
        share = self._share()
        samples = self._samples
        samples.append((now, self._count, share or 0.0))
        while len(samples) > 2 and now - samples[1][0] > _RECENT:  # noqa: PLR2004
            samples.popleft()
        then, count, before = samples[0]
        seconds = max(now - then, 1e-9)
        parts = [f"{self._label}  {counted(self._count, 'article')}"]
        settled = seconds > _SETTLED
        if settled:
            parts.append(f"{(self._count - count) / seconds:,.1f}/s")
        if share is not None:
            parts.append(f"{share:.0%}")
            if settled and share > before:
                parts.append(f"{_clock((1 - share) / (share - before) * seconds)} left")
        return ", ".join(parts)


@contextmanager
def shown(
    label: str, share: Callable[[], float | None], *, quiet: bool
) -> Iterator[Callable[[], None]]:
    """A function to call when one more is done; ``share`` tells how much of all that is."""
    if quiet:
        yield lambda: None
        return
    bar = Bar(label, share)
    try:
        yield bar.step
    finally:
        bar.end()


def _clock(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
