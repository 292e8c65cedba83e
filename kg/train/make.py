"""From data folders to a trained network: vocabulary, corpora, training."""

from __future__ import annotations

import json
from pathlib import Path

import torch

from kg.nlp.pieces import Pieces
from kg.train import fit
from kg.train.data import read_corpora, test_keys
from kg.train.e5 import E5Weights
from kg.train.network import Encoder
from kg.train.vocabulary import texts, trim

THREADS = 2


def train(data: Path, e5: Path, tokenizer: Path, out: Path, settings: fit.Settings) -> None:
    """Train into ``out``: tokenizer.json, pieces.json, log.txt, checkpoint.pt, averaged.pt."""
    torch.set_num_threads(THREADS)
    out.mkdir(parents=True, exist_ok=True)
    if not (out / "pieces.json").exists():
        spec, order = trim(tokenizer, texts(data, None))
        (out / "tokenizer.json").write_text(spec, encoding="utf-8")
        (out / "pieces.json").write_text(json.dumps(order), encoding="utf-8")
    order = json.loads((out / "pieces.json").read_text(encoding="utf-8"))
    pieces = Pieces.read(out / "tokenizer.json")
    corpora = read_corpora(data, test_keys(data))
    encoder = Encoder(E5Weights(e5), order, settings.layers)
    fit.build(corpora, encoder, pieces, settings, out).run()
