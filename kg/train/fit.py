"""The trainer: two stages (everything, then gold only), averaged weights, checkpoints, resume."""

from __future__ import annotations

import random
import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any, Final

import torch
import torch.nn.functional as F
from torch import Tensor

from kg.nlp.pieces import Pieces
from kg.train.batches import IGNORED, Batch, batches
from kg.train.data import Corpora, Tagged, Tree, recased
from kg.train.distil import Soft, masked, varied
from kg.train.distil import loss_of as soft_loss
from kg.train.network import HIDDEN_PIECE, Labels, Network
from kg.train.score import Score
from kg.train.watch import score_names, score_trees

BATCH_PIECES: Final = 700
WARMUP: Final = 0.05
#: How often a sentence is seen in another case, without its full stop, or with a piece hidden.
RECASED: Final = (("lower", 0.05), ("title", 0.03), ("headline", 0.05), ("upper", 0.03))
UNSTOPPED: Final = 0.05
HIDDEN: Final = 0.04
#: Stages that learn from the development sets too, after all choices have been made on them.
WITH_DEV: Final = ("all", "last")


@dataclass(frozen=True, slots=True)
class Settings:
    """What a run depends on besides the data; stages are numbers of passes, in this order.

    ``broad`` sees everything, ``soft`` gold and the teachers' answers, ``narrow`` gold alone,
    ``all`` gold with the development sets, ``last`` these with GSD brought up to the size of CSUI
    and some of the teachers' answers; ``share`` and ``last_share`` are the parts of those answers
    that a pass of ``soft`` or ``last`` sees.
    """

    layers: int = 6
    broad: int = 3
    soft: int = 0
    narrow: int = 7
    all: int = 3
    last: int = 0
    share: float = 0.5
    last_share: float = 0.15
    encoder_rate: float = 2e-4
    head_rate: float = 2e-3
    decay: float = 0.995
    seed: int = 0


@dataclass(frozen=True, slots=True)
class Material:
    """What a run learns from: ``soft`` are teachers' answers, ``bare`` verbs as in headlines."""

    pieces: Pieces
    corpora: Corpora
    soft: Sequence[Soft] = ()
    bare: Mapping[str, str] = field(default_factory=dict)


def labels_of(corpora: Corpora) -> Labels:
    """The label sets that the training data uses."""
    trees = [*corpora.gold, *corpora.gold_dev, *corpora.silver]

    def names(layer: Sequence[Tagged]) -> tuple[str, ...]:
        found = {label for s in layer for label in s.labels}
        return tuple(sorted(found, key=lambda x: (x != "O", x)))

    return Labels(
        upos=tuple(sorted({u for t in trees for u in t.upos})),
        deprels=tuple(sorted({d for t in trees for d in t.deprels})),
        layers={
            "names": names(corpora.names),
            "wiki_names": names(corpora.wiki_names),
            "lower_names": names(corpora.lower_names),
            "tags": names(corpora.tags),
        },
    )


def sentences_of(
    corpora: Corpora, stage: str, bare: Mapping[str, str], rng: random.Random
) -> list[Tree | Tagged]:
    """One pass's sentences; some stages add the development sets."""
    chosen: list[Tree | Tagged] = [*corpora.gold, *corpora.names]
    if stage == "broad":
        chosen += [*corpora.silver, *corpora.more_names, *corpora.wiki_names]
        chosen += rng.sample(corpora.lower_names, min(1200, len(corpora.lower_names)))
        chosen += rng.sample(corpora.tags, min(1500, len(corpora.tags)))
    if stage in WITH_DEV:
        chosen += [*corpora.gold_dev, *corpora.names_dev]
    if stage == "last":
        gsd = [tree for tree in corpora.gold if tree.id.startswith("dev-")]
        chosen += rng.sample(gsd, len(gsd) // 2)
    return [_varied(sentence, bare, rng) for sentence in chosen]


def _varied(sentence: Tree | Tagged, bare: Mapping[str, str], rng: random.Random) -> Tree | Tagged:
    if isinstance(sentence, Tree) and rng.random() < UNSTOPPED:
        sentence = _unstopped(sentence)
    chance = rng.random()
    for how, share in RECASED:
        if chance < share:
            return recased(sentence, how, bare)
        chance -= share
    return sentence


def _unstopped(tree: Tree) -> Tree:
    """Headlines have no full stop."""
    end = len(tree.words)
    if end < 3 or tree.upos[-1] != "PUNCT" or end in tree.heads:  # noqa: PLR2004
        return tree
    return replace(
        tree,
        words=tree.words[:-1],
        upos=tree.upos[:-1],
        heads=tree.heads[:-1],
        deprels=tree.deprels[:-1],
    )


class Trainer:
    """State of a run; everything needed to resume is in its checkpoint."""

    def __init__(self, network: Network, material: Material, settings: Settings, out: Path) -> None:
        self.network = network
        self.pieces = material.pieces
        self.corpora = material.corpora
        self.soft = material.soft
        self.bare = material.bare
        self.settings = settings
        self.out = out
        encoder = [p for p in network.encoder.parameters() if p.requires_grad]
        held = {id(p) for p in network.encoder.parameters()}
        heads = [p for p in network.parameters() if id(p) not in held]
        self.optimizer = torch.optim.AdamW(
            [
                {"params": encoder, "lr": settings.encoder_rate},
                {"params": heads, "lr": settings.head_rate},
            ],
            weight_decay=0.01,
            fused=True,
        )
        self.rates = [float(g["lr"]) for g in self.optimizer.param_groups]
        stages = ("broad", "soft", "narrow", "all", "last")
        self.plan = [stage for stage in stages for _ in range(int(getattr(settings, stage)))]
        self.steps = [len(self._batches(i)) for i in range(len(self.plan))]
        self.average = {k: v.clone() for k, v in network.state_dict().items()}
        self.step = 0
        self.passes = 0

    def _batches(self, number: int) -> list[Batch | Soft]:
        rng = random.Random(self.settings.seed * 1000 + number)
        sentences = sentences_of(self.corpora, self.plan[number], self.bare, rng)
        by_task: dict[str, list[Tree | Tagged]] = {}
        for s in sentences:
            by_task.setdefault("trees" if isinstance(s, Tree) else s.layer, []).append(s)
        found: list[Batch | Soft] = [
            batch
            for part in by_task.values()
            for batch in batches(part, self.pieces, self.network.labels, BATCH_PIECES, rng)
        ]
        shares = {"soft": self.settings.share, "last": self.settings.last_share}
        share = shares.get(self.plan[number], 0.0)
        chosen = rng.sample(self.soft, round(len(self.soft) * share))
        found += [varied(soft, self.pieces, self.network.labels, self.bare, rng) for soft in chosen]
        rng.shuffle(found)
        return found

    def run(self) -> None:
        """Train what is left of the plan; one checkpoint a pass."""
        total = sum(self.steps)
        self._say(f"steps {self.steps} = {total}")
        began = time.time()
        for number in range(self.passes, len(self.plan)):
            torch.manual_seed(self.settings.seed * 1000 + number)
            self.network.train()
            sums: dict[str, list[float]] = {}
            for batch in self._batches(number):
                loss = self._learn(batch, total)
                task = batch.task if isinstance(batch, Batch) else "soft"
                sums.setdefault(task, []).append(loss)
                if self.step % 100 == 0:
                    self._say(f"step {self.step}/{total} {time.time() - began:.0f}s")
            self.passes = number + 1
            means = {k: round(sum(v) / len(v), 3) for k, v in sums.items()}
            self._save()
            self._say(f"pass {number} {self.plan[number]} {time.time() - began:.0f}s {means}")
            if self.plan[number] not in WITH_DEV:
                trees, names = self.measure()
                self._say(f"pass {number} dev {trees} {names}")

    def _learn(self, batch: Batch | Soft, total: int) -> float:
        warm = min(1.0, (self.step + 1) / (WARMUP * total))
        factor = warm * max(0.01, 1 - self.step / total)
        for group, rate in zip(self.optimizer.param_groups, self.rates, strict=True):
            group["lr"] = rate * factor
        if isinstance(batch, Batch):
            loss = loss_of(self.network, batch)
        else:
            loss = soft_loss(self.network, batch)
        self.optimizer.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(self.network.parameters(), 1.0)
        self.optimizer.step()
        self.step += 1
        decay = min(self.settings.decay, (self.step + 1) / (self.step + 10))
        with torch.no_grad():
            for key, value in self.network.state_dict().items():
                if key != "encoder.word.weight":
                    self.average[key].lerp_(value, 1 - decay)
        return float(loss.item())

    def measure(self) -> tuple[Score, Score]:
        """Scores of the averaged weights on the development sets."""
        kept = {k: v.clone() for k, v in self.network.state_dict().items()}
        self.network.load_state_dict(self.average)
        self.network.eval()
        trees = score_trees(self.network, self.pieces, self.corpora.gold_dev)
        names = score_names(self.network, self.pieces, self.corpora.names_dev)
        self.network.load_state_dict(kept)
        return trees, names

    def _save(self) -> None:
        state: dict[str, Any] = {
            "network": self.network.state_dict(),
            "average": self.average,
            "optimizer": self.optimizer.state_dict(),
            "step": self.step,
            "passes": self.passes,
            "settings": asdict(self.settings),
            "labels": asdict(self.network.labels),
        }
        part = self.out / "checkpoint.part"
        torch.save(state, part)
        part.replace(self.out / "checkpoint.pt")
        slim = {"average": self.average, "labels": asdict(self.network.labels)}
        slim["settings"] = asdict(self.settings)
        torch.save(slim, self.out / "averaged.part")
        (self.out / "averaged.part").replace(self.out / "averaged.pt")

    def resume(self) -> None:
        """Take up the run where its checkpoint left it, if there is one."""
        path = self.out / "checkpoint.pt"
        if not path.exists():
            return
        state = torch.load(path, weights_only=False)
        self.network.load_state_dict(state["network"])
        self.average = state["average"]
        self.optimizer.load_state_dict(state["optimizer"])
        self.step, self.passes = state["step"], state["passes"]
        self._say(f"resumed after pass {self.passes - 1}")

    def _say(self, line: str) -> None:
        with (self.out / "log.txt").open("a", encoding="utf-8") as log:
            log.write(f"{time.strftime('%H:%M:%S')} {line}\n")


def loss_of(network: Network, batch: Batch) -> Tensor:
    """Cross entropy of one batch's task; now and then a piece is hidden."""
    ids = batch.ids
    hidden = torch.rand(ids.shape) < HIDDEN
    ids = torch.where(hidden & (ids > HIDDEN_PIECE), HIDDEN_PIECE, ids)
    words = network.words(ids, batch.mask, batch.first, batch.last)

    def entropy(scores: Tensor, gold: Tensor) -> Tensor:
        return F.cross_entropy(scores.flatten(0, 1), gold.flatten(), ignore_index=IGNORED)

    if batch.task != "trees":
        return entropy(network.layers[batch.task](words), batch.gold[batch.task])
    arcs, label_head, label_word = network.arcs(words)
    arcs = masked(arcs, batch.real)
    heads = batch.gold["heads"]
    relations = network.relations(label_head, label_word, heads.clamp(min=0))
    return (
        entropy(network.upos(words), batch.gold["upos"])
        + entropy(arcs, heads)
        + entropy(relations, batch.gold["deprels"])
    )
