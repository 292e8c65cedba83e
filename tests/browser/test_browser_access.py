"""What axe-core finds wrong with the page: nothing serious, in either theme, in any view."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

RUN = """
const done = arguments[arguments.length - 1];
axe.run({resultTypes: ["violations"]}).then((found) => done(found.violations.map((one) => ({
  id: one.id, impact: one.impact, where: one.nodes.slice(0, 5).map((node) => node.target.join(" ")),
}))));
"""
VIEWS = {
    "network": "",
    "compact": "&c=1&s=country/ID&d=evidence",
    "evidence": "&s={event}&d=evidence",
    "timeline": "&v=timeline",
    "map": "&v=map&s=country/ID&d=evidence",
    "claims": "&v=claims&l=en",
}


@pytest.fixture(scope="module")
def axe() -> str:
    return files("axe_core_python").joinpath("axe.min.js").read_text("utf-8")


def violations(browser: Any, axe: str) -> list[dict[str, Any]]:
    browser.driver.set_script_timeout(60)
    browser.js(axe)
    found: list[dict[str, Any]] = browser.driver.execute_async_script(RUN)
    return [one for one in found if one["impact"] in {"serious", "critical"}]


SIZES = {"wide": (1440, 900), "phone": (390, 844)}
CASES = [(view, theme, size) for view in VIEWS for theme in ("light", "dark") for size in SIZES]


@pytest.mark.parametrize("case", CASES, ids="-".join)
def test_nothing_serious(browser: Any, page: Path, axe: str, case: tuple[str, str, str]) -> None:
    view, theme, size = case
    pane = view if view in {"timeline", "map", "claims", "evidence"} else "network"
    browser.open(page)
    event = browser.js("return document.querySelector('#article .mark.c-Event').dataset.select")
    address = f"#t={theme}&p={pane}{VIEWS[view]}".format(event=event)
    browser.open(page, address, size=SIZES[size])
    browser.js("for (const box of document.querySelectorAll('.turtle')) box.open = true")
    assert violations(browser, axe) == []


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_help_too(browser: Any, page: Path, axe: str, theme: str) -> None:
    browser.open(page, f"#t={theme}")
    browser.click("#help")
    assert violations(browser, axe) == []
