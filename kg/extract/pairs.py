"""Who "kedua negara" or "keduanya" are: the two that the article has named most so far.

The two sides of a story come again and again; a third that was named last is in passing.

The table ``syntax`` says which types a noun of this kind stands for (kind ``pair``).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence

from kg.lang import Pack
from kg.model import Document, EntityType, Form, Reference

#: So many words name a pair that is not called both: "dua pemimpin itu", but "dua menteri lain".
_BARE = 2


def pairs(document: Document, pack: Pack) -> Mapping[tuple[int, int], tuple[str, str]]:
    """The two entities behind a reference to a pair, by its sentence and head token.

    Candidates are named before it, of a type that its noun allows; of these the two
    that are named most count, and of equals the later ones.
    """
    allowed = {
        row["word"]: frozenset(EntityType(name) for name in row["value"].split("|"))
        for row in pack.table("syntax")
        if row["kind"] == "pair"
    }
    both, two = (
        tuple(row["word"] for row in pack.table("syntax") if row["kind"] == kind)
        for kind in ("both", "two")
    )
    found: dict[tuple[int, int], tuple[str, str]] = {}
    named: list[Reference] = []
    for reference in sorted(document.references, key=lambda r: (r.sentence, r.head)):
        words = reference.name.lower().split()
        kinds = allowed.get(words[-1]) if words else None
        if kinds is not None and not words[0].startswith(both):
            counted = len(words) == _BARE and words[0] in two
            known = counted and (
                _points(document, reference) or _just_named(named, reference, kinds)
            )
            kinds = kinds if known else None
        if kinds is None:
            if reference.form is not Form.PRONOUN and reference.entity is not None:
                named.append(reference)
            continue
        recent = [r.entity for r in reversed(named) if r.type in kinds and r.entity is not None]
        most = [key for key, _ in Counter(recent).most_common(2)]
        if len(most) == 2:  # noqa: PLR2004 - a pair
            first, second = sorted(most, key=lambda key: -recent.index(key))
            found[reference.sentence, reference.head] = (first, second)
    return found


def _points(document: Document, reference: Reference) -> bool:
    """Whether a demonstrative follows: "dua pemimpin itu"."""
    tokens = next(s.tokens for s in document.sentences if s.index == reference.sentence)
    return reference.end < len(tokens) and tokens[reference.end].upos == "DET"


def _just_named(
    named: Sequence[Reference], reference: Reference, kinds: Collection[EntityType]
) -> bool:
    """Whether the sentence before names two such, both by name, and the phrase opens its own."""
    last = [r for r in named if r.sentence == reference.sentence - 1 and r.type in kinds]
    proper = {r.entity for r in last if r.form is Form.NAME}
    return reference.start == 0 and len(proper) == _BARE
