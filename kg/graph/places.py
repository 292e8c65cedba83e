"""Where the IRIs that corrections name stand: the facts of articles that have them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from kg.errors import InputError
from kg.graph.corrections import Correction, Thing
from kg.graph.merge import Identity
from kg.graph.profile import Ref
from kg.link.iri import Minter
from kg.model import Claim, Entity, Event, Facts

Read = Callable[[], Iterable[Facts]]
"""The facts of all articles, from the beginning whenever it is called."""

Who = Mapping[Ref, Identity]

_NEAR, _SOME = 3, 10


@dataclass(frozen=True, slots=True)
class Place:
    """An entity, event or claim of an article, and the end of its IRI."""

    ref: Ref
    path: str
    fact: Entity | Event | Claim

    @property
    def label(self) -> str:
        """What it is called."""
        if isinstance(self.fact, Entity):
            return self.fact.name
        return self.fact.label if isinstance(self.fact, Event) else self.fact.mentions[0].text


@dataclass(frozen=True, slots=True)
class Finder:
    """Finds things by how they are called at several steps of the work, the latest first."""

    read: Read
    minter: Minter
    wanted: Collection[str]
    steps: tuple[Mapping[str, Sequence[Place]], ...] = ()

    def after(self, who: Who) -> Finder:
        """A finder that knows besides what things are called once ``who`` is known."""
        found: dict[str, list[Place]] = {}
        for place in _places(self.read, self.minter, who):
            if place.path in self.wanted:
                found.setdefault(place.path, []).append(place)
        return Finder(self.read, self.minter, self.wanted, (found, *self.steps))

    def first(self) -> Finder:
        """A finder that knows things only as each article by itself calls them."""
        return Finder(self.read, self.minter, self.wanted, self.steps[-1:])

    def of(self, thing: Thing, one: Correction, who: Who) -> tuple[Place, ...]:
        """The places of a thing by the latest step that knows it, in all of its articles.

        Raises:
            InputError: no step knows it (``who`` tells what is near), or articles are named that do
                not speak of it.
        """
        known = [found[thing.path] for found in self.steps if thing.path in found]
        if not known:
            raise self._unknown(thing, one, who)
        if not thing.articles:
            return tuple(known[0])
        for places in known:
            speaking = tuple(place for place in places if place.ref[0] in thing.articles)
            if {place.ref[0] for place in speaking} == set(thing.articles):
                return speaking
        articles = sorted({place.ref[0] for places in known for place in places})
        more = " and others" if len(articles) > _SOME else ""
        raise one.error(
            f"article '{min(set(thing.articles) - set(articles))}' says nothing of {thing.path}",
            f"These do: {', '.join(articles[:_SOME])}{more}",
        )

    def left_of(self, thing: Thing) -> tuple[Place, ...]:
        """The places of a thing in those of its articles that are left, by the latest step."""
        for found in self.steps:
            places = found.get(thing.path, ())
            if thing.articles:
                places = [place for place in places if place.ref[0] in thing.articles]
            if places:
                return tuple(places)
        return ()

    def _unknown(self, thing: Thing, one: Correction, who: Who) -> InputError:
        """The error for a thing that nothing is, with those whose IRI or name is nearest."""
        inside, _, rest = thing.path.removeprefix("article/").partition("/")
        inside = f"article/{inside}/" if rest and thing.path.startswith("article/") else ""
        labels = {
            place.path: who[place.ref].name if place.ref in who else place.label
            for place in _places(self.read, self.minter, who)
            if place.path.startswith(inside) and bool(inside) != isinstance(place.fact, Entity)
        }
        near = get_close_matches(thing.path, labels, n=_NEAR, cutoff=0.6)
        last = thing.path.rpartition("/")[2].casefold()
        near += [path for path, label in labels.items() if label.casefold() == last]
        named = [f"{path} ({labels[path]})" for path in dict.fromkeys(near)]
        return one.error(
            f"nothing in the graph is {thing.path}",
            f"Nearest: {'; '.join(named[:_NEAR])}" if named else "Look it up: kg explain NAME",
        )


def _places(read: Read, minter: Minter, who: Who) -> Iterator[Place]:
    base = len(minter.base)
    for facts in read():
        article = facts.article.id
        refs = {one.key: (article, one.key) for one in facts.entities}
        paths = {key: who[ref].path for key, ref in refs.items() if ref in who}
        names = minter.names(facts, paths)
        layers: tuple[tuple[Entity | Event | Claim, ...], ...] = (
            facts.entities, facts.events, facts.claims,
        )  # fmt: skip
        for layer in layers:
            for fact in layer:
                yield Place((article, fact.key), names[fact.key][base:], fact)
