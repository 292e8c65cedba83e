"""The evaluation counts right answers as right, from given words and from raw text."""

from __future__ import annotations

from pathlib import Path

import pytest

import kg.nlp
from kg.train import evaluate
from kg.train.data import Tree

TEXTS = ("Kapal itu karam di Ambon.", "Gubernur mencarinya sejak Senin.")


def own_analysis(text: str) -> Tree:
    """What the model says, as gold."""
    (sentence,) = kg.nlp.load("id").annotate(text)
    tokens = sentence.tokens
    return Tree(
        id=text,
        words=tuple(t.text for t in tokens),
        upos=tuple(t.upos for t in tokens),
        heads=tuple(t.head + 1 for t in tokens),
        deprels=tuple(t.deprel for t in tokens),
    )


def test_agreement_is_a_hundred_percent() -> None:
    trees = [own_analysis(text) for text in TEXTS]
    model = kg.nlp.load("id")
    assert {v for _, v in evaluate.given(model, trees).figures} == {100}
    assert {v for _, v in evaluate.raw(model, trees, TEXTS).figures} == {100}


def test_one_wrong_tag_and_head_cost_what_they_should() -> None:
    tree = own_analysis(TEXTS[0])
    count = len(tree.words)
    heads = (*tree.heads[:-1], 1 if tree.heads[-1] != 1 else 2)
    wrong = Tree(tree.id, tree.words, ("X", *tree.upos[1:]), heads, tree.deprels)
    score = evaluate.given(kg.nlp.load("id"), [wrong])
    assert score["UPOS"] == pytest.approx(100 * (count - 1) / count)
    assert score["UAS"] == pytest.approx(100 * (count - 1) / count)


def test_a_missed_clitic_costs_words() -> None:
    tree = own_analysis(TEXTS[1])
    joined = Tree(
        tree.id,
        ("Gubernur", "mencarinya", "sejak", "Senin", "."),
        *[("X",) * 5],
        (2, 0, 4, 2, 2),
        ("dep",) * 5,
    )
    score = evaluate.raw(kg.nlp.load("id"), [joined], TEXTS[1:])
    assert score["words"] == pytest.approx(200 * 4 / 11)
    assert score["sentences"] == 100


def test_the_command_prints_a_line_for_each_measure(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = "1\tKapal\t_\tNOUN\t_\t_\t2\tnsubj\t_\t_\n2\tkaram\t_\tVERB\t_\t_\t0\troot\t_\t_\n"
    (tmp_path / "a.conllu").write_text(f"# sent_id = 1\n# text = Kapal karam\n{rows}\n", "utf-8")
    (tmp_path / "b.txt").write_text("Ambon\tB-LOC\n.\tO\n", "utf-8")
    evaluate.main(["--ud", str(tmp_path / "a.conllu"), "--ner", str(tmp_path / "b.txt"), "--raw"])
    printed = capsys.readouterr().out
    assert "a.conllu: UPOS" in printed
    assert "a.conllu raw: sentences 100.00 words 100.00" in printed
    assert "words a second" in printed
    assert "b.txt: names P" in printed
