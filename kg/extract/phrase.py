"""How far a noun phrase reaches to the right of its noun."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.extract.line import Line
from kg.extract.names import ProperName

_MODIFIERS = frozenset({"NOUN", "PROPN", "ADJ", "X", "NUM"})
_QUOTES = frozenset({"'", '"', "‘", "’", "“", "”", "''"})
_JOINTS = frozenset({"dan", "-", "/"})
_ENDS = frozenset({"calendar", "currency", "demonstrative", "stop"})
#: Verbs that only name a quality after a negation ("tak berawak").
_QUALITIES = ("ber", "ter", "di")


def extent(
    line: Line, names: Sequence[ProperName], noun: int, entry_end: int, stop: int
) -> tuple[int, list[ProperName]]:
    """Where the description that begins at ``noun`` ends, at the latest at ``stop``, and its names.

    Modifiers belong to it as far as the tree hangs them from it; prepositional phrases, relative
    clauses and demonstratives do not.
    """
    phrase = _Phrase(line, names, noun)
    inner: list[ProperName] = []
    place = end = entry_end
    while place < stop:
        name = next((n for n in names if n.start == place), None)
        compound = 0 if name is not None else phrase.compound_end(place)
        if name is not None:
            if not phrase.has_name(place, name.end):
                break
            inner.append(name)
            place = end = name.end
        elif compound:
            place = end = compound
        elif phrase.has_modifier(place, end, owned=bool(inner)):
            place += 1
            end = end if phrase.is_open(place - 1, end) else place
            if line.is_clitic(place - 1) or line.has("other", place - 1):
                break
        else:
            break
    return end, inner


@dataclass(frozen=True, slots=True)
class _Phrase:
    """A noun at ``noun`` whose modifiers are being looked for."""

    line: Line
    names: Sequence[ProperName]
    noun: int

    def has_name(self, start: int, end: int) -> bool:
        """Whether a name hangs from the phrase.

        After a preposition's noun it does even where the tree hangs it from a noun further up.
        """
        tree = self.line.tree
        heads = [tree.head(place) for place in range(start, end)]
        if any(self.noun <= head < start for head in heads):
            return True
        above = set(tree.ancestors(self.noun))
        return bool(tree.children(self.noun, "case")) and not above.isdisjoint(heads)

    def compound_end(self, place: int) -> int:
        """The end of a fixed compound ("hak asasi manusia"), or 0."""
        line = self.line
        for end in range(line.reach[place], place + 1, -1):
            named = any(n.start < end <= n.end for n in self.names)
            if not named and line.book.has("compound", line.surface(place, end).lower()):
                return end
        return 0

    def is_open(self, place: int, end: int) -> bool:
        """Whether the token only counts if something follows it."""
        line = self.line
        if line.word(place) in _QUOTES:
            return place == end
        joint = line.word(place) in _JOINTS
        return joint or line.has("negation", place) or line.has("degree", place)

    def has_modifier(self, place: int, end: int, *, owned: bool) -> bool:
        """Whether the token goes on with the phrase that so far ends at ``end``.

        ``owned`` says that an owner's name was read: what follows it is no quality.
        """
        line, word = self.line, self.line.word(place)
        if line.has_any(_ENDS, place):
            return False
        if line.has("pronoun-any", place):
            return line.is_clitic(place)
        if word in _QUOTES or word in {"-", "/"}:
            return place == end and self._is_modifier_tag(place + 1)
        if word == "dan":
            return self._joins(place)
        if line.has("negation", place) or line.has("degree", place):
            return not owned and self._is_quality(place + 1)
        return self._hangs(place, end)

    def _hangs(self, place: int, end: int) -> bool:
        tree, head = self.line.tree, self.line.tree.head(place)
        inside = self.noun <= head < place
        if self.line.has("other", place):
            return inside or head < place
        tag = tree.upos(place)
        if tag == "VERB":
            return self.line.has("negation", place - 1) and place == end + 1
        if tag == "NUM":
            return inside and tree.relation(place) in {"flat", "nmod"}
        close = tree.relation(place) in {"flat", "amod"} and place == end
        return tag in _MODIFIERS and (inside or close)

    def _is_modifier_tag(self, place: int) -> bool:
        return place < len(self.line) and self.line.tree.upos(place) in _MODIFIERS

    def _is_quality(self, place: int) -> bool:
        line = self.line
        if place >= len(line):
            return False
        if line.tree.upos(place) == "VERB":
            return line.word(place).startswith(_QUALITIES)
        return line.tree.upos(place) == "ADJ" or line.has("direction", place)

    def _joins(self, place: int) -> bool:
        """Whether "dan" joins two modifiers: "perjanjian keamanan dan pertahanan"."""
        line, after = self.line, place + 1
        if not self._is_modifier_tag(after) or any(n.covers(after) for n in self.names):
            return False
        if line.book.noun(line.word(after)) is not None:
            return False
        head = line.tree.head(after)
        office = line.is_capital(after) and line.is_capital(self.noun) and head == self.noun
        return line.tree.relation(after) == "conj" and (self.noun < head < place or office)
