"""Every node has a place of its own, the same on every run and machine."""

from __future__ import annotations

import networkx as nx
import pytest

from kg.graph.layout import SIZE, positions

PINNED = {"a": (503.0, 378.0), "b": (-47.0, 359.0), "c": (-597.0, 262.0), "d": (116.0, -1000.0)}


def network(*edges: tuple[str, str], alone: tuple[str, ...] = ()) -> nx.MultiDiGraph:
    view = nx.MultiDiGraph()
    view.add_nodes_from(alone)
    view.add_edges_from(edges)
    return view


def distance(places, a: str, b: str) -> float:
    return sum((p - q) ** 2 for p, q in zip(places[a], places[b], strict=True)) ** 0.5


def test_places_are_pinned():
    """These very numbers come out on every machine; a change of them moves every picture."""
    places = positions(network(("a", "b"), ("b", "c"), alone=("d",)))
    assert places == PINNED


def test_the_order_in_which_nodes_and_edges_came_does_not_matter():
    one = network(("a", "b"), ("b", "c"), ("c", "a"), alone=("d",))
    other = network(("b", "c"), ("c", "a"), ("a", "b"), alone=())
    other.add_node("d")
    assert positions(one) == positions(other)


def test_parallel_edges_and_their_direction_do_not_matter():
    one, other = network(("a", "b"), ("b", "c")), network(("b", "a"), ("a", "b"), ("c", "b"))
    assert positions(one) == positions(other)


@pytest.mark.parametrize("size", [2, 3, 20, 150])
def test_nodes_do_not_stand_on_each_other_and_stay_in_the_picture(size):
    ring = network(*((str(n), str((n + 1) % size)) for n in range(size)))
    places = positions(ring)
    assert len(set(places.values())) == size
    assert max(abs(part) for place in places.values() for part in place) == SIZE
    assert all(part == round(part) for place in places.values() for part in place)


def test_what_is_joined_stands_nearer_than_what_is_not():
    left = [(f"l{a}", f"l{b}") for a in range(6) for b in range(a)]
    right = [(f"r{a}", f"r{b}") for a in range(6) for b in range(a)]
    places = positions(network(*left, *right, ("l0", "r0")))
    within = [distance(places, a, b) for a, b in (*left, *right)]
    across = [distance(places, f"l{a}", f"r{b}") for a in range(6) for b in range(6)]
    assert sum(within) / len(within) < 0.6 * sum(across) / len(across)


def test_one_node_and_none_have_a_layout():
    assert positions(nx.MultiDiGraph()) == {}
    assert set(positions(network(alone=("a",)))) == {"a"}


def test_a_loop_moves_nothing():
    assert positions(network(("a", "a"), ("a", "b"))) == positions(network(("a", "b")))
