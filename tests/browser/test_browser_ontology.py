"""The page that explains the ontology, in a browser: wide and narrow, light and dark, offline."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from kg.export import EXPORTERS
from kg.graph.newsgraph import NewsGraph

SIZES = {"wide": (1440, 900), "phone": (390, 844)}
RUN = """
const done = arguments[arguments.length - 1];
axe.run({resultTypes: ["violations"]}).then((found) => done(found.violations
  .filter((one) => ["serious", "critical"].includes(one.impact))
  .map((one) => [one.id, one.nodes.slice(0, 3).map((node) => node.target.join(" "))])));
"""


@pytest.fixture(scope="module")
def explained(news: NewsGraph, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("ontology") / "ontology.html"
    path.write_bytes(EXPORTERS["ontology"].render(news)["ontology.html"])
    return path


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
def test_it_can_be_read(browser: Any, explained: Path, size: str, scheme: str) -> None:
    """Nothing wider than the window or serious for axe, nothing asked for or complained of."""
    browser.scheme(scheme)
    browser.open(explained, "#k-agent", size=SIZES[size])
    assert browser.js("return document.documentElement.scrollWidth <= innerWidth")
    top = browser.js("return document.querySelector('#k-agent').getBoundingClientRect().top")
    assert 0 <= top < SIZES[size][1]
    ground = browser.js("return getComputedStyle(document.body).backgroundColor")
    assert (ground == "rgb(20, 23, 27)") == (scheme == "dark")
    assert all(address.startswith("file:") for address in browser.requests())
    assert browser.console() == []
    browser.driver.set_script_timeout(60)
    browser.js(files("axe_core_python").joinpath("axe.min.js").read_text("utf-8"))
    assert browser.driver.execute_async_script(RUN) == []
    browser.scheme("light")
