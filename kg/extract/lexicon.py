"""The event lexicon compiled for look-up: inflected first word -> entries, best first.

The tables ``events``, ``frames`` and ``light`` of a language pack list roots with form codes; the
pack's morphology gives the surface forms. An entry with conditions comes before one without, a
longer expression before a shorter one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import import_module
from typing import Any

from kg.errors import PackError
from kg.lang import Pack
from kg.model import Role

#: The syntactic slots of a trigger, as the columns of ``frames`` name them.
SLOTS = ("subject", "object", "to", "against", "with", "into", "from", "of", "by")

#: In a condition: what the clause below a verb tells of ("memperingatkan gempa akan terjadi").
CONTENT = "content"

_CONDITION = re.compile(r'(?P<slot>[a-z-]+)(?:=(?P<values>"[^"]*"|\S+))?')


@dataclass(frozen=True, slots=True)
class Condition:
    """What a slot's filler must be: one of these types, classes or lemmas; ``absent``: nothing."""

    slot: str
    values: frozenset[str] = frozenset()
    absent: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """One sense of one surface form; ``rest`` are the further words of an expression.

    ``kin`` is what the root tells of, the same for roots that say it in other words, or empty.
    """

    rule: str
    root: str
    kin: str
    rest: tuple[str, ...]
    upos: str
    voice: str
    bare: bool
    type: str
    mode: str | None
    frame: Mapping[str, Role]
    conditions: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Light:
    """A verb that passes the trigger on; its subject and object fill slots of the content word."""

    rule: str
    rest: tuple[str, ...]
    voice: str
    subject: str
    object: str
    negative: bool


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Entries by the first word of their surface form."""

    entries: Mapping[str, tuple[Entry, ...]]
    lights: Mapping[str, tuple[Light, ...]]
    classes: Mapping[str, tuple[str, str]]


@cache
def compile_lexicon(pack: Pack) -> Lexicon:
    """The lexicon of a language pack.

    Raises:
        PackError: a row names no known form code, frame, role or slot.
    """
    morphology: Any = import_module(f"kg.lang.{pack.tag}.morphology")
    frames = {row["frame"]: _frame(row) for row in pack.table("frames")}
    kin = _kinship(pack)
    entries: dict[str, list[Entry]] = {}
    for row in pack.table("events"):
        frame = frames.get(row["frame"]) if row["frame"] else {}
        if frame is None:
            raise PackError(f"events.tsv: no frame '{row['frame']}' (root {row['root']})")
        conditions = _conditions(row["when"])
        for code in row["forms"].split():
            for form in morphology.inflect(row["root"], code):
                first, *rest = form.surface.split(" ")
                # Of "terluka" nobody is the object: it happens to its subject.
                happens = code.startswith("ter") and "object" not in frame
                entry = Entry(
                    rule=f"events:{row['root']}:{code}",
                    root=row["root"],
                    kin=kin(row["root"]),
                    rest=tuple(rest),
                    upos=form.upos,
                    voice="active" if happens else form.voice,
                    bare=form.code.endswith(":bare"),
                    type=row["type"],
                    mode=row["mode"] or None,
                    frame=frame,
                    conditions=conditions,
                )
                entries.setdefault(first, []).append(entry)
    lights: dict[str, list[Light]] = {}
    for row in pack.table("light"):
        for code in row["forms"].split():
            for form in morphology.inflect(row["root"], code):
                first, *rest = form.surface.split(" ")
                light = Light(
                    rule=f"light:{row['root']}:{code}",
                    rest=tuple(rest),
                    voice=form.voice,
                    subject=row["subject"].strip("-"),
                    object=row["object"].strip("-"),
                    negative=row["polarity"] == "negative",
                )
                lights.setdefault(first, []).append(light)
    return Lexicon(
        {word: tuple(sorted(found, key=_rank)) for word, found in entries.items()},
        {word: tuple(sorted(ls, key=lambda x: -len(x.rest))) for word, ls in lights.items()},
        {row["noun"].lower(): (row["type"], row["class"]) for row in pack.table("nouns")},
    )


@lru_cache(maxsize=1 << 14)
def normal(word: str, tag: str) -> str:
    """The form under which a word stands in the lexicon: lower case, single, without clitics."""
    morphology: Any = import_module(f"kg.lang.{tag}.morphology")
    single: str = morphology.undouble(word.lower())
    return single


def noun_class(words: Iterable[str], lexicon: Lexicon) -> tuple[str, str] | None:
    """Type and class of the longest entry of ``nouns`` that the words begin with."""
    listed = [word.lower() for word in words]
    for length in range(min(4, len(listed)), 0, -1):
        found = lexicon.classes.get(" ".join(listed[:length]))
        if found:
            return found
    return None


def _kinship(pack: Pack) -> Callable[[str], str]:
    """What a root tells of, by the table ``synonyms``; "" where it stands alone."""
    table = {row["root"]: row["sense"] for row in pack.table("synonyms")}

    def kin(root: str) -> str:
        if root in table:
            return table[root]
        words = root.split(" ")
        starts = (" ".join((*words[:length], "*")) for length in range(len(words) - 1, 0, -1))
        return next((table[start] for start in starts if start in table), "")

    return kin


def _rank(entry: Entry) -> tuple[int, int]:
    return (-len(entry.rest), -len(entry.conditions))


def _frame(row: Mapping[str, str]) -> Mapping[str, Role]:
    roles: dict[str, Role] = {}
    for slot in SLOTS:
        value = row[slot].strip("-")
        if value:
            try:
                roles[slot] = Role(value)
            except ValueError as error:
                message = f"frames.tsv: '{value}' is no role (frame {row['frame']})"
                raise PackError(message) from error
    return roles


def _conditions(text: str) -> tuple[Condition, ...]:
    conditions = []
    for match in _CONDITION.finditer(text):
        slot, values = match["slot"], match["values"]
        if slot.startswith("no-"):
            conditions.append(Condition(slot.removeprefix("no-"), absent=True))
        elif values and slot in (*SLOTS, CONTENT):
            listed = values.strip('"').replace("_", " ").split("|")
            conditions.append(Condition(slot, frozenset(listed)))
        else:
            raise PackError(f"events.tsv: '{match[0]}' is no condition")
    return tuple(conditions)
