"""Many graphs into one store, several at a time, in a way that a break does not undo."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from pathlib import Path

from kg.store.journal import Journal
from kg.store.remote import Remote

Graph = tuple[str, bytes]


class Loading:
    """Sends graphs to ``remote`` over ``jobs`` connections; ``folder`` remembers what it took."""

    def __init__(self, remote: Remote, folder: Path, jobs: int) -> None:
        self._remote, self._folder, self._jobs = remote, folder, jobs

    def load(self, graphs: Iterable[Graph]) -> Iterator[bool]:
        """Put every graph; yields for each whether it was sent, or had been before a break.

        Raises:
            OutputError: the server refuses or cannot be reached, or the folder cannot be written.
        """
        journal = Journal(self._folder, self._remote.address)
        try:
            due = _Due(graphs, journal)
            for graph in due:
                self._remote.put(*graph)
                self._remote.verify(graph[0])
                journal.add(*graph)
                yield True
                break
            for iri, content in self._at_once(due, self._put):
                journal.add(iri, content)
                yield True
            yield from (False for _ in range(due.passed))
        except BaseException:
            journal.pause()
            raise
        journal.close()

    def retract(self, graphs: Iterable[Graph]) -> Iterator[bool]:
        """Remove every graph; yields True for each.

        Raises:
            OutputError: the server refuses or cannot be reached.
        """
        left = iter(graphs)
        for graph in left:
            self._remote.verify(graph[0])
            self._delete(graph)
            yield True
            break
        for _ in self._at_once(left, self._delete):
            yield True

    def _put(self, graph: Graph) -> Graph:
        self._remote.put(*graph)
        return graph

    def _delete(self, graph: Graph) -> Graph:
        self._remote.delete(graph[0])
        return graph

    def _at_once(self, graphs: Iterable[Graph], send: Callable[[Graph], Graph]) -> Iterator[Graph]:
        """Each graph when it is sent; no more than twice ``jobs`` are in memory."""
        waiting: set[Future[Graph]] = set()
        pool = ThreadPoolExecutor(self._jobs)
        try:
            for graph in graphs:
                waiting.add(pool.submit(send, graph))
                if len(waiting) >= 2 * self._jobs:
                    done, waiting = wait(waiting, return_when=FIRST_COMPLETED)
                    yield from (one.result() for one in done)
            while waiting:
                done, waiting = wait(waiting, return_when=FIRST_COMPLETED)
                yield from (one.result() for one in done)
        except BaseException:
            self._remote.stop()
            raise
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


class _Due:
    """Graphs that the journal does not know; ``passed`` counts the others."""

    def __init__(self, graphs: Iterable[Graph], journal: Journal) -> None:
        self._graphs, self._journal, self.passed = iter(graphs), journal, 0

    def __iter__(self) -> Iterator[Graph]:
        for graph in self._graphs:
            if self._journal.has(*graph):
                self.passed += 1
            else:
                yield graph
