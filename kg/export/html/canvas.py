"""The network as pyvis holds it: nodes with place, shape and label, edges with kind and status."""

from __future__ import annotations

import json
import textwrap
from typing import Any

import networkx as nx  # type: ignore[import-untyped]
from pyvis.network import Network  # type: ignore[import-untyped]

from kg.export.html.rings import FIRST, ranked, rings
from kg.export.html.spread import Box, spread
from kg.export.html.view import status
from kg.graph.layout import positions

Json = dict[str, Any]

SHAPES = {
    "Person": "dot",
    "Organization": "square",
    "Country": "diamond",
    "Place": "triangle",
    "Group": "hexagon",
    "Object": "triangleDown",
    "Event": "star",
}

_LINE, _LINES = 17, 2  # characters a line, lines a label
_LETTER, _HEIGHT, _AIR = 7.8, 17.0, 12.0  # pixels: a letter's width, a line's height, around
_WIDER = 1.5  # the compact network needs room for what stands on its lines
_OPTIONS = {
    "physics": {"enabled": False},
    "nodes": {"font": {"size": 14, "strokeWidth": 4, "face": "system-ui, sans-serif"}},
    "edges": {"smooth": False, "arrows": {"to": {"scaleFactor": 0.5}}, "selectionWidth": 1.5},
    "interaction": {
        "hover": True,
        "multiselect": False,
        "selectConnectedEdges": False,
        "hoverConnectedEdges": False,
        "hideEdgesOnDrag": False,
        "zoomSpeed": 0.6,
    },
    "layout": {"improvedLayout": False},
}


def canvas(
    network: nx.MultiDiGraph, near: nx.MultiDiGraph, triggers: dict[str, str], base: str
) -> Network:
    """``network`` as :func:`kg.graph.project.project` gives it, the most important nodes first.

    An event is labelled by its trigger. An entity stands ``at`` another place, and has another
    rank, in the compact network ``near``. ``pyvis`` is only the container: its page, its physics
    and its files are not used.
    """
    net = Network(directed=True, cdn_resources="in_line")
    net.set_options(json.dumps(_OPTIONS))
    order = ranked(network)
    nodes = [_node(name, network, triggers, base) for name in order]
    named = dict(zip(order, nodes, strict=True))
    for name, place in _places(network, named).items():
        named[name]["x"], named[name]["y"] = place
    for rank, (name, (x, y)) in enumerate(_places(near, named).items()):
        named[name]["at"] = [round(x * _WIDER), round(y * _WIDER), rank]
    # Not add_node and add_edge: they search their lists, which takes squared time.
    net.nodes.extend(nodes)
    net.node_ids.extend(node["id"] for node in nodes)
    net.edges.extend(
        _edge(number, ends, attributes, base)
        for number, (*ends, attributes) in enumerate(network.edges(data=True))
    )
    return net


def compact_lines(near: nx.MultiDiGraph, base: str) -> list[Json]:
    """The lines of the compact network; ``act`` for events, ``tie`` for what belongs together."""
    return [
        {
            "id": f"line{number}",
            "from": start.removeprefix(base),
            "to": end.removeprefix(base),
            "kind": own["kind"],
            "events": [event.removeprefix(base) for event in own["events"]],
        }
        for number, (start, end, own) in enumerate(near.edges(data=True))
    ]


def _places(network: nx.MultiDiGraph, nodes: dict[str, Json]) -> dict[str, tuple[int, int]]:
    """Where nodes stand: those that the page opens with by their links, the others around them."""
    order = ranked(network)
    core = network.subgraph(order[:FIRST])
    boxes = [_box(name, nodes[name]) for name in order[:FIRST]]
    places = spread(positions(core), boxes)
    return places | rings(places, order[FIRST:], network)


def _node(name: str, network: nx.MultiDiGraph, triggers: dict[str, str], base: str) -> Json:
    attributes = network.nodes[name]
    is_event = attributes["kind"] == "event"
    text = (triggers.get(name) if is_event else attributes["label"]) or attributes["label"]
    links = network.degree(name)
    return {
        "id": name.removeprefix(base),
        "label": _wrapped(text),
        "shape": SHAPES["Event" if is_event else attributes["type"]],
        "size": min(10 + links, 26) if not is_event else min(9 + links * 0.6, 16),
    }


def _wrapped(text: str) -> str:
    lines = textwrap.wrap(" ".join(text.split()), _LINE)
    if len(lines) > _LINES:
        lines = [*lines[: _LINES - 1], f"{lines[_LINES - 1][: _LINE - 1].rstrip()}…"]
    return "\n".join(lines)


def _box(name: str, node: Json) -> Box:
    """What a node covers with its label below it, and some air."""
    lines = node["label"].split("\n")
    width = max(len(line) for line in lines) * _LETTER
    below = len(lines) * _HEIGHT
    size = 2.0 * node["size"]
    return Box(name, max(width, size) + _AIR, size + below + _AIR, below / 2.0)


def _edge(number: int, ends: list[str], attributes: Json, base: str) -> Json:
    kind = attributes["kind"]
    edge: Json = {
        "id": f"edge{number}",
        "from": ends[0].removeprefix(base),
        "to": ends[1].removeprefix(base),
        "kind": kind if kind in {"role", "claim"} else "tie",
        "label": attributes["label"],
    }
    if kind == "claim":
        certainty, polarity = attributes["certainty"], attributes["polarity"]
        edge["status"] = status(certainty, polarity, attributes["stance"])
        edge["claim"] = attributes["claim"].removeprefix(base)
        edge["smooth"] = {"enabled": True, "type": "curvedCW", "roundness": 0.15}
    if edge["kind"] != "tie":
        edge["arrows"] = "to"
    return edge
