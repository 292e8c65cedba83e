"""Names for things: IRIs minted from what is said, the same on every run and machine.

A thing's name is its kind, a readable slug and a short hash of its content:
``person/rosa-araya-1f0c3a9be2``. What the gazetteer knows keeps the gazetteer's name in
every article (``country/KP``); a named thing that it does not know has a name made of type and
name, so that articles share it; a thing that is only described ("para pejabat") is named for its
article, because two articles seldom describe the same one. Events, claims, quantities, times and
mentions live below their article. IRIs are plain strings here.
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import TypeVar
from urllib.parse import quote

from kg.errors import UsageError
from kg.model import (
    Claim,
    Entity,
    EntityType,
    Event,
    Facts,
    Form,
    Link,
    Quantity,
    Run,
    Span,
    TimeExpression,
)

BASE = "https://w3id.org/berita-kg/id/"

_ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>\"{}|\\^`]+[/#]")
_SLUG_LENGTH = 40
_HASH_LENGTH = 10

_Fact = TypeVar("_Fact", Entity, Event, Claim, Quantity, TimeExpression)


def slug(text: str) -> str:
    """Lower-case ASCII letters, digits and single hyphens of ``text``, at most 40; may be empty."""
    ascii_only = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii")
    words = re.sub(r"[^a-z0-9]+", "-", ascii_only.lower()).strip("-")
    return words[:_SLUG_LENGTH].strip("-")


def digest(*content: object) -> str:
    """Ten hexadecimal digits of SHA-256 over ``content`` (strings, numbers, lists of them)."""
    data = json.dumps(content, ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(data.encode("ascii")).hexdigest()[:_HASH_LENGTH]


def plain_name(name: str) -> str:
    """``name`` in NFC with single spaces and without invisible characters.

    Two spellings that look the same are one name; a name of invisible characters only stays.
    """
    seen = "".join(c for c in unicodedata.normalize("NFC", name) if unicodedata.category(c) != "Cf")
    return " ".join(seen.split()) or name


class Minter:
    """Mints IRIs below ``base``.

    Raises:
        UsageError: ``base`` is no absolute IRI that ends in ``/`` or ``#``.
    """

    def __init__(self, base: str = BASE) -> None:
        if not _ABSOLUTE.fullmatch(base):
            raise UsageError(
                f"'{base}' cannot be the base of IRIs",
                "Give an absolute IRI that ends in / or #, such as https://example.org/id/.",
            )
        self.base = base

    def article(self, article_id: str) -> str:
        return f"{self.base}article/{_quoted(article_id)}"

    def mention(self, article_id: str, span: Span) -> str:
        return f"{self.article(article_id)}/char/{span.start}-{span.end}"

    def run(self, run: Run) -> str:
        options = [list(option) for option in sorted(run.options)]
        content = digest(run.software, run.version, run.model, options)
        return f"{self.base}run/{_joined(f'{run.software}-{run.version}', content)}"

    def linked(self, link: Link) -> str:
        return self.known(link.key)

    def known(self, key: str) -> str:
        """The IRI of a gazetteer key such as ``country/KP``."""
        return self.base + quote(key, safe="/")

    def names(
        self, facts: Facts, paths: Mapping[str, str] = MappingProxyType({})
    ) -> Mapping[str, str]:
        """The IRI of every fact by its key; ``paths`` give those of entities below the base.

        No two facts share one, but for entities that the linker or ``paths`` take for one and the
        same. Facts whose content is equal are told apart by ``-2``, ``-3`` in reading order.
        The names of the other facts do not depend on ``paths``, which other articles may change.
        """
        names = {e.key: self.linked(e.link) for e in facts.entities if e.link is not None}
        taken = set(names.values())
        article = self.article(facts.article.id)

        def mint(things: Iterable[_Fact], name: Callable[[_Fact], str]) -> None:
            for thing in sorted(things, key=_reading_order):
                names[thing.key] = _free(name(thing), taken)

        def entity(one: Entity) -> str:
            return self.base + _entity(one, facts.article.id)

        mint((e for e in facts.entities if e.link is None), entity)
        mint(facts.times, lambda one: f"{article}/time/{_time(one)}")
        mint(facts.quantities, lambda one: f"{article}/quantity/{_quantity(one)}")
        mint(facts.events, lambda one: f"{article}/event/{_event(one)}")
        mint(facts.claims, lambda one: f"{article}/claim/{_claim(one, names, article)}")
        return names | {e.key: self.known(paths[e.key]) for e in facts.entities if e.key in paths}


@lru_cache(maxsize=16)
def _quoted(article_id: str) -> str:
    """Asked for once a mention."""
    return quote(article_id, safe="", errors="surrogatepass")


def path(type_: EntityType, name: str, *where: str) -> str:
    """The end of an entity's IRI; ``where`` tells apart what has one name."""
    kind = type_.value.lower()
    return f"{kind}/{_joined(name, digest(kind, name, *where))}"


def _entity(entity: Entity, article_id: str) -> str:
    where = [] if entity.form is Form.NAME else [article_id]
    return path(entity.type, plain_name(entity.name), *where)


def _event(event: Event) -> str:
    trigger = event.mentions[0].text
    return _joined(trigger, digest(event.type, trigger, _spans(event)[0]))


def _claim(claim: Claim, names: Mapping[str, str], article: str) -> str:
    events = sorted(names[key].removeprefix(article) for key in claim.events)
    sources = sorted(names[key] for key in claim.sources)
    said = claim.cue or claim.mentions[0].text
    return _joined(said, digest(said, _spans(claim)[0], events, sources))


def _quantity(quantity: Quantity) -> str:
    said = quantity.mentions[0].text
    return _joined(said, digest(said, _spans(quantity)[0], quantity.bound.value))


def _time(time: TimeExpression) -> str:
    return _joined(time.edtf, digest(time.edtf, _spans(time)[0]))


def _spans(fact: Entity | Event | Claim | Quantity | TimeExpression) -> list[list[int]]:
    return [[mention.span.start, mention.span.end] for mention in fact.mentions]


def _reading_order(
    fact: Entity | Event | Claim | Quantity | TimeExpression,
) -> tuple[list[list[int]], str]:
    return _spans(fact), fact.key


def _joined(text: str, content: str) -> str:
    return f"{slug(text)}-{content}".lstrip("-")


def _free(iri: str, taken: set[str]) -> str:
    free, number = iri, 1
    while free in taken:
        number += 1
        free = f"{iri}-{number}"
    taken.add(free)
    return free
