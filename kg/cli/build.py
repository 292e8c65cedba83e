"""``kg build``: articles in, graph out."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.account import Account
from kg.cli.keeping import LARGE, Talk, Way, bring_in, moment, tell_written, write_again, write_out
from kg.cli.options import DEFAULT_FORMATS, OUTPUT, SHARDS, STORE, day, formats, quiet_option
from kg.cli.talk import counted, tell
from kg.errors import InputError, NothingFoundError, OutputError, UsageError
from kg.link.iri import BASE, Minter
from kg.model import Article
from kg.read import Problem

if TYPE_CHECKING:
    from kg.cli.keeping import Elsewhere
    from kg.corpus.cluster import Cluster
    from kg.corpus.ledger import Ledger
    from kg.corpus.update import Reader, Step
    from kg.read import Meter
    from kg.read.found import Settings
    from kg.read.sources import Sources

ONE = tuple(DEFAULT_FORMATS.split(","))
"""What is written of a graph that one file and a page can show."""

_EPILOG = """\b
Examples:
  kg build seeds
  kg build seeds -o output --date 2025-02-27
  kg build seeds --format turtle,jsonld,csv -o tables
  kg build seeds --format trig,html,store
  kg build - -o output < seeds/000_a39da216cea299ce.txt
  kg build seeds --min-confidence 0.6 -o sure
  kg build seeds --fresh
  kg build -o output
  kg build 'seeds/**/*.txt' -o corpus --jobs 2
  kg build -o output --format html --select 'article=0*'
  zstdcat crawl.jsonl.zst | kg build - -o corpus

\b
INPUT is a file (.txt, .html, .jsonl, also .gz or .zst), a folder of them, a
quoted pattern, or - for standard input. An article's id is its file's name
without suffix, or "id" in JSONL. What cannot be read is reported and left out;
the rest is built, and failures.jsonl in the output folder says what and why.
Exit code 4: nothing was found, and nothing written.

\b
A build that is interrupted, even by kill -9, is taken up by the same command
and ends with the same bytes.

\b
Of more than 500 articles the graph is written as shards (graph.shards lists
them, N-Quads under Zstandard) and a store to ask, unless --format says
otherwise. With --select the files and the page are of the articles that fit.
SOURCE_DATE_EPOCH, if it is set, is the time that the graph says it was made.

\b
Articles of earlier builds into the same folder stay in the graph: what they say
is kept in facts.db. The same article again changes nothing, a changed one takes
the place of what it said before; kg retract takes one out, --fresh all of them.
What people know better stands in corrections.toml in that folder (kg review);
kg build without INPUT writes the graph again with it.
"""


@click.command("build", epilog=_EPILOG)
@click.argument("inputs", nargs=-1, metavar="INPUT...")
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
    show_default="turtle,trig,html; shards,store for more than 500 articles",
    metavar="NAME[,NAME...]",
    callback=formats,
    help="What to write: turtle, trig, html, nt, jsonld, graphml, csv; shards for corpora (N-Quads "
    "in many files), store for quick queries; "
    "derived from the graph: shortcuts, annotations, void, ontology.",
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
@click.option(
    "-s",
    "--select",
    "select",
    multiple=True,
    metavar="KIND=VALUE",
    help="Of which articles files and page are made: entity=NAME, country=CODE, date=DAY, MONTH, "
    "YEAR or A..B, article=ID. One of each kind that is given must fit. Shards and store have all.",
)
@click.option(
    "--shards-to",
    "place",
    default="",
    metavar="ADDRESS",
    help="Where shards are written, if not to the output folder: s3://, gs:// and the like.",
)
@click.option(
    "-j",
    "--jobs",
    type=click.IntRange(1),
    metavar="N",
    help="Processes that read articles. Default: one a processor; none beside this for a few.",
)
@click.option(
    "--engine",
    type=click.Choice(["local", "ray"]),
    default="local",
    show_default=True,
    help="Who does the work: this machine, or a Ray cluster (extra ray).",
)
@click.option(
    "--address",
    metavar="ADDRESS",
    help="The Ray cluster to join: HOST:PORT, ray://HOST:PORT, or auto for the one that this "
    "machine is part of. Default: one is started here.",
)
@click.option("--fresh", is_flag=True, help="Forget the articles of earlier builds.")
@quiet_option
@click.option("-v", "--verbose", is_flag=True, help="Say what was found in each article.")
@click.pass_context
def command(  # noqa: PLR0917  (click calls it by name)
    ctx: click.Context,
    inputs: tuple[str, ...],
    output: Path,
    published: date | None,
    names: tuple[str, ...],
    base_iri: str,
    language: str,
    least: float,
    select: tuple[str, ...],
    place: str,
    jobs: int | None,
    engine: str,
    address: str | None,
    fresh: bool,
    quiet: bool,
    verbose: bool,
) -> None:
    """Build the knowledge graph of articles."""
    from kg.corpus.failures import failures  # noqa: PLC0415
    from kg.corpus.ledger import opened  # noqa: PLC0415
    from kg.corpus.select import Selection  # noqa: PLC0415
    from kg.read import Meter, read  # noqa: PLC0415
    from kg.read.found import Settings  # noqa: PLC0415
    from kg.read.sources import Sources  # noqa: PLC0415

    if not inputs:
        _again(ctx, output, Talk(quiet=quiet, verbose=verbose))
        return
    way = Way(base_iri, language, least, Selection.of(select).words())
    Minter(base_iri)
    _usage(inputs, names, place, (engine, address))
    _can_be_folder(output)
    meter = Meter()
    talk = Talk(quiet=quiet, verbose=verbose, share=meter.share)
    with ExitStack() as stack:
        cluster = _joined(stack, address, jobs) if engine == "ray" else None
        ledger = stack.enter_context(opened(output, fresh=fresh))
        failed = stack.enter_context(failures())
        account = Account(failed, every=verbose)
        stdin = sys.stdin.buffer if "-" in inputs else None
        items = read(
            inputs,
            published=published,
            language=language,
            stdin=stdin,
            exclude=output,
            meter=meter,
        )
        try:
            there = _on(cluster, Sources(inputs, output), Settings(published, language))
            placed = _placed(items, meter)
            bring_in(ledger, placed, way, talk, account, jobs=jobs, elsewhere=there)
        except InputError:
            if account.told() > 1:
                account.tell_warnings()
            raise
        if not quiet and (account.trouble is None or account.told() > 1):
            account.tell_warnings()
        _found_something(account, ledger, least)
        names = names or _formats(len(ledger), way, place, quiet=quiet)
        spread = None if cluster is None else cluster.spread
        written = write_out(ledger, names, way, output, place=place, jobs=jobs, spread=spread)
        told = failed.write(output)
        if quiet:
            return
        account.tell_read(len(ledger) - sum(account.states.values()))
        if told is not None:
            tell(f"Failed   {counted(failed.count, 'input')}; {told} says why")
        tell_written(ledger, written, output)
        if place:
            tell(f"Shards   {place}")
        tell(f"Next     {_next(written.paths, output)}")


def _again(ctx: click.Context, output: Path, talk: Talk) -> None:
    """Without INPUT: what is kept, with the corrections as they are by now."""
    from kg.corpus.ledger import exists, opened  # noqa: PLC0415
    from kg.corpus.output import formats_in  # noqa: PLC0415
    from kg.corpus.select import Selection  # noqa: PLC0415

    typed = click.core.ParameterSource.COMMANDLINE
    given = {name for name in ctx.params if ctx.get_parameter_source(name) is typed}
    if given - {"output", "names", "select", "jobs", "quiet", "verbose"} or not exists(output):
        raise click.MissingParameter(ctx=ctx, param=ctx.command.params[0])
    select = Selection.of(ctx.params["select"]).words()
    names = ctx.params["names"]
    jobs = ctx.params["jobs"]
    with opened(output) as ledger:
        if not names and (select or not formats_in(output)):
            names = ONE if select else _formats(len(ledger), Way.of(ledger), "", quiet=True)
        written = write_again(ledger, output, talk, names, select=select, jobs=jobs)
        if not talk.quiet:
            tell(f"Kept     {counted(len(ledger), 'article')} of earlier builds")
            tell_written(ledger, written, output)


def _formats(articles: int, way: Way, place: str, *, quiet: bool) -> tuple[str, ...]:
    """What is written where nobody says: one file and a page, unless they would be too large."""
    if articles <= LARGE:
        return (*ONE, SHARDS) if place else ONE
    if not way.select and not quiet:
        tell(
            f"Writing shards{'' if place else ' and a store'}, no file and page, of more than "
            f"{LARGE} articles: ask for these with --format, or of some articles with --select"
        )
    many = (SHARDS,) if place else (SHARDS, STORE)
    return (*ONE, *many) if way.select else many


def _usage(
    inputs: tuple[str, ...], names: tuple[str, ...], place: str, engine: tuple[str, str | None]
) -> None:
    """Refuse options that do not go together."""
    moment()
    if STORE in names and not {"turtle", "trig", SHARDS} & set(names):
        raise UsageError(
            "a store is made from shards, turtle or trig", "Add one of them to --format."
        )
    if place and names and SHARDS not in names:
        raise UsageError("--shards-to is for shards", "Add them: --format shards")
    if engine[0] == "ray" and "-" in inputs:
        raise UsageError("a cluster cannot read this machine's standard input", "Give files.")
    if engine[1] is not None and engine[0] != "ray":
        raise UsageError("--address is for --engine ray", "Add --engine ray.")


def _joined(stack: ExitStack, address: str | None, jobs: int | None) -> Cluster:
    from kg.corpus.cluster import joined  # noqa: PLC0415

    return stack.enter_context(joined(address, jobs))


def _on(cluster: Cluster | None, sources: Sources, settings: Settings) -> Elsewhere | None:
    """How articles are taken in that a cluster reads."""
    if cluster is None:
        return None
    from kg.corpus.update import keep  # noqa: PLC0415

    def taken(ledger: Ledger, reader: Reader) -> Iterator[Step | Problem]:
        return keep(ledger, cluster.answers(ledger, sources, settings, reader))

    return taken


def _placed(
    items: Iterable[Article | Problem], meter: Meter
) -> Iterator[tuple[Article, str] | Problem]:
    for item in items:
        yield item if isinstance(item, Problem) else (item, meter.place)


def _found_something(account: Account, ledger: Ledger, least: float) -> None:
    """Fail, before anything is written, if there is nothing to write."""
    if account.trouble is not None and account.troubles == account.articles:
        raise account.trouble
    if not account.found or not ledger.says_anything():
        raise NothingFoundError(
            f"nothing was found in {counted(account.articles, 'article')}; nothing was written",
            "Is it news in Indonesian, in whole sentences?"
            + (" Or lower --min-confidence." if least > 0 else ""),
        )


def _can_be_folder(output: Path) -> None:
    """Fail before the work, not after it."""
    existing = next((path for path in (output, *output.absolute().parents) if path.exists()), None)
    if existing is None or not existing.is_dir() or not os.access(existing, os.W_OK | os.X_OK):
        raise OutputError(
            f"cannot write to '{output}': '{existing}' is no folder that can be written",
            "Choose another folder with -o FOLDER.",
        )


def _next(written: Sequence[Path], output: Path) -> str:
    pages = [str(path) for path in written if path.suffix == ".html"]
    asking = any(path.suffix in (".ttl", ".trig", ".shards") for path in written)
    steps = [f"open {pages[0]} in a browser"] if pages else []
    steps += [f"kg query who-said-what {output}", f"kg check {output}"] if asking else []
    return "; ".join(steps) or f"look into {output}"
