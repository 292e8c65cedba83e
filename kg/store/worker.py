"""Processes that think about queries, so that one that takes too long can be ended."""

from __future__ import annotations

import multiprocessing
import queue
import signal
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Any, Protocol

from kg.errors import KGError, QueryError


class Answered(Protocol):
    """An answer in bytes, as the protocol has it."""

    @property
    def media(self) -> str | None: ...
    @property
    def body(self) -> bytes: ...
    @property
    def more(self) -> bool: ...


#: Opens the graph and gives what answers (query, Accept header); must be importable by name.
Opener = Callable[[str], Callable[[str, str], Answered]]


@dataclass(frozen=True, slots=True)
class _Worker:
    process: Any
    line: Connection


class Workers:
    """A few processes with the graph open; :meth:`ask` gives a question to a free one."""

    def __init__(self, opener: Opener, path: str, *, count: int, seconds: float) -> None:
        self._opener, self._path, self._seconds = opener, path, seconds
        self._context = multiprocessing.get_context("spawn")
        self._free: queue.Queue[_Worker] = queue.Queue()
        self._all: list[_Worker] = []
        for _ in range(count):
            self._free.put(self._start())

    def ask(self, query: str, accept: str) -> Answered:
        """The answer of a free process.

        Raises:
            QueryError: the query cannot be answered.
            TimeoutError: no process was free, or it took too long.
        """
        until = time.monotonic() + self._seconds
        try:
            worker = self._free.get(timeout=self._seconds)
        except queue.Empty:
            raise TimeoutError("every process is busy with other queries") from None
        try:
            worker.line.send((query, accept))
            if not worker.line.poll(max(0.1, until - time.monotonic())):
                self._replace(worker)
                raise TimeoutError(f"the query took longer than {self._seconds:g} s")
            found, message, hint = worker.line.recv()
        except (EOFError, ConnectionError):
            self._replace(worker)
            raise TimeoutError("the query needed more than there is") from None
        self._free.put(worker)
        if message:
            raise QueryError(message, hint)
        answer: Answered = found
        return answer

    def close(self) -> None:
        """Ends every process."""
        for worker in self._all:
            worker.process.kill()
            worker.process.join()
            worker.line.close()

    def _start(self) -> _Worker:
        ours, theirs = self._context.Pipe()
        process = self._context.Process(
            target=_answer, args=(theirs, self._opener, self._path), daemon=True
        )
        process.start()
        theirs.close()
        worker = _Worker(process, ours)
        self._all.append(worker)
        worker.line.recv()
        return worker

    def _replace(self, worker: _Worker) -> None:
        """Ends a process; a new one takes its place as soon as it has opened the graph."""
        worker.process.kill()
        worker.process.join()
        worker.line.close()
        self._all.remove(worker)
        threading.Thread(target=lambda: self._free.put(self._start()), daemon=True).start()


def _answer(line: Connection, opener: Opener, path: str) -> None:
    """The life of a process: open the graph, answer until the line is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    answer = opener(path)
    line.send("ready")
    while True:
        try:
            query, accept = line.recv()
        except EOFError:
            return
        try:
            reply: tuple[Answered | None, str, str] = answer(query, accept), "", ""
        except KGError as error:
            reply = None, error.message, error.hint
        line.send(reply)
