"""What event types are called, from the ontology: a new type needs no change here."""

from __future__ import annotations

from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

import pyoxigraph

from kg.export.records import Records
from kg.graph.vocab import SKOS, TYPE

_FILE = "event-types.ttl"


def type_names(found: Records) -> dict[str, dict[str, str]]:
    """Code → language → name, for the types that occur in ``found``."""
    codes = {code for event in found.events for code in event.types}
    names: dict[str, dict[str, str]] = {code: {} for code in sorted(codes)}
    label = pyoxigraph.NamedNode(str(SKOS.prefLabel))
    for quad in pyoxigraph.parse(_ontology().read_bytes(), format=pyoxigraph.RdfFormat.TURTLE):
        if quad.predicate != label or not isinstance(quad.subject, pyoxigraph.NamedNode):
            continue
        code = quad.subject.value.removeprefix(str(TYPE))
        if code in names and isinstance(quad.object, pyoxigraph.Literal):
            names[code][quad.object.language or "id"] = quad.object.value
    return names


def _ontology() -> Traversable:
    """Inside the package where it is installed, beside it in a checkout."""
    installed = files("kg").joinpath("_ontology", _FILE)
    return installed if installed.is_file() else Path(__file__).parents[3] / "ontology" / _FILE
