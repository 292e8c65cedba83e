"""Whether a capital or a seat of government acts for its state or only locates."""

from __future__ import annotations

from kg.extract.tree import Tree
from kg.extract.wordbook import Wordbook
from kg.model import EntityType

_LOCATED = frozenset({EntityType.PERSON, EntityType.GROUP, EntityType.PLACE, EntityType.OBJECT})
_ACTORS = frozenset({"oleh", "dengan", "kepada", "terhadap", "bagi", "untuk", "menurut", "antara"})


def acts(tree: Tree, book: Wordbook, start: int, end: int) -> bool:
    """Whether the name at ``start`` to ``end`` stands for those who act.

    A subject acts, as does the possessor of a deed ("ancaman Pyongyang"); after a preposition of
    place, in "kota X", "warga X" and before "..., Thailand" the name locates.
    """
    head = tree.top(range(start, end))
    first = tree.first_conjunct(head)
    before = tree.word(start - 1) if start else ""
    preposition = tree.preposition(first) or tree.preposition(head)
    if preposition in _ACTORS or before in _ACTORS:
        return True
    if book.has("locative", preposition) or book.has("locative", before):
        return False
    if tree.relation(first) == "nsubj":
        return True
    governor = tree.head(first)
    if governor < 0:
        return False
    if tree.upos(governor) == "VERB":
        return tree.relation(first) in {"obj", "obl", "nmod"}
    noun = book.noun(tree.word(governor))
    return noun is None or noun.type not in _LOCATED
