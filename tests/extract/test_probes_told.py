"""Plain sentences of everyday news, read by the whole pipeline: who says what.

Each stands for a pattern that many articles hold; the names are made up or exchangeable.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from kg.model import Certainty, Polarity, Role, Stance

Story = Callable[[str], Any]


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("Menteri Rosa Araya menolak berkomentar mengenai penggerebekan itu.", "penggerebekan"),
        (
            "Menteri Rosa Araya enggan memberikan komentar tentang penangkapan itu.",
            "penangkapan",
        ),
    ],
)
def test_silence_is_about_what_it_names(story: Story, text: str, trigger: str) -> None:
    told = story(text)
    claim = told.claim(trigger)
    assert told.names(claim.sources) == ["Rosa Araya"]
    assert claim.stance is Stance.NO_COMMENT


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("Rosa Araya membantah tuduhan korupsi.", "korupsi"),
        ("Rosa Araya membantah tudingan bahwa tentara menyiksa tahanan.", "menyiksa"),
        ("Tomas Vidal dituduh menyuap hakim. Rosa Araya membantah tuduhan itu.", "menyuap"),
        (
            "Rosa Araya, yang dituduh menipu pelanggan, mundur. Rosa Araya membantah tuduhan itu.",
            "menipu",
        ),
    ],
)
def test_a_denial_is_of_what_is_charged_not_of_the_charge(
    story: Story, text: str, trigger: str
) -> None:
    told = story(text)
    denials = [claim for claim in told.facts.claims if claim.stance is Stance.DENY]
    assert [told.names(claim.sources) for claim in denials] == [["Rosa Araya"]]
    assert denials == [claim for claim in told.claims(trigger) if claim.stance is Stance.DENY]


def test_a_charge_denied_in_passing_is_what_was_said(story: Story) -> None:
    told = story("Peru mengatakan Cile menahan tiga kapal, tuduhan yang dibantah Cile.")
    denials = [claim for claim in told.claims("menahan") if claim.stance is Stance.DENY]
    assert [told.names(claim.sources) for claim in denials] == [["Cile"]]


@pytest.mark.parametrize(
    "text",
    [
        "Kantor berita Antara mengutip pejabat Kenya yang mengatakan tiga kapal ditahan.",
        "Kantor berita Antara mengutip pejabat Kenya bahwa tiga kapal ditahan.",
        "Pejabat Kenya, seperti dikutip kantor berita Antara, mengatakan tiga kapal ditahan.",
    ],
)
def test_whoever_is_quoted_says_it_and_the_media_pass_it_on(story: Story, text: str) -> None:
    told = story(text)
    claim = told.claim("ditahan")
    assert [name.lower() for name in told.names(claim.sources)] == ["pejabat kenya"]
    assert told.names(claim.via) == ["Antara"]


@pytest.mark.parametrize("cue", ["demikian dilaporkan", "demikian disampaikan", "demikian kata"])
def test_a_source_may_follow_after_thus(story: Story, cue: str) -> None:
    told = story(f"Banjir itu menewaskan dua orang, {cue} polisi.")
    assert told.names(told.claim("menewaskan").sources) == ["polisi"]


@pytest.mark.parametrize(
    ("text", "trigger", "name"),
    [
        ("Tiga polisi menderita luka tembak di kaki.", "luka tembak", "Tiga polisi"),
        ("Pengacara Rosa Araya, Tomas Vidal, mengatakan kliennya ditahan.", "ditahan", "kliennya"),
    ],
)
def test_who_suffers_what_is_told(story: Story, text: str, trigger: str, name: str) -> None:
    assert (Role.PATIENT, name) in story(text).roles(trigger)


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Dua orang tewas, lapor kantor berita Antara.", "Antara"),
        ("Para peneliti menemukan bahwa dua orang tewas.", "peneliti"),
        ("Seorang warga bernama Budi Lubis mengatakan dua orang tewas.", "Budi Lubis"),
        ("Pria yang dikenal sebagai Budi Lubis itu mengatakan dua orang tewas.", "Budi Lubis"),
        ("Pelaku, Budi Lubis, 24 tahun, mengatakan dua orang tewas.", "Budi Lubis"),
    ],
)
def test_who_says_it(story: Story, text: str, source: str) -> None:
    told = story(text)
    assert told.names(told.claim("tewas").sources) == [source]


def test_the_agency_antara_is_not_the_word_between(story: Story) -> None:
    told = story("Antara 300 dan 400 migran diselamatkan dari kapal karam.")
    assert "Antara" not in {entity.name for entity in told.facts.entities}


@pytest.mark.parametrize(
    "text",
    [
        "Tidak seorang pun terluka.",
        "Tak satu pun dari mereka terluka.",
        "Tidak ada yang terluka dalam kebakaran itu.",
        "Tidak ada penumpang yang terluka.",
    ],
)
def test_what_happens_to_nobody_does_not_happen(story: Story, text: str) -> None:
    assert story(text).event("terluka").polarity is Polarity.NEGATIVE


def test_what_nobody_says_is_no_claim(story: Story) -> None:
    told = story("Tidak ada saksi yang mengatakan polisi menembak warga.")
    assert [claim for claim in told.facts.claims if claim.sources] == []


def test_what_is_condemned_has_happened(story: Story) -> None:
    assert story("Peru mengecam serangan itu.").event("serangan").certainty is Certainty.CERTAIN
    alleged = story("Peru menuduh Cile menyerang pelabuhan.").event("menyerang")
    assert alleged.certainty is Certainty.PROBABLE


def test_a_titled_person_in_apposition_is_one_person_also_before_and(story: Story) -> None:
    told = story(
        "Menteri Luar Negeri Kenya, Iva Toral, dan mitranya dari Peru, Jorge Tusca, bertemu."
    )
    assert {"Iva Toral", "Jorge Tusca"} == {n for r, n in told.roles("bertemu") if r == Role.AGENT}


def test_what_was_said_then_is_a_claim_of_its_own(story: Story) -> None:
    """Silence now does not deny what was said before."""
    told = story(
        "Militer Kenya tidak pernah mengungkapkan jumlah korban sejak September 2022, "
        "ketika mengatakan 59 tentara telah tewas."
    )
    toll = told.event("tewas").key
    (claim,) = [claim for claim in told.facts.claims if toll in claim.events and claim.sources]
    assert (claim.cue, claim.polarity.value) == ("mengatakan", "POSITIVE")
