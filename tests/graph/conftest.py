"""The article of example_facts.py with its facts and graph, and the articles of stories/."""

from __future__ import annotations

import json
import runpy
from collections import defaultdict
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from rdflib import Graph

from kg import pipeline
from kg.graph.build import build
from kg.model import Article, Facts, Run, Span


@pytest.fixture(scope="session")
def example() -> dict[str, Any]:
    """The names of example_facts.py."""
    return runpy.run_path(str(Path(__file__).with_name("example_facts.py")))


@pytest.fixture(scope="session")
def facts(example: dict[str, Any]) -> Facts:
    make: Callable[[], Facts] = example["example"]
    return make()


@pytest.fixture(scope="session")
def run(example: dict[str, Any]) -> Run:
    return example["RUN"]


@pytest.fixture
def graph(facts: Facts, run: Run) -> Graph:
    """A fresh graph of the example."""
    return build([facts], run).union()


@pytest.fixture(scope="session")
def ontology() -> Path:
    """The folder of the ontology's files."""
    return Path(__file__).parents[2] / "ontology"


@pytest.fixture(scope="session")
def stories() -> tuple[Facts, ...]:
    """What the pipeline reads in the twenty articles of stories/, which tell three stories."""
    lines = (Path(__file__).with_name("stories") / "stories.jsonl").read_text(encoding="utf-8")
    told = [json.loads(line) for line in lines.splitlines()]
    return tuple(
        pipeline.run(
            Article(
                id=one["id"],
                text=one["text"],
                language="id",
                title=one["title"],
                published=date.fromisoformat(one["date"]),
            )
        )
        for one in told
    )


@pytest.fixture(scope="session")
def labels() -> Callable[[str], Mapping[str, list[tuple[Span, str]]]]:
    """The labels of stories/ in a file, by article: where words stand, and what they are of."""

    def read(name: str) -> Mapping[str, list[tuple[Span, str]]]:
        path = Path(__file__).with_name("stories") / name
        found: dict[str, list[tuple[Span, str]]] = defaultdict(list)
        for line in path.read_text(encoding="utf-8").splitlines()[1:]:
            article, start, end, _, identity = line.split("\t")
            found[article].append((Span(int(start), int(end)), identity))
        return found

    return read
