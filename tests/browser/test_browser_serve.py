"""The page of ``kg serve`` in a browser without network: a question is chosen, asked, answered."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest

from kg.export import EXPORTERS
from kg.export.write import write
from kg.graph.newsgraph import NewsGraph
from kg.query.library import library


@pytest.fixture(scope="module")
def address(news: NewsGraph, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the graph of the two articles is served."""
    folder = tmp_path_factory.mktemp("served")
    write(EXPORTERS["trig"].render(news), folder)
    process = subprocess.Popen(
        [sys.executable, "-m", "kg", "serve", str(folder), "--port", "0"],
        stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert process.stderr is not None
    found = re.search(r"page: (\S+)\)", process.stderr.readline())
    assert found
    yield found[1]
    process.terminate()
    process.communicate(timeout=20)
    assert process.returncode == 0


def test_a_question_is_chosen_and_answered(browser: Any, address: str) -> None:
    """The list holds every named query; its rows come as a table; nothing else is asked for."""
    browser.driver.get("about:blank")
    browser.requests()
    browser.driver.get(address)
    browser.wait("#named option:nth-child(2)")
    assert len(browser.texts("#named option")) == len(library()) + 1
    browser.js(
        "const s = document.querySelector('#named'); s.value = 'who-did-what';"
        "s.dispatchEvent(new Event('change'))"
    )
    assert "UNDEF" in browser.js("return document.querySelector('#query').value")
    assert "Siapa" in browser.text("#named option:checked")
    browser.click("#run")
    browser.wait("#answer table tbody tr")
    assert re.match(r"[1-9]\d* rows", browser.text("#said"))
    assert "id:" in browser.text("#answer table")
    assert [one for one in browser.requests() if not one.startswith(address)] == []


def test_what_is_no_query_is_said(browser: Any, address: str) -> None:
    """The message of the server, with the place."""
    browser.driver.get(address)
    browser.js("document.querySelector('#query').value = 'SELECT * {'")
    browser.click("#run")
    browser.wait("#answer pre")
    assert "no SPARQL query at line 1" in browser.text("#answer pre")
