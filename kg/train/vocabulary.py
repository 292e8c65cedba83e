"""Trims the XLM-R tokenizer to the pieces that Indonesian and English text uses."""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from tokenizers import Tokenizer

from kg.nlp.pieces import PLAIN

SPECIALS: Final = 4
SIZE: Final = 26_000
#: Scripts whose single letters stay, so that names in them become letters and not unknown.
SCRIPTS: Final = ("LATIN", "CYRILLIC", "GREEK", "ARABIC", "HEBREW")


def texts(folder: Path, forms: Path | None) -> Iterator[tuple[str, int]]:
    """Words of the training files with a weight; ``forms`` is an optional list of word forms."""
    files = [
        *sorted((folder / "ud").glob("*train*.conllu")),
        folder / "ud" / "id_gsd-ud-dev.conllu",
        folder / "ud" / "id_pud-ud-test.conllu",
    ]
    for path in files:
        for line in path.read_text(encoding="utf-8").split("\n"):
            if line.startswith(("# text =", "# text_en =")):
                yield from ((w, 3) for w in _words(line.partition("=")[2]))
    columns = [
        *sorted((folder / "ner").glob("*train*")),
        *sorted((folder / "ner").glob("*valid*")),
        folder / "ner" / "idner-dev.txt",
        folder / "pos" / "nlp-id-postag.txt",
    ]
    for path in columns:
        for line in path.read_text(encoding="utf-8").split("\n"):
            yield from ((w, 2) for w in line.split()[:1])
    for path in [
        *sorted((folder / "raw" / "ntrex").glob("*")),
        *sorted((folder / "coref").glob("*")),
    ]:
        yield from ((w, 1) for w in _words(path.read_text(encoding="utf-8")))
    if forms:
        yield from ((w, 1) for w in forms.read_text(encoding="utf-8").split("\n") if w)


def _words(text: str) -> list[str]:
    return re.findall(r"\w+|[^\w\s]", text)


def trim(tokenizer_json: Path, words: Iterable[tuple[str, int]]) -> tuple[str, list[int]]:
    """The trimmed tokenizer as JSON and, for each of its ids, the id in the full one."""
    full = Tokenizer.from_file(str(tokenizer_json))
    full.no_padding()
    full.no_truncation()
    counts: Counter[str] = Counter()
    for word, weight in words:
        counts[word.translate(PLAIN)] += weight
    used: Counter[int] = Counter()
    for word, count in sorted(counts.items()):
        for variant in {word, word.lower(), word.capitalize()}:
            share = count if variant == word else min(count, 1)
            for piece in full.encode(variant, add_special_tokens=False).ids:
                used[piece] += share
    spec = json.loads(tokenizer_json.read_text(encoding="utf-8"))
    vocabulary = spec["model"]["vocab"]
    kept = {i for i, (piece, _) in enumerate(vocabulary) if i >= SPECIALS and _letter(piece)}
    for piece, _ in sorted(used.items(), key=lambda item: (-item[1], item[0])):
        if len(kept) >= SIZE - SPECIALS:
            break
        if SPECIALS <= piece < len(vocabulary):
            kept.add(piece)
    order = [*range(SPECIALS), *sorted(kept)]
    spec["model"]["vocab"] = [vocabulary[i] for i in order]
    spec["added_tokens"] = [t for t in spec["added_tokens"] if t["id"] < SPECIALS]
    spec["post_processor"] = None
    return json.dumps(spec, ensure_ascii=False, separators=(",", ":")), order


def _letter(piece: str) -> bool:
    bare = piece.removeprefix("▁")
    if not bare:
        return True
    if len(bare) > 1:
        return False
    if ord(bare) < 0x2100 and not bare.isalpha():  # noqa: PLR2004 - digits, signs, punctuation
        return True
    return unicodedata.name(bare, "").startswith(SCRIPTS)
