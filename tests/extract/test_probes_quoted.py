"""Plain sentences of everyday news, read by the whole pipeline: who speaks on, and who is silent.

Each stands for a pattern that many articles hold; the names are made up or exchangeable.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from kg.model import Certainty, Polarity, Stance

Story = Callable[[str], Any]


def sources(told: Any, trigger: str) -> list[list[str]]:
    """The sources of every claim on an event that names any."""
    return [told.names(claim.sources) for claim in told.claims(trigger) if claim.sources]


@pytest.mark.parametrize("cue", ["kenang", "keluh", "seru", "klaim", "tulis", "pinta", "sergah"])
def test_a_bare_root_behind_a_quotation_is_a_word_of_speech(story: Story, cue: str) -> None:
    told = story(f'"Tentara membakar gudang itu," {cue} Rosa Araya.')
    assert sources(told, "membakar") == [["Rosa Araya"]]


def test_a_quoted_denial_is_negative_by_its_own_words(story: Story) -> None:
    told = story('Tomas Vidal ditangkap. "Kami tidak membakar gudang itu," bantah Rosa Araya.')
    claim = told.claim("membakar")
    assert (claim.stance, claim.polarity) == (Stance.DENY, Polarity.NEGATIVE)


@pytest.mark.parametrize(
    "text",
    [
        '"Tomas Vidal ditangkap," kata Rosa Araya. "Ia membakar gudang itu."',
        '"Tomas Vidal ditangkap," kata Rosa Araya. "Ia mencuri. Lalu ia membakar gudang itu."',
        '"Tomas Vidal ditangkap," kata Rosa Araya, menambahkan bahwa ia membakar gudang itu.',
        'Rosa Araya melanjutkan, "Tomas Vidal membakar gudang itu."',
        "Rosa Araya membantah serangan itu dan menuduh Tomas Vidal membakar gudang.",
        "Rosa Araya mengatakan harga naik dan menuduh Tomas Vidal membakar gudang.",
    ],
)
def test_a_speaker_goes_on(story: Story, text: str) -> None:
    told = story(text)
    assert sources(told, "membakar")
    assert {name for names in sources(told, "membakar") for name in names} == {"Rosa Araya"}


def test_the_next_quotation_may_be_of_another(story: Story) -> None:
    text = '"Tomas Vidal ditangkap," kata Rosa Araya. "Ia membakar gudang itu," kata Ana Luz.'
    assert sources(story(text), "membakar") == [["Ana Luz"]]


def test_what_is_coordinated_with_a_word_of_speech_is_not_what_it_says(story: Story) -> None:
    told = story("Rosa Araya mengecam polisi dan meminta presiden mencopot menteri itu.")
    cues = {claim.cue for claim in told.claims("meminta") if claim.sources}
    assert "mengecam" not in cues
    assert sources(told, "mencopot") == [["Rosa Araya"]]


@pytest.mark.parametrize(
    "text",
    [
        "Rosa Araya menolak menjelaskan penangkapan itu.",
        "Rosa Araya belum bersedia berkomentar tentang penangkapan itu.",
        "Rosa Araya tidak mau menjelaskan penangkapan itu.",
        "Tomas Vidal mengumumkan penangkapan itu. Rosa Araya enggan berbicara.",
    ],
)
def test_whoever_will_not_say_says_nothing(story: Story, text: str) -> None:
    told = story(text)
    silent = [claim for claim in told.claims("penangkapan") if claim.stance is Stance.NO_COMMENT]
    assert [told.names(claim.sources) for claim in silent] == [["Rosa Araya"]]


@pytest.mark.parametrize(
    "text",
    [
        "Dokumen Interpol menunjukkan Tomas Vidal menyuap pejabat itu.",
        "Berdasarkan dokumen Interpol, Tomas Vidal menyuap pejabat itu.",
        "Rekaman yang dirilis oleh Interpol memperlihatkan Tomas Vidal menyuap pejabat itu.",
        "Laporan Interpol menyebutkan Tomas Vidal menyuap pejabat itu.",
    ],
)
def test_a_document_speaks_for_whoever_issued_it(story: Story, text: str) -> None:
    assert sources(story(text), "menyuap") == [["Interpol"]]


def test_a_country_is_where_a_report_comes_from(story: Story) -> None:
    assert (
        sources(story("Laporan dari Kenya menyebutkan gempa menewaskan tiga orang."), "menewaskan")
        == []
    )


def test_a_statement_that_is_made_is_what_its_maker_said(story: Story) -> None:
    told = story(
        "Rosa Araya mengatakan tentara membakar gudang itu. Pernyataan itu disampaikan Rosa Araya "
        "dalam jumpa pers di Nairobi, Senin."
    )
    assert sources(told, "membakar") == [["Rosa Araya"], ["Rosa Araya"]]


@pytest.mark.parametrize("words", ["seperti dikutip dari", "seperti dilansir", "seperti dikutip"])
def test_who_is_cited_stands_below_the_expression(story: Story, words: str) -> None:
    told = story(f"Banjir itu menewaskan dua orang, {words} kantor berita Antara.")
    assert sources(told, "menewaskan") == [["Antara"]]


def test_whoever_swears_promises_and_whoever_asks_does_not_know(story: Story) -> None:
    sworn = story("Rosa Araya bersumpah tidak akan menyerang lagi.").claim("menyerang")
    assert (sworn.stance, sworn.polarity) == (Stance.PROMISE, Polarity.NEGATIVE)
    asked = story("Rosa Araya bertanya apakah polisi menangkap Tomas Vidal.").claim("menangkap")
    assert asked.certainty is Certainty.POSSIBLE


@pytest.mark.parametrize(
    "text",
    [
        (
            "Tomas Vidal menuduh tentara membakar gudang. Gudang itu berisi beras. Ratusan orang "
            "mengungsi. Rosa Araya mengatakan polisi menangkap tiga orang. Tentara membantah "
            "tuduhan itu."
        ),
        (
            "Rosa Araya mengklaim polisi membakar gudang. Tiga orang ditangkap pada Senin. Klaim "
            "itu dibantah tentara."
        ),
    ],
)
def test_the_very_word_tells_what_is_denied(story: Story, text: str) -> None:
    denials = [c for c in story(text).claims("membakar") if c.stance is Stance.DENY]
    assert len(denials) == 1


def test_a_condition_is_not_told(story: Story) -> None:
    told = story("Rosa Araya mengatakan pasukannya akan menyerang jika Tomas Vidal ditangkap.")
    assert sources(told, "menyerang") == [["Rosa Araya"]]
    assert sources(told, "ditangkap") == []


@pytest.mark.parametrize("words", ["tidak pernah meminta", "tidak pernah menjanjikan"])
def test_what_is_not_asked_or_promised_is_no_claim(story: Story, words: str) -> None:
    assert sources(story(f"Rosa Araya {words} penangkapan Tomas Vidal."), "penangkapan") == []


def test_to_warn_that_one_should_not_is_to_ask(story: Story) -> None:
    told = story("Rosa Araya memperingatkan warga agar tidak menyerang polisi.")
    claim = told.claim("menyerang")
    assert (claim.stance, claim.certainty) == (Stance.REQUEST, Certainty.POSSIBLE)
