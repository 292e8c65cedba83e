"""The page as a reader meets it: opened from disk, without network, clicked and typed into."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.keys import Keys

from kg.export import EXPORTERS
from kg.graph.across import across
from kg.graph.build import build
from kg.graph.newsgraph import NewsGraph
from kg.model import Run

PHONE = (390, 844)

TITLE = "#evidence-title"


def count(graph: NewsGraph, pattern: str) -> int:
    (row,) = graph.union().query(f"SELECT (COUNT(DISTINCT ?x) AS ?n) WHERE {{ {pattern} }}")
    return int(row[0])


def legend_count(browser: Any, key: str) -> int:
    return int(browser.text(f'[data-count="{key}"]'))


def claim_of(browser: Any, source: str) -> str:
    """The name of the one claim whose row says that ``source`` makes it."""
    found: str = browser.js(
        "return [...document.querySelectorAll('tr[data-claim]')]"
        ".find((row) => row.cells[0].textContent.trim() === arguments[0]).dataset.claim",
        source,
    )
    return found


def test_one_request_and_a_silent_console(browser: Any, page: Path) -> None:
    browser.open(page)
    browser.click("#tab-claims")
    browser.click("#tab-evidence")
    assert browser.requests() == [page.as_uri()]
    assert browser.console() == []


def test_hostile_words_do_not_run(browser: Any, page: Path, sample: dict[str, Any]) -> None:
    """The whole hostile article is on the screen, as text."""
    browser.open(page, "#a=1&d=article&s=article/jahat/claim/x")
    assert browser.js("return window.hacked") is None
    shown = browser.js("return document.querySelector('#article .page').textContent")
    kept = "".join(sample["HOSTILE"].split("\n"))
    assert shown == kept
    assert browser.texts("#article img, #article script") == []
    assert browser.console() == []


def test_legend_counts_are_those_of_the_graph(browser: Any, page: Path, news: NewsGraph) -> None:
    browser.open(page)
    for kind in ("Person", "Country", "Group", "Place", "Organization", "Object"):
        assert legend_count(browser, f"type:{kind}") == count(news, f"?x a k:{kind}")
    for code in ("DISASTER", "CASUALTY", "MOVE", "ASSAULT"):
        expected = count(news, f"?x a k:Event ; sem:eventType type:{code}")
        assert legend_count(browser, f"event:{code}") == expected
    denied = count(news, "?x a k:Claim ; k:polarity fact:NEGATIVE")
    assert legend_count(browser, "status:denied") == denied
    by_itself = count(news, "?x a k:Claim ; prov:wasAttributedTo ?a . ?a a k:Article")
    assert legend_count(browser, "source:itself") == by_itself


def test_the_legend_filters(browser: Any, page: Path) -> None:
    """Without groups there are fewer nodes; without denials fewer rows; and all come back."""
    browser.open(page)
    before = browser.text("#shown")
    browser.click('[data-key="type:Group"]')
    assert browser.text("#shown") != before
    browser.click('[data-key="status:denied"]')
    browser.click("#tab-claims")
    denied = browser.texts("tr .badge.denied")
    assert denied
    assert browser.texts("tr[hidden] .badge.denied") == denied
    assert "x=" in browser.address()
    browser.click("#reset")
    browser.click("#tab-network")
    assert browser.text("#shown") == before


def test_a_click_on_the_canvas_shows_evidence(browser: Any, page: Path) -> None:
    """Clicks where the only country is drawn, found by its colour."""
    browser.open(page)
    canvas = browser.driver.find_element("css selector", "#canvas canvas")
    spots = browser.js(
        "const c = document.querySelector('#canvas canvas');"
        "const d = c.getContext('2d').getImageData(0, 0, c.width, c.height).data, out = [];"
        "for (let y = 0; y < c.height; y += 4) for (let x = 0; x < c.width; x += 4) {"
        "  const i = 4 * (y * c.width + x);"
        "  if (d[i] === 0 && d[i + 1] === 128 && d[i + 2] === 91) out.push([x, y]); }"
        "return out;"
    )
    assert spots, "no diamond in the colour of countries is drawn"
    x, y = spots[len(spots) // 2]
    size = canvas.size
    ActionChains(browser.driver).move_to_element_with_offset(
        canvas, x - size["width"] // 2, y - size["height"] // 2
    ).click().perform()
    browser.wait(TITLE)
    assert browser.text(TITLE) == "Indonesia"
    assert "s=country/ID" in browser.address()
    assert browser.seen("#evidence")


def test_evidence_of_an_event(browser: Any, page: Path) -> None:
    """What, who says so, how sure, how many, and every sentence with the words marked."""
    browser.open(page)
    browser.click('#article .mark.c-Event[title*="menewaskan"]')
    browser.click("#tab-evidence")
    said = browser.text("#evidence")
    for words in ("menewaskan warga", "kemungkinan besar", "setidaknya 1.200 warga", "Wira Atmaja",
                  "Pemerintah kota", "membantah", "dibantah"):  # fmt: skip
        assert words in said
    assert {"menewaskan", "kata", "membantah"} <= set(browser.texts("#evidence .quote .mark.key"))


def test_evidence_of_a_claim_and_what_contradicts_it(browser: Any, page: Path) -> None:
    browser.open(page)
    browser.click("#tab-claims")
    name = claim_of(browser, "Pemerintah kota")
    browser.click(f'tr[data-claim="{name}"] a')
    assert browser.text(TITLE) == "Pemerintah kota"
    said = browser.text("#evidence")
    assert "membantah" in said
    assert "Wira Atmaja" in said
    assert browser.seen(f'tr.on[data-claim="{name}"]')


def test_an_event_says_where_else_it_is_told(
    browser: Any, sample: dict[str, Any], tmp_path: Path
) -> None:
    """The same event of another article is a link to it, with who says so there."""
    both = (sample["flood"]("banjir"), sample["flood"]("banjir-lagi"))
    run = Run(software="berita-kg", version="0", model="m")
    path = tmp_path / "graph.html"
    path.write_bytes(EXPORTERS["html"].render(build(both, run, among=across(both)))["graph.html"])
    browser.open(path)
    browser.click('#article .mark.c-Event[title*="menewaskan"]')
    browser.click("#tab-evidence")
    said = browser.text("#evidence")
    assert "diceritakan juga" in said.casefold()
    before = browser.address()
    browser.js("[...document.querySelectorAll('#evidence h3')].find("
               "(one) => one.textContent === 'Diceritakan juga')"
               ".nextElementSibling.querySelector('a').click()")  # fmt: skip
    browser.wait(TITLE)
    assert browser.address() != before
    assert "diceritakan juga" in browser.text("#evidence").casefold()


def test_links_lead_out_only_where_they_should(browser: Any, page: Path) -> None:
    browser.open(page, "#s=country/ID&d=evidence")
    assert browser.texts("#evidence .links a") == ["Wikidata"]
    link = browser.driver.find_element("css selector", "#evidence .links a")
    assert link.get_attribute("href") == "http://www.wikidata.org/entity/Q252"
    assert link.get_attribute("rel") == "noopener noreferrer"


def test_marks_and_nodes_point_at_each_other(
    browser: Any, page: Path, sample: dict[str, Any]
) -> None:
    browser.open(page)
    browser.click("#article .mark.c-Person")
    assert "person/wira-atmaja" in browser.address()
    lit = browser.js(
        "return [...document.querySelectorAll('#article .mark.on')].map(m => m.textContent)"
    )
    assert lit == ["Wira Atmaja"]
    assert browser.seen("#article")


def test_offsets_beyond_the_basic_plane(browser: Any, page: Path, sample: dict[str, Any]) -> None:
    """An emoji is one character of ours and two of JavaScript's: marks stay on their words."""
    browser.open(page, "#a=1")
    marks = browser.js(
        "return [...document.querySelectorAll('#article .mark')].map(m => m.textContent)"
    )
    assert "menyerang" in marks
    assert sample["HOSTILE_NAME"] in marks


def test_search_finds_by_other_names_and_accents(browser: Any, page: Path) -> None:
    browser.open(page)
    ActionChains(browser.driver).send_keys("/").perform()
    search = browser.driver.find_element("css selector", "#search")
    assert browser.driver.switch_to.active_element == search
    search.send_keys("sárilaya")
    assert "Kota Sarilaya" in browser.text("#hits")
    search.send_keys(Keys.ENTER)
    assert "Kota Sarilaya" in browser.text(TITLE)
    search.send_keys("zzz")
    assert "Tidak ada yang cocok" in browser.text("#hits")


def test_a_link_shows_the_same_view_again(browser: Any, page: Path) -> None:
    browser.open(page, "#s=country/ID&v=claims&d=evidence&l=en&t=dark&x=type%253AGroup")
    assert browser.text(TITLE) == "Indonesia"
    assert browser.seen("#claims")
    assert browser.text("#tab-claims") == "Claims"
    assert browser.js("return document.documentElement.dataset.theme") == "dark"
    assert not browser.js("return document.querySelector('[data-key=\"type:Group\"]').checked")


def test_back_goes_to_the_selection_before(browser: Any, page: Path) -> None:
    browser.open(page)
    browser.click("#article .mark.c-Person")
    browser.click("#article .mark.c-Place")
    browser.driver.back()
    assert browser.texts("#article .mark.on") == ["Wira Atmaja"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_theme_follows_the_system(browser: Any, page: Path, scheme: str) -> None:
    browser.scheme(scheme)
    browser.open(page)
    assert browser.js("return document.documentElement.dataset.theme") == scheme
    browser.click("#theme")
    assert browser.js("return document.documentElement.dataset.theme") != scheme
    browser.scheme("light")


def test_language_can_be_switched(browser: Any, page: Path) -> None:
    browser.open(page)
    assert browser.text("#tab-network") == "Jaringan"
    browser.click("#language")
    assert browser.text("#tab-network") == "Network"
    assert browser.js("return document.documentElement.lang") == "en"
    assert "Country" in browser.text("#filters")


def test_keys_walk_open_and_clear(browser: Any, page: Path) -> None:
    browser.open(page)
    canvas = browser.driver.find_element("css selector", "#canvas")
    canvas.send_keys(Keys.ARROW_RIGHT)
    assert "s=" in browser.address()
    canvas.send_keys(Keys.ENTER)
    assert browser.js("return document.activeElement.id") == "evidence-title"
    ActionChains(browser.driver).send_keys(Keys.ESCAPE).perform()
    assert "s=" not in browser.address()
    ActionChains(browser.driver).send_keys("?").perform()
    assert browser.seen("#keys")
    browser.click("#keys button")
    assert not browser.seen("#keys")
    assert browser.console() == []


def test_claims_can_be_sorted_and_searched(browser: Any, page: Path) -> None:
    browser.open(page, "#v=claims")
    names = "tr[data-claim]:not([hidden]) td:first-child"
    browser.click('[data-sort="0"]')
    up = browser.texts(names)
    browser.click('[data-sort="0"]')
    assert browser.texts(names) == up[::-1]
    browser.click("#download")
    assert browser.console() == []
    browser.driver.find_element("css selector", "#rowfilter").send_keys("mengungsi")
    assert browser.texts(names) == ["warga"]


def test_one_thing_at_a_time_on_a_phone(browser: Any, page: Path) -> None:
    browser.open(page, size=PHONE)
    panes = ("network", "claims", "evidence", "article")
    for name in panes:
        browser.click(f"#tab-{name}")
        shown = [one for one in panes if browser.seen(f"#{one}")]
        assert shown == [name]
    assert browser.js("return document.documentElement.scrollWidth <= innerWidth")


def test_a_focus_shows_the_surroundings_and_back_shows_all(browser: Any, page: Path) -> None:
    """The focus stands in the address; the button leads back."""
    browser.open(page)
    everything = browser.text("#shown")
    browser.open(page, "#f=country/ID")
    assert browser.text("#shown") != everything
    browser.click("#back")
    assert browser.text("#shown") == everything


def test_an_empty_graph_says_so(browser: Any, empty_page: Path) -> None:
    browser.open(empty_page)
    assert "kosong" in browser.text("#network")
    assert browser.console() == []
