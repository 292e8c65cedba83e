"""What a result is worth: UPOS, UAS and LAS over all tokens, F1 over exact name spans."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import torch

from kg.nlp.pieces import Pieces
from kg.train.batches import batches
from kg.train.data import Tagged, Tree
from kg.train.network import Network

EVALUATION_PIECES = 3000


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


@torch.no_grad()
def score_trees(network: Network, pieces: Pieces, trees: Sequence[Tree]) -> Score:
    """Greedy heads of the torch network, for following a run; evaluate.py measures the product."""
    total = tags = heads = both = 0
    labels = network.labels
    for batch in batches(trees, pieces, labels, EVALUATION_PIECES, random.Random(0)):
        words = network.words(batch.ids, batch.mask, batch.first, batch.last)
        arcs, label_head, label_word = network.arcs(words)
        arcs[:, :, 1:].masked_fill_(~batch.real[:, None, :], -1e9)
        found = arcs.argmax(-1)
        relations = network.relations(label_head, label_word, found).argmax(-1)
        upos = network.upos(words).argmax(-1)
        right = (found == batch.gold["heads"]) & batch.real
        total += int(batch.real.sum())
        tags += int(((upos == batch.gold["upos"]) & batch.real).sum())
        heads += int(right.sum())
        both += int((right & (relations == batch.gold["deprels"])).sum())
    return tree_score((total, tags, heads, both))


@torch.no_grad()
def score_names(network: Network, pieces: Pieces, sentences: Sequence[Tagged]) -> Score:
    """F1 of the torch network's unconstrained labels."""
    pairs = []
    for batch in batches(sentences, pieces, network.labels, EVALUATION_PIECES, random.Random(0)):
        words = network.words(batch.ids, batch.mask, batch.first, batch.last)
        found = network.layers[batch.task](words).argmax(-1).tolist()
        names = network.labels.layers[batch.task]
        for sentence, row in zip(batch.sentences, found, strict=True):
            if isinstance(sentence, Tagged):
                predicted = [names[x] for x in row[: len(sentence.labels)]]
                pairs.append((sentence.labels, predicted))
    return name_score(pairs)
