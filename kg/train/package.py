"""Writes a model's folder: ONNX file, tokenizer, lists, and config.json with their checksums."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import torch

from kg.nlp.weights import FORMAT
from kg.train import graph
from kg.train.lexicon import lists

HEADS = 12
EPSILON = 1e-12


def package(
    run: Path, data: Path, roots: Path | None, out: Path, version: str, *, int8: bool = True
) -> None:
    """Turn the averaged weights of a run into a folder that ``kg.nlp`` loads."""
    saved = torch.load(run / "averaged.pt", weights_only=False)
    labels: dict[str, Any] = saved["labels"]
    state = {name: value.numpy() for name, value in saved["average"].items()}
    model = graph.build(
        state,
        int(saved["settings"]["layers"]),
        HEADS,
        EPSILON,
        labels["deprels"].index("root"),
        int8=int8,
        bits=graph.BITS,
    )
    out.mkdir(parents=True, exist_ok=True)
    contents = {
        "model.onnx": model.SerializeToString(),
        "tokenizer.json": (run / "tokenizer.json").read_bytes(),
        **{name: text.encode() for name, text in lists(data, roots).items()},
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
