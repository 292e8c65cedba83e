"""``kg review``: what the program is least sure of, and the answers, kept for every build."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.keeping import Talk, Way, has_ledger, tell_written, write_again
from kg.cli.options import OUTPUT, quiet_option
from kg.cli.talk import counted, tell
from kg.errors import KGError, UsageError
from kg.query.plain import visible

if TYPE_CHECKING:
    from kg.corpus.ledger import Ledger
    from kg.corpus.questions import Question
    from kg.graph.corrections import Correction

_EPILOG = """\b
Examples:
  kg review output
  kg review output --list --limit 50
  kg review output --list --format json

\b
Asks in a terminal, and lists what it would ask elsewhere. Answers go into
corrections.toml in the folder, beside what is there already, and the graph is
written again. A script answers by the questions' IDs, with --accept, --reject
and --choose. To undo an answer, remove its line and run kg build -o FOLDER.
"""


@click.command("review", epilog=_EPILOG)
@click.argument("output", type=click.Path(path_type=Path), default=OUTPUT, metavar="[FOLDER]")
@click.option("--list", "listing", is_flag=True, help="List the questions and ask nothing.")
@click.option(
    "-f",
    "--format",
    "format_",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="How to list them.",
)
@click.option(
    "-n",
    "--limit",
    type=click.IntRange(1),
    default=20,
    show_default=True,
    metavar="N",
    help="How many questions, the least certain first.",
)
@click.option(
    "--accept", multiple=True, metavar="ID", help="Yes: one and the same, rightly linked."
)
@click.option("--reject", multiple=True, metavar="ID", help="No: two things, or a wrong link.")
@click.option("--choose", multiple=True, metavar="ID=KEY", help="Link to another thing.")
@click.option("--because", metavar="TEXT", help="Why, for the file and the graph.")
@quiet_option
def command(  # noqa: PLR0917  (click calls it by name)
    output: Path,
    listing: bool,
    format_: str,
    limit: int,
    accept: tuple[str, ...],
    reject: tuple[str, ...],
    choose: tuple[str, ...],
    because: str | None,
    quiet: bool,
) -> None:
    """Decide what the program is least sure of."""
    from kg.corpus.ledger import opened  # noqa: PLC0415

    has_ledger(output)
    answering = bool(accept or reject or choose)
    with opened(output) as ledger:
        asked = _questions(ledger, output, None if answering else limit)
        if answering:
            given = _answers(asked, accept, reject, choose)
        elif listing or format_ == "json" or not _is_terminal():
            click.echo(_json(asked) if format_ == "json" else "\n".join(_text(asked)))
            return
        else:
            given = _ask(asked)
        if because:
            given = [replace(one, because=because) for one in given]
        _apply(ledger, given, output, quiet=quiet)


def _is_terminal() -> bool:
    return sys.stdin.isatty() and sys.stdout.isatty()


def _questions(ledger: Ledger, output: Path, limit: int | None) -> list[Question]:
    from kg.corpus.corrections import load  # noqa: PLC0415
    from kg.corpus.output import among, former  # noqa: PLC0415
    from kg.corpus.questions import questions  # noqa: PLC0415
    from kg.link.iri import Minter  # noqa: PLC0415

    base = Way.of(ledger).base
    known = among(ledger.facts, base, load(output, base), former(ledger))
    return questions(ledger.facts, known, Minter(base), limit)


def _answers(
    asked: Sequence[Question],
    accept: Sequence[str],
    reject: Sequence[str],
    choose: Sequence[str],
) -> list[Correction]:
    """The corrections that the options say.

    Raises:
        UsageError: there is no such question or answer, or one has two.
    """
    from difflib import get_close_matches  # noqa: PLC0415

    words = [(one, "accept") for one in accept] + [(one, "reject") for one in reject]
    for one in choose:
        id_, found, key = one.partition("=")
        if not found:
            raise UsageError(f"'{one}' is not ID=KEY", "Such as link-9be245=country/GE.")
        words.append((id_, key))
    by_id = {one.id: one for one in asked}
    given: dict[str, Correction] = {}
    for id_, word in words:
        if id_ not in by_id:
            near = get_close_matches(id_, by_id, n=3, cutoff=0.3)
            raise UsageError(
                f"no question has the ID '{id_}'",
                f"Nearest: {', '.join(near)}" if near else "kg review --list shows all.",
            )
        if id_ in given:
            raise UsageError(f"'{id_}' is answered twice", "Give it one answer.")
        given[id_] = _answer(by_id[id_], word)
    return list(given.values())


def _answer(question: Question, word: str) -> Correction:
    from kg.corpus.questions import About  # noqa: PLC0415

    if word == "accept":
        return question.accept
    if word == "reject" and question.reject is not None:
        return question.reject
    if word != "reject" and question.about is About.LINK:
        return replace(question.accept, value=word)
    keys = ", ".join(str(one.value) for one in question.choices)
    raise UsageError(
        f"'{question.id}' cannot be answered so",
        f"Take one of {keys} with --choose." if keys else "Accept or reject it.",
    )


def _ask(asked: Sequence[Question]) -> list[Correction]:
    """Ask one after the other; what was answered before the end counts."""
    given: list[Correction] = []
    for number, question in enumerate(asked, 1):
        click.echo("\n".join(["", f"{number} of {len(asked)}", *_lines(question)]))
        answers = _letters(question)
        told = ", ".join(f"{letter} {meaning}" for letter, (meaning, _) in answers.items())
        click.echo(f"  {told}, s skip, q stop")
        try:
            word = click.prompt(
                "  Answer", type=click.Choice([*answers, "s", "q"]), show_choices=False
            )
        except click.Abort:
            word = "q"
        if word == "q":
            break
        if word in answers:
            given.append(answers[word][1])
    if not asked:
        tell("Nothing is left to ask.")
    return given


def _letters(question: Question) -> dict[str, tuple[str, Correction]]:
    """What to type for each answer, and what it means."""
    link = question.about.value == "link"
    yes = "yes" if link else "one and the same"
    no = "nothing of the gazetteer" if link else "two"
    answers = {"y": (yes if question.to or not link else no, question.accept)}
    if question.reject is not None:
        answers["n"] = (no, question.reject)
    for place, one in enumerate(question.choices, 1):
        answers[str(place)] = (str(one.value), one)
    return answers


def _text(asked: Sequence[Question]) -> Iterator[str]:
    if not asked:
        yield "Nothing is left to ask."
    for question in asked:
        yield from (*_lines(question), "")


def _lines(question: Question) -> Iterator[str]:
    """A question in words, with the sentences behind it."""
    names = [click.style(visible(name), bold=True) for name in question.names]
    match question.about.value:
        case "merge":
            said = f"{names[0]} and {names[1]} were taken for one"
        case "near":
            said = f"{names[0]} and {names[1]} were taken for two"
        case _:
            said = f"{names[0]} was linked to {question.to or 'nothing'}"
    yield f"{question.id}  {said} ({question.confidence:.2f})"
    if question.grounds:
        yield f"  because of {', '.join(question.grounds)}"
    if question.choices:
        yield f"  or {', '.join(str(one.value) for one in question.choices)}"
    for passage in question.passages:
        yield f"  {visible(passage.article)}: {visible(passage.marked())}"


def _json(asked: Sequence[Question]) -> str:
    import json  # noqa: PLC0415

    told = [
        {
            "id": one.id,
            "about": one.about.value,
            "names": one.names,
            "confidence": one.confidence,
            "grounds": one.grounds,
            "to": one.to,
            "choices": [choice.value for choice in one.choices],
            "accept": str(one.accept),
            "reject": None if one.reject is None else str(one.reject),
            "passages": [
                {"article": passage.article, "text": passage.text, "marks": passage.marks}
                for passage in one.passages
            ],
        }
        for one in asked
    ]
    return json.dumps(told, ensure_ascii=False, indent=1)


def _apply(ledger: Ledger, given: Sequence[Correction], output: Path, *, quiet: bool) -> None:
    """Write the answers down and the graph again; neither, if they cannot be carried out."""
    from kg.corpus.corrections import NAME, add, put  # noqa: PLC0415

    if not given:
        return
    old = add(output, given, Way.of(ledger).base)
    try:
        written = write_again(ledger, output, Talk(quiet=quiet))
    except KGError:
        put(output, old)
        raise
    if not quiet:
        tell(f"Decided  {counted(len(given), 'correction')} in {output / NAME}")
        tell_written(ledger, written, output)
