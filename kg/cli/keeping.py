"""What build and retract share: articles into the ledger, the ledger into files, and their talk."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from kg.cli.progress import shown
from kg.cli.summary import boilerplate, found, stale
from kg.cli.talk import counted, tell
from kg.errors import InputError, NothingFoundError, UsageError
from kg.model import Article, Facts, Run
from kg.read import Problem

if TYPE_CHECKING:
    from kg.cli.account import Account
    from kg.corpus.ledger import Ledger
    from kg.corpus.output import Written
    from kg.corpus.sharding import Spread
    from kg.corpus.update import Reader, Step

    Elsewhere = Callable[[Ledger, Reader], Iterator[Step | Problem]]


LARGE = 500
"""Above so many articles a graph is not one file and a page, unless that is asked for."""


@dataclass(frozen=True, slots=True)
class Way:
    """How a whole graph is made, whenever its articles came."""

    base: str
    language: str
    least: float
    select: tuple[str, ...] = ()

    def run(self, language: str) -> Run:
        """What reads articles in a language."""
        from kg import pipeline  # noqa: PLC0415

        return pipeline.describe(language, self.least)

    def made(self, language: str) -> str:
        """The same as a digest, with all that a version number does not tell."""
        from kg.corpus.program import reader  # noqa: PLC0415

        return reader(self.run(language))

    def facts(self, article: Article) -> Facts:
        """What one article says, and proof that the graph can hold it.

        Raises:
            KGError: it cannot, which must not stop the writing of the others.
        """
        from kg import pipeline  # noqa: PLC0415
        from kg.graph.build import triples  # noqa: PLC0415
        from kg.link.iri import Minter  # noqa: PLC0415

        facts = pipeline.run(article, language=article.language, least=self.least)
        triples(facts, self.run(article.language), Minter(self.base))
        return facts

    def prepare(self) -> None:
        """Load what reading needs, before the first article."""
        self.run(self.language)

    def remember(self, ledger: Ledger) -> None:
        """Let a later command make the graph in the same way."""
        ledger.choose(
            {
                "base": self.base,
                "language": self.language,
                "least": repr(self.least),
                "select": json.dumps(self.select),
            }
        )

    @classmethod
    def of(cls, ledger: Ledger) -> Way:
        """The way of the last build."""
        from kg.link.iri import BASE  # noqa: PLC0415

        base, language, least = map(ledger.setting, ("base", "language", "least"))
        select = json.loads(ledger.setting("select") or "[]")
        return cls(base or BASE, language or "id", float(least or 0), tuple(select))


def _unknown() -> None:
    """Nobody knows how much there is."""


@dataclass(frozen=True, slots=True)
class Talk:
    """How much is said; ``share`` tells how much of all input has been read."""

    quiet: bool = False
    verbose: bool = False
    share: Callable[[], float | None] = _unknown


def bring_in(
    ledger: Ledger,
    items: Iterable[tuple[Article, str] | Problem],
    way: Way,
    talk: Talk,
    account: Account,
    *,
    jobs: int | None = None,
    elsewhere: Elsewhere | None = None,
) -> None:
    """Take articles into the ledger and read again those that another program read.

    ``jobs`` is how many processes read; None leaves it to the number of articles. They are read
    ``elsewhere`` where that is given, in place of ``items``.
    """
    from kg.corpus.update import Reader, stored, take_in  # noqa: PLC0415

    reader = Reader(way.facts, way.made, way.prepare, jobs)
    failed = set()
    with shown("Reading", talk.share, quiet=talk.quiet or talk.verbose) as step_done:
        taken = take_in(ledger, items, reader) if elsewhere is None else elsewhere(ledger, reader)
        for step in taken:
            step_done()
            account.add(step)
            if isinstance(step, Problem):
                continue
            if step.trouble is not None:
                failed.add(step.article.id)
            if talk.verbose and not talk.quiet:
                _tell_step(step)
    old = [one for one in ledger.outdated(way.made) if one not in failed]
    if old and not talk.quiet:
        tell(f"Renewing {counted(len(old), 'article')} that another version or option read")
    renewed = 0
    with shown("Renewing", lambda: renewed / len(old), quiet=talk.quiet) as step_done:
        for step in take_in(ledger, stored(ledger, old), reader):
            renewed += 1
            step_done()
            account.renewed(step)


def write_out(
    ledger: Ledger,
    names: Sequence[str],
    way: Way,
    output: Path,
    *,
    place: str = "",
    jobs: int | None = None,
    spread: Spread | None = None,
) -> Written:
    """Write the graph of all that the ledger holds, and keep what it took in."""
    from kg.corpus.output import Manner, write  # noqa: PLC0415
    from kg.corpus.pool import spread as here  # noqa: PLC0415
    from kg.corpus.select import Selection  # noqa: PLC0415

    manner = Manner(
        run=way.run(way.language),
        base=way.base,
        selection=Selection.of(way.select),
        moment=moment(),
        place=place,
        spread=spread or partial(here, jobs=jobs),
    )
    written = write(ledger, names, manner, output)
    way.remember(ledger)
    ledger.commit()
    return written


def write_again(
    ledger: Ledger,
    output: Path,
    talk: Talk,
    names: Sequence[str] = (),
    *,
    select: tuple[str, ...] = (),
    jobs: int | None = None,
) -> Written:
    """Write the graph as the last build did, or of other articles, in the formats that stand there.

    Files of selected articles go where none is left that fits.

    Raises:
        NothingFoundError: nothing fits what is to be selected now.
    """
    from kg.cli.account import Account  # noqa: PLC0415
    from kg.corpus.output import formats_in, remove_selected  # noqa: PLC0415

    way = Way.of(ledger)
    if select:
        way = replace(way, select=select)
    account = Account()
    bring_in(ledger, (), way, talk, account, jobs=jobs)
    if not talk.quiet:
        account.tell_warnings()
    try:
        return write_out(ledger, names or formats_in(output), way, output, jobs=jobs)
    except NothingFoundError:
        if select:
            raise
        remove_selected(output)
        return write_out(ledger, formats_in(output), way, output, jobs=jobs)


def has_ledger(output: Path) -> None:
    """Fail where no build left what it read.

    Raises:
        InputError: the folder has no ledger.
    """
    from kg.corpus.ledger import NAME, exists  # noqa: PLC0415

    if not exists(output):
        raise InputError(
            f"'{output}' holds no {NAME}, which keeps what articles say",
            f"Build it from the articles: kg build INPUT... -o {output}",
        )


def moment() -> datetime | None:
    """The time that SOURCE_DATE_EPOCH names, in seconds since 1970, for builds to bear.

    A clock would make every build differ; see https://reproducible-builds.org/specs/.

    Raises:
        UsageError: it is no such number.
    """
    said = os.environ.get("SOURCE_DATE_EPOCH")
    if not said:
        return None
    try:
        return datetime.fromtimestamp(int(said), UTC)
    except (ValueError, OverflowError, OSError) as error:
        raise UsageError(
            f"SOURCE_DATE_EPOCH is no number of seconds since 1970: '{said}'",
            "Unset it, or give it one: export SOURCE_DATE_EPOCH=$(date +%s)",
        ) from error


def tell_written(ledger: Ledger, written: Written, output: Path) -> None:
    """What the graph holds and which files it is in."""
    for one in written.idle:
        tell(f"Warning: {one.where} corrects what is gone by now: {one}")
    if written.fresh:
        parts = [] if len(ledger) > LARGE else [found(list(ledger.facts()))]
        tell(f"Found    {'; '.join([*parts, *_sharded(output)])}")
        tell(f"Written  {_names(written.fresh)}")
    rest = [path for path in written.paths if path not in written.fresh]
    if rest:
        tell(f"{'        ' if written.fresh else 'Nothing '} changed in {_names(rest)}")
    old = stale(output, written.paths)
    if old:
        tell(f"         from an earlier build: {', '.join(old)}")


def _sharded(output: Path) -> list[str]:
    """What stands in the shards of a folder, if there are any."""
    from kg.graph.shards import NAME, shards  # noqa: PLC0415

    listing = output / NAME
    if not listing.is_file():
        return []
    every = list(shards(listing.read_bytes(), NAME))
    quads = counted(sum(one.quads for one in every), "quad")
    return [f"{quads} in {counted(len(every), 'shard')}"]


def _names(paths: Sequence[Path]) -> str:
    return ", ".join(map(str, paths))


def _tell_step(step: Step) -> None:
    facts = step.facts()
    if facts is None:
        told = "failed" if step.trouble else "as before"
    else:
        told = f"{found([facts])} ({step.seconds:.1f} s){boilerplate(step.article)}"
    tell(f"{step.article.id}: {told}")
