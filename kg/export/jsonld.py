"""``graph.jsonld``: the union as JSON-LD with short, readable keys, for programs that read JSON."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from rdflib import RDF, URIRef
from rdflib.term import Literal, Node

from kg.export.base import Exporter
from kg.export.terms import ordered, prefixes
from kg.graph.newsgraph import NewsGraph, Triple

Json = str | dict[str, "Json"] | list["Json"]


@dataclass(frozen=True, slots=True)
class JsonLd:
    """A context of our own makes ``sem:eventType`` the key ``eventType``.

    A property whose values are all IRIs, of one datatype or of one language says so once, in the
    context; values are strings throughout, so that no number loses digits.
    """

    name: str = "jsonld"
    filename: str = "graph.jsonld"

    def render(self, graph: NewsGraph) -> Mapping[str, bytes]:
        triples = ordered(graph.union())
        names = prefixes(graph)
        values: dict[Node, list[Node]] = defaultdict(list)
        for _, predicate, value in triples:
            values[predicate].append(value)
        kinds = {predicate: _kind(objects) for predicate, objects in values.items()}
        keys = _keys([str(predicate) for predicate in values if predicate != RDF.type], names)
        terms = {key: {"@id": iri, **kinds[URIRef(iri)]} for iri, key in keys.items()}
        context: dict[str, Json] = {**names, **terms}
        nodes = [_node(group, keys, kinds, names) for group in _by_subject(triples)]
        document = {"@context": context, "@graph": nodes}
        text = json.dumps(document, ensure_ascii=True, indent=1)
        return {self.filename: text.encode("ascii") + b"\n"}


def _kind(values: list[Node]) -> dict[str, Json]:
    """What all ``values`` have in common, in the words of a JSON-LD context."""
    if all(isinstance(value, URIRef) for value in values):
        return {"@type": "@id"}
    literals = [value for value in values if isinstance(value, Literal)]
    kinds = {(value.datatype, value.language) for value in literals}
    if len(literals) < len(values) or len(kinds) > 1:
        return {}
    ((datatype, language),) = kinds
    if language:
        return {"@language": language}
    return {"@type": str(datatype)} if datatype else {}


def _keys(predicates: list[str], names: Mapping[str, str]) -> dict[str, str]:
    """Predicate → key: its local name where that is free, else with its prefix."""
    taken = set(names)
    keys: dict[str, str] = {}
    for predicate in sorted(predicates):
        compact = _compact(predicate, names)
        local = compact.partition(":")[2]
        key = compact if not local.isidentifier() or local in taken else local
        taken.add(key)
        keys[predicate] = key
    return keys


def _compact(iri: str, names: Mapping[str, str]) -> str:
    fits = [(len(space), prefix) for prefix, space in names.items() if iri.startswith(space)]
    if not fits:
        return iri
    length, prefix = max(fits)
    rest = iri[length:]
    return iri if not rest or rest.startswith("//") else f"{prefix}:{rest}"


def _by_subject(triples: list[Triple]) -> list[list[Triple]]:
    groups: dict[Node, list[Triple]] = defaultdict(list)
    for triple in triples:
        groups[triple[0]].append(triple)
    return list(groups.values())


def _node(
    triples: list[Triple],
    keys: Mapping[str, str],
    kinds: Mapping[Node, dict[str, Json]],
    names: Mapping[str, str],
) -> Json:
    types: list[Json] = []
    rest: dict[str, list[Json]] = defaultdict(list)
    for _, predicate, value in triples:
        if predicate == RDF.type:
            types.append(_compact(str(value), names))
        else:
            rest[keys[str(predicate)]].append(_value(value, kinds[predicate], names))
    node: dict[str, Json] = {"@id": _compact(str(triples[0][0]), names)}
    if types:
        node["@type"] = types
    node.update({key: rest[key][0] if len(rest[key]) == 1 else rest[key] for key in sorted(rest)})
    return node


def _value(value: Node, kind: Mapping[str, Json], names: Mapping[str, str]) -> Json:
    if isinstance(value, URIRef):
        compact = _compact(str(value), names)
        return compact if kind else {"@id": compact}
    text = str(value)
    if kind or not isinstance(value, Literal):
        return text
    if value.language:
        return {"@value": text, "@language": value.language}
    return {"@value": text, "@type": str(value.datatype)} if value.datatype else text


EXPORTER: Exporter = JsonLd()
