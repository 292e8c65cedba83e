"""Claims of short plain articles: who says so, to whom, through whom, with what stance."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from kg.model import Certainty, Polarity, Stance

Read = Callable[[str], Any]
SENT = "Jepang mengirim beras kepada Nepal"

SAID = {
    "before": f"Ram Thapa mengatakan {SENT}.",
    "before, with bahwa": f"Ram Thapa mengatakan bahwa {SENT}.",
    "after": f"{SENT}, kata Ram Thapa.",
    "after a quotation": f'"{SENT}," ujar Ram Thapa.',
    "inside": "Jepang, kata Ram Thapa, mengirim beras kepada Nepal.",
    "menurut": f"Menurut Ram Thapa, {SENT}.",
    "menurut behind": f"{SENT}, menurut Ram Thapa.",
    "colon": f"Ram Thapa: {SENT}",
}


@pytest.mark.parametrize("text", SAID.values(), ids=list(SAID))
def test_the_source_is_found_wherever_it_stands(story: Read, text: str) -> None:
    """One claim on the one event, by the one who speaks, who has no part in the event."""
    told = story(text)
    claim = told.claim("mengirim")
    assert told.names(claim.sources) == ["Ram Thapa"]
    assert (claim.stance, claim.polarity) == (Stance.ASSERT, Polarity.POSITIVE)
    assert "Ram Thapa" not in {name for _, name in told.roles("mengirim")}


def test_a_claim_may_have_no_source(story: Read) -> None:
    """A passive of reporting names nobody, but is a cue; what nobody says the article does."""
    reported = story(f"Jepang dilaporkan mengirim beras kepada Nepal. {SENT}.").claims("mengirim")
    assert [(c.sources, c.cue) for c in reported] == [((), "dilaporkan")]
    plain = story(f"{SENT}.").claim("mengirim")
    assert (plain.sources, plain.cue, plain.rule) == ((), None, "claims:article")


def test_addressee_and_relay(story: Read) -> None:
    """Who is told, and who passes on."""
    told = story(f"Ram Thapa mengatakan kepada wartawan bahwa {SENT}.")
    assert told.names(told.claim("mengirim").addressees) == ["wartawan"]
    told = story("Kenya memberi tahu Uganda bahwa tentara Somalia menyerang Mombasa.")
    claim = told.claim("menyerang")
    assert told.names(claim.sources) == ["Kenya"]
    assert told.names(claim.addressees) == ["Uganda"]
    told = story(f"{SENT}, kata pejabat Nepal yang dikutip Reuters.")
    claim = told.claim("mengirim")
    assert told.names(claim.sources) == ["pejabat Nepal"]
    assert told.names(claim.via) == ["Reuters"]


def test_a_report_speaks_for_its_issuer(story: Read) -> None:
    """ "Menurut laporan Reuters": Reuters says so."""
    told = story(f"Menurut laporan Reuters, {SENT}.")
    assert told.names(told.claim("mengirim").sources) == ["Reuters"]


def test_when_it_was_said_and_when_it_happened(story: Read) -> None:
    """The day beside the cue is of the claim, the day in the content of the event."""
    told = story("Ram Thapa mengatakan pada Senin bahwa Jepang membantu Nepal pada 3 Mei 2021.")
    assert told.time(told.claim("membantu").said) == "2024-05-13"
    assert told.time(told.event("membantu").time) == "2021-05-03"


STANCES = [
    ("Kenya membantah menyerang Somalia.", Stance.DENY, Certainty.CERTAIN, Polarity.NEGATIVE),
    ("Kenya tidak membantah menyerang Somalia.", Stance.ASSERT, Certainty.CERTAIN,
     Polarity.POSITIVE),
    ("Kenya mengakui menyerang Somalia.", Stance.CONFIRM, Certainty.CERTAIN, Polarity.POSITIVE),
    ("Ram Thapa memperkirakan Kenya menyerang Somalia.", Stance.ESTIMATE, Certainty.PROBABLE,
     Polarity.POSITIVE),
    ("Ram Thapa mengatakan Kenya tidak menyerang Somalia.", Stance.ASSERT, Certainty.CERTAIN,
     Polarity.NEGATIVE),
]  # fmt: skip


@pytest.mark.parametrize(("text", "stance", "certainty", "polarity"), STANCES)
def test_stance_and_factuality_of_the_claim(
    story: Read, text: str, stance: Stance, certainty: Certainty, polarity: Polarity
) -> None:
    """Of the cue and of what it reports together; to deny a denial is to assert."""
    claim = story(text).claim("menyerang")
    assert (claim.stance, claim.certainty, claim.polarity) == (stance, certainty, polarity)


def test_requests_and_promises_are_claims_of_their_content(story: Read) -> None:
    """Who asks and who promises claims what is asked and promised."""
    asked = story("Nepal meminta Jepang mengirim beras.")
    assert asked.claim("mengirim").stance is Stance.REQUEST
    assert asked.names(asked.claim("mengirim").sources) == ["Nepal"]
    promised = story("Jepang berjanji mengirim beras.")
    assert promised.claim("mengirim").stance is Stance.PROMISE


BACK = "Kenya menuduh Somalia menyerang Mombasa. "


def test_a_denial_points_back_and_contradicts(story: Read) -> None:
    """ "membantahnya" is on the event of the accusation, against whoever accused."""
    told = story(BACK + "Somalia membantahnya.")
    charge, denial = told.claims("menyerang")
    assert told.names(denial.sources) == ["Somalia"]
    assert (denial.stance, denial.polarity) == (Stance.DENY, Polarity.NEGATIVE)
    assert charge.contradicts == (denial.key,)
    assert denial.contradicts == (charge.key,)


def test_a_denial_is_of_the_last_charge(story: Read) -> None:
    """Not of what somebody else was cited for before that charge."""
    told = story(
        "Ram Thapa mengatakan Jepang mengirim beras kepada Nepal. "
        "Menteri Kenya Ben Okoth mengecam Somalia. Somalia menolak tudingan tersebut."
    )
    assert [c.stance for c in told.claims("mengirim")] == [Stance.ASSERT]
    assert told.names(told.claim("mengecam").sources) == ["Somalia"]


@pytest.mark.parametrize("silence", ["menolak berkomentar", "enggan berkomentar", "bungkam"])
def test_a_refusal_to_comment_is_a_claim_and_no_event(story: Read, silence: str) -> None:
    """It is on what was told before, of stance noComment; it contradicts nobody."""
    told = story(f"{BACK}Presiden Uganda Ben Okoth {silence}.")
    charge, refusal = told.claims("menyerang")
    assert refusal.stance is Stance.NO_COMMENT
    assert refusal.cue == silence
    assert told.names(refusal.sources) == ["Ben Okoth"]
    assert charge.contradicts == refusal.contradicts == ()
    assert {e.type for e in told.facts.events} == {"ACCUSE", "ASSAULT"}


def test_other_numbers_contradict(story: Read) -> None:
    """Two sources that count the dead of one attack differently."""
    told = story(
        "Polisi Peru mengatakan serangan itu menewaskan lima warga. "
        "Menurut tentara Chili, serangan itu menewaskan sembilan warga."
    )
    one, other = (c for c in told.facts.claims if c.sources)
    assert one.contradicts == (other.key,)
    assert other.contradicts == (one.key,)


QUOTED = "Jepang mengirim beras kepada Nepal. Kenya juga membantu Laos"
RUNNING = {
    "forward": f'Ram Thapa mengatakan, "{QUOTED}."',
    "backward": f'"{QUOTED}," kata Ram Thapa.',
    "curly": f"“{QUOTED},” kata Ram Thapa.",
}


@pytest.mark.parametrize("text", RUNNING.values(), ids=list(RUNNING))
def test_a_quotation_keeps_its_speaker(story: Read, text: str) -> None:
    """Each sentence of a quotation is claimed by whoever is quoted, before and behind the cue."""
    told = story(text)
    for word in ("mengirim", "membantu"):
        assert told.names(told.claim(word).sources) == ["Ram Thapa"]


def test_a_quotation_keeps_its_speaker_over_words_of_speech_within(story: Read) -> None:
    """What the one quoted says that he asks is his claim as well, and so is all that follows."""
    told = story(
        'Ram Thapa mengatakan: "Jepang mengirim beras.\nUganda meminta Kenya membantu Laos.\n'
        'Chad menyerang Mombasa."'
    )
    for word in ("mengirim", "menyerang"):
        assert told.names(told.claim(word).sources) == ["Ram Thapa"]
    assert ["Uganda"] in [told.names(c.sources) for c in told.claims("membantu")]


def test_the_speaker_of_a_quotation_may_stand_in_a_sentence_of_his_own(story: Read) -> None:
    """ "... ." Ram Thapa menyatakan: the quotation that has just been closed is his."""
    told = story(f'"{SENT}. Kenya membantu Laos." Ram Thapa menyatakan.')
    for word in ("mengirim", "membantu"):
        assert told.names(told.claim(word).sources) == ["Ram Thapa"]


def test_a_long_quotation_keeps_its_speaker(story: Read) -> None:
    """Six lines on the words are still those of whoever began."""
    lines = "\n".join("Beras itu mahal." for _ in range(5))
    told = story(f'Ram Thapa mengatakan: "{SENT}.\n{lines}\nKenya membantu Laos."')
    assert told.names(told.claim("membantu").sources) == ["Ram Thapa"]


def test_a_pronoun_that_speaks_is_the_last_speaker(story: Read) -> None:
    """ "katanya" some sentences on, where no name is near."""
    told = story(
        f"Ram Thapa mengatakan {SENT}. Beras itu mahal. Harga sudah tinggi. Hujan jarang turun. "
        'Sawah kering. "Kenya membantu Laos," katanya.'
    )
    assert told.names(told.claim("membantu").sources) == ["Ram Thapa"]


def test_a_quotation_ends(story: Read) -> None:
    """What follows the closing mark is the article's again."""
    told = story(f'Ram Thapa mengatakan, "{SENT}." Kenya menyerang Somalia.')
    assert told.claim("menyerang").sources == ()


def test_an_asserted_state_is_an_event(story: Read) -> None:
    """ "mengatakan ekonomi rapuh": what is said to be so is a fact of type OTHER, and claimed."""
    told = story("Menteri Ram Thapa mengatakan ekonomi Nepal rapuh.")
    assert told.event("rapuh").type == "OTHER"
    assert told.names(told.claim("rapuh").sources) == ["Ram Thapa"]
    assert story("Ekonomi Nepal rapuh.").facts.events == ()


def test_each_event_has_the_certainty_of_its_own_words(story: Read) -> None:
    """ "dua kapal disita, tetapi belum ada yang ditangkap": one cue, two claims."""
    told = story(
        "Ram Thapa mengatakan Kenya menyerang Somalia, "
        "tetapi Uganda mungkin tidak akan menyerang Chad."
    )
    made = {(c.certainty, c.polarity): c for c in told.facts.claims if c.sources}
    assert set(made) == {
        (Certainty.CERTAIN, Polarity.POSITIVE),
        (Certainty.POSSIBLE, Polarity.NEGATIVE),
    }
    assert {told.names(c.sources)[0] for c in made.values()} == {"Ram Thapa"}


def test_a_belief_stays_a_belief_where_the_event_is_certain(story: Read) -> None:
    """The event is as sure as its surest mention; whoever believes only believes."""
    told = story("Kenya menyerang Mombasa. Ram Thapa meyakini Kenya menyerang Mombasa.")
    (event,) = [e for e in told.facts.events if e.type == "ASSAULT"]
    assert event.certainty is Certainty.CERTAIN
    assert told.claim("menyerang").certainty is Certainty.PROBABLE
