"""Who is who across articles: one identity for the profiles of one person, body, place or thing.

A pure function of the set of profiles and of what people decided; the order in which articles came
does not matter. Gazetteer links win; what is only described ("para pejabat") stays with its
article. Profiles that say the same of somebody are one node from the start; nodes are compared in
blocks (:mod:`kg.graph.blocks`), scored (:mod:`kg.graph.likeness`) and clustered under constraints
(:mod:`kg.graph.clusters`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from kg.graph import blocks
from kg.graph.clusters import Clusters, Join
from kg.graph.generic import at_home
from kg.graph.likeness import Likeness, confidence, likeness, likeness_of_equals
from kg.graph.naming import persons
from kg.graph.profile import Profile, Ref
from kg.link.iri import path
from kg.link.known import fold
from kg.model import EntityType

LEAST = 0
"""From this sum of weights on, two are one: as likely as not. Measured on labelled pairs."""

_OFTEN = 5
"""A name counts among the usual ones if it has a fifth of the most frequent one's articles."""
_NEVER = "9999"
_RARE, _SHARE = 20, 100
"""A companion in more articles than that, and than one in a hundred, tells nothing."""


@dataclass(frozen=True, slots=True)
class Identity:
    """Who an entity of an article is: the end of its IRI, its name and type in all articles."""

    path: str
    name: str
    type: EntityType


@dataclass(frozen=True, slots=True)
class Merge:
    """Two profiles were taken for one, how sure that is, and on what grounds.

    ``ones`` and ``others`` are all profiles that say the same as the two.
    """

    one: Ref
    other: Ref
    confidence: float
    grounds: tuple[str, ...]
    ones: tuple[Ref, ...] = ()
    others: tuple[Ref, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Decisions:
    """What people decided: pairs of entities that are one, and pairs that are not.

    They hold against every score. A gazetteer link is not undone by them: correct the link.
    """

    same: frozenset[tuple[Ref, Ref]] = frozenset()
    apart: frozenset[tuple[Ref, Ref]] = frozenset()


NOTHING_DECIDED = Decisions()


@dataclass(frozen=True, slots=True)
class Resolution:
    """The identities, the merges that made them, and near ones that were not made.

    Merges and near ones come the least certain first.
    """

    identities: Mapping[Ref, Identity]
    merges: tuple[Merge, ...]
    near: tuple[Merge, ...]


@dataclass(slots=True)
class _Node:
    """Profiles that say the same of somebody; ``whole`` is all that they say together."""

    profiles: list[Profile] = field(default_factory=list)
    whole: Profile = field(init=False)
    articles: frozenset[str] = field(init=False)

    def close(self, common: frozenset[str]) -> None:
        """Put the profiles together once all are there; ``common`` companions are left out."""
        self.profiles.sort(key=_age)
        first, every = self.profiles[0], self.profiles
        self.articles = frozenset(one.article for one in every)
        if first.link is not None and first.label is not None:
            first = replace(first, name=first.label, names=(first.name, *first.names))
        if len(every) > 1:
            names = sorted({name for one in every for name in (one.name, *one.names)})
            first = replace(
                first,
                names=tuple(name for name in names if name != first.name),
                companions=frozenset().union(*(one.companions for one in every)),
                countries=frozenset().union(*(one.countries for one in every)),
            )
        if common & first.companions:
            first = replace(first, companions=first.companions - common)
        self.whole = first


def identities(
    profiles: Iterable[Profile], decisions: Decisions = NOTHING_DECIDED
) -> Mapping[Ref, Identity]:
    """The identity of every named entity, by article and key; equal ones are one thing."""
    return resolve(profiles, decisions).identities


def resolve(profiles: Iterable[Profile], decisions: Decisions = NOTHING_DECIDED) -> Resolution:
    """The identities with the merges behind them."""
    nodes, places = _nodes(at_home(list(profiles)), decisions)
    wholes = [node.whole for node in nodes]

    def forbidden(ones: Collection[int], others: Collection[int]) -> bool:
        return _never(ones, others, wholes)

    clusters = Clusters(len(nodes), forbidden)
    clusters.tie([*_linked(wholes), *sorted(_places(decisions.same, places))])
    clusters.part(sorted(_places(decisions.apart, places)))
    open_ = [place for place, whole in enumerate(wholes) if _is_open(whole)]
    for first, second in blocks.pairs([wholes[place] for place in open_]):
        pair = (open_[first], open_[second])
        found = _likeness(nodes, pair)
        clusters.score(pair, None if found is None else found.score)
    joins, near = clusters.grow(LEAST)

    def told(them: Iterable[Join]) -> tuple[Merge, ...]:
        merges = (
            Merge(
                nodes[join.pair[0]].profiles[0].ref,
                nodes[join.pair[1]].profiles[0].ref,
                confidence(join.score),
                _grounds(nodes, join.pair),
                *(tuple(one.ref for one in nodes[place].profiles) for place in join.pair),
            )
            for join in them
        )
        return tuple(sorted(merges, key=lambda one: (one.confidence, one.one, one.other)))

    groups = [[nodes[place] for place in group] for group in clusters.groups()]
    return Resolution(_named(groups), told(joins), told(near))


def _nodes(
    profiles: Iterable[Profile], decisions: Decisions
) -> tuple[list[_Node], Mapping[Ref, int]]:
    """What there is to compare, in an order of its own; decided entities each by itself."""
    decided = {ref for pairs in (decisions.same, decisions.apart) for pair in pairs for ref in pair}
    found: dict[tuple[str, ...], _Node] = {}
    for profile in profiles:
        if not profile.described or profile.ref in decided:
            content = _content(profile, apart=profile.ref in decided)
            found.setdefault(content, _Node()).profiles.append(profile)
    nodes = [found[content] for content in sorted(found)]
    common = _common(nodes)
    for node in nodes:
        node.close(common)
    places = {
        profile.ref: place
        for place, node in enumerate(nodes)
        for profile in node.profiles
        if profile.ref in decided
    }
    return nodes, places


def _common(nodes: Iterable[_Node]) -> frozenset[str]:
    """The companions of so many articles that sharing one is no wonder."""
    company = {one.article: one.companions for node in nodes for one in node.profiles}
    counts = Counter(word for words in company.values() for word in words)
    often = max(_RARE, len(company) // _SHARE)
    return frozenset(word for word, count in counts.items() if count > often)


def _content(profile: Profile, *, apart: bool) -> tuple[str, ...]:
    """What tells a profile from others; without office and affiliation, its article's country.

    Where that is too little to make two profiles one, each stays by itself.
    """
    if profile.link is not None:
        return ("link", profile.link, *(profile.ref if apart else ()))
    alone = profile.ref if apart or likeness_of_equals(profile) < LEAST else ()
    said = (*profile.affiliation[:2], profile.position)
    home = "" if any(said) else profile.home
    return (profile.type.value, fold(profile.name), home, *said, *alone)


def _places(pairs: Iterable[tuple[Ref, Ref]], places: Mapping[Ref, int]) -> set[tuple[int, int]]:
    """The decided pairs among the nodes; of articles that are not here nothing is decided."""
    known = ((places[a], places[b]) for a, b in pairs if a in places and b in places)
    return {(min(pair), max(pair)) for pair in known}


def _linked(wholes: Sequence[Profile]) -> Iterator[tuple[int, int]]:
    """Nodes of one link, which decisions set apart from the others of it."""
    first: dict[str, int] = {}
    for place, whole in enumerate(wholes):
        if whole.link is not None:
            yield first.setdefault(whole.link, place), place


def _is_open(whole: Profile) -> bool:
    return not whole.described and (whole.link is None or whole.type is not EntityType.COUNTRY)


def _likeness(nodes: Sequence[_Node], pair: tuple[int, int]) -> Likeness | None:
    one, other = nodes[pair[0]], nodes[pair[1]]
    return likeness(one.whole, other.whole, together=_together(one, other))


def _grounds(nodes: Sequence[_Node], pair: tuple[int, int]) -> tuple[str, ...]:
    found = _likeness(nodes, pair)
    return () if found is None else found.grounds


def _together(one: _Node, other: _Node) -> bool:
    """Whether the articles that name the rarer one mostly name the other as well."""
    fewer = min(len(one.articles), len(other.articles))
    return 2 * len(one.articles & other.articles) >= fewer


def _never(ones: Collection[int], others: Collection[int], wholes: Sequence[Profile]) -> bool:
    """Whether two groups hold persons with different first names, or two links."""
    links = {wholes[place].link for place in (*ones, *others)} - {None}
    if len(links) > 1:
        return True
    if wholes[min(ones)].type is not EntityType.PERSON:
        return False
    mine, theirs = ({wholes[place].name for place in places} for places in (ones, others))
    return any(not persons(a, b) for a in mine for b in theirs)


def _named(groups: Iterable[Sequence[_Node]]) -> Mapping[Ref, Identity]:
    """Names for the groups: the earliest article's, and for namesakes that article besides."""
    found: dict[Ref, Identity] = {}
    people = [
        sorted((one for node in group for one in node.profiles), key=_age) for group in groups
    ]
    taken = {one.link for profiles in people for one in profiles if one.link is not None}
    for profiles in sorted(people, key=lambda profiles: _age(profiles[0])):
        links = {one.link: one.label for one in profiles if one.link is not None}
        if links:
            end = min(links)
            name = links[end] or profiles[0].name
        else:
            first = profiles[0]
            end, number = path(first.type, first.name), 1
            while end in taken:
                where = [first.article] if number == 1 else [first.article, str(number)]
                end, number = path(first.type, first.name, *where), number + 1
            taken.add(end)
            name = _usual_name(profiles)
        identity = Identity(end, name, _usual_type(profiles))
        found |= {one.ref: identity for one in profiles}
    return found


def _age(profile: Profile) -> tuple[str, str, int, str]:
    """Sorts by day of publication, so that a later article seldom changes what is first."""
    return profile.published or _NEVER, profile.article, len(profile.key), profile.key


def _usual_name(profiles: Sequence[Profile]) -> str:
    """The fullest of the usual names."""
    counts = Counter(one.name for one in profiles)
    most = max(counts.values())
    usual = [name for name, count in counts.items() if count * _OFTEN >= most]
    return min(usual, key=lambda name: (-len(name.split()), -len(name), -counts[name], name))


def _usual_type(profiles: Sequence[Profile]) -> EntityType:
    linked = [one for one in profiles if one.link is not None] or profiles
    counts = Counter(one.type for one in linked)
    return min(counts, key=lambda one: (-counts[one], one.value))
