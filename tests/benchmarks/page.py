"""How fast the page opens: python tests/benchmarks/page.py [NODES ...]

Made-up articles of 50 nodes each, opened in the headless Chromium of the tests (software
rendering); beside it the page that pyvis itself writes for the same network. Milliseconds from
the start of the navigation: first paint, and until the network is drawn (two frames after the page
has loaded).
"""

from __future__ import annotations

import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from pyvis.network import Network
from selenium import webdriver
from selenium.webdriver.chrome.service import Service

from kg.export import EXPORTERS
from kg.graph.build import build
from kg.graph.project import project
from kg.model import (
    Article,
    Claim,
    Entity,
    EntityType,
    Event,
    Facts,
    Mention,
    Role,
    Run,
    Span,
)

STOCK_MOST = 300  # nodes; pyvis's own page takes minutes to settle with more
DRAWN = """
const done = arguments[arguments.length - 1];
requestAnimationFrame(() => requestAnimationFrame(() => {
  const paint = performance.getEntriesByName("first-contentful-paint")[0];
  done([paint ? paint.startTime : -1, performance.now()]);
}));
"""


def article(number: int) -> Facts:
    """25 people and groups, 25 events between them; the first person is in every article."""
    words = [f"orang{number}x{i}" for i in range(25)] + [f"bertemu{number}x{i}" for i in range(25)]
    text = " ".join(words) + "."
    at = {
        word: Mention.at(text, Span(text.index(word), text.index(word) + len(word)))
        for word in words
    }
    kinds = (EntityType.PERSON, EntityType.GROUP, EntityType.ORGANIZATION)
    entities = tuple(
        Entity(key=word, type=kinds[i % 3], name=word if i else "Ibu Sari", mentions=(at[word],))
        for i, word in enumerate(words[:25])
    )
    events = tuple(
        Event(
            key=word, type="CONSULT", mode=None, label=word, mentions=(at[word],),
            roles=((Role.AGENT, words[i]), (Role.PATIENT, words[i * 7 % 25])),
        )
        for i, word in enumerate(words[25:])
    )  # fmt: skip
    claims = tuple(
        Claim(key=f"c{one.key}", events=(one.key,), mentions=one.mentions, sources=(words[0],))
        for one in events
    )
    return Facts(
        article=Article(id=f"a{number}", text=text, language="id"),
        entities=entities, events=events, claims=claims,
    )  # fmt: skip


def pages(nodes: int, folder: Path) -> Iterator[tuple[str, Path]]:
    graph = build(
        [article(i) for i in range(nodes // 50)], Run(software="x", version="0", model="-")
    )
    ours = folder / f"ours-{nodes}.html"
    started = time.perf_counter()
    ours.write_bytes(EXPORTERS["html"].render(graph)["graph.html"])
    took = time.perf_counter() - started
    print(f"{nodes:>6} nodes: {ours.stat().st_size / 1e6:.1f} MB in {took:.1f} s")
    yield "ours", ours
    if nodes <= STOCK_MOST:
        stock = Network(directed=True, cdn_resources="in_line")
        network = project(graph.union())
        for name, own in network.nodes(data=True):
            stock.add_node(name, label=own["label"])
        for start, end in network.edges():
            stock.add_edge(start, end)
        path = folder / f"stock-{nodes}.html"
        path.write_text(stock.generate_html(), encoding="utf-8")
        yield "pyvis", path


def main(sizes: list[int]) -> None:
    options = webdriver.ChromeOptions()
    options.binary_location = str(shutil.which("chromium"))
    for flag in ("--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
                 "--host-resolver-rules=MAP * ~NOTFOUND"):  # fmt: skip
        options.add_argument(flag)
    driver = webdriver.Chrome(options, Service(str(shutil.which("chromedriver"))))
    driver.set_script_timeout(300)
    driver.set_page_load_timeout(300)
    with tempfile.TemporaryDirectory() as folder:
        for nodes in sizes:
            for name, path in pages(nodes, Path(folder)):
                driver.get("about:blank")
                driver.get(path.as_uri())
                paint, drawn = driver.execute_async_script(DRAWN)
                print(f"        {name:>5}: first paint {paint:.0f} ms, drawn {drawn:.0f} ms")
    driver.quit()


if __name__ == "__main__":
    main([int(one) for one in sys.argv[1:]] or [300, 5000])
