"""The page as a file: nothing in it asks the network, runs an article's words, or is cut short."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from html.parser import HTMLParser
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

import kg.export.html
from kg.export import EXPORTERS
from kg.export.html.page import library
from kg.graph.newsgraph import NewsGraph

SOURCES = Path(kg.export.html.__file__).parent
VIS_SHA256 = "1f20f0736f32cb9bedf8f6383b25cfea2f839e1abe80d6e8040b4d5bea378c69"
LOADS = {"src", "srcset", "data", "poster", "background", "action", "formaction", "ping"}


class Page(HTMLParser):
    """What stands in a page: tags with attributes, and the text of each element."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.scripts: list[tuple[dict[str, str], str]] = []
        self.styles: list[str] = []
        self.words = ""
        self.inside = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        self.tags.append((tag, attributes))
        self.inside = tag
        if tag == "script":
            self.scripts.append((attributes, ""))

    def handle_endtag(self, tag: str) -> None:
        self.inside = ""

    def handle_data(self, data: str) -> None:
        if self.inside == "script":
            attributes, text = self.scripts[-1]
            self.scripts[-1] = (attributes, text + data)
        elif self.inside == "style":
            self.styles.append(data)
        else:
            self.words += data

    def json(self, name: str) -> Any:
        (text,) = [text for attributes, text in self.scripts if attributes.get("id") == name]
        return json.loads(text)


@pytest.fixture(scope="module")
def html(news: NewsGraph) -> str:
    return EXPORTERS["html"].render(news)["graph.html"].decode("utf-8")


@pytest.fixture(scope="module")
def page(html: str) -> Page:
    return Page(html)


def test_nothing_is_loaded(page: Page) -> None:
    """No attribute and no style that makes a browser fetch something; links are for clicking."""
    for tag, attributes in page.tags:
        assert not LOADS & set(attributes), (tag, attributes)
        if tag == "link":
            assert attributes["href"] == "data:,"
    assert not re.search(r"@import|url\(", "".join(page.styles))
    own = "".join(file.read_text("utf-8") for file in (SOURCES / "js").iterdir())
    assert not re.search(r"fetch\(|XMLHttpRequest|WebSocket|import\(|sendBeacon", own)
    assert set(re.findall(r"https?://[^\"]*", own)) == {"http://www.w3.org/2000/svg"}


def test_the_policy_forbids_network_and_names_every_script(page: Page, html: str) -> None:
    (policy,) = [a["content"] for _, a in page.tags if "http-equiv" in a]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    running = [text for attributes, text in page.scripts if "type" not in attributes]
    assert len(running) == 2
    for text in running:
        digest = hashlib.sha256(text.encode("utf-8")).digest()
        assert base64.b64encode(digest).decode() in policy


def test_the_article_adds_no_element(page: Page) -> None:
    """The hostile article's tags are text: every script is ours, no image, no event handler."""
    assert len(page.scripts) == 7
    assert "img" not in {tag for tag, _ in page.tags}
    assert not [name for _, a in page.tags for name in a if name.startswith("on")]
    assert "<script>window.hacked=1</script>" in page.words


def test_the_text_comes_through_whole(page: Page, sample: dict[str, Any]) -> None:
    shown = {one["id"]: one["text"] for one in page.json("data-view")["articles"]}
    assert shown == {"article/banjir": sample["FLOOD"], "article/jahat": sample["HOSTILE"]}


def test_data_cannot_end_its_element(html: str) -> None:
    blocks = re.findall(r'<script type="application/json"[^>]*>(.*?)</script>', html, re.DOTALL)
    assert len(blocks) == 4
    for block in blocks:
        assert not re.search("[<>&\u2028\u2029]", block)


def test_the_network_is_what_pyvis_held(page: Page, news: NewsGraph) -> None:
    network = page.json("data-network")
    view = page.json("data-view")
    assert len(network["nodes"]) == len(view["entities"]) + len(view["events"])
    names = {node["id"] for node in network["nodes"]}
    assert all(edge["from"] in names and edge["to"] in names for edge in network["edges"])
    assert json.loads(network["options"])["physics"] == {"enabled": False}


def test_lines_are_drawn_by_status(page: Page) -> None:
    edges = [edge for edge in page.json("data-network")["edges"] if edge["kind"] == "claim"]
    status = {edge["label"]: edge["status"] for edge in edges}
    assert status["kata"] == "asserted"
    assert status["membantah"] == "denied"
    assert status["ujar"] == "hedged"


def test_claims_are_readable_without_javascript(page: Page) -> None:
    rows = [a["data-claim"] for tag, a in page.tags if tag == "tr" and "data-claim" in a]
    assert len(rows) == len(page.json("data-view")["claims"])
    for words in ("Wira Atmaja", "membantah", "menewaskan warga", "dibantah", "Bertentangan"):
        assert words in page.words


def test_the_page_is_small_before_data() -> None:
    data = EXPORTERS["html"].render(NewsGraph(()))["graph.html"]
    assert len(data) < 1_000_000


def test_the_page_is_html_of_today(html: str) -> None:
    assert html.lstrip().startswith("<!DOCTYPE html>")
    assert '<html lang="id">' in html
    assert html.count("<h1") == 1


def test_third_party_code_is_the_known_file_with_its_licence() -> None:
    """vis-network comes from the pyvis that is installed, and nothing else is taken from others."""
    data = library().read_bytes()
    assert hashlib.sha256(data).hexdigest() == VIS_SHA256
    text = data.decode("utf-8")
    assert "The Apache 2.0 License" in text[:1000]
    assert "The MIT License" in text[:1000]
    assert "</script" not in text.lower()


def test_own_files_are_small_and_labelled_in_both_languages() -> None:
    used = set()
    for file in (*(SOURCES / "js").iterdir(), *(SOURCES / "css").iterdir(), SOURCES / "page.html"):
        text = file.read_text("utf-8")
        assert len(text.splitlines()) <= 200, file
        used |= set(re.findall(r'\bt\("([\w.]+)"', text))
        used |= set(re.findall(r'data-t(?:-\w+)?="([\w.]+)"', text))
    strings = json.loads(files("kg.export.html").joinpath("strings.json").read_text("utf-8"))
    assert set(strings["id"]) == set(strings["en"])
    assert used <= set(strings["id"])
    assert len(used) > 30
