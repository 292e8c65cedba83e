"""Graphs to export."""

from __future__ import annotations

import runpy
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kg.graph.newsgraph import NewsGraph


@pytest.fixture(scope="session")
def sample() -> dict[str, Any]:
    """The names of sample.py."""
    return runpy.run_path(str(Path(__file__).with_name("sample.py")))


@pytest.fixture(scope="session")
def news(sample: dict[str, Any]) -> NewsGraph:
    """A calm and a hostile article."""
    make: Callable[[], NewsGraph] = sample["news_graph"]
    return make()
