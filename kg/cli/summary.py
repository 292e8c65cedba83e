"""What a build found, in a line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from kg.cli.talk import counted
from kg.model import Article, Entity, EntityType, Facts, Form

_PLURALS = {EntityType.COUNTRY: "countries", EntityType.PERSON: "persons"}
_OURS = ("graph.", "entities.csv", "events.csv", "roles.csv", "claims.csv", "mentions.csv")


def found(facts: Sequence[Facts]) -> str:
    """``3 countries, 1 person, 12 events, 9 claims``: each class by its count."""
    things = {_identity(one, entity): entity.type for one in facts for entity in one.entities}
    types = Counter(things.values())
    parts = [
        counted(types[kind], kind.value.lower(), _PLURALS.get(kind))
        for kind in EntityType
        if types[kind]
    ]
    layers = (
        (sum(len(one.events) for one in facts), "event", None),
        (sum(len(one.claims) for one in facts), "claim", None),
        (sum(len(one.quantities) for one in facts), "quantity", "quantities"),
        (sum(len(one.times) for one in facts), "time", None),
    )
    parts += [counted(*layer) for layer in layers if layer[0]]
    return ", ".join(parts) or "nothing"


def _identity(facts: Facts, entity: Entity) -> tuple[str, ...]:
    """What makes two entities one: the gazetteer's name, their own, or their article."""
    if entity.link is not None:
        return (entity.link.key,)
    if entity.form is Form.NAME:
        return (entity.type, entity.name)
    return (facts.article.id, entity.type, entity.key)


def boilerplate(article: Article) -> str:
    """How many pieces are no news, and by which rules they were found."""
    rules = Counter(piece.rule for piece in article.boilerplate)
    if not rules:
        return ""
    names = ", ".join(f"{name} {number}" for name, number in sorted(rules.items()))
    return f"; no news: {names}"


def stale(output: Path, written: Sequence[Path]) -> list[str]:
    """Files of an earlier build that this one did not write again."""
    names = {path.name for path in written}
    return sorted(
        str(path)
        for path in output.iterdir()
        if path.is_file() and path.name.startswith(_OURS) and path.name not in names
    )
