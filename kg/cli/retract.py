"""``kg retract``: articles out of the graph, as if they had never been there."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.account import Account
from kg.cli.keeping import Talk, Way, bring_in, tell_written, write_out
from kg.cli.options import OUTPUT, quiet_option
from kg.cli.talk import counted, tell
from kg.errors import InputError

_EPILOG = """\b
Examples:
  kg retract 000_a39da216cea299ce
  kg retract satu dua -o output

\b
ID is an article's id (its file's name without suffix, or "id" in JSONL), or its
IRI. Every file of the graph is written again without what these articles say.
Graphs in a triple store stay: take them out with kg load --retract before.
"""


@click.command("retract", epilog=_EPILOG)
@click.argument("ids", nargs=-1, required=True, metavar="ID...")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    default=OUTPUT,
    show_default=True,
    metavar="FOLDER",
    help="Where the graph is.",
)
@quiet_option
def command(ids: tuple[str, ...], output: Path, quiet: bool) -> None:
    """Take articles out of the graph."""
    from kg.corpus.ledger import NAME, exists, opened  # noqa: PLC0415
    from kg.corpus.output import formats_in, remove  # noqa: PLC0415
    from kg.corpus.update import known  # noqa: PLC0415

    if not exists(output):
        raise InputError(
            f"'{output}' holds no {NAME}, which keeps what articles say",
            f"Build it from the articles: kg build INPUT... -o {output}",
        )
    with opened(output) as ledger:
        articles = known(ledger, ids)
        ledger.remove(articles)
        way = Way.of(ledger)
        account = Account()
        bring_in(ledger, (), way, Talk(quiet=quiet), account)
        if not quiet:
            account.tell_warnings()
        if not quiet:
            left = f"; {counted(len(ledger), 'article')} left"
            tell(f"Removed  {', '.join(articles)}{left}")
        if not ledger.says_anything():
            remove(ledger, output)
            ledger.commit()
            if not quiet:
                tell("         nothing is left to say, so that the graph's files are gone too")
            return
        written = write_out(ledger, formats_in(output), way, output)
        if not quiet:
            tell_written(ledger, written, output)
