"""The other commands, help, examples and exit codes."""

from __future__ import annotations

import csv
import io
import json
import re
import shlex
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
from click import Context

from kg.cli import cli
from kg.cli.group import COMMANDS

Kg = Callable[..., Any]


def help_of(name: str | None) -> str:
    """The help text of a command, or of the group."""
    context = Context(cli, info_name="kg", **cli.context_settings)
    command = cli if name is None else cli.get_command(context, name)
    assert command is not None
    return command.get_help(Context(command, info_name=name, parent=context))


def examples() -> list[str]:
    """Every command line that a help text shows."""
    return [
        line.strip()
        for name in (None, *COMMANDS)
        for line in help_of(name).splitlines()
        if re.match(r"    kg \w", line)
    ]


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_with_examples(kg_: Kg, name: str) -> None:
    """-h and --help say one sentence, the options and examples."""
    result = kg_(name, "-h")
    assert (result.code, result.err) == (0, "")
    assert result.out == kg_(name, "--help").out
    assert f"kg {name}" in result.out.split("Examples:")[1]


def test_commands_come_in_the_order_of_work(kg_: Kg) -> None:
    """The group lists them in that order, and the exit codes."""
    text = kg_("--help").out
    listed = re.findall(
        r"^  (\w+) ", text.split("Commands:")[1].split("Examples:")[0], re.MULTILINE
    )
    assert tuple(listed) == COMMANDS
    for code in "01234":
        assert re.search(rf"^ +{code}  ", text, re.MULTILINE)


def test_version(kg_: Kg) -> None:
    """--version says name and version."""
    assert re.fullmatch(r"kg \d+\.\d+\.\d+\n", kg_("--version").out)


@pytest.mark.parametrize("example", examples())
def test_the_examples_in_the_help_work(kg_: Kg, folder: Path, example: str) -> None:
    """Each example runs as it stands, after a build of an article like the one in seeds/."""
    korea = "Korea Utara\n\nUtara mengirim tentara.\n"
    for name in ("000_a39da216cea299ce", "dua"):
        (folder / "seeds" / f"{name}.txt").write_text(korea, encoding="utf-8")
    assert kg_("build", "seeds").code == 0
    turtle = folder / "output" / "graph.ttl"
    name = "<https://w3id.org/berita-kg/id/country/KP>"
    said = (
        f"{name} a <https://w3id.org/berita-kg/ontology#Country> ; "
        '<http://www.w3.org/2004/02/skos/core#prefLabel> "Korea Utara"@id .\n'
    )
    trig = folder / "output" / "graph.trig"
    conforming = trig.read_text(encoding="utf-8")
    if "explain" in example or "DESCRIBE" in example:
        trig.write_text(conforming + said, encoding="utf-8")
    command, _, piped = example.partition(" < ")
    name, *arguments = shlex.split(command)[1:]
    if name in {"serve", "load"}:  # need a client or a server: see tests/store
        needs = cli.get_command(Context(cli), name)
        assert needs is not None
        needs.make_context(name, arguments)
        return
    stdin = (folder / piped).read_bytes() if piped else None
    result = kg_(*shlex.split(command)[1:], stdin=stdin)
    assert result.code == 0, result.err
    assert turtle.exists()


def test_check_conforms(kg_: Kg, built: Path) -> None:
    """A built graph conforms, as a folder and as a file."""
    for path in ("output", "output/graph.ttl", "output/graph.trig"):
        result = kg_("check", path)
        assert (result.code, result.err) == (0, "")
        assert f"{path} conforms" in result.out


def test_check_says_what_does_not_conform(kg_: Kg, built: Path) -> None:
    """A mention whose words are not the article's: exit 3, with the words on standard output."""
    path = built / "output" / "graph.ttl"
    text = path.read_text(encoding="utf-8")
    assert 'nif:anchorOf "mengirim"' in text
    path.write_text(text.replace('"mengirim"', '"menarik"'), encoding="utf-8")
    result = kg_("check", str(path))
    assert result.code == 3
    assert "menarik" in result.out
    assert "does not conform" in result.err


def test_both_ways_to_check_say_the_same(kg_: Kg, built: Path) -> None:
    """The SHACL engine and the queries: one verdict, one text, and nothing logged."""
    path = built / "output" / "graph.ttl"
    assert "(SHACL)" in kg_("check", str(path)).out
    assert "(queries)" in kg_("check", str(path), "--how", "queries").out
    text = path.read_text(encoding="utf-8")
    broken = re.sub(r'"[^"]*"\^\^xsd:date', '"besok"^^xsd:date', text)
    broken = broken.replace('nif:anchorOf "mengirim"', 'nif:anchorOf "menarik"')
    assert broken != text
    path.write_text(broken, encoding="utf-8")
    results = [kg_("check", str(path), "--how", how) for how in ("shacl", "queries")]
    assert results[0] == results[1]
    assert results[0].code == 3
    assert "Traceback" not in results[0].err


def test_shards_are_checked_and_loaded_like_a_file(kg_: Kg, built: Path) -> None:
    """With a store beside them and without, both ways."""
    shutil.rmtree(built / "output")
    assert kg_("build", "seeds", "--format", "shards,store").code == 0
    whole = [kg_("check", "output", "--how", how) for how in ("queries", "shacl")]
    assert [one.code for one in whole] == [0, 0]
    assert "conforms" in whole[0].out
    loaded = kg_("load", "http://127.0.0.1:1/store", "--dry-run")
    assert (loaded.code, loaded.err) == (0, "")
    assert loaded.out.startswith("PUT  ")
    shutil.rmtree(built / "output" / "graph.store")
    assert kg_("check", "output", "--how", "queries").out == whole[0].out


def test_query_in_every_form(kg_: Kg, built: Path) -> None:
    """A string, a file, a name, standard input; table, csv and json hold the same rows."""
    query = "SELECT ?label WHERE { ?x a k:Event ; rdfs:label ?label }"
    (built / "q.rq").write_text(query, encoding="utf-8")
    for arguments, stdin in (
        (("query", query), None),
        (("query", "q.rq", "output"), None),
        (("query", "-", "output/graph.ttl"), query.encode()),
    ):
        result = kg_(*arguments, stdin=stdin)
        assert result.code == 0
        assert result.out.splitlines()[2] == "Kenya mengirim"
        assert result.err == "1 row\n"
    rows = list(csv.reader(io.StringIO(kg_("query", query, "--format", "csv").out)))
    assert rows == [["label"], ["Kenya mengirim"]]
    answer = json.loads(kg_("query", query, "--format", "json").out)
    assert answer["results"]["bindings"][0]["label"]["value"] == "Kenya mengirim"
    assert kg_("query", "who-did-what").code == 0
    assert "who-did-what" in kg_("query", "--list").out


def test_the_list_says_all_in_both_languages(kg_: Kg) -> None:
    """At least fifteen queries, each with what it takes, in English and Indonesian."""
    text = kg_("query", "--list").out
    names = re.findall(r"^([a-z-]+)$", text, re.MULTILINE)
    assert len(names) >= 15
    assert names == sorted(names)
    assert "Who said what." in text
    assert "Siapa mengatakan apa." in text
    assert re.search(r"--param from=DATE +said, .* / dikatakan, ", text)
    assert "(required)" in text


def test_parameters_choose_rows(kg_: Kg, built: Path) -> None:
    """A name in any capitals; what nothing is called gives no rows and says so."""
    rows = kg_("query", "who-did-what", "-p", "agent=kenya", "--format", "csv")
    assert len(rows.out.splitlines()) == 2
    for name in ("Kenia", "Kenya') } DROP ALL #"):
        nobody = kg_("query", "who-did-what", "--param", f"agent={name}", "--format", "csv")
        assert (nobody.code, len(nobody.out.splitlines())) == (0, 1)
        assert f"nothing in the graph is called '{name}'" in nobody.err
    assert "nearest: id:person/kenya" in kg_("query", "who-did-what", "-p", "agent=Kenia").err


def test_evidence_in_every_format(kg_: Kg, built: Path) -> None:
    """The sentence behind each row, its words in brackets; of the user's own queries too."""
    said = "satu: Kenya [mengirim] polisi ke Haiti pada hari Senin, kata juru bicara."
    own = "SELECT ?event WHERE { ?event a k:Event }"
    for query in ("who-did-what", own):
        assert said in kg_("query", query, "-e").out
        (row,) = csv.DictReader(io.StringIO(kg_("query", query, "-e", "-f", "csv").out))
        assert row["evidence"] == said
        answer = json.loads(kg_("query", query, "--evidence", "--format", "json").out)
        assert answer["results"]["bindings"][0]["evidence"]["value"] == said
    page = kg_("query", "who-did-what", "--evidence", "--format", "markdown").out
    assert page.splitlines()[0].startswith("| doer | kind | happened |")
    assert r"satu: Kenya \[mengirim\] polisi" in page
    assert kg_("query", "ASK {}", "--evidence").code == 2


def test_a_limit_is_said(kg_: Kg, built: Path) -> None:
    """Rows beyond the limit are not silently lost."""
    result = kg_("query", "SELECT ?s ?p ?o WHERE { ?s ?p ?o }", "--limit", "3", "-f", "csv")
    assert len(result.out.splitlines()) == 4
    assert "there is more" in result.err


def test_a_query_that_takes_too_long_ends(built: Path) -> None:
    """Exit 1 with a hint, soon after the time that it has."""
    endless = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n2 ?o }"
    began = time.monotonic()
    result = subprocess.run(
        [sys.executable, "-m", "kg", "query", endless, "output", "--timeout", "0.3"],
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert (result.returncode, result.stdout) == (1, "")
    assert "longer than 0.3 s" in result.stderr
    assert time.monotonic() - began < 30


def test_query_refuses(kg_: Kg, built: Path) -> None:
    """No query, a broken one, one that writes, an unknown name, no graph."""
    for arguments, code, said in (
        (("query",), 2, "what shall be asked"),
        (("query", "SELECT * {"), 1, "line 1, column"),
        (("query", "DELETE WHERE { ?s ?p ?o }"), 1, "only reads"),
        (("query", "who-did"), 1, "Did you mean"),
        (("query", "ASK {}", "tiada"), 1, "no file or folder"),
        (("query", "SELECT * {?s ?p ?o}", "--format", "ttl"), 1, "only triples"),
        (("query", "who-did-what", "-p", "agent"), 2, "is not NAME=VALUE"),
        (("query", "who-did-what", "-p", "agent=a", "-p", "agent=b"), 2, "given 2 times"),
        (("query", "who-did-what", "-p", "nobody=a"), 2, "no parameter 'nobody'"),
        (("query", "who-did-what", "-p", "agent= "), 2, "is empty"),
        (("query", "who-did-what", "-p", "from=27-02-2025"), 2, "is no date"),
        (("query", "who-did-what", "-p", "type=AIDS"), 2, "no event type 'AIDS'"),
        (("query", "who-said-what", "-p", "stance=perhaps"), 2, "is no stance"),
        (("query", "together", "-p", "least=many"), 2, "no whole number"),
        (
            (
                "query",
                "provenance",
            ),
            2,
            "needs the parameter 'statement'",
        ),
        (("query", "provenance", "-p", "statement=event/none"), 1, "nothing in"),
        (("query", "ASK {}", "-p", "a=b"), 2, "It has none"),
    ):
        result = kg_(*arguments)
        assert result.code == code
        assert said in result.err
        assert result.out == ""


def test_explain_shows_the_words(kg_: Kg, built: Path) -> None:
    """The sentence of the article with the words in brackets; JSON holds the same."""
    result = kg_("explain", "Kenya")
    assert result.code == 0
    assert result.out.startswith("Person  Kenya\n")
    assert "satu: [Kenya] mengirim polisi ke Haiti" in result.out
    assert "agent" in result.out
    found = json.loads(kg_("explain", "Kenya", "--format", "json").out)
    assert found["kind"] == "Person"
    assert found["passages"][0]["article"] == "satu"
    assert kg_("explain", "Kenia").code == 1
    assert "Nearest:" in kg_("explain", "Kenia").err


def test_colour_only_where_it_is_wanted(
    kg_: Kg, built: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """NO_COLOR turns colour off even where a terminal would have it."""
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setattr("click.utils.should_strip_ansi", lambda stream, color: color is False)
    assert "\x1b" not in kg_("explain", "Kenya").out


def test_stats_counts(kg_: Kg, built: Path) -> None:
    """Counts as a table and as JSON."""
    assert re.search(r"events +1\n", kg_("stats").out)
    counts = json.loads(kg_("stats", "output", "--format", "json").out)
    assert counts["entities"]["Person"] == 1
    assert counts["event_types"] == {"AID": 1}


def test_export_to_a_folder_and_to_standard_output(kg_: Kg, built: Path) -> None:
    """What was built comes out in another format, the same triples, in place or elsewhere."""
    assert kg_("export", "nt,jsonld").code == 0
    assert kg_("export", "csv", "output/graph.ttl", "-o", "tables", "-q").err == ""
    assert (built / "tables" / "events.csv").exists()
    result = kg_("export", "nt", "output", "-o", "-")
    assert (result.code, result.err) == (0, "")
    triples = set(ox.parse(result.out, format=ox.RdfFormat.N_TRIPLES))
    turtle = (built / "output" / "graph.ttl").read_text(encoding="utf-8")
    assert triples == set(ox.parse(turtle, format=ox.RdfFormat.TURTLE))
    assert result.out == (built / "output" / "graph.nt").read_text(encoding="utf-8")
    for arguments in (("export", "csv", "-o", "-"), ("export", "docx")):
        assert kg_(*arguments).code == 2
    assert kg_("export", "nt", "tiada").code == 1


def test_a_store_is_made_and_asked(kg_: Kg, built: Path) -> None:
    """By build or by export; answers stay the same, also after the graph was built again."""
    before = kg_("query", "who-did-what", "--format", "json").out
    assert kg_("export", "store").err == f"Written  {Path('output', 'graph.store')}\n"
    assert kg_("query", "who-did-what", "--format", "json").out == before
    assert kg_("explain", "Kenya").code == kg_("stats").code == 0
    (built / "seeds" / "dua.txt").write_text("Haiti\n\nHaiti mengirim uang.\n", encoding="utf-8")
    assert kg_("build", "seeds", "--format", "trig").code == 0
    assert "Haiti" in kg_("query", "who-did-what").out
    assert "graph.store" in kg_("build", "seeds", "--format", "trig,store").err
    assert "Haiti" in kg_("query", "who-did-what").out
    assert kg_("build", "seeds", "--format", "csv,store").code == 2
    assert kg_("export", "store,nt").code == 2
