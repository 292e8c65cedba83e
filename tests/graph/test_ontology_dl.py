"""The ontology stays within OWL 2 DL, so that reasoners take it as it is.

What is tested is every restriction of the profile that files like ours can break
(https://www.w3.org/TR/owl2-syntax/#Ontologies and #Global_Restrictions_on_Axioms_in_OWL_2_DL).
The OWL API's own checker was run by hand on the same files; ontology/README.md says how.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from rdflib import OWL, RDF, RDFS, XSD, BNode, Graph, Literal
from rdflib.term import Node

PROPERTIES = {OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty}
KINDS = PROPERTIES | {OWL.Class, OWL.NamedIndividual, RDFS.Datatype}
DATATYPES = {XSD.string, XSD.decimal, XSD.integer, XSD.dateTime, RDFS.Literal, RDF.PlainLiteral}
BUILT_IN_ANNOTATIONS = {RDFS.label, RDFS.comment, RDFS.seeAlso, RDFS.isDefinedBy, OWL.versionInfo}
RESERVED = (
    "http://www.w3.org/2002/07/owl#",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "http://www.w3.org/2000/01/rdf-schema#",
    "http://www.w3.org/2001/XMLSchema#",
)
CLASS_POSITIONS = {RDFS.subClassOf, OWL.equivalentClass, OWL.someValuesFrom, RDFS.domain}
FILES = ("berita.ttl", "event-types.ttl")


def problems(graph: Graph) -> list[str]:
    """Sentences about what is not OWL 2 DL in ``graph``."""
    kinds: dict[Node, set[Node]] = defaultdict(set)
    for node, kind in graph.subject_objects(RDF.type):
        kinds[node] |= {kind} & KINDS
    declared = misdeclared(kinds)
    found = [line for triple in graph for line in misfits(graph, kinds, *triple)]
    return sorted(found) + declared + shared_blank_nodes(graph) + composites(graph)


def misdeclared(kinds: Mapping[Node, set[Node]]) -> list[str]:
    """Names that are reserved, or stand for a property of two kinds."""
    reserved = [f"{node} is reserved" for node in kinds if str(node).startswith(RESERVED)]
    double = [node for node, own in kinds.items() if len(own & PROPERTIES) > 1]
    return reserved + [f"{node} is of two kinds" for node in double]


def misfits(graph: Graph, kinds: Mapping[Node, set[Node]], *triple: Node) -> Iterator[str]:
    """What is wrong with a single triple."""
    subject, predicate, value = triple
    own = kinds[predicate]
    if predicate in BUILT_IN_ANNOTATIONS or OWL.AnnotationProperty in own:
        return
    if own:
        individual = OWL.NamedIndividual in kinds[subject]
        if not individual and (subject, RDF.type, OWL.Ontology) not in graph:
            yield f"{subject} is no individual, but has {predicate}"
        if (OWL.ObjectProperty in own) == isinstance(value, Literal):
            yield f"{predicate} of {subject} has the wrong kind of value"
    elif not str(predicate).startswith(RESERVED):
        yield f"{predicate} is not declared"
    else:
        yield from misplaced(kinds, *triple)


def misplaced(kinds: Mapping[Node, set[Node]], *triple: Node) -> Iterator[str]:
    """What is wrong with an axiom."""
    subject, predicate, value = triple
    is_class = isinstance(value, BNode) or OWL.Class in kinds[value]
    ours = predicate == RDF.type and not str(value).startswith(RESERVED)
    if (ours or predicate in CLASS_POSITIONS) and not is_class:
        yield f"{value} is no declared class"
    if predicate == RDFS.range:
        of_things = OWL.ObjectProperty in kinds[subject]
        if of_things != is_class or not (is_class or value in DATATYPES):
            yield f"{value} is no range for {subject}"
    if predicate == RDFS.subPropertyOf and kinds[subject] != kinds[value]:
        yield f"{subject} is below {value}, a property of another kind"


def shared_blank_nodes(graph: Graph) -> list[str]:
    nodes = [value for value in graph.objects() if isinstance(value, BNode)]
    return [f"{node} stands in two places" for node in set(nodes) if nodes.count(node) > 1]


def composites(graph: Graph) -> list[str]:
    """Transitive properties, and all above them, must not be irreflexive, functional or counted."""
    composite = set()
    for node in graph.subjects(RDF.type, OWL.TransitiveProperty):
        composite |= set(graph.transitive_objects(node, RDFS.subPropertyOf))
    simple_only = {OWL.IrreflexiveProperty, OWL.FunctionalProperty, OWL.AsymmetricProperty}
    return [
        f"{node} is composite"
        for node in sorted(composite)
        if simple_only & set(graph.objects(node, RDF.type))
    ]


@pytest.mark.parametrize("name", FILES)
def test_the_file_is_owl_2_dl(ontology: Path, name: str):
    assert problems(Graph().parse(ontology / name)) == []


@pytest.mark.parametrize(
    ("broken", "complaint"),
    [
        ("k:agent a owl:DatatypeProperty .", "two kinds"),
        ("k:agent rdfs:range k:Undeclared .", "no range"),
        ("k:agent rdfs:range xsd:string .", "no range"),
        ("k:Event rdfs:subClassOf k:Undeclared .", "no declared class"),
        ("k:Event k:undeclared k:Claim .", "not declared"),
        ("k:Event k:agent k:assert .", "no individual"),
        ("k:assert k:cue k:deny .", "wrong kind"),
        ('k:assert k:agent "x" .', "wrong kind"),
        ("k:cue rdfs:subPropertyOf k:agent .", "another kind"),
        ("k:within a owl:FunctionalProperty .", "composite"),
        ("owl:Thing a owl:Class .", "reserved"),
        ("k:x a k:Undeclared .", "no declared class"),
        ("k:Event rdfs:subClassOf _:b . k:Claim rdfs:subClassOf _:b .", "two places"),
    ],
)
def test_the_test_sees_what_is_not(ontology: Path, broken: str, complaint: str):
    """Each restriction, broken on purpose, is complained of."""
    text = (ontology / "berita.ttl").read_text(encoding="utf-8")
    found = problems(Graph().parse(data=f"{text}\n{broken}", format="turtle"))
    assert any(complaint in line for line in found)
