"""What people's corrections change in one article: a value, applied to the article's facts.

Names are given before anything is dropped, renamed or retyped, so that a correction changes no
other name.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from kg.graph.corrections import Note
from kg.graph.without import without
from kg.model import Entity, EntityType, Event, Facts, Link


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """By the keys of facts: links of entities (None: to nothing), addresses elsewhere, and more.

    ``labels`` and ``types`` are those of events, ``gone`` what is dropped.
    """

    links: Mapping[str, Link | None] = field(default_factory=dict)
    matches: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict)
    types: Mapping[str, tuple[str, str | None]] = field(default_factory=dict)
    gone: frozenset[str] = frozenset()
    notes: tuple[Note, ...] = ()

    def linked(self, facts: Facts) -> Facts:
        """The facts with the links that people gave."""
        if not self.links:
            return facts
        return replace(facts, entities=tuple(map(self._entity, facts.entities)))

    def corrected(self, facts: Facts) -> Facts:
        """The facts with every change made."""
        linked = self.linked(facts)
        kept = without(linked, self.gone) if self.gone else linked
        if not self.labels and not self.types:
            return kept
        return replace(kept, events=tuple(map(self._event, kept.events)))

    def _entity(self, one: Entity) -> Entity:
        if one.key not in self.links:
            return one
        link = self.links[one.key]
        kind = "" if link is None else link.key.partition("/")[0]
        type_ = next((kept for kept in EntityType if kept.value.lower() == kind), one.type)
        return replace(one, link=link, type=type_)

    def _event(self, one: Event) -> Event:
        type_, mode = self.types.get(one.key, (one.type, one.mode))
        return replace(one, label=self.labels.get(one.key, one.label), type=type_, mode=mode)


NO_CHANGES = Changes()
"""What most articles have."""
