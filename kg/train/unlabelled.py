"""Sentences for the teachers to answer: news, silver treebank, name corpora cut anew."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Final

from kg.model import Span
from kg.nlp.text import sentences
from kg.nlp.words import Words
from kg.train.data import Corpora, sentence_key

NEWS: Final = 12_000
SHORTEST: Final = 4
LONGEST: Final = 70


def collect(
    corpora: Corpora, data: Path, lists: dict[str, str], forbidden: frozenset[str], seed: int
) -> list[tuple[str, ...]]:
    """Word sequences, none of them a test sentence; the name corpora get their clitics cut off."""
    lines = {name: frozenset(text.split()) for name, text in lists.items() if name != "lemmas.tsv"}
    abbreviations = lines["abbreviations.txt"]
    words = Words(lines["forms.txt"] | lines["roots.txt"], lines["whole.txt"], abbreviations)

    def cut(text: str) -> list[tuple[str, ...]]:
        spans = sentences(text, 0, len(text), abbreviations)
        return [tuple(word.of(text) for word in words.of(text, span)) for span in spans]

    def clitics(given: tuple[str, ...]) -> tuple[str, ...]:
        text = " ".join(given)
        whole = words.of(text, Span(0, len(text)))
        return tuple(word.of(text) for word in whole)

    found = [s.words for s in random.Random(seed).sample(corpora.tags, NEWS)]
    found += [tree.words for tree in corpora.silver]
    for corpus in (corpora.names, corpora.more_names, corpora.wiki_names):
        found += [clitics(s.words) for s in corpus]
    for path in sorted((data / "raw" / "ntrex").glob("*.txt")):
        found += cut(path.read_text(encoding="utf-8"))
    return [s for s in found if SHORTEST <= len(s) <= LONGEST and sentence_key(s) not in forbidden]
