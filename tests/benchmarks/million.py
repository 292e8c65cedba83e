"""Our store beside plain rdflib on generated triples: python tests/benchmarks/million.py [TRIPLES]

Copies of the article of tests/graph/example_facts.py, each with an article, countries, a person and
days of its own, are written as N-Quads; both then load the file, answer five named queries and
write it again. A query that takes rdflib longer than a limit is ended, and its ratio is a lower
bound. Ours is the store on disk (``kg export store``), made anew and opened by a process for each
step; rdflib's graph is in memory, where it stays for all of them.
"""

from __future__ import annotations

import multiprocessing
import re
import resource
import runpy
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from kg.graph.build import nquads
from kg.link.iri import Minter
from kg.query.graphs import stored_graphs
from kg.query.library import find
from kg.query.run import Rows, ask
from kg.store.local import current, make

TRIPLES = 1_000_000
LIMIT = 60.0
COUNTRIES, PERSONS, DAYS = 97, 5003, 700
QUERIES: dict[str, dict[str, str]] = {
    "who-said-what": {"actor": "person/p7"},
    "timeline": {"actor": "country/C7"},
    "who-did-what": {},
    "sources": {},
    "contradictions": {"source": "person/p7"},
}
BASE = Minter().base


def written(file: Path, triples: int) -> int:
    """Writes the quads; how many articles they are of."""
    example = runpy.run_path(str(Path(__file__).parents[1] / "graph" / "example_facts.py"))
    lines = "".join(nquads(example["example"](), example["RUN"], Minter()))
    number = -(-triples // lines.count("\n"))
    (person,) = re.findall(r"<[^>]+/(person/[^/>]+)> <[^>]+prefLabel> \"Amina Wanjiru\"", lines)
    with file.open("w", encoding="utf-8") as stream:
        for place in range(number):
            day = date(2023, 1, 1) + timedelta(days=place % DAYS)
            stream.write(
                lines.replace("article/kenya%20haiti", f"article/a{place}")
                .replace("country/KE", f"country/C{place % COUNTRIES}")
                .replace("country/HT", f"country/C{place * 7 % COUNTRIES}")
                .replace(person, f"person/p{place % PERSONS}")
                .replace("2025-03-20", day.isoformat())
                .replace('"Kenya"@id', f'"Negara {place % COUNTRIES}"@id')
                .replace('"Republik Haiti"@id', f'"Negara {place * 7 % COUNTRIES}"@id')
                .replace('"Amina Wanjiru"@id', f'"Tokoh {place % PERSONS}"@id')
            )
    return number


def ours(folder: Path, step: str) -> Any:
    """A step of ours, and what it gives: the number of rows of each query."""
    file = folder / "graph.nq"
    if step == "load":
        make(file)
        return lambda: None
    store = current(file)
    assert store is not None
    graphs = stored_graphs(file, store)
    if step == "serialise":
        return lambda: graphs.store.dump(folder / "ours.nq", ox.RdfFormat.N_QUADS)
    named, given = find(step), QUERIES[step]
    bound = {
        one.name: ox.NamedNode(BASE + given[one.name]) if one.name in given else None
        for one in named.parameters
    }

    def answered() -> int:
        answer = ask(graphs, named.text, bound)
        assert isinstance(answer, Rows)
        return len(answer.rows)

    return answered


def rdflib_steps(folder: Path, line: Connection) -> None:
    """Everything with rdflib in one process: its graph is in memory and nowhere else."""
    from rdflib import Dataset, URIRef  # noqa: PLC0415

    from kg.graph.vocab import PREFIXES  # noqa: PLC0415

    dataset = Dataset(default_union=True)
    began = time.perf_counter()
    dataset.parse(folder / "graph.nq", format="nquads")
    line.send(("load", time.perf_counter() - began, None, memory()))
    began = time.perf_counter()
    dataset.serialize(folder / "rdflib.nq", format="nquads", encoding="utf-8")
    line.send(("serialise", time.perf_counter() - began, None, memory()))
    context = multiprocessing.get_context("fork")
    for step, given in QUERIES.items():
        bound = {name: URIRef(BASE + iri) for name, iri in given.items()}

        def answer(answers: Connection, step: str = step, bound: dict[str, URIRef] = bound) -> None:
            began = time.perf_counter()
            rows = list(dataset.query(find(step).text, initNs=PREFIXES, initBindings=bound))
            answers.send((step, time.perf_counter() - began, len(rows), memory()))

        here, there = context.Pipe()
        process = context.Process(target=answer, args=(there,))
        process.start()
        there.close()
        line.send(here.recv() if here.poll(LIMIT) else (step, None, None, memory()))
        process.kill()
    line.close()


def our_step(folder: Path, step: str, line: Connection) -> None:
    began = time.perf_counter()
    action: Callable[[], int | None] = ours(folder, step)
    opened = 0.0 if step == "load" else time.perf_counter() - began
    rows = action()
    line.send((step, time.perf_counter() - began - opened, rows, memory()))


def memory() -> int:
    """MB at the most so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def in_process(target: Callable[..., None], *arguments: Any) -> tuple[Any, Connection]:
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe()
    process = context.Process(target=target, args=(*arguments, there))
    process.start()
    there.close()
    return process, here


def main() -> None:
    """Prints a line for each step: seconds of ours, of rdflib, and the ratio."""
    triples = int(sys.argv[1]) if len(sys.argv) > 1 else TRIPLES
    steps = ["load", "serialise", *QUERIES]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        articles = written(folder / "graph.nq", triples)
        print(f"{triples:,} quads of {articles:,} articles", flush=True)
        mine: dict[str, tuple[float, int | None, int]] = {}
        for step in steps:
            process, line = in_process(our_step, folder, step)
            step_name, *found = line.recv()
            mine[step_name] = tuple(found)  # type: ignore[assignment]
            process.join()
        process, line = in_process(rdflib_steps, folder)
        for step in steps:
            seconds, rows, most = mine[step]
            _, their_seconds, their_rows, their_most = line.recv()
            if their_seconds is None:
                print(f"{step:16} {seconds:9.2f} s  rdflib over {LIMIT:.0f} s: more than "
                      f"x{LIMIT / seconds:.0f}  {rows} rows", flush=True)  # fmt: skip
                continue
            same = "" if rows == their_rows else f"  rows differ: {rows}, {their_rows}"
            print(f"{step:16} {seconds:9.2f} s  rdflib {their_seconds:9.2f} s  "
                  f"x{their_seconds / seconds:.1f}  ({most} and {their_most} MB)"
                  f"{'' if rows is None else f'  {rows} rows'}{same}", flush=True)  # fmt: skip
        process.join()


if __name__ == "__main__":
    main()
