"""Both tiers of ``kg check`` give one verdict: on each kind of fault, and on faults at random.

The corpus of faults is made from shapes.ttl itself: for every constraint of every shape the example
graph is broken in each way that this constraint forbids.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from rdflib import RDF, RDFS, SH, XSD, BNode, Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from kg.errors import KGError
from kg.graph import check, integrity
from kg.graph.build import build
from kg.graph.constraints import queries
from kg.graph.ontology import shapes
from kg.graph.report import Report, Violation
from kg.graph.vocab import GAF, GEO, NIF, K

NOWHERE = URIRef("https://example.org/entah")
Change = Callable[[Graph, Node], None]


@dataclass(frozen=True)
class Fault:
    """A way to break the promise ``shape`` for one thing of the class ``kind``."""

    shape: str
    kind: URIRef
    what: str
    change: Change


def leaving(path: URIRef | None, back: URIRef | None, several: list[Node]) -> Change:
    """Without any value."""

    def change(graph: Graph, node: Node) -> None:
        for predicate in [path] if path else several:
            graph.remove((node, predicate, None))
        if back:
            graph.remove((None, back, node))

    return change


def having(path: URIRef, value: Node, *, more: bool) -> Change:
    """With another value, or with one more."""

    def change(graph: Graph, node: Node) -> None:
        if not more:
            graph.remove((node, path, None))
        graph.add((node, path, value))

    return change


def typed_as(path: URIRef, kind: URIRef) -> Change:
    """With one more value, of the class that is asked for."""

    def change(graph: Graph, node: Node) -> None:
        graph.add((node, path, min(graph.subjects(RDF.type, kind))))
        fresh = URIRef(f"{node}/lain")
        graph.add((node, path, fresh))
        graph.add((fresh, RDF.type, kind))

    return change


def wrong(datatype: Node) -> dict[str, Node]:
    """Values that are not of the datatype."""
    lexical = {
        XSD.date: "2025-02-30",
        XSD.dateTime: "pagi",
        XSD.integer: "1.5",
        XSD.decimal: "satu",
        XSD.nonNegativeInteger: "-3",
    }.get(URIRef(str(datatype)))
    found: dict[str, Node] = {
        "an IRI": NOWHERE,
        "a node without a name": BNode("kosong"),
        "another datatype": Literal("7.5", datatype=XSD.double),
        "a language": Literal("tujuh", lang="id"),
        "no language": Literal("tujuh"),
    }
    if datatype == RDF.langString:
        del found["a language"]
    if datatype == XSD.string:
        del found["no language"]
    if datatype == XSD.nonNegativeInteger:
        found["any integer"] = Literal("7", datatype=XSD.integer)
    if lexical is not None:
        found["not of its form"] = Literal(lexical, datatype=datatype)
    return found


def another(graph: Graph, promise: Node) -> Node | None:
    """A value that the promise allows, and that nothing in the example has."""
    datatype = graph.value(promise, SH.datatype)
    among = graph.value(promise, SH["in"])
    if among is not None:
        return list(Collection(graph, among))[-1]
    if graph.value(promise, SH["or"]) is not None:
        return Literal("77", datatype=XSD.integer)
    values = {
        XSD.string: Literal("ZZ"),
        RDF.langString: Literal("lain", lang="id"),
        XSD.date: Literal("2020-02-02", datatype=XSD.date),
        XSD.dateTime: Literal("2020-02-02T00:00:00", datatype=XSD.dateTime),
        XSD.decimal: Literal("0.77", datatype=XSD.decimal),
        XSD.nonNegativeInteger: Literal("1", datatype=XSD.nonNegativeInteger),
        GEO.wktLiteral: Literal("POINT(1.0 2.0)", datatype=GEO.wktLiteral),
        XSD.anyURI: Literal("https://example.org/lain", datatype=XSD.anyURI),
    }
    return values.get(URIRef(str(datatype))) if datatype else None


def faults(graph: Graph) -> Iterator[Fault]:
    """Each kind of fault, for each constraint of each shape about properties."""
    for shape in sorted(graph.subjects(RDF.type, SH.NodeShape)):
        for kind in sorted(graph.objects(shape, SH.targetClass)):
            for promise in sorted(graph.objects(shape, SH.property)):
                name = str(promise).partition("#")[2]
                for what, change in ways(graph, promise):
                    yield Fault(name, kind, what, change)


def ways(graph: Graph, promise: Node) -> Iterator[tuple[str, Change]]:
    """Of a path that is no property only the count can be wrong, or the first alternative."""
    path = graph.value(promise, SH.path)
    back = graph.value(path, SH.inversePath)
    either = graph.value(path, SH.alternativePath)
    several = list(Collection(graph, either)) if either else []
    one = path if isinstance(path, URIRef) else None
    if graph.value(promise, SH.minCount) is not None:
        yield "none", leaving(one, back, several)
    for value in graph.objects(promise, SH.hasValue):
        yield f"not {value}", lambda g, node, value=value: g.remove((node, one, value)) and None
    one = one or (several[0] if several else None)
    if graph.value(promise, SH.uniqueLang) is not None:
        yield (
            "two of a language",
            lambda g, node: (
                [g.add((node, one, Literal(name, lang="id"))) for name in ("satu", "dua")] and None
            ),
        )
    if one is not None:
        yield from counted(graph, promise, one)
        for what, value, more in forbidden(graph, promise):
            yield what, having(one, value, more=more)


def counted(graph: Graph, promise: Node, one: URIRef) -> Iterator[tuple[str, Change]]:
    """More values than there may be."""
    most, kind = graph.value(promise, SH.maxCount), graph.value(promise, SH["class"])
    if most is None:
        return
    if str(most) == "0":
        yield "any", having(one, NOWHERE, more=True)
    elif kind is not None:
        yield "two", typed_as(one, kind)
    else:
        value = another(graph, promise)
        assert value is not None, promise
        yield "two", lambda g, node: g.add((node, one, value)) and twice(g, node, one)


def twice(graph: Graph, node: Node, one: URIRef) -> None:
    """Where there was no value before, a second."""
    if len(list(graph.objects(node, one))) < 2:
        graph.add((node, one, NOWHERE))


def forbidden(graph: Graph, promise: Node) -> Iterator[tuple[str, Node, bool]]:
    """What the values may not be: a value, and whether it stands beside those that there are."""
    datatype = graph.value(promise, SH.datatype)
    bad: dict[URIRef, list[Node]] = {
        SH["class"]: [NOWHERE, Literal("kata")],
        SH["or"]: [NOWHERE, *(Literal("7", datatype=d) for d in (None, XSD.int, XSD.double))],
        SH["in"]: [NOWHERE, Literal("POSITIVE"), BNode("kosong")],
        SH.pattern: [Literal("bukan\tini", datatype=datatype)],
        SH.minLength: [Literal("")],
        SH.nodeKind: [Literal("Q252"), BNode("kosong")],
    }
    for constraint, values in bad.items():
        for value in values if graph.value(promise, constraint) is not None else ():
            more = constraint in {SH["class"], SH.nodeKind}
            yield f"{constraint} {value.n3()}", value, more
    if datatype is not None:
        for what, value in wrong(datatype).items():
            yield what, value, False
    for bound, step in ((SH.minInclusive, -1), (SH.maxInclusive, 1)):
        for limit in graph.objects(promise, bound):
            past_it = Literal(str(float(limit) + step), datatype=XSD.decimal)
            yield f"past {limit}", past_it, False


FAULTS = list(faults(shapes()))


def copies() -> dict[int, list[Fault]]:
    """The faults by copy of the example: each copy has at most one for a class of things."""
    placed: dict[int, list[Fault]] = {}
    before: Counter[URIRef] = Counter()
    for fault in FAULTS:
        placed.setdefault(before[fault.kind], []).append(fault)
        before[fault.kind] += 1
    return placed


def quads_of(graph: Graph) -> list[ox.Quad]:
    text = graph.serialize(format="nt")
    return list(ox.parse(text, format=ox.RdfFormat.N_TRIPLES))


def fast(graph: Graph) -> Report:
    """The verdict of the queries."""
    quads = quads_of(graph)
    store = ox.Store()
    store.bulk_extend(quads)
    return integrity.check(store, integrity.oddities(quads))


def told(report: Report) -> set[Violation]:
    """The violations, a number in its shortest form: the index keeps no trailing zeros."""
    return {
        replace(one, value=re.sub(r"^(-?\d+)\.0+$", r"\1", one.value)) for one in report.violations
    }


def thing(graph: Graph, kind: URIRef, base: str) -> Node:
    """One of the class, a bare one where there is none."""
    fresh = URIRef(f"{base}{kind.rpartition('#')[2]}")
    node = min(graph.subjects(RDF.type, kind), default=fresh)
    graph.add((node, RDF.type, kind))
    return node


@pytest.fixture(scope="module")
def corpus(facts, run) -> tuple[Report, Report]:
    """Copies of the example with faults, in one graph; what both tiers say of it."""
    whole = Graph()
    for number, several in copies().items():
        named = replace(facts, article=replace(facts.article, id=f"f{number}"))
        base = f"https://example.org/f{number}/"
        graph = build([named], run, base).union()
        things = {kind: thing(graph, kind, base) for kind in {fault.kind for fault in several}}
        for fault in several:
            fault.change(graph, things[fault.kind])
        whole += graph
    return check.check(whole), fast(whole)


def test_both_tiers_refuse_each_fault(corpus) -> None:
    """And nobody forgot a shape: all that are about properties are broken in some way."""
    assert len(FAULTS) > 250
    promised = {str(shape).partition("#")[2] for shape in shapes().objects(None, SH.property)}
    assert {fault.shape for fault in FAULTS} == promised
    for report in corpus:
        found = {
            (violation.shape, match[1])
            for violation in report.violations
            if (match := re.match(r"https://example\.org/f(\d+)/", violation.node))
        }
        missed = [
            (fault.shape, fault.kind, fault.what)
            for number, several in copies().items()
            for fault in several
            if (fault.shape, str(number)) not in found
        ]
        assert missed == []


def test_both_tiers_say_the_same(corpus) -> None:
    """Not the verdict alone: the same promises, things, values, words and advice."""
    slow, quick = corpus
    assert not slow.conforms
    assert not quick.conforms
    assert told(slow) == told(quick)


POOL = [NOWHERE, BNode("kosong"), Literal("kata"), Literal("kata", lang="id"), Literal(""),
        Literal("7", datatype=XSD.integer), Literal("7", datatype=XSD.nonNegativeInteger),
        Literal("0.5", datatype=XSD.decimal), Literal("2024-01-01", datatype=XSD.date),
        Literal("x", datatype=XSD.date), K.Event, K.Claim, K.Mention, K.deny]  # fmt: skip
PICK = st.integers(0, 10_000)
STEP = st.tuples(st.sampled_from(["drop", "change", "add", "move", "class"]), PICK, PICK)


def mutated(graph: Graph, steps: list[tuple[str, int, int]]) -> Graph:
    """The graph after each step: a triple dropped, changed, added, or of another subject."""
    for what, first, second in steps:
        triples = sorted(graph)
        s, p, o = triples[first % len(triples)]
        other = triples[second % len(triples)]
        if what != "add":
            graph.remove((s, p, o))
        if what in {"change", "add"}:
            pool = [*POOL, other[2], other[0]]
            graph.add((s, p, pool[second % len(pool)]))
        elif what == "move":
            graph.add((other[0], p, o))
        elif what == "class":
            graph.add((s, RDF.type, other[2] if isinstance(other[2], URIRef) else K.Person))
    return graph


def without_moved(report: Report) -> set[Violation]:
    """All but the words of mentions whose offsets are broken anyway: 1.0 is 1 to the index."""
    broken = {v.node for v in report.violations if v.shape in {"mention-begin", "mention-end"}}
    return {v for v in told(report) if v.shape != "graph-anchors" or v.node not in broken}


# Shrinking would take minutes, and the steps are few.
@settings(
    max_examples=30,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
)
@given(st.lists(STEP, min_size=1, max_size=6))
def test_both_tiers_agree_on_faults_at_random(facts, run, steps) -> None:
    graph = mutated(build([facts], run).union(), steps)
    slow, quick = check.check(graph), fast(graph)
    assert slow.conforms == quick.conforms
    assert without_moved(slow) == without_moved(quick)


def test_a_good_graph_conforms(graph: Graph) -> None:
    assert fast(graph) == Report(conforms=True, violations=())
    assert fast(Graph()).conforms


def test_classes_below_those_of_the_ontology_are_checked_too(graph: Graph) -> None:
    """Where a graph declares subclasses, their things keep the promises of the classes above."""
    for kind in (K.Mention, K.Event):
        below = URIRef(f"https://example.org/{kind.rpartition('#')[2]}")
        for node in list(graph.subjects(RDF.type, kind)):
            graph.remove((node, RDF.type, kind))
            graph.add((node, RDF.type, below))
        graph.add((below, RDFS.subClassOf, kind))
    assert fast(graph) == check.check(graph) == Report(conforms=True, violations=())
    graph.remove((None, NIF.anchorOf, None))
    graph.remove((None, RDFS.label, None))
    assert not fast(graph).conforms
    assert told(fast(graph)) == told(check.check(graph))


def test_a_mention_that_is_not_what_the_article_says_is_found_by_both(graph: Graph) -> None:
    """Offsets in code points: also behind characters outside the basic plane."""
    article = next(iter(graph.subjects(RDF.type, K.Article)))
    for step, good in ((1, False), (-1, True)):
        text = str(graph.value(article, NIF.isString))
        moved = f"🙂{text}" if step > 0 else text[1:]
        graph.set((article, NIF.isString, Literal(moved)))
        slow, quick = check.check(graph), fast(graph)
        assert slow.conforms is quick.conforms is good
        assert told(slow) == told(quick)
    mentions = set(graph.objects(None, GAF.denotedBy))
    graph.set((article, NIF.isString, Literal("pendek")))
    assert len([v for v in fast(graph).violations if v.shape == "graph-anchors"]) == len(mentions)


@pytest.mark.parametrize(
    "said",
    ["sh:minCount 2", "sh:maxCount 3", "sh:equals k:time", "sh:nodeKind sh:Literal",
     "sh:path [ sh:zeroOrMorePath k:within ]"],
)  # fmt: skip
def test_a_constraint_that_is_not_known_is_an_error(said: str, ontology: Path) -> None:
    """No promise is passed over in silence."""
    path = "" if "sh:path" in said else "sh:path k:time ; "
    graph = Graph().parse(ontology / "shapes.ttl")
    names = "\n".join(f"PREFIX {p}: <{n}>" for p, n in graph.namespaces())
    graph.parse(
        data=f"{names}\n<a:s> a sh:NodeShape ; sh:targetClass k:Event ; sh:property <a:p> ."
        f'<a:p> {path}{said} ; sh:message "m"@en ; sh:description "d"@en .'
    )
    with pytest.raises(KGError, match="cannot be checked"):
        queries(graph, subclasses=False)
