"""Lets a smaller network learn from a larger one: soft labels on news text without annotation.

The teacher sees the text as it is written; the pupil now and then in lower case, Title Case or
CAPITALS, so that it reads headlines as the teacher reads sentences.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace

import torch
import torch.nn.functional as F
from torch import Tensor

from kg.nlp.pieces import Pieces
from kg.train.batches import Batch, batches, group
from kg.train.data import Tagged, recased
from kg.train.network import Network

#: How often a batch is shown in another case.
RECASED = (("lower", 0.08), ("title", 0.08), ("upper", 0.05))


@dataclass(frozen=True, slots=True)
class Soft:
    """A batch with the teacher's distributions in half precision, and its heads."""

    batch: Batch
    upos: Tensor
    names: Tensor
    arcs: Tensor
    heads: Tensor
    relations: Tensor


@torch.no_grad()
def soften(
    teacher: Network, pieces: Pieces, sentences: Sequence[Sequence[str]], size: int, seed: int
) -> list[Soft]:
    """The teacher's answers; the order is fixed by the seed."""
    teacher.eval()
    plain = [Tagged("soft", tuple(words), ()) for words in sentences]
    found = []
    for batch in batches(plain, pieces, teacher.labels, size, random.Random(seed)):
        words = teacher.words(batch.ids, batch.mask, batch.first, batch.last)
        arcs, label_head, label_word = teacher.arcs(words)
        arcs = masked(arcs, batch.real)
        heads = arcs.argmax(-1)
        relations = teacher.relations(label_head, label_word, heads)
        found.append(
            Soft(
                batch=batch,
                upos=teacher.upos(words).softmax(-1).half(),
                names=teacher.layers["names"](words).softmax(-1).half(),
                arcs=arcs.softmax(-1).half(),
                heads=heads,
                relations=relations.softmax(-1).half(),
            )
        )
    return found


def masked(arcs: Tensor, real: Tensor) -> Tensor:
    """No word may head another where there is none."""
    return torch.cat([arcs[:, :, :1], arcs[:, :, 1:].masked_fill(~real[:, None, :], -1e9)], 2)


def varied(soft: Soft, pieces: Pieces, network: Network, rng: random.Random) -> Soft:
    """The same answers over another spelling of the batch, sometimes."""
    chance = rng.random()
    for how, share in RECASED:
        if chance < share:
            changed = [recased(s, how) for s in soft.batch.sentences]
            items = [(pieces.encode(s.words), s) for s in changed]
            return replace(soft, batch=group(items, network.labels))
        chance -= share
    return soft


def loss_of(pupil: Network, soft: Soft) -> Tensor:
    """Cross entropy of the pupil's distributions against the teacher's, over real words."""
    batch = soft.batch
    words = pupil.words(batch.ids, batch.mask, batch.first, batch.last)
    arcs, label_head, label_word = pupil.arcs(words)
    real = batch.real

    def entropy(scores: Tensor, target: Tensor) -> Tensor:
        each = -(target.float() * F.log_softmax(scores, -1)).sum(-1)
        return each[real].mean()

    return (
        0.5 * entropy(pupil.upos(words), soft.upos)
        + entropy(masked(arcs, real), soft.arcs)
        + entropy(pupil.relations(label_head, label_word, soft.heads), soft.relations)
        + 0.5 * entropy(pupil.layers["names"](words), soft.names)
    )
