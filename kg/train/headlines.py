"""Sentences as headlines write them: Title Case but for small words, verbs without their me-."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from kg.nlp.lemmas import Lemmas

#: Words that headlines leave small.
SMALL: Final = frozenset(
    {"di", "ke", "dari", "dan", "yang", "untuk", "pada", "dengan", "dalam", "oleh", "atau", "serta"}
    | {"bagi", "soal", "usai", "tentang", "terhadap", "hingga", "sampai", "karena", "agar", "nya"}
)
SHORTEST: Final = 6


def title(word: str) -> str:
    """One word in Title Case."""
    return word if word in SMALL else word[:1].upper() + word[1:]


def bare_verbs(words: Iterable[str], roots: frozenset[str]) -> dict[str, str]:
    """Active verbs with me- and their headline form ("mengirim" -> "kirim")."""
    rules = Lemmas({}, roots)
    found = {}
    for word in words:
        low = word.lower()
        if len(low) >= SHORTEST and low.startswith("me") and low not in roots:
            form = rules.without_me(low)
            if form:
                found[low] = form
    return found
