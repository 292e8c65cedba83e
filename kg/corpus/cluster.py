"""Many machines: articles are read through Ray Data, and kept as one machine would keep them.

Files are read and articles worked on wherever there is a processor free; a task or worker that is
lost is tried again by Ray. Answers come back in the order of the articles to the one process that
has the ledger, which takes each article once, so that nothing is twice in the graph and its bytes
are those of one machine. A worker of Ray holds a process of its own for reading, which guards it
against articles that crash or hang, as on one machine.
"""

from __future__ import annotations

import logging
import os
import pickle
from collections import deque
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

from kg.corpus.ledger import Ledger
from kg.corpus.pool import Pool
from kg.corpus.rows import Row
from kg.corpus.update import Answer, Reader, Step, reading, standing
from kg.corpus.work import Item, Trouble, Value, Work, attempt
from kg.errors import KGError, MissingExtraError
from kg.model import Article
from kg.read import Problem
from kg.read.articles import once
from kg.read.found import Found, Settings, found_in
from kg.read.sources import Source

_BLOCK = 200_000
"""Bytes of articles that go to a worker at once: some seconds of work."""
_BATCH = 16
_RETRIES = 5


@dataclass(frozen=True, slots=True)
class Cluster:
    """A cluster that is joined: ``processors`` of it do the work."""

    ray: Any
    processors: int

    def answers(
        self, ledger: Ledger, sources: Iterable[Source], settings: Settings, reader: Reader
    ) -> Iterator[tuple[Step | Problem, Answer | Trouble]]:
        """What was read of each article that the ledger does not have, in order, each id once.

        Raises:
            InputError: there is no article.
            KGError: the cluster has another version of kg, or was lost.
        """
        made = reader.made(settings.language)
        latest: Answer | Trouble = (None, 0.0)

        def found() -> Iterator[Found | Problem]:
            nonlocal latest
            for one, answer in self._stream(ledger, sources, settings, reader, made):
                latest = answer
                yield one

        for item, place in once(found()):
            if isinstance(item, Problem):
                yield item, (None, 0.0)
            else:
                yield standing(ledger, item, place, made), latest

    def spread(
        self, items: Iterable[Item], work: Work[Item, Value]
    ) -> Iterator[tuple[Item, Value | Trouble]]:
        """Each item with its value, in order, a few at a time."""
        run = self.ray.remote(max_retries=_RETRIES)(attempt)
        waiting: deque[tuple[Item, Value | None, Any]] = deque()
        for item in items:
            known = work.known(item)
            waiting.append((item, known, None if known is not None else run.remote(work.run, item)))
            if len(waiting) > 2 * self.processors:
                yield self._next(waiting)
        while waiting:
            yield self._next(waiting)

    def _next(self, waiting: deque[tuple[Item, Value | None, Any]]) -> tuple[Item, Any]:
        item, known, promise = waiting.popleft()
        with _told():
            return item, self.ray.get(promise) if known is None else known

    def _stream(
        self,
        ledger: Ledger,
        sources: Iterable[Source],
        settings: Settings,
        reader: Reader,
        made: str,
    ) -> Iterator[tuple[Found | Problem, Answer | Trouble]]:
        data = self.ray.data
        context = data.DataContext.get_current()
        context.execution_options.preserve_order = True
        context.enable_progress_bars = False
        context.target_max_block_size = _BLOCK
        context.print_on_execution_start = False
        kept = self.ray.put(frozenset(_mark(*row) for row in ledger.marks()))
        rows = [{"item": pickle.dumps(source)} for source in sources]
        found = data.from_items(rows, override_num_blocks=min(len(rows), 1000)).map_batches(
            _Files, fn_constructor_args=(settings,), batch_size=1, batch_format="pyarrow",
            num_cpus=0.1, compute=data.ActorPoolStrategy(min_size=1, max_size=self.processors),
        )  # fmt: skip
        read = found.map_batches(
            _Articles, fn_constructor_args=(reader, settings.language, made, kept),
            batch_size=_BATCH, batch_format="pyarrow", num_cpus=1,
            compute=data.ActorPoolStrategy(min_size=1, max_size=self.processors),
        )  # fmt: skip
        with _told():
            for batch in read.iter_batches(batch_size=None, batch_format="pyarrow"):
                for one in batch.column("item").to_pylist():
                    yield pickle.loads(one)  # noqa: S301  (from our own workers)


@contextmanager
def joined(address: str | None, processors: int | None) -> Iterator[Cluster]:
    """The cluster at ``address`` ("auto": the one that runs here), or one on this machine.

    Raises:
        KGError: there is no cluster there.
        MissingExtraError: Ray is not installed.
    """
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")  # nothing leaves the cluster
    try:
        import ray  # noqa: PLC0415  (an extra, and slow to import)
        import ray.data  # noqa: PLC0415
    except ImportError as error:
        raise MissingExtraError(
            f"--engine ray needs Ray, which is not installed ({error})",
            "Run: pip install 'berita-kg[ray]'",
        ) from error
    for name in ("ray", "ray.data"):
        logging.getLogger(name).setLevel(logging.ERROR)
    quiet: dict[str, Any] = {"logging_level": "ERROR", "log_to_driver": False}
    try:
        if address is None:
            ray.init("local", num_cpus=processors, include_dashboard=False, **quiet)
        else:
            ray.init(address, **quiet)
    except (ConnectionError, RuntimeError, ValueError) as error:
        raise KGError(
            f"no Ray cluster answers at '{address or 'local'}': {error}",
            "Start one: ray start --head; on the others: ray start --address HEAD:6379",
        ) from error
    try:
        cluster: Any = ray
        there = int(cluster.cluster_resources().get("CPU", 1))
        yield Cluster(cluster, max(1, min(processors or there, there)))
    finally:
        ray.shutdown()


class _Files:
    """Sources to articles, some at a time however many a source holds."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def __call__(self, batch: Any) -> Iterator[Any]:  # noqa: ANN401
        for one in batch.column("item").to_pylist():
            some: list[bytes] = []
            for found in found_in(pickle.loads(one), self._settings):  # noqa: S301
                some.append(pickle.dumps(found))
                if len(some) >= _BATCH:
                    yield _table(some)
                    some = []
            yield _table(some)


class _Articles:
    """Articles to answers; what the ledger has already is passed over."""

    def __init__(
        self,
        reader: Reader,
        language: str,
        made: str,
        kept: Any,  # noqa: ANN401
    ) -> None:
        import ray  # noqa: PLC0415

        if reader.made(language) != made:
            raise KGError(
                "the cluster has another version of kg, or of its tables or weights",
                "Install the same on every machine.",
            )
        self._made = made
        self._kept: Collection[bytes] = ray.get(kept)
        self._pool: Pool[tuple[Article, str], Answer] = Pool(reading(reader, self._known), 1)

    def __call__(self, batch: Any) -> Any:  # noqa: ANN401
        items = [pickle.loads(one) for one in batch.column("item").to_pylist()]  # noqa: S301
        articles = [(one.article, self._made) for one in items if isinstance(one, Found)]
        answers = (answer for _, answer in self._pool.run(articles))
        nothing: Answer = (None, 0.0)
        done = [(one, next(answers) if isinstance(one, Found) else nothing) for one in items]
        return _table([pickle.dumps(one) for one in done])

    def _known(self, item: tuple[Article, str]) -> Answer | None:
        article, made = item
        return (None, 0.0) if _mark(*Row.mark(article, made)) in self._kept else None


def _mark(*words: str) -> bytes:
    return blake2b("\n".join(words).encode("utf-8", "surrogatepass"), digest_size=16).digest()


def _table(items: list[bytes]) -> Any:  # noqa: ANN401
    import pyarrow as pa  # noqa: PLC0415  (comes with Ray Data)

    return pa.table({"item": pa.array(items, pa.binary())})


@contextmanager
def _told() -> Iterator[None]:
    """What went wrong on a worker, as the error of ours that it was there."""
    from ray.exceptions import RayError  # noqa: PLC0415

    try:
        yield
    except RayError as error:
        cause: BaseException | None = error
        while cause is not None and not isinstance(cause, KGError):
            cause = getattr(cause, "cause", None) or cause.__cause__
        if isinstance(cause, KGError):
            raise KGError(cause.message, cause.hint) from error
        first = str(error).strip().splitlines()[:1]
        raise KGError(f"the cluster failed: {' '.join(first)}", "See its logs.") from error
