"""Runs the network over given words and decodes its scores: tags, tree, names, vectors."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import onnxruntime as ort  # type: ignore[import-untyped]
from numpy.typing import NDArray

from kg.errors import ModelError
from kg.nlp.names import best_labels
from kg.nlp.pieces import Pieces
from kg.nlp.tree import NEVER, best_tree
from kg.nlp.weights import HINT, Weights
from kg.nlp.windows import windows

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Analysis:
    """What the model says of a sentence's words; ``heads`` are 1-based, 0 is the root."""

    upos: tuple[str, ...]
    heads: tuple[int, ...]
    deprels: tuple[str, ...]
    ner: tuple[str, ...]
    vectors: Floats = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class _Scores:
    upos: Floats
    names: Floats
    arcs: Floats
    relations: NDArray[np.int32]
    vectors: Floats


class Parser:
    """One ONNX session; one thread, so that the same input gives the same bytes."""

    def __init__(self, weights: Weights) -> None:
        """Open the session.

        Raises:
            ModelError: ONNX Runtime cannot read the file.
        """
        self._pieces = Pieces.read(weights.path("tokenizer.json"))
        self._upos = weights.labels("upos")
        self._deprels = weights.labels("deprels")
        self._names = weights.labels("names")
        self._hidden = int(weights.config["hidden"])
        options = ort.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.execution_mode = ort.ExecutionMode.ORT_SEQUENTIAL
        options.log_severity_level = 3
        path = weights.path("model.onnx")
        try:
            self._session = ort.InferenceSession(
                str(path), options, providers=["CPUExecutionProvider"]
            )
        except Exception as error:  # onnxruntime's errors have no common base but this
            raise ModelError(f"{path} cannot be opened: {error}", HINT) from error

    def analyse(self, words: Sequence[str]) -> Analysis:
        """Tags, tree and names of one sentence, however long."""
        if not words:
            return Analysis((), (), (), (), np.zeros((0, self._hidden), np.float32))
        scores = self._scores(words)
        heads = best_tree(scores.arcs)
        relations = scores.relations[np.arange(len(words)), heads]
        return Analysis(
            upos=tuple(self._upos[i] for i in scores.upos.argmax(axis=1)),
            heads=tuple(heads.tolist()),
            deprels=tuple(self._deprels[i] for i in relations),
            ner=best_labels(scores.names, self._names),
            vectors=scores.vectors,
        )

    def _scores(self, words: Sequence[str]) -> _Scores:
        parts = windows([len(self._pieces.of(word)) for word in words])
        if len(parts) == 1:
            return self._run(words)
        count = len(words)
        arcs = np.full((count, count + 1), NEVER / 1e3, np.float32)
        relations = np.zeros((count, count + 1), np.int32)
        relations[:, 1:] = self._deprels.index("parataxis")
        relations[:, 0] = self._deprels.index("root")
        kept = []
        for part in parts:
            scores = self._run(words[part.start : part.end])
            own = slice(part.first - part.start, part.last - part.start)
            seen = slice(part.start + 1, part.end + 1)
            arcs[part.first : part.last, seen] = scores.arcs[own, 1:]
            relations[part.first : part.last, seen] = scores.relations[own, 1:]
            arcs[part.first : part.last, 0] = scores.arcs[own, 0]
            kept.append((scores.upos[own], scores.names[own], scores.vectors[own]))
        margin = arcs[: parts[0].last, 0] - arcs[: parts[0].last, 1:].max(axis=1)
        root = int(margin.argmax())
        arcs[np.arange(count) != root, 0] = NEVER / 10
        upos, names, vectors = (np.concatenate(rows) for rows in zip(*kept, strict=True))
        return _Scores(upos, names, arcs, relations, vectors)

    def _run(self, words: Sequence[str]) -> _Scores:
        encoded = self._pieces.encode(words)
        feed = {
            "ids": np.array(encoded.ids, np.int64),
            "first": np.array(encoded.first, np.int64),
            "last": np.array(encoded.last, np.int64),
        }
        return _Scores(*self._session.run(list(_Scores.__slots__), feed))
