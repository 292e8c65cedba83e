"""What build and retract share: articles into the ledger, the ledger into files, and their talk."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kg.cli.summary import boilerplate, found, stale
from kg.cli.talk import counted, progress, tell
from kg.model import Article, Facts, Run

if TYPE_CHECKING:
    from kg.corpus.ledger import Ledger
    from kg.corpus.output import Written
    from kg.corpus.update import Step


@dataclass(frozen=True, slots=True)
class Way:
    """How a whole graph is made, whenever its articles came."""

    base: str
    language: str
    least: float

    def run(self, language: str) -> Run:
        """What reads articles in a language."""
        from kg import pipeline  # noqa: PLC0415

        return pipeline.describe(language, self.least)

    def made(self, language: str) -> str:
        """The same as a digest, with all that a version number does not tell."""
        from kg.corpus.program import reader  # noqa: PLC0415

        return reader(self.run(language))

    def facts(self, article: Article) -> Facts:
        """What one article says."""
        from kg import pipeline  # noqa: PLC0415

        return pipeline.run(article, language=article.language, least=self.least)

    def remember(self, ledger: Ledger) -> None:
        """Let a later command make the graph in the same way."""
        ledger.choose({"base": self.base, "language": self.language, "least": repr(self.least)})

    @classmethod
    def of(cls, ledger: Ledger) -> Way:
        """The way of the last build."""
        from kg.link.iri import BASE  # noqa: PLC0415

        base, language, least = map(ledger.setting, ("base", "language", "least"))
        return cls(base or BASE, language or "id", float(least or 0))


@dataclass(frozen=True, slots=True)
class Talk:
    """How much is said."""

    quiet: bool = False
    verbose: bool = False


def bring_in(ledger: Ledger, articles: Sequence[Article], way: Way, talk: Talk) -> list[Step]:
    """Take articles into the ledger and read again those that another program read.

    Returns what became of ``articles``.
    """
    from kg.corpus.update import Reader, stored, take_in  # noqa: PLC0415

    reader = Reader(way.facts, way.made)
    steps = []
    with progress(articles, label="Reading", quiet=talk.quiet or talk.verbose) as bar:
        for step in take_in(ledger, bar, reader):
            steps.append(step)
            if talk.verbose and not talk.quiet:
                _tell_step(step)
    old = ledger.outdated(way.made)
    if old and not talk.quiet:
        tell(f"Renewing {counted(len(old), 'article')} that another version or option read")
    with progress(old, label="Renewing", quiet=talk.quiet) as ids:
        for _ in take_in(ledger, stored(ledger, ids), reader):
            continue
    return steps


def write_out(ledger: Ledger, names: Sequence[str], way: Way, output: Path) -> Written:
    """Write the graph of all that the ledger holds, and keep what it took in."""
    from kg.corpus.output import write  # noqa: PLC0415

    written = write(ledger, names, way.run(way.language), way.base, output)
    way.remember(ledger)
    ledger.commit()
    return written


def tell_read(steps: Sequence[Step], left_out: int, kept: int) -> None:
    """What was read: how much, and how much of it is the same again."""
    letters = sum(len(step.article.text) for step in steps)
    states = Counter(step.state.value for step in steps)
    beside = f"; {left_out} left out" if left_out else ""
    if set(states) != {"new"} or kept:
        told = {"new": "new", "changed": "changed", "outdated": "read again", "same": "as before"}
        beside += "".join(f"; {states[key]:,} {word}" for key, word in told.items() if states[key])
    tell(f"Read     {counted(len(steps), 'article')}, {counted(letters, 'character')}{beside}")
    if kept:
        tell(f"Kept     {counted(kept, 'article')} of earlier builds")


def tell_written(ledger: Ledger, written: Written, output: Path) -> None:
    """What the graph holds and which files it is in."""
    if written.fresh:
        tell(f"Found    {found(list(ledger.facts()))}")
        tell(f"Written  {_names(written.fresh)}")
    rest = [path for path in written.paths if path not in written.fresh]
    if rest:
        tell(f"{'        ' if written.fresh else 'Nothing '} changed in {_names(rest)}")
    old = stale(output, written.paths)
    if old:
        tell(f"         from an earlier build: {', '.join(old)}")


def _names(paths: Sequence[Path]) -> str:
    return ", ".join(map(str, paths))


def _tell_step(step: Step) -> None:
    if step.facts is None:
        tell(f"{step.article.id}: as before")
        return
    told = f"{found([step.facts])} ({step.seconds:.1f} s){boilerplate(step.article)}"
    tell(f"{step.article.id}: {told}")
