"""``kg build``: articles in, graph out."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.keeping import Talk, Way, bring_in, tell_read, tell_written, write_out
from kg.cli.options import DEFAULT_FORMATS, OUTPUT, STORE, day, formats, quiet_option
from kg.cli.summary import grouped
from kg.cli.talk import counted, tell, warn
from kg.errors import InputError, NothingFoundError, OutputError, UsageError
from kg.link.iri import BASE, Minter
from kg.model import Article

if TYPE_CHECKING:
    from kg.read import Problem

_EPILOG = """\b
Examples:
  kg build seeds
  kg build seeds -o output --date 2025-02-27
  kg build seeds --format turtle,jsonld,csv -o tables
  kg build seeds --format trig,html,store
  kg build - -o output < seeds/000_a39da216cea299ce.txt
  kg build seeds --min-confidence 0.6 -o sure
  kg build seeds --fresh

\b
INPUT is a file (.txt, .html, .jsonl), a folder of them, or - for standard input.
An article's id is its file's name without suffix, or "id" in JSONL. What cannot
be read is reported and left out; the rest is built. Exit code 4: nothing was
found, and nothing written.

\b
Articles of earlier builds into the same folder stay in the graph: what they say
is kept in facts.db. The same article again changes nothing, a changed one takes
the place of what it said before; kg retract takes one out, --fresh all of them.
"""


@click.command("build", epilog=_EPILOG)
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    default=OUTPUT,
    show_default=True,
    metavar="FOLDER",
    help="Where the graph is written.",
)
@click.option(
    "-d",
    "--date",
    "published",
    metavar="YYYY-MM-DD",
    callback=day,
    help="When the articles were published. Default: what they say themselves, if they do.",
)
@click.option(
    "-f",
    "--format",
    "names",
    multiple=True,
    default=(DEFAULT_FORMATS,),
    show_default="turtle,trig,html",
    metavar="NAME[,NAME...]",
    callback=formats,
    help="What to write: turtle, trig, html, nt, jsonld, graphml, csv; store for quick queries.",
)
@click.option(
    "--base-iri",
    default=BASE,
    show_default=True,
    metavar="IRI",
    help="What the names of things begin with.",
)
@click.option(
    "--language", default="id", show_default=True, metavar="TAG", help="The articles' language."
)
@click.option(
    "--min-confidence",
    "least",
    type=click.FloatRange(0, 1),
    default=0.0,
    show_default=True,
    metavar="0..1",
    help="Leave out events and claims that we are less sure of; 0.5 keeps what is likely right.",
)
@click.option("--fresh", is_flag=True, help="Forget the articles of earlier builds.")
@quiet_option
@click.option("-v", "--verbose", is_flag=True, help="Say what was found in each article.")
def command(  # noqa: PLR0917  (click calls it by name)
    inputs: tuple[str, ...],
    output: Path,
    published: date | None,
    names: tuple[str, ...],
    base_iri: str,
    language: str,
    least: float,
    fresh: bool,
    quiet: bool,
    verbose: bool,
) -> None:
    """Build the knowledge graph of articles."""
    from kg.corpus.ledger import opened  # noqa: PLC0415

    way = Way(base_iri, language, least)
    Minter(base_iri)
    if STORE in names and not {"turtle", "trig"} & set(names):
        raise UsageError("a store is made from turtle or trig", "Add one of them to --format.")
    _can_be_folder(output)
    articles, problems = _read(inputs, published, language, output)
    with opened(output, fresh=fresh) as ledger:
        steps = bring_in(ledger, articles, way, Talk(quiet=quiet, verbose=verbose))
        if not quiet:
            empty = [step.article.id for step in steps if not step.found]
            warn(grouped(problems, empty), every=verbose)
        if not ledger.says_anything() or not any(one.found or one.found_before for one in steps):
            raise NothingFoundError(
                f"nothing was found in {counted(len(articles), 'article')}; nothing was written",
                "Is it news in Indonesian, in whole sentences?"
                + (" Or lower --min-confidence." if least > 0 else ""),
            )
        written = write_out(ledger, names, way, output)
        if quiet:
            return
        left_out = sum(problem.left_out for problem in problems)
        tell_read(steps, left_out, len(ledger.ids()) - len(steps))
        tell_written(ledger, written, output)
        tell(f"Next     {_next(written.paths, output)}")


def _can_be_folder(output: Path) -> None:
    """Fail before the work, not after it."""
    existing = next((path for path in (output, *output.absolute().parents) if path.exists()), None)
    if existing is None or not existing.is_dir() or not os.access(existing, os.W_OK | os.X_OK):
        raise OutputError(
            f"cannot write to '{output}': '{existing}' is no folder that can be written",
            "Choose another folder with -o FOLDER.",
        )


def _read(
    inputs: Sequence[str], published: date | None, language: str, output: Path
) -> tuple[list[Article], list[Problem]]:
    from kg.read import read  # noqa: PLC0415

    articles: list[Article] = []
    problems: list[Problem] = []
    stdin = sys.stdin.buffer if "-" in inputs else None
    try:
        for item in read(
            inputs, published=published, language=language, stdin=stdin, exclude=output
        ):
            if isinstance(item, Article):
                articles.append(item)
            else:
                problems.append(item)
    except InputError:
        if len(problems) > 1:
            warn(grouped(problems, ()), every=False)
        raise
    return articles, problems


def _next(written: Sequence[Path], output: Path) -> str:
    pages = [str(path) for path in written if path.suffix == ".html"]
    asking = any(path.suffix in (".ttl", ".trig") for path in written)
    steps = [f"open {pages[0]} in a browser"] if pages else []
    steps += [f"kg query who-said-what {output}", f"kg check {output}"] if asking else []
    return "; ".join(steps) or f"look into {output}"
