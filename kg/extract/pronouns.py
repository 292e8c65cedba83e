"""Words that refer without naming: mereka, ia, -nya, keduanya, yang."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.tree import Tree
from kg.extract.wordbook import Wordbook
from kg.model import EntityType, Form, Mention, Reference

#: Kinds of pronouns (phrases.tsv) and the type they speak of before coreference.
_TYPES = {
    "pronoun-person": EntityType.PERSON,
    "pronoun-any": EntityType.PERSON,
    "pronoun-group": EntityType.GROUP,
    "pronoun-pair": EntityType.GROUP,
    "pronoun-side": EntityType.ORGANIZATION,
    "pronoun-speaker": EntityType.GROUP,
    "pronoun-relative": EntityType.PERSON,
}
_ORDER = tuple(_TYPES)


def find_pronouns(tree: Tree, book: Wordbook, text: str) -> Iterator[Reference]:
    """The pronouns of a sentence; ``rule`` is their kind.

    The clitic of "keduanya" and "pihaknya" counts with its word where they are written as one.
    """
    for place in range(len(tree)):
        start, kind = _kind(tree, book, place)
        if not kind:
            continue
        span = tree.span(range(start, place + 1))
        mention = Mention.at(text, span)
        yield Reference(
            sentence=tree.sentence.index,
            head=start,
            start=start,
            end=place + 1,
            mention=mention,
            name=mention.text,
            type=_TYPES[kind],
            form=Form.PRONOUN,
            rule=kind,
        )


def _kind(tree: Tree, book: Wordbook, place: int) -> tuple[int, str]:
    word = tree.word(place)
    if book.has("pronoun-any", word):
        if place == 0 or tree.upos(place) not in {"PRON", "DET"}:
            return place, ""
        joined = tree.word(place - 1) + word
        for kind in ("pronoun-pair", "pronoun-side"):
            if book.has(kind, joined):
                return place - 1, kind
        return place, "pronoun-any" if tree.upos(place) == "PRON" else ""
    if book.has("pronoun-relative", word):
        return place, _relative(tree, place)
    for kind in _ORDER:
        if book.has(kind, word) and tree.upos(place) in {"PRON", "NOUN", "NUM", "PROPN"}:
            return place, kind
    return place, ""


def _relative(tree: Tree, place: int) -> str:
    """ "yang" refers where its clause hangs from a noun."""
    clause = tree.head(place)
    if clause < 0 or tree.relation(place) not in {"nsubj", "obj"}:
        return ""
    noun = tree.head(clause)
    return "pronoun-relative" if tree.relation(clause) == "acl" and 0 <= noun < place else ""
