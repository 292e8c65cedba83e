"""The shapes as SPARQL: for every promise in shapes.ttl queries that find what breaks it.

A SHACL engine looks at one node after the other; a query looks at all of them in one pass over
an index, which is what makes large graphs bearable. Only the parts of SHACL that shapes.ttl uses
are known here: one that is not is an error, never a promise that nobody checks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from rdflib import RDF, SH, XSD, Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from kg.errors import KGError

_SAID = {RDF.type, SH.path, SH.message, SH.description, SH.minCount, SH.maxCount, SH.uniqueLang}
_SAID |= {SH.hasValue}

INTEGERS = frozenset({
    XSD.integer, XSD.nonNegativeInteger, XSD.positiveInteger, XSD.nonPositiveInteger,
    XSD.negativeInteger, XSD.long, XSD.int, XSD.short, XSD.byte, XSD.unsignedLong,
    XSD.unsignedInt, XSD.unsignedShort, XSD.unsignedByte,
})  # fmt: skip
"""The index takes all of these for ``xsd:integer``, so that queries cannot tell them apart."""

_LEXICAL: Mapping[URIRef, str] = {
    XSD.integer: "^[-+]?[0-9]+$",
    XSD.nonNegativeInteger: "^([+]?[0-9]+|-0+)$",
    XSD.decimal: "^[-+]?([0-9]+([.][0-9]*)?|[.][0-9]+)$",
}


@dataclass(frozen=True, slots=True)
class Query:
    """Finds ``?this`` (and ``?value``) that break the promise named ``shape``."""

    shape: str
    message: str
    hint: str
    text: str


def queries(shapes: Graph, *, subclasses: bool) -> tuple[Query, ...]:
    """A query or more for each promise, sorted; ``subclasses`` where the graph declares some.

    Raises:
        KGError: the shapes use a part of SHACL that is not known here (a defect of ours).
    """
    kind = "a/<http://www.w3.org/2000/01/rdf-schema#subClassOf>*" if subclasses else "a"
    found = [
        Query(name, str(message), str(hint), text)
        for shape in shapes.subjects(RDF.type, SH.NodeShape)
        for promise, texts in _promises(shapes, shape, kind)
        for name in [str(promise).rpartition("#")[2]]
        for message in shapes.objects(promise, SH.message)
        for hint in shapes.objects(promise, SH.description)
        for text in texts
    ]
    return tuple(sorted(found, key=lambda query: (query.shape, query.text)))


@dataclass(frozen=True, slots=True)
class Number:
    """A promise about the datatype of a number: things of ``classes`` keep it for ``predicate``."""

    shape: str
    message: str
    hint: str
    predicate: str
    classes: frozenset[str]
    datatypes: frozenset[str]


def numbers(shapes: Graph) -> tuple[Number, ...]:
    """The promises that only the triples as they are written can show to be kept."""
    found = []
    for shape in shapes.subjects(RDF.type, SH.NodeShape):
        classes = frozenset(str(one) for one in shapes.objects(shape, SH.targetClass))
        for promise in shapes.objects(shape, SH.property):
            kinds = set(shapes.objects(promise, SH.datatype))
            for choice in shapes.objects(promise, SH["or"]):
                for one in Collection(shapes, choice):
                    kinds.update(shapes.objects(one, SH.datatype))
            if kinds & {*INTEGERS, XSD.decimal}:
                message = str(shapes.value(promise, SH.message))
                hint = str(shapes.value(promise, SH.description))
                name = str(promise).rpartition("#")[2]
                predicate = str(shapes.value(promise, SH.path))
                allowed = frozenset(map(str, kinds))
                found.append(Number(name, message, hint, predicate, classes, allowed))
    return tuple(sorted(found, key=lambda number: number.shape))


def _promises(shapes: Graph, shape: Node, kind: str) -> Iterator[tuple[Node, list[str]]]:
    for promise in shapes.objects(shape, SH.sparql):
        text = str(shapes.value(promise, SH.select))
        yield promise, [text.replace("$this ?value", "?value")]
    classes = " ".join(sorted(_term(one) for one in shapes.objects(shape, SH.targetClass)))
    target = f"VALUES ?kind {{ {classes} }} ?this {kind} ?kind ."
    for promise in shapes.objects(shape, SH.property):
        path = _path(shapes, _one(shapes, promise, SH.path))
        yield (
            promise,
            [
                f"SELECT DISTINCT ?this ?value WHERE {{ {target} {body} }}"
                for body in (
                    *_counts(shapes, promise, path),
                    *_languages(shapes, promise, path),
                    *_values(shapes, promise, path, kind),
                )
            ],
        )


def _counts(shapes: Graph, promise: Node, path: str) -> Iterator[str]:
    for value in shapes.objects(promise, SH.hasValue):
        yield f"FILTER NOT EXISTS {{ ?this {path} {_term(value)} }}"
    for least in shapes.objects(promise, SH.minCount):
        _only(least, 1)
        yield f"FILTER NOT EXISTS {{ ?this {path} ?any }}"
    for most in shapes.objects(promise, SH.maxCount):
        if int(str(most)) == 0:
            yield f"?this {path} ?any"
            continue
        _only(most, 1)
        yield f"?this {path} ?one . ?this {path} ?two . FILTER (!sameTerm(?one, ?two))"


def _languages(shapes: Graph, promise: Node, path: str) -> Iterator[str]:
    if shapes.value(promise, SH.uniqueLang) is not None:
        yield (
            f"?this {path} ?one . ?this {path} ?two . FILTER (!sameTerm(?one, ?two) && "
            'LANG(?one) != "" && LCASE(LANG(?one)) = LCASE(LANG(?two)))'
        )


def _values(shapes: Graph, promise: Node, path: str, kind: str) -> Iterator[str]:
    """What every value must be: all of it in one look at each value."""
    bad: list[str] = []
    for predicate, value in shapes.predicate_objects(promise):
        if predicate == SH["class"]:
            bad.append(f"NOT EXISTS {{ ?value {kind} {_term(value)} }}")
        elif predicate in _TESTS:
            bad.append(f"!COALESCE({_TESTS[predicate](shapes, value)}, false)")
        elif predicate not in _SAID:
            raise KGError(f"{predicate} of {promise} cannot be checked", "Please report this.")
    if bad:
        yield f"?this {path} ?value . FILTER ({' || '.join(sorted(bad))})"


def _datatype(_: Graph, value: Node) -> str:
    if value == RDF.langString:
        return '(isLiteral(?value) && LANG(?value) != "")'
    known = URIRef(str(value))
    kinds = {known, XSD.integer} if known in INTEGERS else {known}
    lexical = _LEXICAL.get(known)
    checked = "true" if lexical is None else f"REGEX(STR(?value), {Literal(lexical).n3()})"
    if known in {XSD.date, XSD.dateTime}:
        checked = f'STR({_term(known)}(STR(?value))) != ""'
    return f"(DATATYPE(?value) IN ({', '.join(sorted(map(_term, kinds)))}) && {checked})"


def _or(shapes: Graph, value: Node) -> str:
    tests = []
    for choice in Collection(shapes, value):
        ((predicate, wanted),) = shapes.predicate_objects(choice)
        tests.append(f"COALESCE({_TESTS[predicate](shapes, wanted)}, false)")
    return f"({' || '.join(tests)})"


def _among(shapes: Graph, value: Node) -> str:
    return f"(?value IN ({', '.join(_term(one) for one in Collection(shapes, value))}))"


def _pattern(_: Graph, value: Node) -> str:
    """A line break at the very end is let through, as the regular expressions of pySHACL do."""
    loose = str(value).removesuffix("$") + ("\\n?$" if str(value).endswith("$") else "")
    return f"(!isBlank(?value) && REGEX(STR(?value), {Literal(loose).n3()}))"


def _is_iri(_: Graph, value: Node) -> str:
    if value != SH.IRI:
        raise KGError(f"node kind {value} cannot be checked", "Please report this.")
    return "isIRI(?value)"


_TESTS: Mapping[Node, Callable[[Graph, Node], str]] = {
    SH.datatype: _datatype,
    SH["in"]: _among,
    SH["or"]: _or,
    SH.pattern: _pattern,
    SH.nodeKind: _is_iri,
    SH.minLength: lambda _, value: f"(!isBlank(?value) && STRLEN(STR(?value)) >= {value})",
    SH.minInclusive: lambda _, value: f"(?value >= {value})",
    SH.maxInclusive: lambda _, value: f"(?value <= {value})",
}
"""What must be true of ``?value``, by the SHACL property that asks for it."""


def _path(shapes: Graph, path: Node) -> str:
    if isinstance(path, URIRef):
        return _term(path)
    ((predicate, value),) = shapes.predicate_objects(path)
    if predicate == SH.inversePath:
        return f"^{_term(value)}"
    if predicate == SH.alternativePath:
        return f"({'|'.join(_term(one) for one in Collection(shapes, value))})"
    raise KGError(f"path {predicate} cannot be checked", "Please report this.")


def _one(shapes: Graph, subject: Node, predicate: URIRef) -> Node:
    (value,) = shapes.objects(subject, predicate)
    return value


def _only(value: Node, known: int) -> None:
    if int(str(value)) != known:
        raise KGError(f"a count of {value} cannot be checked", "Please report this.")


def _term(term: Node) -> str:
    return term.n3()
