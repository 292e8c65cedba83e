"""Processes that think about queries, so that one that takes too long can be ended."""

from __future__ import annotations

import multiprocessing
import os
import queue
import resource
import signal
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
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


@dataclass(frozen=True, slots=True)
class Question:
    """A query, the Accept header, and the graphs that a client asks of (None: all of them).

    ``default`` are those whose union is the default graph, ``named`` those that GRAPH finds.
    """

    query: str
    accept: str = "*/*"
    default: tuple[str, ...] | None = None
    named: tuple[str, ...] | None = None


#: Opens the graph and gives what answers questions; must be importable by name.
Opener = Callable[[str], Callable[[Question], Answered]]


@dataclass(frozen=True, slots=True)
class _Worker:
    process: Any
    line: Connection


class Workers:
    """A few processes with the graph open; :meth:`ask` gives a question to a free one.

    A process that thinks longer than ``seconds``, or needs ``memory`` bytes more than the graph
    itself, is ended, and another takes its place.
    """

    def __init__(
        self, opener: Opener, path: str, *, count: int, seconds: float, memory: int | None = None
    ) -> None:
        self._opener, self._path, self._seconds = opener, path, seconds
        self._memory, self._closed = memory, False
        self._context = multiprocessing.get_context("spawn")
        self._free: queue.Queue[_Worker] = queue.Queue()
        self._all: list[_Worker] = []
        for _ in range(count):
            self._free.put(self._start())

    def ask(self, question: Question) -> Answered:
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
            worker.line.send(question)
            if not worker.line.poll(max(0.1, until - time.monotonic())):
                self._replace(worker)
                raise TimeoutError(f"the query took longer than {self._seconds:g} s")
            found, message, hint = worker.line.recv()
        except (EOFError, ConnectionError):
            self._replace(worker)
            raise TimeoutError("the query needed more memory than it may have") from None
        self._free.put(worker)
        if message:
            raise QueryError(message, hint)
        answer: Answered = found
        return answer

    def close(self) -> None:
        """Ends every process."""
        self._closed = True
        for worker in list(self._all):
            worker.process.kill()
            worker.process.join()
            worker.line.close()

    def _start(self) -> _Worker:
        ours, theirs = self._context.Pipe()
        process = self._context.Process(
            target=_answer, args=(theirs, self._opener, self._path, self._memory), daemon=True
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
        threading.Thread(target=self._renew, daemon=True).start()

    def _renew(self) -> None:
        try:
            self._free.put(self._start())
        except (EOFError, OSError):
            if not self._closed:
                raise


def _answer(line: Connection, opener: Opener, path: str, memory: int | None) -> None:
    """The life of a process: open the graph, answer until the line is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    answer = opener(path)
    if memory is not None:
        _bound(memory)
    line.send("ready")
    while True:
        try:
            question = line.recv()
        except EOFError:
            return
        try:
            reply: tuple[Answered | None, str, str] = answer(question), "", ""
        except KGError as error:
            reply = None, error.message, error.hint
        line.send(reply)


def _bound(memory: int) -> None:
    """Let the process have so much more than it has now, where the system can hold it to that.

    Whoever wants more is ended in the midst, and what it would say of that is for nobody.
    """
    try:
        pages = int(Path("/proc/self/statm").read_text("ascii").split()[0])
    except OSError:
        return
    most = pages * resource.getpagesize() + memory
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
