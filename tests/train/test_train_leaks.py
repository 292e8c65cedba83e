"""No test sentence is learned from.

``data/test_sentences.sha256`` holds the first 16 hexadecimal digits of the SHA-256 of every test
sentence's key (letters and digits, without case). Where ../shared/data is present the real corpora
are held against it; the filter itself is proved on a made-up folder everywhere.
"""

from __future__ import annotations

import hashlib
import os
from dataclasses import fields
from pathlib import Path

import pytest

from kg.train.data import Corpora, forbidden_keys, read_corpora, sentence_key
from kg.train.lexicon import lists
from kg.train.unlabelled import NEWS, collect

HASHES = frozenset(
    (Path(__file__).parent / "data" / "test_sentences.sha256").read_text(encoding="utf-8").split()
)
SHARED = Path(os.environ.get("KG_DATA", Path(__file__).parents[3] / "shared" / "data"))


def short_hash(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()[:16]


def conllu(sentences: list[tuple[str, str]]) -> str:
    """Sentences (id, words) whose words all hang on the first."""
    blocks = []
    for name, text in sentences:
        rows = [
            f"{i}\t{w}\t{w}\tNOUN\t_\t_\t{int(i > 1)}\t{'dep' if i > 1 else 'root'}\t_\t_"
            for i, w in enumerate(text.split(), 1)
        ]
        blocks.append("\n".join([f"# sent_id = {name}", f"# text = {text}", *rows]))
    return "\n\n".join(blocks) + "\n\n"


def columns(sentences: list[str]) -> str:
    return "\n\n".join("\n".join(f"{w}\tO" for w in s.split()) for s in sentences) + "\n"


OWN = "Perahu kecil itu berlabuh di teluk yang tenang ."
LEAKED = "Nelayan tua memperbaiki jala di dermaga desa ."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Every training file also holds a test sentence, cased and spaced anew."""
    shouted = LEAKED.upper().replace(" .", " . .")
    for name in ("ud", "ner", "pos", "raw/ntrex", "coref"):
        (tmp_path / name).mkdir(parents=True)
    trees = {
        "id_csui-ud-train": [("c1", OWN), ("c2", shouted)],
        "id_gsd-ud-dev": [("d1", LEAKED), ("d2", OWN)],
        "id_gsd-ud-train.silver": [("s1", shouted), ("s2", OWN)],
        "id_pud-ud-test": [("w1", OWN), ("w2", LEAKED), ("n1", OWN), ("n2", shouted)],
        "id_csui-ud-test": [("t1", LEAKED)],
        "id_gsd-ud-test": [("t1", LEAKED)],
    }
    for name, sentences in trees.items():
        (tmp_path / "ud" / f"{name}.conllu").write_text(conllu(sentences), encoding="utf-8")
    tagged = (
        *("idner-train.txt", "idner-dev.txt", "nerui-train.tsv", "nerui-dev.tsv", "nerui-test.tsv"),
        *("nergrit-train.txt", "nergrit-valid.txt"),
        *("nerp-train.filtered.txt", "nerp-valid.filtered.txt"),
    )
    for name in tagged:
        (tmp_path / "ner" / name).write_text(columns([OWN, shouted]), encoding="utf-8")
    for name in ("idner-test.txt", "nergrit-test.txt"):
        (tmp_path / "ner" / name).write_text(columns([LEAKED]), encoding="utf-8")
    (tmp_path / "pos" / "nlp-id-postag.txt").write_text(columns([shouted, OWN]), encoding="utf-8")
    return tmp_path


def every_key(corpora: Corpora) -> set[str]:
    return {
        sentence_key(sentence.words)
        for field in fields(corpora)
        for sentence in getattr(corpora, field.name)
    }


def test_a_test_sentence_is_left_out_of_every_corpus(folder: Path) -> None:
    keys = forbidden_keys(folder)
    assert keys == {sentence_key(tuple(LEAKED.split()))}
    found = read_corpora(folder, keys)
    assert every_key(found) == {sentence_key(tuple(OWN.split()))}
    assert every_key(read_corpora(folder, frozenset())) > every_key(found)


def test_the_key_ignores_case_spaces_and_marks() -> None:
    assert sentence_key(("Ia", "pulang", "ke", "rumah", "nya", ".")) == sentence_key(
        ("IA", "PULANG", "KE", "RUMAHNYA")
    )


def test_the_hashes_are_those_of_the_test_sets() -> None:
    """1,637 of UD CSUI, UD GSD, idner-news-2k and NERGrit are long enough to be sentences."""
    assert len(HASHES) == 1637
    assert all(len(h) == 16 and set(h) <= set("0123456789abcdef") for h in HASHES)
    if SHARED.is_dir():
        assert {short_hash(key) for key in forbidden_keys(SHARED)} == HASHES


def test_no_sentence_of_this_repository_is_a_test_sentence() -> None:
    """Sentences written for tests and rules must not come from the test sets either."""
    root = Path(__file__).parents[2]
    texts = [*(root / "tests").rglob("*.txt"), *(root / "kg" / "lang").rglob("*.t*ml")]
    lines = [line for path in texts for line in path.read_text(encoding="utf-8").split("\n")]
    sentences = [part for line in lines for part in (line, *line.split('"'), *line.split(". "))]
    keys = {sentence_key((part,)) for part in sentences}
    assert len(keys) > 20
    assert not HASHES & {short_hash(key) for key in keys}


def test_the_real_corpora_hold_no_test_sentence(folder: Path) -> None:
    """With ../shared/data: its corpora; without: the made-up ones, in which a leak was planted."""
    data = SHARED if SHARED.is_dir() else folder
    found = read_corpora(data, forbidden_keys(data))
    keys = every_key(found)
    assert keys
    assert not HASHES & {short_hash(key) for key in keys}
    assert not forbidden_keys(data) & keys


def test_sentences_for_the_teachers_hold_none_either(folder: Path) -> None:
    if not SHARED.is_dir():
        assert sentence_key(tuple(LEAKED.split())) in forbidden_keys(folder)
        return
    keys = forbidden_keys(SHARED)
    corpora = read_corpora(SHARED, keys)
    roots = Path(__file__).parent / "data" / "roots.txt"
    words = collect(corpora, SHARED, lists(SHARED, roots), keys, 0)
    assert len(words) > NEWS
    assert not HASHES & {short_hash(sentence_key(s)) for s in words}
