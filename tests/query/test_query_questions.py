"""The 25 competency questions of the seed, on the graph that its annotation makes: exact rows."""

from __future__ import annotations

import runpy
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from kg.graph.check import check
from kg.graph.newsgraph import load
from kg.query.evidence import with_evidence
from kg.query.graphs import Graphs
from kg.query.library import find, library
from kg.query.run import Rows, ask

HERE = Path(__file__).parent
SEED = HERE / "seed" / "000_a39da216cea299ce.json"
GOLD = runpy.run_path(str(HERE / "gold_facts.py"))
ASKED = runpy.run_path(str(HERE / "questions.py"))
Built = tuple[Graphs, Mapping[str, str]]


def test_the_questions_are_all_there() -> None:
    """25 of them, in order; most are named queries."""
    numbers = [question.number for question in ASKED["QUESTIONS"]]
    assert numbers == list(range(1, 26))
    names = {named.name for named in library()}
    assert sum(question.query in names for question in ASKED["QUESTIONS"]) >= 20


@pytest.mark.parametrize("question", ASKED["QUESTIONS"], ids=lambda one: f"Q{one.number}")
def test_a_question_is_answered(annotated: Mapping[bool, Built], question: Any) -> None:
    """Exactly the expected rows; in order where the question asks for one."""
    answer: Callable[..., list[tuple[str, ...]]] = ASKED["answer"]
    found = answer(question, *annotated[question.dated])
    expected = list(question.rows)
    if question.number == 15:  # only the first row has a year, so only its place counts
        assert found[0] == expected[0]
        found, expected = sorted(found), sorted(expected)
    assert found == expected


def test_the_annotated_graph_conforms(annotated: Mapping[bool, Built]) -> None:
    """What is asked is a graph as the ontology has it."""
    report = check(load(annotated[True][0].path).union())
    assert report.conforms, report.violations


def test_evidence_is_the_sentence(annotated: Mapping[bool, Built]) -> None:
    """Each negative claim comes with the words that read so."""
    found, ids = annotated[True]
    named = find("negative-claims")
    given = {parameter.name: None for parameter in named.parameters}
    answer = ask(found, named.text, given)
    assert isinstance(answer, Rows)
    rows = with_evidence(found, answer)
    what, said = rows.variables.index("what"), rows.variables.index("evidence")
    reads = {
        "v8": "[mengatakan] kepada BBC pada Januari bahwa mereka tidak melihat adanya tentara",
        "v9": "[menyarankan] bahwa para tentara Korea Utara tidak siap untuk perang modern",
        "v11": "[mengatakan] kepada BBC bahwa tentara ini tidak boleh dianggap remeh",
    }
    assert {ids[row[what].value] for row in rows.rows} == set(reads)  # type: ignore[union-attr]
    for row in rows.rows:
        sentence = row[said].value  # type: ignore[union-attr]
        assert sentence.startswith("seed: ")
        assert reads[ids[row[what].value]] in sentence  # type: ignore[union-attr]


def test_claims_are_found_in_their_lines() -> None:
    """Q4 asks for the lines of the cues: those of the claims that it names."""
    lines = GOLD["claims_by_line"](SEED)
    assert [lines[claim] for claim in ("c2", "c9", "c11")] == [1, 7, 9]
