"""Words that refer without naming: mereka, ia, -nya, keduanya, yang."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.line import Line
from kg.model import EntityType, Form, Reference

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
_KINDS = frozenset(_TYPES)
#: So many words of a clause may name those whom it tells.
_LONGEST = 12
_TAGS = frozenset({"PRON", "NOUN", "NUM", "PROPN"})


def find_pronouns(line: Line) -> Iterator[Reference]:
    """The pronouns of a sentence; ``rule`` is their kind.

    The clitic of "keduanya" and "pihaknya" counts with its word where they are written as one.
    """
    for place in range(len(line)):
        start, kind = _kind(line, place) if line.has_any(_KINDS, place) else (place, "")
        if not kind:
            continue
        end = _told_end(line, place) if kind == "pronoun-group" else 0
        if end:
            yield _told(line, place, end)
            continue
        mention = line.mention(start, place + 1)
        yield Reference(
            sentence=line.tree.sentence.index,
            head=start,
            start=start,
            end=place + 1,
            mention=mention,
            name=mention.text,
            type=_TYPES[kind],
            form=Form.PRONOUN,
            rule=kind,
        )


def _told_end(line: Line, place: int) -> int:
    """Where the clause ends that says who is meant ("mereka yang kehilangan rumah"), or 0."""
    tree = line.tree
    if not line.has("pronoun-relative", place + 1):
        return 0
    for clause in tree.children(place, "acl"):
        below = tree.subtree(clause)
        if below[0] == place + 1:
            return next((p for p in below if tree.upos(p) == "PUNCT"), below[-1] + 1)
    return 0


def _told(line: Line, place: int, end: int) -> Reference:
    """People that only a clause tells; they are named by it, not meant by what was said before."""
    end = min(end, place + _LONGEST)
    return Reference(
        sentence=line.tree.sentence.index,
        head=place,
        start=place,
        end=end,
        mention=line.mention(place, end),
        name=line.surface(place, end),
        type=EntityType.GROUP,
        form=Form.NOMINAL,
        rule="noun-those",
    )


def _kind(line: Line, place: int) -> tuple[int, str]:
    word = line.word(place)
    if line.is_clitic(place):
        joined = line.word(place - 1) + word
        for kind in ("pronoun-pair", "pronoun-side"):
            if line.book.has(kind, joined):
                return place - 1, kind
        return place, "pronoun-any" if line.tree.upos(place) == "PRON" else ""
    if line.has("pronoun-relative", place):
        return place, _relative(line, place)
    for kind in _TYPES:
        if kind != "pronoun-any" and line.has(kind, place) and line.tree.upos(place) in _TAGS:
            return place, kind
    return place, ""


def _relative(line: Line, place: int) -> str:
    """The kind of "yang" where its clause hangs from a noun."""
    tree = line.tree
    clause = tree.head(place)
    if clause < 0 or tree.relation(place) not in {"nsubj", "obj"}:
        return ""
    noun = tree.head(clause)
    return "pronoun-relative" if tree.relation(clause) == "acl" and 0 <= noun < place else ""
