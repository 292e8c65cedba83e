"""What a result is worth: UPOS, UAS and LAS over all tokens, F1 over exact name spans."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Score:
    """Named figures in percent."""

    figures: tuple[tuple[str, float], ...]

    def __str__(self) -> str:
        return " ".join(f"{name} {value:.2f}" for name, value in self.figures)

    def __getitem__(self, name: str) -> float:
        return dict(self.figures)[name]


def spans(labels: Sequence[str]) -> set[tuple[int, int, str]]:
    """Start, end and label of every name; an I- without a beginning begins one."""
    found = set()
    start, kind = -1, ""
    for i, label in enumerate([*labels, "O"]):
        if start >= 0 and label != f"I-{kind}":
            found.add((start, i, kind))
            start = -1
        if start < 0 and label != "O":
            start, kind = i, label[2:]
    return found


def name_score(pairs: Iterable[tuple[Sequence[str], Sequence[str]]]) -> Score:
    """Precision, recall and F1 of predicted against gold BIO labels."""
    hit = wrong = missed = 0
    for gold, predicted in pairs:
        g, p = spans(gold), spans(predicted)
        hit, wrong, missed = hit + len(g & p), wrong + len(p - g), missed + len(g - p)
    return Score(
        (
            ("P", 100 * hit / max(1, hit + wrong)),
            ("R", 100 * hit / max(1, hit + missed)),
            ("F1", 200 * hit / max(1, 2 * hit + wrong + missed)),
        )
    )


def tree_score(counts: tuple[int, int, int, int]) -> Score:
    """From (tokens, right tags, right heads, right heads with relation)."""
    total = max(1, counts[0])
    names = ("UPOS", "UAS", "LAS")
    return Score(tuple((n, 100 * c / total) for n, c in zip(names, counts[1:], strict=True)))
