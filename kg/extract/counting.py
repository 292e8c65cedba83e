"""Tying a number to the event of which it counts a participant or a measure."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from kg.extract.tree import Tree
from kg.model import Span

#: What a noun may be to the word above it.
_ARGUMENT = frozenset({"nsubj", "obj", "iobj", "obl", "nmod", "nummod", "conj", "appos", "dep"})
#: What a parser makes of a number or of the words of its bound, beside ``nummod``.
_LOOSE = frozenset({"advmod", "case", "det", "amod", "flat", "fixed", "mark", "compound"})
#: An argument that the clause is about, not one that only modifies another word.
_CORE = frozenset({"nsubj", "obj", "iobj"})
_CLAUSE = frozenset({"ccomp", "xcomp", "parataxis", "acl"})
_BELOW = frozenset({"nmod", "acl", "amod", "appos", "conj"})
_PREDICATE = frozenset({"VERB", "AUX"})
_BREAKS = frozenset({"VERB", "AUX", "PUNCT", "CCONJ", "SCONJ"})


@dataclass(frozen=True, slots=True)
class Counting:
    """The words that number rules ask for.

    ``linking`` verbs equate something with a number or place it ("mencapai", "senilai", "ada");
    ``share`` stands between a part and its whole ("20 dari 60 penumpang"); after ``sources`` comes
    who says so ("menurut dua pejabat"), who takes no part in what is said; ``habits`` say that
    something holds in general ("setiap hari"); ``greatness`` opens what says how great an event is
    ("dengan kekuatan 7,5").
    """

    linking: frozenset[str]
    sources: frozenset[str]
    share: frozenset[str]
    habits: frozenset[str]
    greatness: frozenset[str]


def counted_event(tree: Tree, span: Span, events: Mapping[int, str], words: Counting) -> str | None:
    """The event of which a number counts a participant or a measure.

    Up from the number through its noun phrase to the word that it is an argument of. A linking
    verb hands it on to what it speaks of. A clause that is no event keeps its numbers: None.
    """
    places = tree.places(span)
    if not places:
        return None
    found = _Climb(tree, events, words).from_number(tree.top(places), places[-1])
    return None if found is None else events[found]


def counted_clause(tree: Tree, span: Span, events: Collection[int], words: Counting) -> int | None:
    """The verb that is no event and keeps a number for itself; None where an event gets it."""
    places = tree.places(span)
    if not places:
        return None
    climb = _Climb(tree, dict.fromkeys(events, ""), words)
    place: int | None = tree.top(places)
    if climb.from_number(tree.top(places), places[-1]) is not None:
        return None
    while place is not None and place >= 0 and tree.upos(place) not in _PREDICATE:
        place = tree.head(place)
    if place is None or place < 0 or tree.word(place) in words.linking:
        return None
    return place


@dataclass(frozen=True, slots=True)
class _Climb:
    tree: Tree
    events: Mapping[int, str]
    words: Counting

    def from_number(self, at: int, last: int) -> int | None:
        """The trigger that the number leads to; ``last`` is the number's last token."""
        tree, share = self.tree, self.words.share
        part = last + 1 < len(tree) and tree.word(last + 1) in share
        whole = any(tree.word(case) in share for case in tree.children(at, "case"))
        place: int | None = at
        while place is not None and place not in self.events:
            held = None if part else self._held(place, whole=whole)
            place = self._up(place, first=place == at) if held is None else held
        return place

    def _held(self, at: int, *, whole: bool) -> int | None:
        """The event of a relative clause on a noun ("40 sopir yang ditahan").

        Where the noun is an argument of another event, that is what the number is told of; the
        whole of a share stays in the clause.
        """
        core = self.tree.relation(at) in _CORE and self.tree.head(at) in self.events
        if core and not whole:
            return None
        return next((c for c in self.tree.children(at, "acl") if c in self.events), None)

    def _up(self, at: int, *, first: bool) -> int | None:
        """The next place on the way up, None where the number stays with its clause."""
        tree = self.tree
        above, relation = tree.head(at), tree.relation(at)
        if any(tree.word(case) in self.words.sources for case in tree.children(at, "case")):
            return None
        described = self._described(at)
        if above < 0:
            return self._said_of(at)
        if described is not None or above in self.events:
            return above if described is None else described
        if self._links(at):
            return self._linked(at)
        if relation in _ARGUMENT or (first and relation in _LOOSE):
            return self._over(above, at)
        return None

    def _described(self, at: int) -> int | None:
        """The event noun right before a phrase of its size ("diikuti gempa dengan kekuatan 7,5").

        The parser may hang the phrase on the verb; a size has its number behind it.
        """
        tree, before = self.tree, min(self.tree.children(at, "case"), default=at) - 1
        sized = any(number > at for number in tree.children(at, "nummod"))
        if before < 0 or not sized or tree.preposition(at) not in self.words.greatness:
            return None
        place = before if before in self.events else tree.head(before)
        return place if place in self.events and tree.upos(place) == "NOUN" else None

    def _over(self, above: int, at: int) -> int | None:
        """From a noun to the word above it; a verb that is no event lets few numbers pass."""
        if self._links(above):
            introduced = self.tree.relation(at) == "nsubj"
            held = self._introduced(above, at) if introduced else None
            return above if held is None else held
        if self.tree.upos(above) in _PREDICATE:
            held = self._complement(above, at)
            return self._spoken_of(above) if held is None else held
        held = self._spoken_of(above) if self.tree.upos(above) == "ADJ" else None
        return above if held is None else held

    def _spoken_of(self, verb: int) -> int | None:
        """The event noun that is the subject of a predicate, alone or in a phrase of nouns.

        Of "kerusakan bisa lebih besar di sepanjang 300 km" nothing else can be told.
        """
        edge = list(self.tree.children(verb, "nsubj"))
        while edge:
            place = edge.pop(0)
            if place in self.events:
                return place
            edge.extend(self.tree.children(place, "nmod", "conj", "compound"))
        return None

    def _links(self, place: int) -> bool:
        return self.tree.word(place) in self.words.linking

    def _said_of(self, at: int) -> int | None:
        """The event that the subject of a predicate names ("jumlah korban tewas 14 orang")."""
        for subject in self.tree.children(at, "nsubj"):
            for place in self.tree.subtree(subject):
                if place in self.events:
                    return place
        return None

    def _complement(self, verb: int, noun: int) -> int | None:
        """The event that a noun belongs to which hangs on a verb that is no event.

        In "percaya 20 orang tewas" the noun may hang on the verb of saying, and what happened to
        it follows as a clause without a subject; "pembicaraan yang buntu selama tiga bulan" has
        its event above.
        """
        for place in self.tree.children(verb, *_CLAUSE):
            if place > noun > verb and place in self.events:
                return None if self.tree.children(place, "nsubj") else place
        above = self.tree.head(verb)
        return above if self.tree.relation(verb) == "acl" and above in self.events else None

    def _introduced(self, verb: int, noun: int) -> int | None:
        """What happened to those that a verb of being introduces ("ada 540 orang cedera")."""
        below = (*self.tree.children(noun, *_BELOW), *self.tree.children(verb, *_CLAUSE))
        return next((place for place in below if place in self.events), None)

    def _linked(self, verb: int) -> int | None:
        """What a linking verb equates with a number: its subject, its governor, the noun before."""
        tree, at = self.tree, verb
        while at not in self.events:
            said, above = self._said_of(at), tree.head(at)
            if said is not None:
                return said
            if above < 0 or (
                above not in self.events
                and tree.upos(above) in _PREDICATE
                and not self._links(above)
            ):
                return self._noun_before(verb)
            at = above
        return at

    def _noun_before(self, verb: int) -> int | None:
        """The event noun in the phrases right before ("kesepakatan dengan Cina senilai ...")."""
        for place in range(verb - 1, -1, -1):
            if place in self.events:
                return place
            if self.tree.upos(place) in _BREAKS:
                return None
        return None
