"""The article of example_facts.py, its facts and its graph."""

from __future__ import annotations

import runpy
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from rdflib import Graph

from kg.graph.build import build
from kg.model import Facts, Run


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
