"""Whether a capital or a seat of government acts for its state or only locates."""

from __future__ import annotations

from kg.extract.line import Line
from kg.extract.wordbook import Noun
from kg.model import EntityType

_LOCATED = frozenset({EntityType.PERSON, EntityType.GROUP, EntityType.PLACE})
_ACTORS = frozenset({"oleh", "dengan", "kepada", "terhadap", "bagi", "untuk", "menurut", "antara"})
#: Classes of people and bodies that serve a state ("diplomat Hanoi"), not live in a city.
_SERVANTS = frozenset({"official", "military", "leader"})
_GIVEN = frozenset({"aid", "document", "agreement"})


def acts(line: Line, start: int, end: int) -> bool:
    """Whether the name at ``start`` to ``end`` stands for those who act.

    A subject acts, as does the possessor of a deed ("ancaman Hanoi"); after a preposition of
    place, in "kota X", "warga X" the name locates.
    """
    tree = line.tree
    first = tree.first_conjunct(tree.top(range(start, end)))
    governor = tree.head(first)
    prepositions = [w for w in (tree.preposition(first), line.word(start - 1)) if w]
    if any(word in _ACTORS for word in prepositions):
        return True
    if "dari" in prepositions:
        return governor >= 0 and _gives(line, governor)
    gone_to = governor >= 0 and line.has("goal", governor)
    if governor < 0 or gone_to or any(line.book.has("locative", w) for w in prepositions):
        return False
    if tree.relation(first) == "nsubj" or line.has("befalls", governor):
        return _is_deed(line, governor)
    if tree.upos(governor) == "VERB":
        return tree.relation(first) in {"obj", "obl", "nmod"}
    return _owns_deeds(line, governor)


def _is_deed(line: Line, verb: int) -> bool:
    """Whether states do this: not what befalls a city ("dilanda", "tergenang", "sepi")."""
    if line.has("befalls", verb) or line.tree.upos(verb) == "ADJ":
        return False
    return not line.word(verb).startswith("ter")


def _owns_deeds(line: Line, governor: int) -> bool:
    """Whether the possessor of this noun acts: of a deed or servant, not of a place or crowd."""
    noun = _noun_at(line, governor)
    if noun is None:
        return not line.has("direction", governor)
    body = noun.type is EntityType.ORGANIZATION
    return noun.kind in _SERVANTS or not (body or noun.type in _LOCATED)


def _noun_at(line: Line, place: int) -> Noun | None:
    """The entry of the noun table that begins at a token, of two words if there is one."""
    if place + 1 < len(line):
        longer = line.book.noun(line.surface(place, place + 2).lower())
        if longer is not None:
            return longer
    return line.book.noun(line.word(place))


def _gives(line: Line, governor: int) -> bool:
    """Whether what comes "dari Hanoi" is a deed or a thing that states give."""
    noun = line.book.noun(line.word(governor))
    if line.tree.upos(governor) != "NOUN":
        return False
    return noun is None or noun.kind in _GIVEN
