"""What one article costs from nothing: ``kg build`` of the seed article, cold, and ``kg --help``.

Run it: python tests/benchmarks/startup.py

Each command is started anew, ours in turn with the bare interpreter; the medians of several runs.
"Cold" is a new process; the files are in the system's cache after the first run, which is not
counted. The shares are of one run with the default formats, in a process of its own.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

from measure import KG, Cost, cost

ROOT = Path(__file__).parents[2]
ROUNDS = 7
STAGES = """
import time
marks = [("", time.perf_counter())]
def mark(name): marks.append((name, time.perf_counter()))
from kg import pipeline
from kg.export import EXPORTERS
from kg.graph.build import build
from kg.read import read
for name in ("turtle", "trig", "html"): EXPORTERS[name]
mark("imports")
steps = pipeline.steps("id")
mark("model and tables")
from kg.model import Document
from pathlib import Path
(article,) = read([str(p) for p in Path("seeds").glob("*.txt")])
document = Document(article=article)
mark("reading")
for name, step in steps:
    document = step(document)
    if name == "sentences": mark("language model")
mark("extraction, with the rules compiled")
graph = build([pipeline.run(article)], pipeline.describe("id"))
mark("once more, warm, and the graph")
for name in ("turtle", "trig", "html"):
    EXPORTERS[name].render(graph)
    mark(name)
for (_, before), (name, after) in zip(marks, marks[1:]):
    print(f"    {name:38}{(after - before) * 1000:6.0f} ms")
"""


def line(name: str, costs: list[Cost], wanted: str) -> None:
    wall, peak = (median(getattr(one, kind) for one in costs) for kind in ("wall", "peak"))
    processor = median(one.processor for one in costs)
    print(f"{name:22}{wall:6.2f} s wall{processor:6.2f} s processor{peak:6.0f} MB peak   {wanted}")


def main() -> None:
    """Prints a line a command, then the shares."""
    with tempfile.TemporaryDirectory() as folder:
        commands = {
            "kg build seeds": ((*KG, "build", ROOT / "seeds", "-o", folder, "--fresh"),
                               "(at most 2.5 s, 350 MB)"),
            "kg --help": ((*KG, "--help"), "(at most 0.25 s)"),
            "python -c pass": ((sys.executable, "-c", "pass"), ""),
        }  # fmt: skip
        found: dict[str, list[Cost]] = {name: [] for name in commands}
        for number in range(ROUNDS + 1):
            for name, (command, _) in commands.items():
                one = cost(command)
                if number:
                    found[name].append(one)
        for name, (_, wanted) in commands.items():
            line(name, found[name], wanted)
    print("where the time goes, one run:", flush=True)
    subprocess.run([sys.executable, "-c", STAGES], cwd=ROOT, check=True)


if __name__ == "__main__":
    main()
