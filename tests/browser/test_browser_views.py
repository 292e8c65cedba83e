"""Compact network, timeline, map, Turtle, pictures and paper, by clicking."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from rdflib import Graph, URIRef
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.keys import Keys

from kg.graph.newsgraph import NewsGraph

TITLE = "#evidence-title"
SAVED = """
const done = arguments[arguments.length - 1], make = URL.createObjectURL;
URL.createObjectURL = (blob) => {
  URL.createObjectURL = make;
  blob.arrayBuffer().then((bytes) => done([...new Uint8Array(bytes)]));
  return make.call(URL, blob);
};
document.getElementById(arguments[0]).click();
"""
COLOURS = """
const done = arguments[arguments.length - 1];
createImageBitmap(new Blob([new Uint8Array(arguments[0])], {type: "image/png"})).then((image) => {
  const canvas = new OffscreenCanvas(image.width, image.height), pen = canvas.getContext("2d");
  pen.drawImage(image, 0, 0);
  const data = pen.getImageData(0, 0, image.width, image.height).data, found = {};
  for (let i = 0; i < data.length; i += 4) found[data.slice(i, i + 4).join(" ")] = 1;
  done([image.width, image.height, Object.keys(found)]);
});
"""


def spots(browser: Any, red: int, green: int, blue: int) -> list[list[int]]:
    """Where the canvas has a colour, seen from its middle."""
    found: list[list[int]] = browser.js(
        "const c = document.querySelector('#canvas canvas'), out = [];"
        "const d = c.getContext('2d').getImageData(0, 0, c.width, c.height).data;"
        "for (let y = 0; y < c.height; y++) for (let x = 0; x < c.width; x++) {"
        "  const i = 4 * (y * c.width + x);"
        "  if (d[i] === arguments[0] && d[i + 1] === arguments[1] && d[i + 2] === arguments[2])"
        "    out.push([x - (c.width >> 1), y - (c.height >> 1)]); }"
        "return out;",
        red, green, blue,
    )  # fmt: skip
    return found


def point_at(browser: Any, spot: list[int]) -> ActionChains:
    canvas = browser.driver.find_element("css selector", "#canvas canvas")
    return ActionChains(browser.driver).move_to_element_with_offset(canvas, *spot)


def saved(browser: Any, button: str) -> bytes:
    """What the button gives to keep."""
    browser.driver.set_script_timeout(20)
    return bytes(browser.driver.execute_async_script(SAVED, button))


def test_the_compact_view_has_no_events_and_its_lines_are_events(browser: Any, page: Path) -> None:
    """From the attacker to the attacked; a click on the line shows the attack."""
    browser.open(page)
    browser.click('[data-compact="1"]')
    assert browser.text("#shown") == "2 pelaku, 1 hubungan"
    assert "c=1" in browser.address()
    line = spots(browser, 0xC8, 0x47, 0x0A)
    assert line
    point_at(browser, line[len(line) // 2]).click().perform()
    browser.wait(TITLE)
    assert "menyerang" in browser.text(TITLE)
    browser.click('[data-compact=""]')
    assert browser.text("#shown") == "11 dari 11 simpul"
    assert browser.console() == []


def test_a_double_click_shows_the_surroundings(browser: Any, page: Path) -> None:
    browser.open(page)
    everything = browser.text("#shown")
    places = spots(browser, 0, 0x72, 0xB2)
    point_at(browser, places[len(places) // 2]).double_click().perform()
    browser.wait("#back:not([hidden])")
    assert browser.text("#shown") != everything
    browser.click("#back")
    assert browser.text("#shown") == everything


def test_the_timeline_shows_how_sure_a_time_is(browser: Any, page: Path) -> None:
    """A month is a bar, the day of the article stands in for no time, and no time is said."""
    browser.open(page)
    browser.click("#tab-timeline")
    items = browser.texts("#lanes .item text")
    assert set(items) == {"Banjir merendam Kota Sarilaya", "menewaskan warga", "warga mengungsi"}
    assert set(browser.texts("#lanes .item.reported text")) == {
        "menewaskan warga",
        "warga mengungsi",
    }
    assert browser.js("return document.querySelectorAll('#lanes .item rect').length") == 1
    assert len(browser.texts("#undated li")) == 1
    browser.click("#lanes .item:not(.reported)")
    assert browser.text(TITLE) == "Banjir merendam Kota Sarilaya"
    assert "Februari 2025" in browser.text("#evidence")


def test_a_drag_over_the_strip_filters_every_view(browser: Any, page: Path) -> None:
    browser.open(page)
    everything = browser.text("#shown")
    bars = browser.driver.find_element("css selector", "#bars")
    drag = ActionChains(browser.driver).move_to_element_with_offset(bars, -100, -10)
    drag.click_and_hold().move_by_offset(200, 0).release().perform()
    browser.wait("#clear-time:not([hidden])")
    assert "w=2025-02-01/2025-02-28" in browser.address()
    assert browser.text("#clear-time") == "Februari 2025 ✕"
    assert browser.text("#shown") != everything
    browser.click("#tab-claims")
    assert browser.js("return document.querySelectorAll('tr[data-claim]:not([hidden])').length") < 5
    browser.click("#clear-time")
    browser.click("#tab-network")
    assert browser.text("#shown") == everything
    assert "w=" not in browser.address()


def test_the_strip_works_with_keys(browser: Any, page: Path) -> None:
    browser.open(page)
    bar = browser.driver.find_element("css selector", "#bars [data-piece]")
    bar.send_keys(Keys.ENTER)
    assert "w=2025-02" in browser.address()
    browser.driver.find_element("css selector", "#bars [data-piece]").send_keys(Keys.ENTER)
    assert "w=" not in browser.address()


def test_the_legend_counts_times(browser: Any, page: Path, news: NewsGraph) -> None:
    browser.open(page)
    (row,) = news.union().query("SELECT (COUNT(?e) AS ?n) WHERE { ?e a k:Event ; k:edtf ?t }")
    assert browser.text('[data-count="time:dated"]') == str(row[0])
    browser.click('[data-key="time:none"]')
    browser.click("#tab-timeline")
    assert len(browser.texts("#lanes .item")) == int(row[0])


def test_the_map_counts_events_and_selects(browser: Any, page: Path) -> None:
    """A country's disc says in how many events it takes part; a click on it selects it."""
    browser.open(page, "#v=map&s=country/ID&d=evidence")
    assert browser.js("return document.querySelectorAll('#land path').length") > 200
    discs = browser.js(
        "return [...document.querySelectorAll('#discs a')].map(a => a.getAttribute('aria-label'))"
    )
    assert discs == ["Indonesia: 0 peristiwa"]
    assert "Kota Sarilaya" in browser.text("#nowhere")
    browser.open(page, "#v=map&s=person/wira-atmaja")
    assert "Kota Sarilaya" in browser.text("#nowhere")


def test_the_map_can_be_moved_and_zoomed(browser: Any, page: Path) -> None:
    browser.open(page, "#v=map&s=country/ID")
    frame = "return document.getElementById('land').getAttribute('viewBox')"
    first = browser.js(frame)
    browser.click("#map-in")
    near = browser.js(frame)
    assert float(near.split()[2]) < float(first.split()[2])
    world = browser.driver.find_element("css selector", "#world")
    ActionChains(browser.driver).move_to_element_with_offset(
        world, -150, -100
    ).click_and_hold().move_by_offset(60, 30).release().perform()
    browser.wait(f'#land:not([viewBox="{near}"])')
    browser.click("#map-fit")
    assert browser.js(frame) == first


def test_a_thing_as_turtle(browser: Any, page: Path, news: NewsGraph) -> None:
    """What the panel shows is Turtle, and all that the graph says of the thing."""
    browser.open(page, "#s=country/ID&d=evidence")
    browser.click("#evidence .turtle summary")
    browser.wait("#evidence .turtle pre")
    text = browser.js("return document.querySelector('#evidence .turtle pre').textContent")
    shown = Graph().parse(data=text, format="turtle")
    subject = URIRef(f"{news.base}country/ID")
    assert set(shown) == set(news.union().triples((subject, None, None)))


def test_what_is_visible_as_json(browser: Any, page: Path, news: NewsGraph) -> None:
    browser.open(page)
    browser.click('[data-key="type:Group"]')
    browser.click("#save summary")
    found = json.loads(saved(browser, "save-json"))
    types = {one["type"] for one in found["entities"]}
    assert "Group" not in types
    assert "Person" in types
    union = news.union()
    for one in (*found["entities"], *found["events"], *found["claims"]):
        assert (URIRef(one["id"]), None, None) in union
        for mention in one["mentions"]:
            assert mention["text"]
    assert {claim["stance"] for claim in found["claims"]} >= {"assert", "deny"}


@pytest.mark.parametrize("view", ["network", "timeline", "map"])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_view_as_a_picture(browser: Any, page: Path, view: str, theme: str) -> None:
    """Twice the size on the screen, on the theme's ground, and not empty."""
    browser.open(page, f"#v={view}&t={theme}&s=country/ID")
    browser.click("#save summary")
    data = saved(browser, "save-png")
    assert data.startswith(b"\x89PNG")
    width, height, colours = browser.driver.execute_async_script(COLOURS, list(data))
    box = {"network": "#canvas", "timeline": "#lanes svg", "map": "#world"}[view]
    shown = browser.js(
        "const b = document.querySelector(arguments[0]).getBoundingClientRect();"
        "return [b.width, b.height]",
        box,
    )
    assert width == pytest.approx(2 * shown[0], abs=2)
    assert view == "timeline" or height == pytest.approx(2 * shown[1], abs=2)
    assert len(colours) > 20
    ground = {"light": "246 245 241 255", "dark": "20 23 27 255"}[theme]
    assert view == "map" or ground in colours
    assert browser.console() == []


def test_paper_has_the_claims_and_the_whole_article(browser: Any, page: Path) -> None:
    browser.open(page, "#t=dark")
    browser.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    try:
        for shown in ("#claims", "#article", "h1"):
            assert browser.seen(shown)
        for hidden in (".tabs", ".tools", "#legend", "#search", "#evidence"):
            assert not browser.seen(hidden)
        paper = browser.js("return getComputedStyle(document.body).backgroundColor")
        assert paper == "rgb(255, 255, 255)"
    finally:
        browser.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})


def test_help_names_every_key(browser: Any, page: Path) -> None:
    browser.open(page)
    ActionChains(browser.driver).send_keys("?").perform()
    browser.wait("#keys[open]")
    keys = browser.texts("#keys dt")
    assert {"/", "?", "Enter", "Esc", "F", "C"} <= set(keys)
    browser.click("#keys button")
    browser.wait("#keys:not([open])")
    for key, view in (("2", "timeline"), ("3", "map"), ("4", "claims"), ("1", "network")):
        ActionChains(browser.driver).send_keys(key).perform()
        browser.wait(f'[data-view="{view}"]')
        assert browser.seen(f"#{view}")
    ActionChains(browser.driver).send_keys("c").perform()
    browser.wait('[data-compact="1"][aria-pressed="true"]')
    assert "c=1" in browser.address()


def test_a_phone_shows_timeline_and_map(browser: Any, page: Path) -> None:
    browser.open(page, size=(390, 844))
    for name in ("timeline", "map"):
        browser.click(f"#tab-{name}")
        assert browser.seen(f"#{name}")
        assert not browser.seen("#network")
        assert browser.js("return document.documentElement.scrollWidth <= innerWidth")
