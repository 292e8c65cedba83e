"""What the gazetteer costs to load, and linking an article: time and memory.

Run it: python tests/benchmarks/linking.py

Processor time. Loading is timed in processes of their own, the median of several, with all modules
imported before; memory is how much the resident set grows by loading and a first look-up. Linking
is timed over the articles of tests/gold, the median of several rounds.
"""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path
from statistics import median

from kg import pipeline
from kg.link import linker
from kg.link.gazetteer import load_gazetteer
from kg.model import Article, Document
from kg.read import read

HERE = Path(__file__).parents[1] / "gold"
ROUNDS = 7
LOADING = """
import time
from pathlib import Path
import kg.link.linker
from kg.link.gazetteer import load_gazetteer
from kg.link.words import choices

def resident():
    lines = Path("/proc/self/status").read_text().splitlines()
    return int(next(line for line in lines if line.startswith("VmRSS")).split()[1])

before, start = resident(), time.process_time()
found = load_gazetteer().candidates("Surabaya")
choices()
print((time.process_time() - start) * 1000, (resident() - before) / 1024)
"""


def loading() -> tuple[float, float]:
    """Milliseconds and mebibytes that loading costs, in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-c", LOADING], capture_output=True, text=True, check=True
    )
    spent, grown = map(float, done.stdout.split())
    return spent, grown


def before_linking(article: Article) -> Document:
    """The article with every layer that linking reads."""
    document = Document(article=article)
    for name, step in pipeline.steps("id"):
        if name == "link":
            break
        document = step(document)
    return document


def main() -> None:
    """Prints a line for loading, for memory, and for linking."""
    loads = [loading() for _ in range(ROUNDS)]
    print(f"names           {len(load_gazetteer()):8}")
    print(f"loading         {median(spent for spent, _ in loads):8.1f} ms")
    print(f"memory          {median(grown for _, grown in loads):8.1f} MiB")
    paths = [str(path) for path in sorted(HERE.glob("*.txt"))]
    documents = [before_linking(one) for one in read(paths) if isinstance(one, Article)]
    rounds = []
    for _ in range(ROUNDS + 1):
        start = time.process_time()
        for document in documents:
            linker.link(document.entities, document, "id")
        rounds.append((time.process_time() - start) * 1000 / len(documents))
    names = sum(len(document.entities) for document in documents) / len(documents)
    print(f"linking         {median(rounds[1:]):8.1f} ms an article of {names:.0f} entities")


if __name__ == "__main__":
    main()
