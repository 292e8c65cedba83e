"""Holds a graph against the ontology's promises (SHACL), and says where it breaks them.

The shapes are data (``ontology/shapes.ttl``); pySHACL applies them. What a violation is about is
told with the article's own words, because nobody reads IRIs.
"""

from __future__ import annotations

import warnings

import pyshacl
from rdflib import RDF, SH, Graph
from rdflib.term import Node

from kg.errors import KGError
from kg.graph.ontology import shapes
from kg.graph.report import Report, Violation, offset
from kg.graph.vocab import GAF, NIF, K


def check(graph: Graph) -> Report:
    """The report on ``graph``, which is not changed.

    Raises:
        KGError: pySHACL cannot work with the shapes (a defect of ours).
    """
    with warnings.catch_warnings():
        # rdflib says so where it cannot compare two values, which are of a wrong datatype anyway.
        warnings.filterwarnings("ignore", "NotImplemented should not be", DeprecationWarning)
        conforms, results, text = pyshacl.validate(
            graph, shacl_graph=shapes(), inference="none", inplace=True, do_owl_imports=False
        )
    if not isinstance(results, Graph):
        raise KGError(f"the shapes cannot be applied: {text}", "Please report this.")
    violations = {
        _violation(graph, results, result)
        for result in results.subjects(RDF.type, SH.ValidationResult)
    }
    return Report(conforms, tuple(sorted(violations)))


def _violation(graph: Graph, results: Graph, result: Node) -> Violation:
    source = results.value(result, SH.sourceConstraint) or results.value(result, SH.sourceShape)
    shape = results.value(result, SH.sourceShape) if source is None else source
    focus = results.value(result, SH.focusNode)
    value = results.value(result, SH.value)
    messages = sorted(str(message) for message in results.objects(result, SH.resultMessage))
    hint = None if shape is None else shapes().value(shape, SH.description)
    about_graph = results.value(result, SH.sourceConstraint) is not None and value is not None
    node = value if about_graph else focus
    return Violation(
        shape=str(shape).rpartition("#")[2],
        node=str(node),
        value="" if value is None or about_graph else str(value),
        message=" ".join(messages),
        words=() if node is None else _words(graph, node),
        hint="" if hint is None else str(hint),
    )


def _words(graph: Graph, node: Node) -> tuple[str, ...]:
    """The words of a mention, or of the mentions of anything else.

    A claim that lost its own words is told with those of what it claims.
    """
    mentions = [node, *graph.objects(node, GAF.denotedBy)]
    if len(mentions) == 1:
        for event in graph.objects(node, K.claims):
            mentions.extend(graph.objects(event, GAF.denotedBy))
    places = sorted(
        (
            min(
                (offset(one) for one in map(str, graph.objects(mention, NIF.beginIndex))),
                default=0,
            ),
            str(words),
        )
        for mention in mentions
        for words in graph.objects(mention, NIF.anchorOf)
    )
    return tuple(words for _, words in places)
