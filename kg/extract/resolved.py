"""The type of a noun that points back is that of what it points to.

"kerugian" may be dead soldiers or lost money; of "kerugian tersebut" the event just told decides,
where the lexicon lists the noun, alone or in an expression, with that type too.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.extract.drafts import Draft
from kg.extract.lexicon import Lexicon, normal

#: How many sentences back the event may stand.
_BACK = 1


def resolve_nouns(drafts: Sequence[Draft], lexicon: Lexicon, tag: str) -> list[Draft]:
    """The drafts in reading order, definite nouns without participants with their final type."""
    done: list[Draft] = []
    for draft in sorted(drafts, key=lambda d: d.at):
        if draft.definite and not draft.roles and draft.trigger.entry.upos == "NOUN":
            word = normal(draft.mention.text.split()[0], tag)
            kinds = {entry.type for entry in lexicon.entries.get(word, ())} - {"-"}
            recent = [
                d
                for d in reversed(done)
                if d.sentence >= draft.sentence - _BACK and not _is_about(d, draft)
            ]
            found = next((d for d in recent if d.type in kinds), None)
            if found is not None and found.type != draft.type:
                done.append(replace(draft, type=found.type, mode=found.mode))
                continue
        done.append(draft)
    return done


def _is_about(one: Draft, other: Draft) -> bool:
    """Whether a verb beside the noun says another event, as "menangkap X terkait serangan itu"."""
    return one.sentence == other.sentence and one.trigger.entry.upos == "VERB"
