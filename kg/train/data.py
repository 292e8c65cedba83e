"""Reads the treebanks and name corpora; the README of ../shared/data says what is what."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from kg.train.headlines import title

#: Label of a word that a corpus says nothing about.
NOTHING: Final = -1
NAME_LABELS: Final = {
    "PERSON": "PER", "PER": "PER", "PPL": "PER",
    "ORGANIZATION": "ORG", "ORGANISATION": "ORG", "ORG": "ORG", "IND": "ORG",
    "LOCATION": "LOC", "PLACE": "LOC", "LOC": "LOC", "PLC": "LOC",
    "EVT": "EVT", "FNB": "PRO",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Tree:
    """A treebank sentence: heads are 1-based, 0 is the root."""

    id: str
    words: tuple[str, ...]
    upos: tuple[str, ...]
    heads: tuple[int, ...]
    deprels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tagged:
    """A sentence with one label a word; ``layer`` names the output head that learns it."""

    layer: str
    words: tuple[str, ...]
    labels: tuple[str, ...]


def relation(deprel: str) -> str:
    """The universal relation; GSD's ``compound`` is what CSUI and PUD call ``nmod``."""
    plain = deprel.partition(":")[0]
    return "nmod" if plain == "compound" else plain


def _blocks(path: Path) -> Iterator[list[str]]:
    block: list[str] = []
    for line in [*path.read_text(encoding="utf-8").split("\n"), ""]:
        if line.strip():
            block.append(line)
        elif block:
            yield block
            block = []


def read_conllu(path: Path) -> list[Tree]:
    """Syntactic words only; multiword ranges and empty nodes are skipped."""
    trees = []
    for block in _blocks(path):
        rows = [line.split("\t") for line in block if not line.startswith("#")]
        rows = [row for row in rows if row[0].isdecimal()]
        ids = [line.partition("=")[2].strip() for line in block if line.startswith("# sent_id")]
        trees.append(
            Tree(
                id=ids[0] if ids else "",
                words=tuple(row[1] for row in rows),
                upos=tuple(row[3] for row in rows),
                heads=tuple(int(row[6]) for row in rows),
                deprels=tuple(relation(row[7]) for row in rows),
            )
        )
    return trees


def read_texts(path: Path) -> list[str]:
    """The ``# text`` of every sentence."""
    lines = path.read_text(encoding="utf-8").split("\n")
    return [line.partition("=")[2].strip() for line in lines if line.startswith("# text =")]


def bio(label: str) -> str:
    """Any of the corpora's name labels as B-, I- or O with PER, ORG, LOC, EVT, PRO."""
    if label == "O":
        return label
    prefix, _, name = label.partition("-")
    prefix = {"S": "B", "U": "B", "E": "I", "L": "I"}.get(prefix, prefix)
    return f"{prefix}-{NAME_LABELS[name]}"


def read_columns(path: Path, layer: str, label: Callable[[str], str] = bio) -> list[Tagged]:
    """Files of one word a line, the label in the last column, an empty line between sentences."""
    sentences = []
    for block in _blocks(path):
        rows = [line.split("\t") if "\t" in line else line.split() for line in block]
        rows = [row for row in rows if len(row) > 1 and row[0].strip()]
        if rows:
            words = tuple(row[0].strip() for row in rows)
            sentences.append(Tagged(layer, words, tuple(label(row[-1].strip()) for row in rows)))
    return sentences


@dataclass(frozen=True, slots=True)
class Corpora:
    """Everything the trainer sees. Test sets are not among it."""

    gold: list[Tree]
    gold_dev: list[Tree]
    silver: list[Tree]
    names: list[Tagged]
    names_dev: list[Tagged]
    more_names: list[Tagged]
    wiki_names: list[Tagged]
    lower_names: list[Tagged]
    tags: list[Tagged]


def _same_tag(label: str) -> str:
    return label


def read_corpora(folder: Path, forbidden: frozenset[str]) -> Corpora:
    """Read all training and development data; sentences whose key is ``forbidden`` are left out.

    ``forbidden`` holds the keys (:func:`sentence_key`) of all test sentences.
    """
    ud, ner = folder / "ud", folder / "ner"

    def free(sentences: list[Tree]) -> list[Tree]:
        return [s for s in sentences if sentence_key(s.words) not in forbidden]

    def free_tags(sentences: list[Tagged]) -> list[Tagged]:
        return [s for s in sentences if sentence_key(s.words) not in forbidden]

    pud = free(read_conllu(ud / "id_pud-ud-test.conllu"))
    return Corpora(
        gold=free(read_conllu(ud / "id_csui-ud-train.conllu"))
        + free(read_conllu(ud / "id_gsd-ud-dev.conllu"))
        + [t for t in pud if t.id.startswith("w")],
        gold_dev=[t for t in pud if t.id.startswith("n")],
        silver=free(read_conllu(ud / "id_gsd-ud-train.silver.conllu")),
        names=free_tags(read_columns(ner / "idner-train.txt", "names")),
        names_dev=free_tags(read_columns(ner / "idner-dev.txt", "names")),
        more_names=[
            s
            for part in ("train", "dev", "test")
            for s in free_tags(read_columns(ner / f"nerui-{part}.tsv", "names"))
        ],
        wiki_names=[
            s
            for part in ("train", "valid")
            for s in free_tags(read_columns(ner / f"nergrit-{part}.txt", "wiki_names"))
        ],
        lower_names=[
            s
            for part in ("train", "valid")
            for s in free_tags(read_columns(ner / f"nerp-{part}.filtered.txt", "lower_names"))
        ],
        tags=free_tags(read_columns(folder / "pos" / "nlp-id-postag.txt", "tags", _same_tag)),
    )


TEST_FILES: Final = (
    "ud/id_csui-ud-test.conllu",
    "ud/id_gsd-ud-test.conllu",
    "ner/idner-test.txt",
    "ner/nergrit-test.txt",
)


def sentence_key(words: tuple[str, ...]) -> str:
    """What makes two sentences the same: letters and digits, without case."""
    return "".join(c for c in "".join(words).casefold() if c.isalnum())


def forbidden_keys(folder: Path) -> frozenset[str]:
    """Keys of all test sentences that are long enough to be a sentence of their own."""
    keys = set()
    for name in TEST_FILES:
        path = folder / name
        if name.endswith(".conllu"):
            keys |= {sentence_key(t.words) for t in read_conllu(path)}
        else:
            keys |= {sentence_key(s.words) for s in read_columns(path, "names")}
    return frozenset(k for k in keys if len(k) >= 20)  # noqa: PLR2004 - shorter ones are phrases


def recased(sentence: Tree | Tagged, how: str, bare: Mapping[str, str]) -> Tree | Tagged:
    """A copy in lower case, CAPITALS, Title Case, or as a headline with ``bare`` verbs."""
    change: dict[str, Callable[[str], str]] = {
        "lower": str.lower,
        "upper": str.upper,
        "title": title,
        "headline": lambda w: title(bare.get(w, w)),
    }
    return replace(sentence, words=tuple(change[how](w) for w in sentence.words))
