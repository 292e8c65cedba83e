"""GraphML, CSV and JSON-LD as the programs that read them see them."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import networkx as nx
import pytest

from kg.export import EXPORTERS
from kg.graph.newsgraph import NewsGraph


def tables(graph: NewsGraph) -> dict[str, list[dict[str, str]]]:
    files = EXPORTERS["csv"].render(graph)
    return {
        name: list(csv.DictReader(io.StringIO(data.decode("utf-8"), newline="")))
        for name, data in files.items()
    }


def count(graph: NewsGraph, pattern: str) -> int:
    (row,) = graph.union().query(f"SELECT (COUNT(*) AS ?n) WHERE {{ {pattern} }}")
    return int(row[0])


def test_tables_have_a_row_for_each_thing(news: NewsGraph) -> None:
    found = tables(news)
    assert len(found["events.csv"]) == count(news, "?e a k:Event")
    assert len(found["claims.csv"]) == count(news, "?c a k:Claim")
    assert len(found["entities.csv"]) == count(
        news, "VALUES ?t {k:Person k:Country k:Group k:Place k:Object k:Organization} ?e a ?t"
    )
    assert len(found["mentions.csv"]) == count(
        news,
        "VALUES ?t {k:Person k:Country k:Group k:Place k:Object k:Organization k:Event k:Claim "
        "k:Quantity} ?e a ?t ; gaf:denotedBy ?m",
    )


def test_a_claim_says_who_what_and_against_whom(news: NewsGraph) -> None:
    rows = tables(news)["claims.csv"]
    (denial,) = [row for row in rows if row["stance"] == "deny"]
    assert denial["source_label"] == "Pemerintah kota"
    assert denial["event_label"] == "menewaskan warga"
    assert denial["polarity"] == "NEGATIVE"
    (other,) = [row for row in rows if row["iri"] == denial["contradicts"]]
    assert other["source_label"] == "Wira Atmaja"
    assert other["quantity"] == "≥1200 warga"


def test_no_cell_is_a_formula(news: NewsGraph) -> None:
    """A spreadsheet runs what begins with one of these; a negative number is none."""
    cells = [cell for rows in tables(news).values() for row in rows for cell in row.values()]
    dangerous = [cell for cell in cells if cell.lstrip(" ").startswith(tuple("=+-@\t\r\n"))]
    assert dangerous == ["-5.0"]
    assert any(cell.startswith("'=HYPERLINK") for cell in cells)


def test_offsets_in_the_table_give_the_words(news: NewsGraph, sample: dict[str, Any]) -> None:
    texts = {"banjir": sample["FLOOD"], "jahat": sample["HOSTILE"]}
    rows = tables(news)["mentions.csv"]
    assert rows
    for row in rows:
        text = texts[row["article"].rsplit("/", 1)[-1]]
        words = text[int(row["start"]) : int(row["end"])]
        assert row["text"].removeprefix("'") == words


def test_graphml_reads_back_with_every_node_and_edge(news: NewsGraph) -> None:
    data = EXPORTERS["graphml"].render(news)["graph.graphml"]
    network = nx.read_graphml(io.BytesIO(data), force_multigraph=True)
    kinds = [kind for _, kind in network.nodes(data="kind")]
    assert kinds.count("event") == count(news, "?e a k:Event")
    labels = {label for _, label in network.nodes(data="label")}
    assert "</script><script>window.hacked=1</script>" in labels
    assert "claim" in {kind for *_, kind in network.edges(data="kind")}


@pytest.mark.parametrize("forbidden", ["\x00", "\x1f", "\ufffe", "\r"])
def test_graphml_has_no_character_that_xml_forbids(news: NewsGraph, forbidden: str) -> None:
    text = EXPORTERS["graphml"].render(news)["graph.graphml"].decode("utf-8")
    assert forbidden not in text
    assert "\N{REPLACEMENT CHARACTER}" in text


def test_jsonld_is_readable(news: NewsGraph) -> None:
    document = json.loads(EXPORTERS["jsonld"].render(news)["graph.jsonld"])
    assert document["@context"]["eventType"]["@id"].endswith("sem/eventType")
    nodes = {node["@id"]: node for node in document["@graph"]}
    country = nodes["id:country/ID"]
    assert country["prefLabel"] == "Indonesia"
    assert "k:Country" in country["@type"]
    assert list(nodes) == sorted(
        nodes, key=lambda iri: iri.replace("id:", "https://w3id.org/berita-kg/id/")
    )
