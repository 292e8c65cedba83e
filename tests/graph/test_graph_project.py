"""The network shows what the graph says, in the attributes that its docstring promises."""

from __future__ import annotations

import re

import networkx as nx
import pytest
from rdflib import RDF, Graph

from kg.graph import project as module
from kg.graph.project import project
from kg.graph.vocab import K

BASE = "https://w3id.org/berita-kg/id/"
KENYA, HAITI = f"{BASE}country/KE", f"{BASE}country/HT"
HERE = f"{BASE}article/kenya%20haiti"


@pytest.fixture
def view(graph: Graph) -> nx.MultiDiGraph:
    return project(graph)


def node(view: nx.MultiDiGraph, word: str) -> str:
    (found,) = [name for name in view if word in name]
    return found


def documented(section: str) -> set[str]:
    """Attribute names in a table of the module's docstring."""
    text = module.__doc__ or ""
    table = text.partition(f"{section} (its key")[2].split("=\n\n")[0]
    cells = re.findall(r"^``([a-z_, ]+)``", table, re.MULTILINE)
    return {name for cell in cells for name in cell.split(", ")}


def test_nodes_are_the_entities_and_events_in_order(view, graph):
    events = {str(event) for event in graph.subjects(RDF.type, K.Event)}
    assert {name for name, kind in view.nodes(data="kind") if kind == "event"} == events
    assert len(view) == 6
    assert list(view) == sorted(view)


def test_attributes_are_those_of_the_docstring(view):
    nodes = {name for _, attributes in view.nodes(data=True) for name in attributes}
    assert nodes == documented("Node")
    for _, _, attributes in view.edges(data=True):
        assert set(attributes) == documented("Edge")


def test_every_attribute_fits_graphml(view):
    rows = [row for _, row in view.nodes(data=True)] + [row for *_, row in view.edges(data=True)]
    assert {type(value) for row in rows for value in row.values()} == {str, int, float}
    assert "graphml" in "".join(nx.generate_graphml(view))


def test_an_entity_tells_its_names_and_counts(view):
    haiti = view.nodes[HAITI]
    assert haiti["label"] == "Republik Haiti"
    assert haiti["aliases"] == "Haiti"
    assert (haiti["kind"], haiti["type"], haiti["iso"]) == ("entity", "Country", "HT")
    assert (haiti["mention_count"], haiti["event_count"], haiti["claim_count"]) == (2, 2, 1)
    assert haiti["articles"] == HERE
    assert view.nodes[KENYA]["longitude"] == 38.25
    assert "longitude" not in haiti


def test_mentions_are_in_reading_order(view):
    mentions = view.nodes[node(view, "polisi")]["mentions"]
    assert mentions == f"{HERE}/char/30-36 {HERE}/char/117-123"


def test_an_event_tells_its_type_time_number_and_truth(view):
    sends, arrives = (view.nodes[node(view, f"event/{word}")] for word in ("mengirim", "tiba"))
    assert (sends["type"], sends["mode"]) == ("AID", "")
    assert (arrives["type"], arrives["mode"]) == ("MOBILIZE", "police")
    assert sends["time"] == "2025-03-01/2025-03-10"
    assert (sends["earliest"], sends["latest"]) == ("2025-03-01", "2025-03-10")
    assert sends["quantity"] == "setidaknya 200"
    assert (sends["claim_count"], sends["source_count"]) == (2, 1)
    assert (arrives["certainty"], arrives["polarity"]) == ("CERTAIN", "NEGATIVE")
    assert (sends["rule"], sends["confidence"]) == ("lexicon:kirim", 0.88)


def test_an_agent_points_to_the_event_and_the_event_to_all_others(view):
    sends = node(view, "event/mengirim")
    assert view.has_edge(KENYA, sends, "agent")
    assert view.has_edge(sends, node(view, "polisi"), "patient")
    assert {"recipient", "destination"} <= set(view[sends][HAITI])


def test_a_claim_points_from_its_source_to_the_event(view):
    arrives = node(view, "event/tiba")
    ((key, claim),) = view[HAITI][arrives].items()
    assert key == claim["claim"]
    assert (claim["kind"], claim["label"], claim["stance"]) == ("claim", "membantah", "deny")
    assert (claim["certainty"], claim["polarity"]) == ("PROBABLE", "NEGATIVE")
    assert claim["mentions"] == f"{HERE}/char/101-110"
    assert claim["addressee"] == KENYA
    assert claim["contradicts"].startswith(f"{HERE}/claim/kata-")


def test_the_article_is_no_node(view):
    assert not [name for name in view if name == HERE]
    claims = [row for *_, row in view.edges(data=True) if row["kind"] == "claim"]
    assert len(claims) == 2


def test_affiliation_is_an_edge_and_what_has_no_mention_is_left_out(view):
    assert view.has_edge(node(view, "wanjiru"), KENYA, "affiliation")
    assert not [row for *_, row in view.edges(data=True) if row["kind"] == "within"]


def test_an_empty_graph_is_an_empty_network():
    assert len(project(Graph())) == 0
