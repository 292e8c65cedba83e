"""A graph too large to show at once: an overview first, more on request, a part drawn together."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from kg.export import EXPORTERS

ARTICLES = 100
INK = """
const c = document.querySelector('#canvas canvas'), g = c.getContext('2d');
const d = g.getImageData(0, 0, c.width, c.height).data;
let [left, right, top, bottom] = [c.width, 0, c.height, 0];
for (let y = 0; y < c.height; y++) for (let x = 0; x < c.width; x++) {
  const i = 4 * (y * c.width + x);
  if (!d[i + 3]) continue;
  left = Math.min(left, x); right = Math.max(right, x);
  top = Math.min(top, y); bottom = Math.max(bottom, y);
}
return [left, c.width - right, top, c.height - bottom, right - left, bottom - top];
"""


@pytest.fixture(scope="module")
def large(sample: dict[str, Any], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A hundred floods that share a country."""
    graph = sample["graph_of"](*(sample["flood"](f"banjir-{i:03}") for i in range(ARTICLES)))
    path = tmp_path_factory.mktemp("large") / "graph.html"
    path.write_bytes(EXPORTERS["html"].render(graph)["graph.html"])
    return path


def shown(browser: Any) -> int:
    return int(browser.text("#shown").split()[0])


def test_an_overview_first_and_more_in_steps(browser: Any, large: Path) -> None:
    browser.open(large)
    first, everything = (int(word) for word in browser.text("#shown").split() if word.isdigit())
    assert first == 100 < everything
    browser.click("#more")
    assert shown(browser) == 200
    assert "n=200" in browser.address()
    assert browser.console() == []


def test_what_one_article_says_is_drawn_together(browser: Any, large: Path) -> None:
    """All of it is in the window, with room around it, and not small."""
    others = ",".join(f"article%253A{i}" for i in range(ARTICLES) if i != 7)
    browser.open(large, f"#x={others}")
    assert 2 <= shown(browser) <= 8
    *margins, width, height = browser.js(INK)
    assert min(margins) > 10
    assert max(width, height) > 150


def test_a_long_legend_unfolds(browser: Any, large: Path) -> None:
    browser.open(large)
    rows = '#filters [data-key^="article:"]'
    assert len(browser.texts(rows)) < ARTICLES
    browser.click("#filters .unfold")
    assert len(browser.texts(rows)) == ARTICLES


def test_the_same_link_draws_the_same_picture(browser: Any, large: Path) -> None:
    """What is laid out again in the browser stands in the same place each time."""
    others = ",".join(f"article%253A{i}" for i in range(ARTICLES) if i not in {3, 30})
    found = []
    for _ in range(2):
        browser.open(large, f"#x={others}")
        found.append(browser.js(INK))
    assert found[0] == found[1]


def test_the_article_that_is_left_is_the_one_to_read(browser: Any, large: Path) -> None:
    others = ",".join(f"article%253A{i}" for i in range(ARTICLES) if i != 7)
    browser.open(large, f"#x={others}")
    assert browser.js("return document.querySelector('#article select').value") == "7"
