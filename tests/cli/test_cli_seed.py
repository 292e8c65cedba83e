"""The seed article through the whole program: what a build promises, in processes of its own."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib

from kg.query.graphs import Graphs, open_graphs
from kg.query.run import Rows, ask

ROOT = Path(__file__).parents[2]
SEED = ROOT / "seeds" / "000_a39da216cea299ce.txt"
FORMATS = "turtle,trig,html,nt,jsonld,graphml,csv"


def kg(*arguments: str, hash_seed: str = "0") -> subprocess.CompletedProcess[str]:
    """Runs ``kg`` as users do."""
    return subprocess.run(
        [sys.executable, "-m", "kg", *arguments],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONHASHSEED": hash_seed, "NO_COLOR": "1"},
        check=False,
    )


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The seed built in every format."""
    folder = tmp_path_factory.mktemp("seed") / "output"
    result = kg("build", "seeds", "-o", str(folder), "--format", FORMATS)
    assert result.returncode == 0, result.stderr
    assert result.stdout == ""
    return folder


@pytest.fixture(scope="module")
def graphs(output: Path) -> Graphs:
    """Its graph, opened."""
    return open_graphs(output / "graph.ttl")


def test_another_hash_seed_gives_the_same_bytes(output: Path, tmp_path: Path) -> None:
    """Every file of every format, byte for byte."""
    again = kg("build", "seeds", "-o", str(tmp_path), "--format", FORMATS, hash_seed="4242")
    assert again.returncode == 0, again.stderr
    names = sorted(path.name for path in output.iterdir())
    assert names == sorted(path.name for path in tmp_path.iterdir())
    for name in names:
        assert (output / name).read_bytes() == (tmp_path / name).read_bytes(), name


def test_the_graph_conforms(output: Path) -> None:
    """kg check finds nothing to complain of."""
    result = kg("check", str(output / "graph.ttl"))
    assert result.returncode == 0, result.stdout


def test_two_libraries_read_the_same_number_of_triples(output: Path) -> None:
    """rdflib and pyoxigraph agree on graph.ttl."""
    path = output / "graph.ttl"
    theirs = len(rdflib.Graph().parse(path, format="turtle"))
    assert theirs == len(set(ox.parse(path=str(path), format=ox.RdfFormat.TURTLE)))


def test_every_anchor_is_what_the_article_says(graphs: Graphs) -> None:
    """By SPARQL: no mention's words differ from the characters at its offsets."""
    wrong = ask(
        graphs,
        """SELECT ?mention WHERE {
          ?mention a k:Mention ; nif:referenceContext/nif:isString ?text ; nif:anchorOf ?words ;
            nif:beginIndex ?begin ; nif:endIndex ?end .
          FILTER(SUBSTR(?text, ?begin + 1, ?end - ?begin) != ?words)
        }""",
    )
    assert isinstance(wrong, Rows)
    assert wrong.rows == ()
    assert ask(graphs, "ASK { ?mention a k:Mention }") is True


def test_the_text_is_the_file(graphs: Graphs) -> None:
    """nif:isString holds the file, character for character."""
    answer = ask(graphs, "SELECT ?text WHERE { ?article nif:isString ?text }")
    assert isinstance(answer, Rows)
    ((text,),) = answer.rows
    assert isinstance(text, ox.Literal)
    assert text.value == SEED.read_text(encoding="utf-8")


def test_the_boilerplate_of_the_seed_yields_nothing(graphs: Graphs) -> None:
    """No mention of anything lies in the link to another story or the call to comment."""
    start = SEED.read_text(encoding="utf-8").index("MEMBACA")
    answer = ask(graphs, f"SELECT ?m WHERE {{ ?m nif:endIndex ?end FILTER(?end > {start}) }}")
    assert isinstance(answer, Rows)
    assert answer.rows == ()


@pytest.mark.parametrize("name", ["who-did-what", "who-said-what", "timeline", "quantities"])
def test_named_queries_find_something(output: Path, name: str) -> None:
    """The questions that we name are answered for the seed."""
    result = kg("query", name, str(output), "--format", "csv")
    assert result.returncode == 0, result.stderr
    assert len(result.stdout.splitlines()) > 1


def test_explain_marks_the_words(output: Path) -> None:
    """The sentence that names a country, with the name in brackets."""
    result = kg("explain", "country/KP", str(output))
    assert result.returncode == 0, result.stderr
    assert "[Korea Utara]" in result.stdout


def test_an_interrupt_leaves_the_earlier_output(output: Path, tmp_path: Path) -> None:
    """Ctrl-C in the middle of a build: the files are those of the build before."""
    target = tmp_path / "output"
    target.mkdir()
    (target / "graph.ttl").write_bytes(b"earlier")
    process = subprocess.Popen(
        [sys.executable, "-m", "kg", "build", "seeds", "-o", str(target)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    time.sleep(0.4)
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=120)
    assert process.returncode != 0
    assert [(path.name, path.read_bytes()) for path in target.iterdir()] == [
        ("graph.ttl", b"earlier")
    ]


STRANGE = (
    'Presiden Kenya mengirim "polisi" </script><script>alert(1)</script> {{x}} {% y %} \\ \' & < > '
    "\u202eke Haiti\u202c \u200b 🇮🇩 e\u0301 pada Senin, kata juru bicara.\n"
)


def test_strange_text_goes_all_the_way(tmp_path: Path) -> None:
    """Markup, bidi, zero-width and emoji are read, tagged, written and checked like any text."""
    (tmp_path / "aneh.txt").write_text(STRANGE, encoding="utf-8")
    result = kg("build", str(tmp_path / "aneh.txt"), "-o", str(tmp_path / "o"), "-f", FORMATS)
    assert result.returncode == 0, result.stderr
    checked = kg("check", str(tmp_path / "o"))
    assert checked.returncode == 0, checked.stdout
    page = (tmp_path / "o" / "graph.html").read_text(encoding="utf-8")
    assert "</script><script>alert(1)" not in page


def test_no_sentence_is_nothing_found(tmp_path: Path) -> None:
    """An article without a sentence ends with 4 and writes nothing."""
    (tmp_path / "kosong.txt").write_text("123 --- ### 456 ???\n\n🙂 ...\n", encoding="utf-8")
    result = kg("build", str(tmp_path / "kosong.txt"), "-o", str(tmp_path / "o"))
    assert result.returncode == 4, result.stderr
    assert not (tmp_path / "o").exists()
