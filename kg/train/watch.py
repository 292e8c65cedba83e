"""Scores of the torch network while it learns; evaluate.py measures the finished product."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Final

import torch

from kg.nlp.pieces import Pieces
from kg.train.batches import batches
from kg.train.data import Tagged, Tree
from kg.train.network import Network
from kg.train.score import Score, name_score, tree_score

EVALUATION_PIECES: Final = 3000


@torch.no_grad()
def score_trees(network: Network, pieces: Pieces, trees: Sequence[Tree]) -> Score:
    """UPOS, UAS and LAS with greedy heads."""
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
    """Precision, recall and F1 of unconstrained labels."""
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
