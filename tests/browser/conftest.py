"""A headless Chromium without network, and the page of two small articles to open in it."""

from __future__ import annotations

import json
import os
import runpy
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from selenium import webdriver
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.support.wait import WebDriverWait

from kg.export import EXPORTERS
from kg.graph.newsgraph import NewsGraph

FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--disable-dev-shm-usage", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)  # fmt: skip
WIDE, PHONE = (1440, 900), (390, 844)
LOADED = "return document.readyState === 'complete' && location.protocol === 'file:'"
TWO_FRAMES = "requestAnimationFrame(() => requestAnimationFrame(arguments[0]))"


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "browser: opens the page in a headless Chromium")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)


class Browser:
    """A page that is open, and what the browser said about it."""

    def __init__(self, driver: webdriver.Chrome) -> None:
        self.driver = driver

    def open(self, page: Path, view: str = "", size: tuple[int, int] = WIDE) -> None:
        """Open ``page`` with ``view`` in its address, in a window of ``size``, until it is drawn.

        The driver may come back before the page's script has run.
        """
        self.driver.get("about:blank")
        self.driver.execute_cdp_cmd(
            "Emulation.setDeviceMetricsOverride",
            {"width": size[0], "height": size[1], "deviceScaleFactor": 1, "mobile": False},
        )
        self.driver.get_log("performance")
        self.driver.get_log("browser")
        self.driver.get(page.as_uri() + view)
        WebDriverWait(self.driver, 10).until(lambda driver: driver.execute_script(LOADED))
        self.driver.execute_async_script(TWO_FRAMES)

    def scheme(self, name: str) -> None:
        """What the system prefers: ``light`` or ``dark``."""
        feature = {"name": "prefers-color-scheme", "value": name}
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [feature]})

    def console(self) -> list[str]:
        return [entry["message"] for entry in self.driver.get_log("browser")]

    def requests(self) -> list[str]:
        """Addresses that the page asked for since it was opened; ``data:`` asks nobody."""
        log = [
            json.loads(entry["message"])["message"] for entry in self.driver.get_log("performance")
        ]
        sent = [one["params"] for one in log if one["method"] == "Network.requestWillBeSent"]
        addresses = [one["request"]["url"] for one in sent]
        return [address for address in addresses if not address.startswith(("data:", "blob:"))]

    def js(self, script: str, *arguments: object) -> Any:
        return self.driver.execute_script(script, *arguments)

    def click(self, selector: str) -> None:
        """Click what has stopped moving, and come back when the page has drawn what follows."""
        self.js("document.querySelector(arguments[0]).scrollIntoView({block: 'center'})", selector)
        self.driver.execute_async_script(TWO_FRAMES)
        self.driver.find_element("css selector", selector).click()
        self.driver.execute_async_script(TWO_FRAMES)

    def text(self, selector: str) -> str:
        return str(self.js("return document.querySelector(arguments[0]).innerText", selector))

    def texts(self, selector: str) -> list[str]:
        """What the elements say, hidden ones too."""
        script = "return [...document.querySelectorAll(arguments[0])].map(e => e.textContent)"
        return [str(text) for text in self.js(script, selector)]

    def address(self) -> str:
        return str(self.js("return location.hash"))

    def wait(self, selector: str) -> None:
        """Until there is such an element: vis-network waits for a second click before it acts."""
        WebDriverWait(self.driver, 10).until(
            lambda driver: driver.find_elements("css selector", selector)
        )

    def seen(self, selector: str) -> bool:
        return self.driver.find_element("css selector", selector).is_displayed()


@pytest.fixture(scope="session")
def driver(tmp_path_factory: pytest.TempPathFactory) -> Iterator[webdriver.Chrome]:
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    chromedriver = shutil.which("chromedriver")
    if chromium is None or chromedriver is None:
        pytest.skip("no Chromium: apt-get install chromium chromium-driver (Debian)")
    options = webdriver.ChromeOptions()
    options.binary_location = chromium
    for flag in FLAGS:
        options.add_argument(flag)
    options.add_argument(f"--user-data-dir={tmp_path_factory.mktemp('chromium')}")
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SE_OFFLINE", "true")
        found = webdriver.Chrome(options, Service(chromedriver, log_output=os.devnull))
    found.set_page_load_timeout(60)
    yield found
    found.quit()


@pytest.fixture
def browser(driver: webdriver.Chrome) -> Browser:
    return Browser(driver)


@pytest.fixture(scope="session")
def sample() -> dict[str, Any]:
    """The names of ``tests/export/sample.py``."""
    return runpy.run_path(str(Path(__file__).parents[1] / "export" / "sample.py"))


@pytest.fixture(scope="session")
def news(sample: dict[str, Any]) -> NewsGraph:
    make: Callable[[], NewsGraph] = sample["news_graph"]
    return make()


@pytest.fixture(scope="session")
def page(news: NewsGraph, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of both articles, on disk."""
    path = tmp_path_factory.mktemp("page") / "graph.html"
    path.write_bytes(EXPORTERS["html"].render(news)["graph.html"])
    return path


@pytest.fixture(scope="session")
def empty_page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of a graph without articles."""
    path = tmp_path_factory.mktemp("page") / "graph.html"
    path.write_bytes(EXPORTERS["html"].render(NewsGraph(()))["graph.html"])
    return path
