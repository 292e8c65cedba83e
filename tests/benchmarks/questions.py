"""How many of the 25 competency questions the extracted graph answers.

Run it: python tests/benchmarks/questions.py

The seed is built by the pipeline; events, claims and entities of ours that match annotated ones
(as the scorer matches them) go by the annotation's id or name, so that rows can be compared.
"""

from __future__ import annotations

import runpy
import tempfile
from datetime import date
from pathlib import Path

from kg import pipeline
from kg.export import EXPORTERS
from kg.export.write import write
from kg.graph.build import build
from kg.link.iri import Minter
from kg.model import Article, Facts
from kg.query.graphs import open_graphs
from kg.read import read as read_articles
from kg.train.gold import Gold, match_entities, match_events

HERE = Path(__file__).parents[1] / "query"
SEED = HERE / "seed" / "000_a39da216cea299ce.json"


def ids_of(gold: Gold, theirs: Facts, ours: Facts) -> dict[str, str]:
    """IRIs and names of ours -> ids and names of the annotation."""
    iris = Minter().names(ours)
    found = {iris[key]: event for key, event in match_events(gold, ours).items()}
    names = {entity["id"]: entity["names"][0] for entity in gold.entities}
    for key, entity in match_entities(gold, ours).items():
        label = next(e.link.label if e.link else e.name for e in ours.entities if e.key == key)
        found[label] = names[entity]
    for claim in ours.claims:
        for one in theirs.claims:
            if any(a.span.overlaps(b.span) for a in claim.mentions for b in one.mentions):
                found.setdefault(iris[claim.key], one.key)
    return found


def main() -> None:
    """Prints a line for each question."""
    asked = runpy.run_path(str(HERE / "questions.py"))
    read = runpy.run_path(str(HERE / "gold_facts.py"))["gold_facts"]
    built = {}
    for day in (date(2025, 2, 27), None):
        (article,) = read_articles([str(SEED.with_suffix(".txt"))], published=day, language="id")
        assert isinstance(article, Article)
        ours = pipeline.run(article, language="id")
        with tempfile.TemporaryDirectory() as folder:
            graph = build((ours,), pipeline.describe("id"))
            write(EXPORTERS["trig"].render(graph), Path(folder))
            graphs = open_graphs(Path(folder))
        built[day is not None] = graphs, ids_of(Gold.read(SEED), read(SEED, day), ours)
    right = 0
    for question in asked["QUESTIONS"]:
        found = asked["answer"](question, *built[question.dated])
        expected = list(question.rows)
        met = len(set(found) & set(expected))
        right += sorted(found) == sorted(expected)
        print(f"Q{question.number}: {met} of {len(expected)} rows, {len(found) - met} more")
        for sign, rows, others in (("-", expected, found), ("+", found, expected)):
            for row in rows:
                if row not in others:
                    print(f"    {sign} {' | '.join(row)}")
    print(f"{right} of {len(asked['QUESTIONS'])} questions answered exactly")


if __name__ == "__main__":
    main()
