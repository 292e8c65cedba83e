"""Sentences to padded tensors, in batches of about equal length."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import torch
from torch import Tensor

from kg.nlp.pieces import PAD, Encoded, Pieces
from kg.train.data import Tagged, Tree
from kg.train.network import Labels

IGNORED: Final = -100
LONGEST: Final = 256

Item = tuple[Encoded, Tree | Tagged]


@dataclass(frozen=True, slots=True)
class Batch:
    """One step's input; ``gold`` maps a task to its labels, one a word."""

    task: str
    ids: Tensor
    mask: Tensor
    first: Tensor
    last: Tensor
    real: Tensor
    gold: dict[str, Tensor]
    sentences: tuple[Tree | Tagged, ...]


def batches(
    sentences: Sequence[Tree | Tagged],
    pieces: Pieces,
    labels: Labels,
    size: int,
    rng: random.Random,
) -> list[Batch]:
    """Group sentences of similar length into batches of at most ``size`` pieces, shuffled."""
    items: list[Item] = []
    for sentence in sentences:
        encoded = pieces.encode(sentence.words)
        if len(encoded.ids) <= LONGEST:
            items.append((encoded, sentence))
    items.sort(key=lambda item: len(item[0].ids) + rng.random() * 4)
    groups: list[list[Item]] = []
    longest = 0
    for item in items:
        length = len(item[0].ids)
        if not groups or max(longest, length) * (len(groups[-1]) + 1) > size:
            groups.append([])
            longest = 0
        longest = max(longest, length)
        groups[-1].append(item)
    rng.shuffle(groups)
    return [group(members, labels) for members in groups]


def _padded(rows: Sequence[Sequence[int]], filler: int) -> Tensor:
    width = max(len(row) for row in rows)
    return torch.tensor([[*row, *[filler] * (width - len(row))] for row in rows])


def group(members: list[Item], labels: Labels) -> Batch:
    """One batch of these sentences, in this order; without labels where they have none."""
    encoded = [item[0] for item in members]
    sentences = tuple(item[1] for item in members)
    ids = _padded([e.ids for e in encoded], PAD)
    first = _padded([e.first for e in encoded], 0)
    one = sentences[0]
    gold: dict[str, Tensor] = {}
    if isinstance(one, Tree):
        task = "trees"
        trees = [s for s in sentences if isinstance(s, Tree)]
        upos = {name: i for i, name in enumerate(labels.upos)}
        deprels = {name: i for i, name in enumerate(labels.deprels)}
        gold["upos"] = _padded([[upos.get(u, IGNORED) for u in t.upos] for t in trees], IGNORED)
        gold["heads"] = _padded([t.heads for t in trees], IGNORED)
        gold["deprels"] = _padded(
            [[deprels.get(d, IGNORED) for d in t.deprels] for t in trees], IGNORED
        )
    else:
        task = one.layer
    if isinstance(one, Tagged) and one.labels:
        index = {name: i for i, name in enumerate(labels.layers[task])}
        tagged = [s for s in sentences if isinstance(s, Tagged)]
        gold[task] = _padded([[index.get(x, IGNORED) for x in s.labels] for s in tagged], IGNORED)
    return Batch(
        task=task,
        ids=ids,
        mask=ids != PAD,
        first=first,
        last=_padded([e.last for e in encoded], 0),
        real=first != 0,
        gold=gold,
        sentences=sentences,
    )
