"""Which articles a file or a page is made of, where a corpus is too large for one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Final

from kg.errors import UsageError
from kg.graph.merge import Identity
from kg.model import Entity, Facts

KINDS: Final = ("article", "country", "date", "entity")
_HELP: Final = (
    "Write KIND=VALUE: entity=NAME, country=CODE or NAME, date=2025, 2025-02, 2025-02-27 or "
    "2025-02-01..2025-02-14, article=ID with * for any characters."
)


@dataclass(frozen=True, slots=True)
class Selection:
    """Values by kind: of one kind any may fit, of several kinds each must."""

    wanted: tuple[tuple[str, tuple[str, ...]], ...] = ()

    @classmethod
    def of(cls, words: Iterable[str]) -> Selection:
        """The selection that ``words`` such as "country=KP" say.

        Raises:
            UsageError: one of them says nothing of the kind.
        """
        found: dict[str, set[str]] = {}
        for word in words:
            kind, equals, value = word.partition("=")
            if not equals or kind.strip().lower() not in KINDS or not value.strip():
                raise UsageError(f"'{word}' selects nothing", _HELP)
            found.setdefault(kind.strip().lower(), set()).add(value.strip())
        return cls(tuple((kind, tuple(sorted(found[kind]))) for kind in sorted(found)))

    def __bool__(self) -> bool:
        """Whether anything is left out."""
        return bool(self.wanted)

    def words(self) -> tuple[str, ...]:
        """What :meth:`of` makes an equal selection of."""
        return tuple(f"{kind}={value}" for kind, values in self.wanted for value in values)

    def fits(self, facts: Facts, identities: Mapping[str, Identity]) -> bool:
        """Whether an article is asked for; ``identities`` say who its entities are."""
        return all(
            any(_fits(kind, value, facts, identities) for value in values)
            for kind, values in self.wanted
        )


EVERYTHING: Final = Selection()
"""All articles."""


def _fits(kind: str, value: str, facts: Facts, identities: Mapping[str, Identity]) -> bool:
    if kind == "article":
        return fnmatchcase(facts.article.id, value)
    if kind == "date":
        day = facts.article.published
        return day is not None and _within(day.isoformat(), value)
    name = value.casefold()
    if kind == "country":
        return any(name in _country(one) for one in facts.entities)
    return any(name in _names(one, identities.get(one.key)) for one in facts.entities)


def _within(day: str, value: str) -> bool:
    first, dots, last = value.partition("..")
    if not dots:
        return day == value or day.startswith(f"{value}-")
    return (not first or day >= first) and (not last or day[: len(last)] <= last)


def _country(entity: Entity) -> set[str]:
    """The code of the country that an entity is or belongs to; of a country its names too."""
    link = entity.link
    codes = {entity.iso, link.iso if link else None}
    if entity.type.value == "Country":
        codes |= {entity.name, *(entity.aliases)}
        codes |= {link.label, *link.aliases} if link else set()
    return {one.casefold() for one in codes if one}


def _names(entity: Entity, identity: Identity | None) -> set[str]:
    names = {entity.name, *entity.aliases}
    if entity.link is not None:
        names |= {entity.link.label, entity.link.key, *entity.link.aliases}
    if identity is not None:
        names |= {identity.name, identity.path}
    return {one.casefold() for one in names}
