"""Our language model beside peers that learn from the same files, in one run.

    pip install ufal.udpipe spacy
    python tests/benchmarks/peers.py DATA [--spacy-passes 12] [--udpipe-passes 12]

DATA is a folder with ud/ and ner/. Peers: UDPipe 1 (tagger and parser, gold treebanks, with and
without the silver one) and a spaCy CNN pipeline (tagger, parser, names). All are measured on given
words: all tokens, punctuation too, universal relations, compound = nmod; exact name spans.
"""

from __future__ import annotations

import argparse
import random
import time
import warnings
from collections.abc import Callable, Sequence
from pathlib import Path

import spacy
from spacy.tokens import Doc
from spacy.training import Example
from spacy.util import minibatch
from ufal import udpipe

import kg.nlp
from kg.train.data import (
    Corpora,
    Tagged,
    Tree,
    forbidden_keys,
    read_columns,
    read_conllu,
    read_corpora,
)
from kg.train.score import name_score, tree_score

UD_TESTS = ("id_csui-ud-test.conllu", "id_gsd-ud-test.conllu")
NAME_TEST = "idner-test.txt"
TAGGER = "models=1;iterations=20"
PARSER = (
    "iterations={};transition_system=projective;transition_oracle=dynamic;structured_interval=8;"
    "hidden_layer=200;batch_size=10;embedding_upostag=20;embedding_feats=0;embedding_xpostag=0;"
    "embedding_form=50;embedding_lemma=0;embedding_deprel=20;learning_rate=0.02;"
    "learning_rate_final=0.001;l2=0.3"
)
Rows = tuple[Sequence[str], Sequence[int], Sequence[str]]


def report(
    name: str,
    trees: Callable[[Tree], Rows] | None,
    names: Callable[[Tagged], Sequence[str]] | None,
    data: Path,
) -> None:
    """One line a test file; seconds are processor time."""
    for file in UD_TESTS if trees else ():
        total = tags = heads = both = 0
        began = time.process_time()
        for tree in read_conllu(data / "ud" / file):
            upos, found, deprels = trees(tree)
            for i in range(len(tree.words)):
                right = found[i] == tree.heads[i]
                total += 1
                tags += upos[i] == tree.upos[i]
                heads += right
                both += right and deprels[i] == tree.deprels[i]
        rate = total / (time.process_time() - began)
        print(
            f"{name:24} {file:24} {tree_score((total, tags, heads, both))} {rate:.0f} words/s",
            flush=True,
        )
    if names:
        gold = read_columns(data / "ner" / NAME_TEST, "names")
        print(
            f"{name:24} {NAME_TEST:24} {name_score((s.labels, names(s)) for s in gold)}", flush=True
        )


def ours(data: Path) -> None:
    model = kg.nlp.load("id")

    def trees(tree: Tree) -> Rows:
        (found,) = model.annotate_words([tree.words])
        return found.upos, found.heads, found.deprels

    report(
        f"{model.name} {model.version}",
        trees,
        lambda s: model.annotate_words([s.words])[0].ner,
        data,
    )


def udpipe_sentence(tree: Tree) -> udpipe.Sentence:
    sentence = udpipe.Sentence()
    for word, upos, head, deprel in zip(
        tree.words, tree.upos, tree.heads, tree.deprels, strict=True
    ):
        added = sentence.addWord(word)
        added.upostag, added.head, added.deprel = upos, head, deprel
    return sentence


def run_udpipe(corpora: Corpora, data: Path, passes: int, *, silver: bool) -> None:
    trees = corpora.gold + (corpora.silver if silver else [])
    error = udpipe.ProcessingError()
    began = time.time()
    blob = udpipe.Trainer.train(
        "morphodita_parsito",
        udpipe.Sentences([udpipe_sentence(t) for t in trees]),
        udpipe.Sentences([udpipe_sentence(t) for t in corpora.gold_dev]),
        "none", TAGGER, PARSER.format(passes), error,
    )  # fmt: skip
    if error.occurred():
        raise RuntimeError(error.message)
    path = Path("peer.udpipe")
    path.write_bytes(bytes(blob))
    model = udpipe.Model.load(str(path))
    path.unlink()
    name = "UDPipe 1, gold + silver" if silver else "UDPipe 1, gold"
    print(f"{name}: {passes} passes, {time.time() - began:.0f} s", flush=True)

    def parse(tree: Tree) -> Rows:
        sentence = udpipe.Sentence()
        for word in tree.words:
            sentence.addWord(word)
        model.tag(sentence, "")
        model.parse(sentence, "")
        words = [sentence.words[i] for i in range(1, sentence.words.size())]
        return [w.upostag for w in words], [w.head for w in words], [w.deprel for w in words]

    report(name, parse, None, data)


def run_spacy(corpora: Corpora, data: Path, passes: int) -> None:
    warnings.filterwarnings("ignore", message=r".*\[W0")
    nlp = spacy.blank("id")
    for pipe in ("tagger", "parser", "ner"):
        nlp.add_pipe(pipe)

    def tree_example(tree: Tree) -> Example:
        doc = Doc(nlp.vocab, words=list(tree.words))
        heads = [head - 1 if head else i for i, head in enumerate(tree.heads)]
        deps = ["ROOT" if not h else d for h, d in zip(tree.heads, tree.deprels, strict=True)]
        return Example.from_dict(doc, {"tags": list(tree.upos), "heads": heads, "deps": deps})

    def name_example(sentence: Tagged) -> Example:
        doc = Doc(nlp.vocab, words=list(sentence.words))
        return Example.from_dict(doc, {"entities": bilou(sentence.labels)})

    examples = [tree_example(t) for t in corpora.gold + corpora.silver]
    examples += [name_example(s) for s in corpora.names + corpora.more_names]
    optimizer = nlp.initialize(lambda: examples)
    began = time.time()
    chance = random.Random(0)
    for number in range(passes):
        chance.shuffle(examples)
        losses: dict[str, float] = {}
        for batch in minibatch(examples, 64):
            nlp.update(batch, sgd=optimizer, drop=0.1, losses=losses)
        lost = " ".join(f"{pipe} {value:.0f}" for pipe, value in losses.items())
        print(f"spaCy pass {number} {time.time() - began:.0f} s, losses {lost}", flush=True)

    def read(words: Sequence[str]) -> Doc:
        doc = Doc(nlp.vocab, words=list(words))
        for _, pipe in nlp.pipeline:
            doc = pipe(doc)
        return doc

    def parse(tree: Tree) -> Rows:
        doc = read(tree.words)
        heads = [0 if t.head is t or t.head.i == t.i else t.head.i + 1 for t in doc]
        return [t.tag_ for t in doc], heads, ["root" if t.dep_ == "ROOT" else t.dep_ for t in doc]

    def label(sentence: Tagged) -> list[str]:
        return [f"{t.ent_iob_}-{t.ent_type_}" if t.ent_type_ else "O" for t in read(sentence.words)]

    report("spaCy CNN", parse, label, data)


def bilou(labels: Sequence[str]) -> list[str]:
    """BIO as spaCy wants it."""
    found = []
    for i, one in enumerate(labels):
        last = i + 1 == len(labels) or labels[i + 1][:1] != "I"
        begins = one.startswith("B") or (one.startswith("I") and (i == 0 or labels[i - 1] == "O"))
        if one == "O":
            found.append("O")
        else:
            found.append(
                ("U" if last else "B") + one[1:] if begins else ("L" if last else "I") + one[1:]
            )
    return found


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("data", type=Path)
    parser.add_argument("--spacy-passes", type=int, default=12)
    parser.add_argument("--udpipe-passes", type=int, default=12)
    options = parser.parse_args()
    corpora = read_corpora(options.data, forbidden_keys(options.data))
    ours(options.data)
    run_spacy(corpora, options.data, options.spacy_passes)
    for silver in (False, True):
        run_udpipe(corpora, options.data, options.udpipe_passes, silver=silver)


if __name__ == "__main__":
    main()
