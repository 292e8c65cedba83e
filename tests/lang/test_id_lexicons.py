"""The Indonesian event lexicon: every cell is legal, every form exists, no word says two things.

Types and modes are those of the codebook and of PLOVER 2; the columns are declared in pack.toml.
"""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import pairwise

import pytest

from kg.lang import load
from kg.lang.id.morphology import Inflected, inflect
from kg.lang.pack import Row
from kg.model import Certainty, EntityType, Polarity, Role, Stance

PACK = load("id")
EVENTS, FRAMES, LIGHT = PACK.table("events"), PACK.table("frames"), PACK.table("light")
SPEECH, MODALITY = PACK.table("speech"), PACK.table("modality")
SLOTS = ("subject", "object", "to", "against", "with", "into", "from", "of", "by")
REQUESTS = {"assist", "change", "yield", "meet"}
MODES: dict[str, set[str]] = {
    "AGREE": set(),
    "CONSULT": {"visit", "third-party", "multilateral", "phone"},
    "SUPPORT": set(),
    "CONCEDE": set(),
    "COOPERATE": set(),
    "AID": set(),
    "RETREAT": {"withdraw", "release", "disarm", "ceasefire", "access", "resign"},
    "REQUEST": REQUESTS,
    "ACCUSE": {"disapprove", "investigate", "allege"},
    "REJECT": REQUESTS,
    "THREATEN": {"restrict", "arrest", "relations", "expel", "territory", "violence"},
    "PROTEST": {"demo", "riot", "strike", "hunger", "boycott", "obstruct", "vandalize"},
    "SANCTION": {"convict", "expel", "withdraw", "discontinue"},
    "MOBILIZE": {"troops", "weapons", "police", "militia"},
    "COERCE": {
        "seize", "restrict", "censor", "curfew", "martial-law", "arrest", "deport", "withhold",
        "misinformation", "cyber",
    },
    "ASSAULT": {
        "abduct", "beat", "torture", "sexual", "targeted", "destroy", "primitive", "firearms",
        "explosives", "suicide-attack", "aerial", "drone", "heavy-weapons", "crowd-control",
        "unconventional",
    },
    "CASUALTY": set(),
    "DISASTER": set(),
    "MOVE": set(),
    "CONTROL": set(),
    "TRADE": set(),
    "OTHER": set(),
}  # fmt: skip
#: No event, and an act that is one only where its syntax says so.
EVENTLESS = ("-", "~")
EFFECTS = {
    "negative", "future", "possible", "probable", "fear", "intend", "purpose", "condition",
    "oblige", "past", "none",
}  # fmt: skip
SYNTAX = {
    "say", "tell", "according", "quote", "quoting", "impersonal", "name", "noun", "silence",
}  # fmt: skip
CONDITION = re.compile(
    r'no-(?:object|of)|(?P<slot>[a-z]+)=(?:"(?P<lemmas>[^"]+)"|(?P<kinds>[\w|-]+))'
)


def forms(row: Row) -> list[Inflected]:
    return [form for code in row["forms"].split() for form in inflect(row["root"], code)]


def unconditional() -> dict[str, list[Row]]:
    """The rows that a surface form has where no condition decides."""
    found: dict[str, list[Row]] = defaultdict(list)
    for row in EVENTS:
        if not row["when"]:
            for surface in {form.surface for form in forms(row)}:
                found[surface].append(row)
    return found


PLAIN = unconditional()


def meaning(surface: str, when: str = "") -> tuple[str, str]:
    """Type and mode of a surface form under exactly this condition."""
    found = {
        (row["type"], row["mode"])
        for row in EVENTS
        if row["when"] == when and any(form.surface == surface for form in forms(row))
    }
    assert len(found) == 1, f"{surface} [{when}]: {sorted(found)}"
    return found.pop()


def role(surface: str, slot: str) -> str:
    """The role that a slot of the word's frame fills."""
    (row,) = PLAIN[surface]
    (frame,) = [each for each in FRAMES if each["frame"] == row["frame"]]
    return frame[slot]


def test_there_are_enough_words() -> None:
    assert len(EVENTS) >= 1200
    assert len({row["root"] for row in EVENTS if row["type"] not in EVENTLESS}) >= 1200
    assert {row["type"] for row in EVENTS} == {*MODES, *EVENTLESS}


def test_every_event_row_is_legal() -> None:
    frames = {row["frame"] for row in FRAMES}
    for row in EVENTS:
        if row["type"] in EVENTLESS:
            assert not row["mode"], row
            assert not row["frame"], row
        else:
            assert row["mode"] in MODES[row["type"]] | {""}, row
            assert row["frame"] in frames, row


def test_every_form_of_every_table_generates() -> None:
    for row in (*EVENTS, *LIGHT, *SPEECH):
        assert row["forms"], row
        for form in forms(row):
            assert form.surface == form.surface.strip().lower(), (row, form)


def test_conditions_name_slots_types_classes_or_quoted_lemmas() -> None:
    kinds = {kind.value for kind in EntityType} | {row["class"] for row in PACK.table("nouns")}
    for row in EVENTS:
        rest = CONDITION.sub("", row["when"])
        assert not rest.strip(), f"{row['root']}: '{rest}' is no condition"
        for match in CONDITION.finditer(row["when"]):
            if match["slot"]:
                assert match["slot"] in (*SLOTS, "content"), row
            if match["kinds"]:
                assert set(match["kinds"].split("|")) <= kinds | set(MODES), row
            if match["lemmas"]:
                lemmas = match["lemmas"].split("|")
                assert len(lemmas) == len(set(lemmas)), row


def test_no_form_stands_twice_under_one_condition() -> None:
    seen: dict[tuple[str, str], Row] = {}
    for row in EVENTS:
        for form in forms(row):
            other = seen.setdefault((form.surface, row["when"]), row)
            assert other["type"] == row["type"], (form.surface, other, row)
        assert len(row["forms"].split()) == len(set(row["forms"].split())), row
    for row in EVENTS:
        assert any(
            seen[form.surface, row["when"]] is row for code in row["forms"].split()
            for form in inflect(row["root"], code)
        ), f"nothing left for {row}"  # fmt: skip


def test_no_surface_form_has_two_plain_types() -> None:
    for surface, rows in PLAIN.items():
        assert len({row["type"] for row in rows}) == 1, (surface, rows)


def test_rows_are_in_order_of_root_and_the_unconditional_come_last() -> None:
    """So a reader finds a word, and the first row that fits may win."""
    for above, below in pairwise(EVENTS):
        assert above["root"] <= below["root"], (above, below)
        if above["root"] == below["root"]:
            assert above["when"] or not below["when"], (above, below)


def test_frames_fill_roles() -> None:
    assert len(FRAMES) <= 45
    assert len({row["frame"] for row in FRAMES}) == len(FRAMES)
    roles = {each.value for each in Role} | {"-"}
    for row in FRAMES:
        assert {row[slot] for slot in SLOTS} <= roles, row
    used = {row["frame"] for row in EVENTS}
    assert {row["frame"] for row in FRAMES} <= used


def test_light_verbs_fill_slots_and_contradict_each_other_nowhere() -> None:
    seen: dict[str, tuple[str, str, str]] = {}
    for row in LIGHT:
        assert {row["subject"], row["object"] or "-"} <= {*SLOTS, "-"}, row
        assert row["polarity"] in {"", "negative"}, row
        sense = (row["subject"], row["object"], row["polarity"])
        for form in forms(row):
            assert seen.setdefault(form.surface, sense) == sense, (form.surface, row)


def test_speech_words_have_one_legal_reading() -> None:
    stances = {each.value for each in Stance}
    certainties = {each.value for each in Certainty}
    polarities = {each.value.lower() for each in Polarity}
    seen: dict[tuple[str, str], tuple[str, ...]] = {}
    for row in SPEECH:
        assert row["stance"] in stances, row
        assert row["certainty"] in certainties, row
        assert row["polarity"] in polarities, row
        assert row["frame"] in SYNTAX, row
        assert (row["stance"] == "noComment") == (row["frame"] == "silence"), row
        reading = (row["stance"], row["certainty"], row["polarity"], row["frame"])
        for form in forms(row):
            word = form.surface, form.upos
            assert seen.setdefault(word, reading) == reading, (form.surface, row)


def test_modality_is_a_closed_set() -> None:
    words = [row["word"] for row in MODALITY]
    assert len(words) == len(set(words))
    assert {row["effect"] for row in MODALITY} == EFFECTS


@pytest.mark.parametrize(
    ("surface", "when", "kind"),
    [
        ("mengirim", "object=military|militia", "AID"),
        ("dikirim", "object=military|militia into=frontline", "MOBILIZE"),
        ("dikirim", "object=police|ship|aircraft", "MOBILIZE"),
        ("pengiriman", "object=weapon|aid|money|food|medicine", "AID"),
        ("kiriman", "object=weapon|aid|money|food|medicine", "AID"),
        ("mengirimkan", "object=Person|Group", "MOVE"),
        ("mengirim", "object=document", "-"),
        ("memberikan", "", "~"),
        ("pembebasan", 'object="sandera"', "AID"),
        ("dibebaskan", "", "RETREAT"),
        ("menewaskan", "", "CASUALTY"),
        ("menewaskan", "subject=Person|Group|Organization|Country", "ASSAULT"),
        ("merupakan", "", "-"),
        ("pemerintahan", "", "-"),
    ],
)
def test_affix_and_object_decide_the_type(surface: str, when: str, kind: str) -> None:
    assert meaning(surface, when)[0] == kind


@pytest.mark.parametrize(
    ("surface", "kind", "mode"),
    [
        ("menangkap", "COERCE", "arrest"),
        ("ditangkap", "COERCE", "arrest"),
        ("didakwa", "ACCUSE", "allege"),
        ("divonis", "SANCTION", "convict"),
        ("serangan", "ASSAULT", ""),
        ("serangan udara", "ASSAULT", "aerial"),
        ("serangan siber", "COERCE", "cyber"),
        ("gencatan senjata", "RETREAT", "ceasefire"),
        ("perang dagang", "SANCTION", "discontinue"),
        ("perang saudara", "ASSAULT", ""),
        ("unjuk rasa", "PROTEST", "demo"),
        ("berunjuk rasa", "PROTEST", "demo"),
        ("mogok makan", "PROTEST", "hunger"),
        ("mengundurkan diri", "RETREAT", "resign"),
        ("pengunduran diri", "RETREAT", "resign"),
        ("mengambil alih", "CONTROL", ""),
        ("diambil alih", "CONTROL", ""),
        ("menggulingkan", "CONTROL", ""),
        ("mengungsi", "MOVE", ""),
        ("mengungsikan", "AID", ""),
        ("banjir", "DISASTER", ""),
        ("tewas", "CASUALTY", ""),
        ("terpilih", "CONTROL", ""),
        ("meminta maaf", "CONCEDE", ""),
        ("meminta", "REQUEST", ""),
        ("melobi", "REQUEST", ""),
        ("memveto", "REJECT", ""),
        ("hak veto", "-", ""),
        ("kunjungan", "CONSULT", "visit"),
        ("penandatanganan", "SUPPORT", ""),
        ("mengimpor", "TRADE", ""),
    ],
)
def test_what_a_word_means(surface: str, kind: str, mode: str) -> None:
    assert meaning(surface) == (kind, mode)


@pytest.mark.parametrize(
    ("surface", "slot", "filled"),
    [
        ("menang", "subject", "agent"),
        ("mengalahkan", "object", "patient"),
        ("dikalahkan", "object", "patient"),
        ("kalah", "subject", "patient"),
        ("kalah", "from", "agent"),
        ("kekalahan", "of", "patient"),
        ("kemenangan", "of", "agent"),
        ("serangan", "of", "agent"),
        ("pembunuhan", "of", "patient"),
        ("penangkapan", "of", "patient"),
        ("kematian", "of", "patient"),
        ("tuduhan", "of", "agent"),
        ("tuduhan", "against", "recipient"),
        ("menuduh", "object", "recipient"),
        ("menghukum", "object", "patient"),
        ("membantu", "object", "recipient"),
        ("sanksi", "against", "recipient"),
        ("bertempur", "with", "agent"),
        ("bertemu", "with", "recipient"),
        ("meninggalkan", "object", "origin"),
        ("menyeberangi", "object", "destination"),
        ("berangkat", "from", "origin"),
    ],
)
def test_who_is_who(surface: str, slot: str, filled: str) -> None:
    assert role(surface, slot) == filled


@pytest.mark.parametrize(
    ("surface", "subject", "object_", "polarity"),
    [
        ("melakukan", "subject", "-", ""),
        ("dilakukan", "subject", "-", ""),
        ("melancarkan", "subject", "-", ""),
        ("menjatuhkan", "subject", "-", ""),
        ("dijatuhi", "subject", "object", ""),
        ("menderita", "object", "-", ""),
        ("mengalami", "object", "-", ""),
        ("menerima", "to", "-", ""),
        ("terlibat", "subject", "-", ""),
        ("gagal", "subject", "-", "negative"),
        ("batal", "subject", "-", "negative"),
        ("terjadi", "-", "-", ""),
        ("melanda", "-", "object", ""),
    ],
)
def test_light_verbs_hand_over_their_participants(
    surface: str, subject: str, object_: str, polarity: str
) -> None:
    (row,) = [row for row in LIGHT if any(form.surface == surface for form in forms(row))]
    assert (row["subject"], row["object"], row["polarity"]) == (subject, object_, polarity)


@pytest.mark.parametrize(
    ("surface", "stance", "certainty", "syntax"),
    [
        ("mengatakan", "assert", "CERTAIN", "say"),
        ("memberitahu", "assert", "CERTAIN", "tell"),
        ("menurut", "assert", "CERTAIN", "according"),
        ("dikutip", "assert", "CERTAIN", "quote"),
        ("dituduh", "assert", "PROBABLE", "impersonal"),
        ("diyakini", "estimate", "PROBABLE", "impersonal"),
        ("memperkirakan", "estimate", "PROBABLE", "say"),
        ("membenarkan", "confirm", "CERTAIN", "say"),
        ("mengonfirmasi", "confirm", "CERTAIN", "say"),
        ("membantah", "deny", "CERTAIN", "say"),
        ("menolak berkomentar", "noComment", "CERTAIN", "silence"),
        ("tidak memberikan komentar", "noComment", "CERTAIN", "silence"),
        ("pernyataan", "assert", "CERTAIN", "noun"),
        ("berjanji", "promise", "CERTAIN", "say"),
        ("meminta", "request", "POSSIBLE", "say"),
    ],
)
def test_how_a_word_reports(surface: str, stance: str, certainty: str, syntax: str) -> None:
    (row,) = [row for row in SPEECH if any(form.surface == surface for form in forms(row))]
    assert (row["stance"], row["certainty"], row["frame"]) == (stance, certainty, syntax)
    assert (row["polarity"] == "negative") == (stance in {"deny", "noComment"})


def test_speech_acts_of_their_own_are_events_too() -> None:
    told = {form.surface for row in SPEECH for form in forms(row)}
    acts = (
        "menuduh", "meminta", "mengancam", "memperingatkan", "berjanji", "mengecam", "mendesak",
    )  # fmt: skip
    for act in acts:
        assert act in told
        assert PLAIN[act][0]["type"] not in {"-", "OTHER"}


def test_synonyms_name_roots_of_the_lexicon() -> None:
    """Every root of the table is an event's, or a family has members; no root has two senses."""
    roots = {row["root"] for row in EVENTS}
    rows = PACK.table("synonyms")
    assert len({row["root"] for row in rows}) == len(rows)
    for row in rows:
        stem, family, _ = row["root"].partition(" *")
        assert any(root.startswith(f"{stem} ") for root in roots) if family else stem in roots
