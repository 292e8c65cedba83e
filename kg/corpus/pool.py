"""Worker processes: items go out, values come back in the order of the items.

A worker has one item in hand and at most a small one waiting, so that it is always known which
item killed it or keeps it: that worker is replaced. An item whose worker was killed is tried once
more (the system kills the largest process, which need not be the guilty one); one that takes too
long is not. What waits for its turn is bounded, so that memory does not grow with the items.
"""

from __future__ import annotations

import os
import pickle
import signal
import time
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import chain, islice
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from typing import Generic, Self

from kg.corpus.serving import BROKEN, READY, serve
from kg.corpus.work import Item, Trouble, Value, Work, alone, nothing_known
from kg.errors import KGError

_WINDOW_BYTES = 32_000_000
_WINDOW_ITEMS = 2_000
# What fits into a pipe while nobody reads it, on every system.
_PIPE_BYTES = 7_000
# Below so many items, or bytes, a process is not worth its start.
_FEW = 10
_START_WEIGHT = 100_000
_START_SECONDS = 300.0
_START_FAILURES = 3
_TRIES = 2


@dataclass(slots=True)
class _Task(Generic[Item]):
    number: int
    item: Item
    size: int
    data: bytes = b""
    tries: int = 0


@dataclass(slots=True)
class _Worker(Generic[Item]):
    """A process, the items it has (the first in hand), and when it must have answered."""

    process: SpawnProcess
    connection: Connection
    tasks: deque[_Task[Item]] = field(default_factory=deque)
    ready: bool = False
    limit: float = 0.0

    def has_room_for(self, task: _Task[Item]) -> bool:
        if not self.tasks:
            return True
        return self.ready and len(self.tasks) == 1 and len(task.data) <= _PIPE_BYTES


class Pool(Generic[Item, Value]):
    """Up to ``jobs`` processes that stay until the pool is closed."""

    def __init__(self, work: Work[Item, Value], jobs: int) -> None:
        self._work = work
        self._jobs = jobs
        self._workers: list[_Worker[Item]] = []
        self._again: deque[_Task[Item]] = deque()
        self._answers: dict[int, tuple[_Task[Item], Value | Trouble]] = {}
        self._bytes = 0
        self._started = 0
        self._emitted = 0
        self._failed_starts = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def run(self, items: Iterable[Item]) -> Iterator[tuple[Item, Value | Trouble]]:
        """Each item with its value, or why it has none, in order.

        Raises:
            KGError: the workers cannot start, or no item would fare better than one that failed.
        """
        source = iter(items)
        more = True
        while True:
            more = self._hand_out(source, more=more)
            while self._emitted in self._answers:
                task, value = self._answers.pop(self._emitted)
                self._emitted += 1
                self._bytes -= task.size
                yield task.item, value
            if self._emitted == self._started and not more:
                return
            self._collect()

    def close(self) -> None:
        """End every process, whatever it does."""
        for worker in self._workers:
            worker.connection.close()
            worker.process.kill()
        for worker in self._workers:
            worker.process.join()
        self._workers.clear()

    def _hand_out(self, source: Iterator[Item], *, more: bool) -> bool:
        """Give every worker what it has room for; whether ``source`` may have more."""
        while self._again:
            worker = self._with_room(self._again[0])
            if worker is None:
                return more
            self._send(worker, self._again.popleft())
        while more and self._is_wanting():
            item = next(source, None)
            if item is None:
                return False
            task = self._task(item)
            known = self._work.known(item)
            if known is not None:
                self._answers[task.number] = (task, known)
                continue
            task.data = pickle.dumps(item, pickle.HIGHEST_PROTOCOL)
            worker = self._with_room(task)
            if worker is None:
                self._again.append(task)
                break
            self._send(worker, task)
        return more

    def _task(self, item: Item) -> _Task[Item]:
        task = _Task(self._started, item, self._work.size(item))
        self._started += 1
        self._bytes += task.size
        return task

    def _is_wanting(self) -> bool:
        full = self._bytes > _WINDOW_BYTES or self._started - self._emitted > _WINDOW_ITEMS
        waiting = all(len(worker.tasks) > 1 for worker in self._workers)
        return not full and not (len(self._workers) == self._jobs and waiting)

    def _with_room(self, task: _Task[Item]) -> _Worker[Item] | None:
        idle = [worker for worker in self._workers if not worker.tasks]
        if idle:
            return idle[0]
        if len(self._workers) < self._jobs:
            return self._start()
        return next((worker for worker in self._workers if worker.has_room_for(task)), None)

    def _start(self) -> _Worker[Item]:
        context = get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(
            target=serve, args=(theirs, replace(self._work, known=nothing_known)), daemon=True
        )
        process.start()
        theirs.close()
        worker: _Worker[Item] = _Worker(process, ours, limit=time.monotonic() + _START_SECONDS)
        self._workers.append(worker)
        return worker

    def _send(self, worker: _Worker[Item], task: _Task[Item]) -> None:
        worker.tasks.append(task)
        if not worker.ready:
            return
        if len(worker.tasks) == 1:
            worker.limit = time.monotonic() + self._work.seconds(task.item)
        try:
            worker.connection.send_bytes(task.data)
        except OSError:  # it was killed; what it had is sorted out when its end is read
            worker.limit = time.monotonic() + 1

    def _collect(self) -> None:
        """Wait for the next answers, deaths and overdue items."""
        busy = [worker for worker in self._workers if worker.tasks]
        soonest = min((worker.limit for worker in busy), default=time.monotonic())
        connections = [worker.connection for worker in self._workers]
        found = set(wait(connections, max(0.0, soonest - time.monotonic())))
        for worker in list(self._workers):
            if worker.connection in found:
                self._read(worker)
            elif worker.tasks and time.monotonic() >= worker.limit:
                self._overdue(worker)

    def _read(self, worker: _Worker[Item]) -> None:
        try:
            kind, value = worker.connection.recv()
        except (EOFError, OSError):
            self._died(worker)
            return
        if kind == BROKEN:
            raise value
        if kind == READY:
            worker.ready, self._failed_starts = True, 0
            for task in list(worker.tasks):
                worker.tasks.popleft()
                self._send(worker, task)
            return
        task = worker.tasks.popleft()
        self._answers[task.number] = (task, value)
        if worker.tasks:
            worker.limit = time.monotonic() + self._work.seconds(worker.tasks[0].item)

    def _died(self, worker: _Worker[Item]) -> None:
        code = self._dismiss(worker, grace=1.0)
        if not worker.ready:
            self._failed_starts += 1
            if self._failed_starts >= _START_FAILURES:
                raise KGError(
                    f"worker processes end as they start ({_ending(code)})",
                    "Is there memory for them? Each needs some 400 MB; try fewer --jobs.",
                )
        elif worker.tasks:
            task = worker.tasks[0]
            task.tries += 1
            if task.tries >= _TRIES:
                worker.tasks.popleft()
                reason = f"ends the process that reads it ({_ending(code)}), {_TRIES} times"
                hint = "Does it need more memory than there is? Try fewer --jobs, or split it."
                self._answers[task.number] = (task, Trouble(reason, hint))
        self._again.extendleft(reversed(worker.tasks))

    def _overdue(self, worker: _Worker[Item]) -> None:
        if not worker.ready:
            self._dismiss(worker)
            raise KGError(f"a worker process was not ready after {_START_SECONDS:g} seconds")
        self._dismiss(worker)
        task = worker.tasks.popleft()
        reason = f"takes longer than {self._work.seconds(task.item):.0f} seconds to read"
        trouble = Trouble(reason, "Is it prose? Split it, and please report it.")
        self._answers[task.number] = (task, trouble)
        self._again.extendleft(reversed(worker.tasks))

    def _dismiss(self, worker: _Worker[Item], grace: float = 0.0) -> int | None:
        self._workers.remove(worker)
        worker.connection.close()
        worker.process.join(timeout=grace)
        worker.process.kill()
        worker.process.join()
        return worker.process.exitcode


def _ending(code: int | None) -> str:
    if code is not None and code < 0:
        return f"signal {signal.Signals(-code).name}"
    return f"exit code {code}"


def spread(
    items: Iterable[Item], work: Work[Item, Value], jobs: int | None
) -> Iterator[tuple[Item, Value | Trouble]]:
    """Each item with its value: by ``jobs`` processes, or as many as there are processors.

    Where nobody says how many, a few small items are worked on here: a process takes longer to
    start than they take.
    """
    if jobs is not None:
        return in_order(items, work, jobs)
    source = iter(items)
    first: list[Item] = []
    weight = 0
    for item in islice(source, _WINDOW_ITEMS):
        first.append(item)
        if work.known(item) is None:
            weight += work.size(item) + _START_WEIGHT // _FEW
        if weight > _START_WEIGHT:
            return in_order(chain(first, source), work, processors())
    if len(first) == _WINDOW_ITEMS:
        return in_order(chain(first, source), work, processors())
    return alone(first, work)


def as_fits(
    items: Iterable[Item], work: Work[Item, Value]
) -> Iterator[tuple[Item, Value | Trouble]]:
    """Each item with its value, by as many processes as are worth their start."""
    return spread(items, work, None)


def processors() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def in_order(
    items: Iterable[Item], work: Work[Item, Value], jobs: int
) -> Iterator[tuple[Item, Value | Trouble]]:
    """Each item with its value, or why it has none, read by up to ``jobs`` processes.

    Raises:
        KGError: the workers cannot start, or no item would fare better than the one that failed.
    """
    with Pool(work, jobs) as pool:
        yield from pool.run(items)
