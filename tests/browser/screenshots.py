"""Makes output/screenshots/ again: python tests/browser/screenshots.py output/graph.html

One picture a view, in the window and theme that its name says; Chromium as the tests use it.
"""

from __future__ import annotations

import shutil
import sys
import time
from pathlib import Path

from selenium import webdriver
from selenium.webdriver.chrome.service import Service

WIDE, PHONE = (1440, 900), (390, 844)
SHOTS = {
    "network": ("", WIDE),
    "evidence": ("#s={event}&d=evidence", WIDE),
    "timeline": ("#v=timeline", WIDE),
    "map": ("#v=map", WIDE),
    "compact": ("#c=1", WIDE),
    "dark": ("#t=dark&s={country}&d=evidence", WIDE),
    "phone": ("", PHONE),
}
#: The event on which most sources speak, and the country in most events.
MOST = """
const links = {};
for (const edge of JSON.parse(document.getElementById("data-network").textContent).edges)
  for (const end of [edge.from, edge.to])
    links[end] = (links[end] || 0) + 1 + 9 * (edge.kind === "claim");
const order = (a, b) => (links[b] || 0) - (links[a] || 0) || (a < b ? -1 : 1);
const best = (ids) => ids.sort(order)[0] || "";
const view = JSON.parse(document.getElementById("data-view").textContent);
return {event: best(view.events.map((one) => one.id)),
        country: best(view.entities.filter((one) => one.type === "Country").map((one) => one.id))};
"""


def main(page: Path, folder: Path) -> None:
    folder.mkdir(exist_ok=True)
    options = webdriver.ChromeOptions()
    options.binary_location = str(shutil.which("chromium"))
    for flag in ("--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"):
        options.add_argument(flag)
    driver = webdriver.Chrome(options, Service(str(shutil.which("chromedriver"))))
    driver.get(page.resolve().as_uri())
    named = driver.execute_script(MOST)
    for name, (view, (width, height)) in SHOTS.items():
        driver.get("about:blank")
        driver.execute_cdp_cmd(
            "Emulation.setDeviceMetricsOverride",
            {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False},
        )
        driver.get(page.resolve().as_uri() + view.format(**named))
        time.sleep(1.0)
        driver.save_screenshot(str(folder / f"{name}.png"))
    driver.quit()


if __name__ == "__main__":
    target = Path(sys.argv[1])
    main(target, target.parent / "screenshots")
