"""Measures a model: ``python -m kg.train.evaluate --ud FILE.conllu --ner FILE.txt [--raw]``.

All tokens count, punctuation too; relations without subtypes, ``compound`` as ``nmod`` on both
sides. With ``--raw`` the treebank's text is given as one paragraph and words are matched by their
characters (F1, as in the CoNLL 2018 shared task).
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import kg.nlp
from kg.nlp import Model
from kg.train.data import Tagged, Tree, read_columns, read_conllu, read_texts
from kg.train.score import Score, name_score, tree_score

#: A word by its characters: where it begins and ends in the text without white space.
Place = tuple[int, int]
ABOUT_25: Final = range(20, 31)
Row = tuple[str, Place | None, str]


def given(model: Model, trees: Sequence[Tree]) -> Score:
    """UPOS, UAS and LAS on given words."""
    total = tags = heads = both = 0
    for tree, found in zip(trees, model.annotate_words([t.words for t in trees]), strict=True):
        for i in range(len(tree.words)):
            right = found.heads[i] == tree.heads[i]
            total += 1
            tags += found.upos[i] == tree.upos[i]
            heads += right
            both += right and found.deprels[i] == tree.deprels[i]
    return tree_score((total, tags, heads, both))


def names(model: Model, sentences: Sequence[Tagged]) -> Score:
    """Precision, recall and F1 of exact name spans on given words."""
    found = model.annotate_words([s.words for s in sentences])
    return name_score((s.labels, f.ner) for s, f in zip(sentences, found, strict=True))


def raw(model: Model, trees: Sequence[Tree], texts: Sequence[str]) -> Score:
    """F1 of words, sentences, UPOS, UAS and LAS from the text as one paragraph."""
    gold: dict[Place, Row] = {}
    gold_ends = set()
    at = 0
    for tree in trees:
        places = []
        for word in tree.words:
            end = at + len("".join(word.split()))
            places.append((at, end))
            at = end
        gold_ends.add(at)
        for i, place in enumerate(places):
            head = places[tree.heads[i] - 1] if tree.heads[i] else None
            gold[place] = (tree.upos[i], head, tree.deprels[i])
    text = " ".join(texts)
    seen = [0]
    for character in text:
        seen.append(seen[-1] + (not character.isspace()))
    system: dict[Place, Row] = {}
    system_ends = set()
    for sentence in model.annotate(text):
        places = [(seen[t.span.start], seen[t.span.end]) for t in sentence.tokens]
        system_ends.add(places[-1][1])
        for token, place in zip(sentence.tokens, places, strict=True):
            head = places[token.head] if token.head >= 0 else None
            system[place] = (token.upos, head, token.deprel)
    common = [(gold[p], system[p]) for p in gold.keys() & system.keys()]

    def f1(hits: int, wanted: int = len(gold), given_: int = len(system)) -> float:
        return 200 * hits / max(1, wanted + given_)

    return Score(
        (
            ("sentences", f1(len(gold_ends & system_ends), len(gold_ends), len(system_ends))),
            ("words", f1(len(common))),
            ("UPOS", f1(sum(g[0] == s[0] for g, s in common))),
            ("UAS", f1(sum(g[1] == s[1] for g, s in common))),
            ("LAS", f1(sum(g[1:] == s[1:] for g, s in common))),
        )
    )


def speed(model: Model, sentences: Sequence[Sequence[str]]) -> float:
    """Words a second of one thread's time, over sentences of about 25 words."""
    chosen = [words for words in sentences if len(words) in ABOUT_25] or list(sentences)
    model.annotate_words(chosen[:20])
    began = time.process_time()
    model.annotate_words(chosen)
    return sum(map(len, chosen)) / max(1e-9, time.process_time() - began)


def main(arguments: Sequence[str] | None = None) -> None:
    """Print one line a file."""
    parser = argparse.ArgumentParser(prog="python -m kg.train.evaluate", description=__doc__)
    parser.add_argument("--ud", action="append", default=[], type=Path, metavar="FILE.conllu")
    parser.add_argument("--ner", action="append", default=[], type=Path, metavar="FILE.txt")
    parser.add_argument("--raw", action="store_true", help="also from raw text")
    parser.add_argument("--model", type=Path, help="a model folder instead of the shipped one")
    options = parser.parse_args(arguments)
    model = kg.nlp.load_folder(options.model) if options.model else kg.nlp.load("id")
    print(f"{model.name} {model.version}")
    for path in options.ud:
        trees = read_conllu(path)
        print(f"{path.name}: {given(model, trees)}")
        if options.raw:
            print(f"{path.name} raw: {raw(model, trees, read_texts(path))}")
        print(f"{path.name}: {speed(model, [t.words for t in trees]):.0f} words a second")
    for path in options.ner:
        print(f"{path.name}: names {names(model, read_columns(path, 'names'))}")


if __name__ == "__main__":
    main()
