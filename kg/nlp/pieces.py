"""Words to subword ids: each word is cut on its own, so that no offset is ever in doubt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tokenizers import Tokenizer

BEGIN: Final = 0
PAD: Final = 1
END: Final = 2
UNKNOWN: Final = 3
#: No word gives more pieces than this; what follows in a monstrous word is not looked at.
LONGEST_WORD: Final = 24
#: Typographic variants that mean the same and that the training texts have in one form only.
PLAIN: Final = str.maketrans(
    {
        "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "‚": "'", "`": "'",
        "–": "-", "—": "-", "‑": "-", "−": "-",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Encoded:
    """The pieces of a sentence between BEGIN and END; ``first`` and ``last`` piece of each word."""

    ids: tuple[int, ...]
    first: tuple[int, ...]
    last: tuple[int, ...]


class Pieces:
    """The trimmed tokenizer with a memory of words already cut."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        self._tokenizer = tokenizer
        self._known: dict[str, tuple[int, ...]] = {}

    @classmethod
    def read(cls, path: Path) -> Pieces:
        tokenizer = Tokenizer.from_file(str(path))
        tokenizer.no_padding()
        tokenizer.no_truncation()
        return cls(tokenizer)

    def of(self, word: str) -> tuple[int, ...]:
        """The ids of one word, at least one."""
        ids = self._known.get(word)
        if ids is None:
            plain = word[: LONGEST_WORD * 16].translate(PLAIN)
            found = self._tokenizer.encode(plain, add_special_tokens=False).ids
            ids = tuple(found[:LONGEST_WORD]) or (UNKNOWN,)
            if len(self._known) < 200_000:  # noqa: PLR2004 - bounds memory, not meaning
                self._known[word] = ids
        return ids

    def encode(self, words: Sequence[str]) -> Encoded:
        ids = [BEGIN]
        first, last = [], []
        for word in words:
            first.append(len(ids))
            ids.extend(self.of(word))
            last.append(len(ids) - 1)
        ids.append(END)
        return Encoded(tuple(ids), tuple(first), tuple(last))
