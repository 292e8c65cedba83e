"""Whether ten or a hundred times as many articles cost as much each, and how a large store answers.

    python tests/benchmarks/growth.py [SIZE ...] [--jobs 2]

Each size (100, 1,000 and 10,000 articles made of templates) is built from nothing into shards of
quads, and the largest into the store too. Seconds an article are without what the program takes to
start and to load, which is measured on one article; memory is the most that all processes hold.
Then named queries ask the store: each is asked five times in one process, and once by ``kg query``.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from pathlib import Path
from statistics import median

import made
from measure import KG, Cost, cost

from kg.cli.opened import opened
from kg.query.library import find
from kg.query.parameters import bind
from kg.query.run import ask

SIZES = (100, 1_000, 10_000)
FORMATS = "shards"
#: Named queries, with what they are asked about.
QUESTIONS: dict[str, dict[str, str]] = {
    "who-said-what": {"actor": "Rina Ayu Pranata"},
    "casualties": {"victim": "Galih Tri Lubis"},
    "who-did-what": {"agent": "Dimas Eka Siregar"},
    "relations": {"one": "Jepang", "with": "Turki"},
}


def built(count: int, jobs: int, folder: Path, formats: str = FORMATS) -> Cost:
    """The cost of ``kg build`` from nothing."""
    path = made.write(folder / f"{count}.jsonl", count)
    output = folder / f"out-{count}"
    words = (*KG, "build", path, "-o", output, "--format", formats, "--jobs", str(jobs))
    return cost((*words, "--fresh", "--quiet"))


def questions(folder: Path) -> None:
    """Milliseconds of each question, warm in one process, then as a command."""
    began = time.perf_counter()
    graphs = opened(folder)
    print(f"the store opens in {(time.perf_counter() - began) * 1000:.0f} ms")
    for name, params in QUESTIONS.items():
        named = find(name)
        given = bind(graphs, named.parameters, params)
        spent = []
        for _ in range(5):
            began = time.perf_counter()
            answer = ask(graphs, named.text, given, 1_000)
            spent.append((time.perf_counter() - began) * 1000)
        rows = len(answer.rows)  # type: ignore[union-attr]
        words = [word for key, value in params.items() for word in ("--param", f"{key}={value}")]
        whole = cost((*KG, "query", name, folder, "--limit", "1000", *words)).wall
        print(
            f"    {name:18}{median(spent):8.1f} ms (first {spent[0]:.1f}), {rows} rows;"
            f" kg query takes {whole:.2f} s from its start"
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("sizes", type=int, nargs="*", default=SIZES)
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        start = min(built(1, options.jobs, folder).wall for _ in range(3))
        print(f"to start, to load and to read one article: {start:.1f} s", flush=True)
        each = []
        for count in sorted(options.sizes):
            spent = built(count, options.jobs, folder)
            each.append((spent.wall - start) / count * 1000)
            print(
                f"{count:>6} articles: {spent.wall:7.1f} s, {each[-1]:6.1f} ms an article"
                f" ({each[-1] / each[0] - 1:+.1%} on the smallest), {spent.peak:5.0f} MB at most",
                flush=True,
            )
        last = max(options.sizes)
        spent = cost((*KG, "export", "store", folder / f"out-{last}"))
        print(f"the store of {last} articles: {spent.wall:.1f} s more, {spent.peak:.0f} MB at most")
        questions(folder / f"out-{last}")


if __name__ == "__main__":
    main()
