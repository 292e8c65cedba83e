"""Lets a smaller network learn from a larger one: soft labels on news text without annotation.

The teacher sees the text as it is written; the pupil now and then in lower case, Title Case or
CAPITALS, so that it reads headlines as the teacher reads sentences.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

import torch
import torch.nn.functional as F
from torch import Tensor

from kg.nlp.pieces import Pieces
from kg.train.batches import Batch, batches, group
from kg.train.data import Tagged, Tree, recased
from kg.train.network import Labels, Network

#: How often a batch is shown in another case.
RECASED: Final = (("lower", 0.06), ("title", 0.05), ("headline", 0.12), ("upper", 0.04))

#: Pieces in a batch of answers.
ANSWERED: Final = 700
#: How much the silver treebank's annotation counts beside the teachers' answers.
SILVER: Final = 0.4


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
    teachers: Sequence[tuple[Network, float]],
    pieces: Pieces,
    sentences: Sequence[Sequence[str]],
    silver: Sequence[Tree],
    seed: int,
) -> list[Soft]:
    """The weighted mean of the teachers' answers; they share labels and vocabulary.

    Where a sentence is one of the ``silver`` treebank, its annotation has a say in the answer.
    """
    labels = teachers[0][0].labels
    for teacher, _ in teachers:
        teacher.eval()
    plain = [Tagged("soft", tuple(words), ()) for words in sentences]
    trees = {tree.words: tree for tree in silver}
    return [
        _answers(teachers, batch, trees)
        for batch in batches(plain, pieces, labels, ANSWERED, random.Random(seed))
    ]


def _answers(
    teachers: Sequence[tuple[Network, float]], batch: Batch, silver: Mapping[tuple[str, ...], Tree]
) -> Soft:
    labels = teachers[0][0].labels
    seen = []
    for teacher, weight in teachers:
        words = teacher.words(batch.ids, batch.mask, batch.first, batch.last)
        seen.append((teacher, weight, words, teacher.arcs(words)))
    arcs = torch.stack([w * masked(a[0], batch.real).softmax(-1) for _, w, _, a in seen]).sum(0)
    trees = [(row, silver[s.words]) for row, s in enumerate(batch.sentences) if s.words in silver]
    for row, tree in trees:
        _mix(arcs[row], tree.heads)
    heads = arcs.argmax(-1)

    def mean(scores: Callable[[Network, Tensor, tuple[Tensor, Tensor, Tensor]], Tensor]) -> Tensor:
        parts = [w * scores(t, words, a).softmax(-1) for t, w, words, a in seen]
        return torch.stack(parts).sum(0)

    upos = mean(lambda t, words, _: t.upos(words))
    relations = mean(lambda t, _, a: t.relations(a[1], a[2], heads))
    for row, tree in trees:
        _mix(upos[row], [labels.upos.index(x) for x in tree.upos])
        agreed = (heads[row, : len(tree.heads)] == torch.tensor(tree.heads)).tolist()
        named = [labels.deprels.index(x) for x in tree.deprels]
        _mix(relations[row], [x if a else None for x, a in zip(named, agreed, strict=True)])
    return Soft(
        batch=batch,
        upos=upos.half(),
        names=mean(lambda t, words, _: t.layers["names"](words)).half(),
        arcs=arcs.half(),
        heads=heads,
        relations=relations.half(),
    )


def _mix(answers: Tensor, given: Sequence[int | None]) -> None:
    """Let the silver treebank's choices into the answers of one sentence, in place."""
    for word, choice in enumerate(given):
        if choice is not None:
            answers[word] *= 1 - SILVER
            answers[word, choice] += SILVER


def masked(arcs: Tensor, real: Tensor) -> Tensor:
    """No word may head another where there is none."""
    return torch.cat([arcs[:, :, :1], arcs[:, :, 1:].masked_fill(~real[:, None, :], -1e9)], 2)


def varied(
    soft: Soft, pieces: Pieces, labels: Labels, bare: Mapping[str, str], rng: random.Random
) -> Soft:
    """The same answers over another spelling of the batch, sometimes."""
    chance = rng.random()
    for how, share in RECASED:
        if chance < share:
            changed = [recased(s, how, bare) for s in soft.batch.sentences]
            items = [(pieces.encode(s.words), s) for s in changed]
            return replace(soft, batch=group(items, labels))
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
        entropy(pupil.upos(words), soft.upos)
        + entropy(masked(arcs, real), soft.arcs)
        + entropy(pupil.relations(label_head, label_word, soft.heads), soft.relations)
        + 0.5 * entropy(pupil.layers["names"](words), soft.names)
    )
