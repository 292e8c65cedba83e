"""``kg retract``: articles out of the graph, as if they had never been there."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.keeping import Talk, has_ledger, tell_written, write_again
from kg.cli.options import OUTPUT, quiet_option
from kg.cli.talk import counted, tell

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
    from kg.corpus.ledger import opened  # noqa: PLC0415
    from kg.corpus.output import remove  # noqa: PLC0415
    from kg.corpus.update import known  # noqa: PLC0415

    has_ledger(output)
    with opened(output) as ledger:
        articles = known(ledger, ids)
        ledger.remove(articles)
        if not ledger.says_anything():
            remove(ledger, output)
            ledger.commit()
            if not quiet:
                tell(f"Removed  {', '.join(articles)}; nothing is left, nor are the graph's files")
            return
        written = write_again(ledger, output, Talk(quiet=quiet))
        if not quiet:
            left = f"; {counted(len(ledger), 'article')} left"
            tell(f"Removed  {', '.join(articles)}{left}")
            tell_written(ledger, written, output)
