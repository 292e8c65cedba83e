"""How a phrase is worded: what coreference compares, free of numbers, owners and clitics."""

from __future__ import annotations

from typing import NamedTuple

from kg.extract.tree import Tree
from kg.extract.wordbook import Wordbook, singular
from kg.model import Form, Reference

_ONE = ("one-person", "singular")


class Wording(NamedTuple):
    """The core of a phrase, its count, and how it stands to what was said before.

    ``core`` is the description in lower case without numbers, owners' names and clitics, or the
    name, ``head`` its first word; ``number`` the numerals and quantifiers ("kedua" counts as
    "dua"), or ''. ``pointed`` phrases point back ("itu", "tersebut"), ``indefinite`` ones bring in
    something new ("seorang pejabat", "20 orang").
    """

    core: str
    head: str
    number: str
    pointed: bool
    indefinite: bool

    @classmethod
    def of(
        cls, reference: Reference, owner: Reference | None, tree: Tree, book: Wordbook
    ) -> Wording:
        number = _number(reference, tree, book)
        pointed = _is_pointed(reference, tree, book)
        before = [tree.word(place) for place in range(reference.start, reference.head)]
        one = any(book.has(role, word) for word in before for role in _ONE)
        again = any(book.has("again", word) for word in before)
        new = not pointed and (one or (bool(number) and not again))
        core = _core(reference, owner, tree, book)
        return cls(core, core.split(" ", 1)[0], number, pointed, new)


def _core(reference: Reference, owner: Reference | None, tree: Tree, book: Wordbook) -> str:
    if reference.form is Form.NAME:
        return reference.name.lower()
    stop = reference.end
    if owner is not None and owner.form is not Form.NOMINAL:
        stop = min(stop, max(reference.head + 1, owner.start))
    words = [
        tree.word(place)
        for place in range(reference.start, stop)
        if tree.token(place).span.start >= reference.mention.span.start
        and not _counts(place, tree, book)
    ]
    return singular(" ".join(book.variants.get(w, w) for w in words)) or reference.name.lower()


def _number(reference: Reference, tree: Tree, book: Wordbook) -> str:
    words = [
        tree.word(place)
        for place in range(reference.start, reference.end)
        if _counts(place, tree, book)
    ]
    return " ".join(book.variants.get(word, word) for word in words)


def _counts(place: int, tree: Tree, book: Wordbook) -> bool:
    word = tree.word(place)
    return tree.upos(place) == "NUM" or book.has("quantifier", word) or book.has("count", word)


def _is_pointed(reference: Reference, tree: Tree, book: Wordbook) -> bool:
    inside = any(book.has("demonstrative", tree.word(c)) for c in tree.children(reference.head))
    after = reference.end < len(tree) and book.has("demonstrative", tree.word(reference.end))
    return inside or after
