"""``corrections.toml`` in the output folder: read and checked on every build, written by review.

One line a correction, in a list a kind::

    same-as = [
      { things = ["person/rosa-araya-1f0c3a9be2", "person/araya-08c1d2e3f4"] },
    ]
    rename = [
      { thing = "person/rosa-araya-1f0c3a9be2", name = "Rosa Araya Muñoz", because = "her site" },
    ]

``[[rename]]`` tables say the same. Whoever removes a line undoes the correction.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import tomlkit
from tomlkit.items import AoT

from kg.errors import InputError, OutputError
from kg.graph.corrections import NIL, PAIRS, VALUES, Correction, Kind, Thing, check

NAME = "corrections.toml"

_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_ABSOLUTE = re.compile(r"https?://[^\s<>\"{}|\\^`]+")
_LONGEST = 500
_FORM = {
    "thing": 'thing = "…"', "things": 'things = ["…", "…"]', "name": 'name = "…"',
    "type": 'type = "…"', "to": 'to = "…"',
}  # fmt: skip


def load(folder: Path, base: str) -> tuple[Correction, ...]:
    """The corrections of a folder in an order of their own; none where there is no file.

    Raises:
        InputError: the file cannot be read, is no TOML, says what it cannot mean, or contradicts
            itself.
    """
    path = folder / NAME
    if not path.is_file():
        return ()
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"'{path}' cannot be read: {error}", "It is TOML in UTF-8.") from error
    return parse(text, str(path), base)


def parse(text: str, name: str, base: str) -> tuple[Correction, ...]:
    """The corrections that ``text`` says; raises what :func:`load` does."""
    try:
        lists = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        end = "" if "line" in str(error) else f" (line {max(1, len(text.splitlines()))})"
        raise InputError(f"'{name}' is not TOML: {error}{end}", _HELP) from error
    found = tuple(_all(lists, text, name, base))
    check(found)
    return tuple(sorted(set(found), key=lambda one: (one.kind, str(one), one.because or "")))


def add(folder: Path, corrections: Sequence[Correction], base: str) -> str | None:
    """Write further corrections into the file, whose words and comments stay; the old text.

    Raises:
        InputError: what :func:`load` raises, of the file as it was or as it would be.
        OutputError: it cannot be written.
    """
    path = folder / NAME
    before = set(load(folder, base))
    old = path.read_text(encoding="utf-8-sig") if path.is_file() else None
    document = tomlkit.parse(_HEAD if old is None else old)
    for one in corrections:
        if one not in before:
            _append(document, one)
    text = tomlkit.dumps(document)
    parse(text, str(path), base)
    put(folder, text)
    return old


def put(folder: Path, text: str | None) -> None:
    """Make ``text`` the file's; None takes the file away.

    Raises:
        OutputError: it cannot be written.
    """
    path = folder / NAME
    try:
        if text is None:
            path.unlink(missing_ok=True)
            return
        fresh = path.with_name(f".{NAME}.new")
        fresh.write_text(text, encoding="utf-8")
        fresh.replace(path)
    except OSError as error:
        raise OutputError(f"cannot write '{path}': {error.strerror or error}") from error


def _append(document: tomlkit.TOMLDocument, one: Correction) -> None:
    """One line more in the list of its kind, in the form that the list has."""
    listed = document.get(one.kind.value)
    if listed is None:
        listed = tomlkit.array().multiline(multiline=True)
        document[one.kind.value] = listed
    entry = tomlkit.table() if isinstance(listed, AoT) else tomlkit.inline_table()
    if one.kind in PAIRS:
        entry["things"] = [str(thing) for thing in one.things]
    else:
        entry["thing"] = str(one.things[0])
    if one.value is not None:
        entry[VALUES[one.kind]] = one.value
    if one.because:
        entry["because"] = one.because
    listed.append(entry)


_HEAD = """\
# What people know better than the program; it is read on every build.
# Remove a line to undo it. README.md of Berita KG tells what can be said here.

"""
_HELP = 'A correction is a line such as: rename = [{ thing = "person/x", name = "Rosa Araya" }]'


def _all(lists: Mapping[str, Any], text: str, name: str, base: str) -> Iterator[Correction]:
    for word, entries in lists.items():
        if word not in set(Kind):
            near = get_close_matches(word, list(Kind), n=1)
            raise InputError(
                f"'{name}', line {_line(text, word, ())}: '{word}' is no kind of correction",
                f"Did you mean '{near[0]}'?" if near else f"There are {', '.join(Kind)}.",
            )
        if not isinstance(entries, list):
            raise InputError(f"'{name}', line {_line(text, word, ())}: '{word}' is no list", _HELP)
        for entry in entries:
            where = f"'{name}', line {_line(text, word, _strings(entry))}"
            yield _correction(Kind(word), entry, where, base)


def _correction(kind: Kind, entry: object, where: str, base: str) -> Correction:
    key = "things" if kind in PAIRS else "thing"
    value = VALUES.get(kind)
    needed = {key, value} - {None}
    if not isinstance(entry, dict) or not needed <= set(entry) <= {*needed, "because"}:
        told = ", ".join(_FORM[word] for word in (key, value) if word)
        raise InputError(f"{where}: not what {kind.value} takes: {{ {told} }}", _HELP)
    for word, text in entry.items():
        if word != "things":
            _checked(text, word, where)
    names = entry[key] if kind in PAIRS else [entry[key]]
    if not isinstance(names, list) or len(names) < 1 + (kind in PAIRS):
        raise InputError(f"{where}: things are a list of two or more", _HELP)
    things = tuple(_thing(_checked(one, key, where), where, base) for one in names)
    if len(set(things)) < len(things):
        raise InputError(f"{where}: the same thing twice", "Name two things that differ.")
    correction = Correction(
        kind=kind,
        things=things,
        value=None if value is None else entry[value].strip(),
        because=entry.get("because"),
        where=where,
    )
    if kind is Kind.LINK:
        return _linked(correction, base)
    return correction


def _checked(text: object, word: str, where: str) -> str:
    if not isinstance(text, str) or not text.strip() or len(text) > _LONGEST:
        raise InputError(f"{where}: '{word}' is text of 1 to {_LONGEST} characters", _HELP)
    if _CONTROL.search(text):
        raise InputError(f"{where}: '{word}' holds a line break or a control character", _HELP)
    return text


def _thing(text: str, where: str, base: str) -> Thing:
    iri, _, articles = text.strip().partition(" in ")
    path = _path(iri.strip(), base)
    if "/" not in path or " " in path or path.startswith(("http:", "https:")):
        raise InputError(
            f"{where}: '{text}' names nothing in this graph",
            f"Take the end of an IRI that begins with {base}, such as person/rosa-1f0c3a9be2.",
        )
    ids = sorted({one.strip() for one in articles.split(", ")} - {""})
    return Thing(path, tuple(ids))


def _path(iri: str, base: str) -> str:
    return iri.strip("<>").removeprefix(base).removeprefix("id:")


def _linked(one: Correction, base: str) -> Correction:
    value = _path(one.value or "", base)
    if value != NIL and "/" not in value and not _ABSOLUTE.fullmatch(value):
        raise one.error(
            f"'{one.value}' is nothing to link to",
            f"Take a key of the gazetteer (country/KP), an address (https://…), or {NIL}.",
        )
    return replace(one, value=value)


def _strings(entry: object) -> tuple[str, ...]:
    if isinstance(entry, str):
        return (entry,)
    if isinstance(entry, Mapping):
        return tuple(text for value in entry.values() for text in _strings(value))
    if isinstance(entry, Sequence):
        return tuple(text for value in entry for text in _strings(value))
    return ()


def _line(text: str, word: str, strings: Sequence[str]) -> int:
    """The line that says most of an entry, from where its list begins."""
    lines = text.splitlines()
    starts = re.compile(rf'\s*(\[\[\s*)?["\']?{re.escape(word)}["\']?\s*(=|\]\])')
    first = next((n for n, line in enumerate(lines) if starts.match(line)), 0)

    def said(number: int) -> int:
        return sum(f'"{one}"' in lines[number] or f"'{one}'" in lines[number] for one in strings)

    return 1 + max(range(first, len(lines)), key=lambda number: (said(number), -number), default=0)
