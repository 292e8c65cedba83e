"""What a statement is, found by any of its names, with the sentence whose words say it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import QueryError
from kg.query.explain import explain
from kg.query.graphs import Graphs
from kg.query.passages import sentence
from kg.query.resolve import resolve
from kg.query.stats import stats

KENYA = "https://example.org/kg/country/KE"


def event(graphs: Graphs, article: str) -> str:
    """The IRI of the sending in an article."""
    (iri,) = [
        iri
        for iri in graphs.things()
        if iri.startswith(f"https://example.org/kg/article/{article}/event/mengirim-")
    ]
    return iri


@pytest.mark.parametrize(
    "name", [KENYA, f"<{KENYA}>", "id:country/KE", "id:country\\/KE", "country/KE", "KE", "kenya"]
)
def test_a_thing_is_found_by_each_of_its_names(graphs: Graphs, name: str) -> None:
    """Whole IRI, prefixed name, path, end, and label mean the same thing."""
    assert resolve(graphs, name) == KENYA


def test_an_event_is_explained_by_its_sentence(graphs: Graphs) -> None:
    """Roles by name, the claims that report it, and the sentence with the trigger marked."""
    found = explain(graphs, event(graphs, "satu"))
    facts = dict(found.facts)
    assert found.kind == "Event"
    assert facts["agent"] == ("Kenya (id:country/KE)",)
    assert facts["type"] == ("type:AID",)
    assert [claim.label for claim in found.claims] == [
        "Haiti (deny): Kenya mengirim polisi ke Haiti",
        "Amina Wanjiru (assert): Kenya mengirim polisi ke Haiti",
    ]
    (passage,) = found.passages
    assert passage.article == "satu"
    assert passage.text == "Dr. Amina Wanjiru mengatakan Kenya mengirim polisi ke Haiti."
    assert [passage.text[start:end] for start, end in passage.marks] == ["mengirim"]


def test_an_entity_is_explained_by_what_it_takes_part_in(graphs: Graphs) -> None:
    """Events of both articles by role, and every sentence that names it."""
    found = explain(graphs, "country/KE")
    assert found.kind == "Country"
    assert {role for role, _ in found.takes_part} == {"agent"}
    assert len(found.takes_part) == 4
    assert {passage.article for passage in found.passages} == {"satu", "dua"}


def test_a_claim_is_explained_by_its_cue(graphs: Graphs) -> None:
    """Source, stance, what it claims and contradicts, and the cue in its sentence."""
    claims = [iri for iri in graphs.things() if "/satu/claim/membantah-" in iri]
    found = explain(graphs, claims[0])
    facts = dict(found.facts)
    assert found.kind == "Claim"
    assert facts["source"] == ("Haiti (id:country/HT)",)
    assert facts["stance"] == ("k:deny",)
    assert "contradicts" in facts
    assert [p.text[s:e] for p in found.passages for s, e in p.marks] == ["membantah"]


def test_a_name_of_many_things_lists_them(graphs: Graphs) -> None:
    """The end of an IRI that two articles share is asked back."""
    end = event(graphs, "satu").rpartition("/")[2]
    with pytest.raises(QueryError, match="may be 2 things") as caught:
        resolve(graphs, f"event/{end}")
    assert "article/satu" in caught.value.hint
    assert "article/dua" in caught.value.hint


@pytest.mark.parametrize(
    ("name", "near"),
    [("country/KO", "id:country/KE"), ("Amina Wanjir", "person/amina"), ("Haitti", "country/HT")],
)
def test_an_unknown_name_lists_the_nearest(graphs: Graphs, name: str, near: str) -> None:
    """What is not there is an error with what comes nearest."""
    with pytest.raises(QueryError, match="nothing in") as caught:
        resolve(graphs, name)
    assert near in caught.value.hint


@given(st.text(max_size=30))
def test_any_name_is_found_or_refused(graphs: Graphs, name: str) -> None:
    """No text breaks the search."""
    try:
        iri = resolve(graphs, name)
    except QueryError as error:
        assert error.hint
    else:
        assert iri in graphs.things()


@given(st.text(st.sampled_from("aB .!?…\n”é🙂"), min_size=1, max_size=900), st.data())
def test_a_sentence_holds_its_mention(text: str, data: st.DataObject) -> None:
    """On any text the sentence lies in it, holds the mention, and is never endless."""
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    first, last = sentence(text, start, end)
    assert 0 <= first <= start < end <= last <= len(text)
    assert last - first <= end - start + 600


def test_a_sentence_begins_with_its_mention() -> None:
    """A mention at the very beginning of a sentence does not draw in the sentence before it."""
    text = "Hujan turun di AS. Kenya menang 2.000 kali. Selesai"
    start = text.index("Kenya")
    assert text[slice(*sentence(text, start, start + 5))] == "Kenya menang 2.000 kali."
    assert text[slice(*sentence(text, 0, 5))] == "Hujan turun di AS."


def test_stats_count_what_is_there(graphs: Graphs) -> None:
    """Shared things count once, things of an article by article; modes are no types."""
    counts = stats(graphs)
    assert (counts.articles, counts.events, counts.claims) == (2, 4, 6)
    assert dict(counts.entities)["Country"] == 2
    assert dict(counts.event_types) == {"AID": 2, "RETREAT": 2}
    assert dict(counts.stances) == {"assert": 4, "deny": 2}
    assert counts.busiest[0] == ("Kenya", 4)
    assert counts.triples == len(graphs)
