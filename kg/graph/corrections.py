"""What people decided about a graph: corrections, each a value that can be checked and told.

A correction names things by the end of their IRI ("person/rosa-araya-1f0c3a9be2"), or only what
some articles say of a thing ("person/rosa-araya-1f0c3a9be2 in kota-0312, kota-0313").
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import combinations

from kg.errors import InputError
from kg.link.iri import digest

NIL = "NIL"
"""What a thing is linked to that is nothing of the gazetteer."""


class Kind(StrEnum):
    """What a correction does; values are the names of the lists in ``corrections.toml``."""

    SAME_AS = "same-as"
    NOT_SAME = "not-same"
    RENAME = "rename"
    RETYPE = "retype"
    DROP = "drop"
    LINK = "link"


PAIRS = (Kind.SAME_AS, Kind.NOT_SAME)
"""Those that are about several things."""

VALUES = {Kind.RENAME: "name", Kind.RETYPE: "type", Kind.LINK: "to"}
"""What the others say of their one thing, and how it is called in the file."""


@dataclass(frozen=True, slots=True, order=True)
class Thing:
    """The end of an IRI; with ``articles``, only what those say of it."""

    path: str
    articles: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{self.path} in {', '.join(self.articles)}" if self.articles else self.path


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """One decision: what it does to which things, to what value, why, and where it is written."""

    kind: Kind
    things: tuple[Thing, ...]
    value: str | None = None
    because: str | None = None
    where: str = field(default="", compare=False)

    @property
    def path(self) -> str:
        """The end of its own IRI, for provenance."""
        content = digest(self.kind.value, sorted(map(str, self.things)), self.value or "")
        return f"correction/{self.kind.value}-{content}"

    def __str__(self) -> str:
        """``rename person/x: Rosa Araya``."""
        value = "" if self.value is None else f": {self.value}"
        return f"{self.kind.value} {', '.join(map(str, sorted(self.things)))}{value}"

    def error(self, message: str, hint: str = "") -> InputError:
        """An error that says where the correction stands."""
        return InputError(f"{self.where}: {message}", hint)


@dataclass(frozen=True, slots=True)
class Note:
    """A correction that changed an article, and the key of the fact that it changed."""

    correction: Correction
    key: str


def check(corrections: Sequence[Correction]) -> None:
    """Hold corrections against each other.

    Raises:
        InputError: two contradict each other.
    """
    groups = _groups(corrections)
    for one in of_kind(corrections, Kind.NOT_SAME):
        for a, b in combinations(one.things, 2):
            if groups.get(a, a) == groups.get(b, b):
                raise one.error(
                    f"{a} and {b} are said to be one and not to be one",
                    "Remove this line, or the same-as that joins them.",
                )
    said: dict[tuple[Kind, Thing], Correction] = {}
    for one in of_kind(corrections, *(kind for kind in Kind if kind not in PAIRS)):
        thing = one.things[0]
        other = said.setdefault((one.kind, groups.get(thing, thing)), one)
        if other.value != one.value:
            raise one.error(
                f"{other.where} says another {VALUES[one.kind]} of {thing}: '{other.value}'",
                "Remove one of the two.",
            )
    dropped = {one.things[0]: one for one in of_kind(corrections, Kind.DROP)}
    for one in of_kind(corrections, *(kind for kind in Kind if kind is not Kind.DROP)):
        for thing in set(one.things) & set(dropped):
            raise one.error(
                f"{dropped[thing].where} drops {thing}, so that nothing else can be said of it",
                "Remove one of the two.",
            )


def _groups(corrections: Sequence[Correction]) -> dict[Thing, Thing]:
    """Every thing of a same-as, and the least of those that it is one with."""
    least: dict[Thing, Thing] = {}
    for one in corrections:
        if one.kind is Kind.SAME_AS:
            heads = {least.get(thing, thing) for thing in one.things}
            head = min(heads)
            members = [thing for thing, at in least.items() if at in heads]
            least |= dict.fromkeys((*members, *one.things), head)
    return least


def of_kind(corrections: Sequence[Correction], *kinds: Kind) -> Iterator[Correction]:
    """The corrections of some kinds, in their order."""
    return (one for one in corrections if one.kind in kinds)
