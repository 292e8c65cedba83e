"""Where the text tells of sport: there the words of war and of politics are those of play.

"Serangan" of a striker, "kemenangan" of a club and "menahan" of a goalkeeper are no assault, no
change of power and no arrest. A sentence is of sport where it and its neighbours speak of matches,
goals and players; the table ``syntax`` lists such words and the roots that change their sense.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from kg.model import Sentence

#: How many sentences to each side are its neighbours, and what must be found in all of them.
_AROUND, _FOUND, _KINDS = 2, 4, 3


def sport_sentences(sentences: Sequence[Sentence], words: Collection[str]) -> frozenset[int]:
    """The indices of the sentences that are of sport."""
    here = [[w for t in s.tokens if (w := t.text.lower()) in words] for s in sentences]
    found = []
    for place, sentence in enumerate(sentences):
        near = here[max(0, place - _AROUND) : place + _AROUND + 1]
        if _is_sport([word for words_there in near for word in words_there]):
            found.append(sentence.index)
    return frozenset(found)


def _is_sport(found: Sequence[str]) -> bool:
    return len(found) >= _FOUND and len(set(found)) >= _KINDS
