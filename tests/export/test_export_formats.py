"""Every format: complete, deterministic, fit for any Unicode, and found by its module's name."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pyoxigraph
import pytest
import rdflib
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.export import EXPORTERS
from kg.export.base import Exporter
from kg.graph.build import build
from kg.graph.newsgraph import NewsGraph
from kg.graph.vocab import new_graph
from kg.model import Article, Claim, Entity, EntityType, Event, Facts, Mention, Role, Run, Span

# rdflib's own parsers use what rdflib has deprecated.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")

HERE = Path(__file__).parent
RDF = {"turtle": "turtle", "nt": "nt", "jsonld": "json-ld"}
OXIGRAPH = {
    "turtle": pyoxigraph.RdfFormat.TURTLE,
    "nt": pyoxigraph.RdfFormat.N_TRIPLES,
    "jsonld": pyoxigraph.RdfFormat.JSON_LD,
    "trig": pyoxigraph.RdfFormat.TRIG,
}
TEXT = st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=60)


def terms(graph: rdflib.Graph) -> set[tuple[str, ...]]:
    """Triples as strings, exactly as written: ``"1"`` and ``"01"`` differ."""
    return {
        (str(s), str(p), str(o), str(getattr(o, "datatype", None) or ""), lang(o))
        for s, p, o in graph
    }


def lang(term: object) -> str:
    return str(getattr(term, "language", None) or "")


def oxigraph_terms(data: bytes, name: str) -> set[tuple[str, ...]]:
    found = set()
    for quad in pyoxigraph.parse(data, format=OXIGRAPH[name]):
        value = quad.object
        datatype, language = "", ""
        if isinstance(value, pyoxigraph.Literal):
            language = value.language or ""
            plain = value.datatype.value.endswith(("#string", "#langString"))
            datatype = "" if plain else value.datatype.value
        found.add((quad.subject.value, quad.predicate.value, value.value, datatype, language))
    return found


def test_formats_are_found_by_the_names_of_their_modules() -> None:
    assert set(EXPORTERS) == {
        "turtle", "trig", "nt", "jsonld", "graphml", "csv", "html",
        "annotations", "ontology", "shortcuts", "void",
    }  # fmt: skip
    for name, exporter in EXPORTERS.items():
        assert isinstance(exporter, Exporter)
        assert exporter.name == name
    assert "base" not in EXPORTERS
    with pytest.raises(KeyError):
        EXPORTERS["records"]


def test_listing_formats_loads_none_of_them() -> None:
    code = (
        "import sys, kg.export; list(kg.export.EXPORTERS);"
        "print({'rdflib', 'pyvis', 'networkx', 'pyoxigraph'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


@pytest.mark.parametrize("name", sorted(EXPORTERS))
def test_a_graph_without_articles_is_exported(name: str) -> None:
    exporter = EXPORTERS[name]
    files = exporter.render(NewsGraph(()))
    assert exporter.filename in files
    assert all(Path(file).name == file for file in files)


@pytest.mark.parametrize("name", sorted(EXPORTERS))
def test_bytes_do_not_depend_on_the_order_of_triples(name: str, news: NewsGraph) -> None:
    turned = []
    for iri, graph in news.articles:
        other = new_graph()
        for triple in sorted(graph, reverse=True):
            other.add(triple)
        turned.append((iri, other))
    assert EXPORTERS[name].render(NewsGraph(tuple(turned))) == EXPORTERS[name].render(news)


def test_bytes_are_the_same_under_any_hash_seed() -> None:
    """Two processes with different PYTHONHASHSEED, every format."""
    code = (
        "import hashlib, runpy; from kg.export import EXPORTERS\n"
        f"graph = runpy.run_path({str(HERE / 'sample.py')!r})['news_graph']()\n"
        "for name, exporter in EXPORTERS.items():\n"
        "    for file, data in exporter.render(graph).items():\n"
        "        print(name, file, hashlib.sha256(data).hexdigest())\n"
    )
    outputs = [
        subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            text=True,
            check=True,
            env=os.environ | {"PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "4242")
    ]
    assert outputs[0] == outputs[1]
    assert len(outputs[0].splitlines()) >= len(EXPORTERS)


@pytest.mark.parametrize("name", sorted(RDF))
def test_the_union_comes_back_from_both_parsers(name: str, news: NewsGraph) -> None:
    data = EXPORTERS[name].render(news)[EXPORTERS[name].filename]
    expected = terms(news.union())
    assert terms(rdflib.Graph().parse(data=data, format=RDF[name])) == expected
    assert oxigraph_terms(data, name) == expected


def test_trig_has_a_graph_for_each_article(news: NewsGraph) -> None:
    data = EXPORTERS["trig"].render(news)["graph.trig"]
    store = rdflib.Dataset()
    store.parse(data=data, format="trig")
    for iri, graph in news.articles:
        assert terms(store.graph(iri)) == terms(graph)
    quads = list(pyoxigraph.parse(data, format=pyoxigraph.RdfFormat.TRIG))
    assert {quad.graph_name.value for quad in quads} == {iri for iri, _ in news.articles}
    assert len(quads) == sum(len(graph) for _, graph in news.articles)


def test_lines_of_ntriples_are_sorted_by_subject(news: NewsGraph) -> None:
    lines = EXPORTERS["nt"].render(news)["graph.nt"].decode().removesuffix("\n").split("\n")
    subjects = [line.split(" ")[0].strip("<>") for line in lines]
    assert subjects == sorted(subjects)
    assert len(set(lines)) == len(news.union())


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(text=TEXT, name=TEXT, data=st.data())
def test_any_unicode_survives_every_rdf_format(text: str, name: str, data: st.DataObject) -> None:
    end = data.draw(st.integers(1, len(text)))
    said = (Mention.at(text, Span(data.draw(st.integers(0, end - 1)), end)),)
    facts = Facts(
        article=Article(id="a", text=text, language="id", title=name),
        entities=(Entity(key="e", type=EntityType.PERSON, name=name, mentions=said),),
        events=(
            Event(
                key="v", type="MOVE", mode=None, label=text, mentions=said,
                roles=((Role.AGENT, "e"),),
            ),
        ),
        claims=(Claim(key="c", events=("v",), mentions=said, sources=("e",), cue=name),),
    )  # fmt: skip
    graph = build([facts], Run(software="s", version="1", model="m"))
    expected = terms(graph.union())
    for one, syntax in RDF.items():
        written = EXPORTERS[one].render(graph)[EXPORTERS[one].filename]
        assert terms(rdflib.Graph().parse(data=written, format=syntax)) == expected, one
        assert oxigraph_terms(written, one) == expected, one
    assert oxigraph_terms(EXPORTERS["trig"].render(graph)["graph.trig"], "trig") == expected
