"""The event lexicon: what its tables compile to, and what a broken table is told."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.errors import PackError
from kg.extract.lexicon import SLOTS, compile_lexicon, normal, noun_class
from kg.lang import Pack, load
from kg.model import Role

LEXICON = compile_lexicon(load("id"))
HEADERS = {
    "events": "root\tforms\ttype\tmode\tframe\twhen",
    "frames": "frame\tsubject\tobject\tto\tagainst\twith\tinto\tfrom\tof\tby",
    "light": "root\tforms\tsubject\tobject\tpolarity",
    "nouns": "noun\ttype\tclass",
    "synonyms": "root\tsense",
}


def small_pack(folder: Path, **rows: str) -> Pack:
    """A language pack of one frame, with these rows in its tables."""
    rows = {"frames": "act\tagent\tpatient", **rows}
    declared = "\n".join(
        f"{name} = {json.dumps(header.split(chr(9)))}" for name, header in HEADERS.items()
    )
    (folder / "pack.toml").write_text(f'tag = "id"\n[tables]\n{declared}\n', encoding="utf-8")
    for name, header in HEADERS.items():
        text = f"{header}\n{rows.get(name, '')}\n"
        (folder / f"{name}.tsv").write_text(text, encoding="utf-8")
    return Pack(folder)


def test_the_narrow_sense_comes_first() -> None:
    """Of the readings of a word, longer expressions and then those with conditions lead."""
    for readings in LEXICON.entries.values():
        ranks = [(-len(entry.rest), -len(entry.conditions)) for entry in readings]
        assert ranks == sorted(ranks)
    for lights in LEXICON.lights.values():
        lengths = [len(light.rest) for light in lights]
        assert lengths == sorted(lengths, reverse=True)


def test_every_voice_of_a_verb_is_listed() -> None:
    """One row gives the active, the passive, the accidental and the nominal forms."""
    voices = {word: LEXICON.entries[word][-1].voice for word in ("mengirim", "dikirim")}
    assert voices == {"mengirim": "active", "dikirim": "passive"}
    noun = LEXICON.entries["pengiriman"][-1]
    assert (noun.upos, noun.voice) == ("NOUN", "none")


def test_slots_and_frames_are_of_the_house() -> None:
    """Frames fill only known slots with known roles; light verbs hand over only to slots."""
    for readings in LEXICON.entries.values():
        for entry in readings:
            assert set(entry.frame) <= set(SLOTS)
            assert all(isinstance(role, Role) for role in entry.frame.values())
    for lights in LEXICON.lights.values():
        for light in lights:
            assert {light.subject, light.object} <= {"", *SLOTS}


def test_words_are_looked_up_single_and_small() -> None:
    """Reduplication and capitals hide no word."""
    assert normal("Serangan-serangan", "id") == "serangan"


def test_the_longest_noun_says_the_class() -> None:
    """A compound has the class of the whole, not of its first word."""
    assert noun_class(["kapal", "perang", "itu"], LEXICON) == LEXICON.classes["kapal perang"]
    assert noun_class(["antahberantah"], LEXICON) is None


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ({"events": "bantu\tV\tAID\t\tnone\t"}, "no frame 'none'"),
        ({"frames": "act\thero\tpatient"}, "'hero' is no role"),
        ({"events": "bantu\tV\tAID\t\tact\tnowhere=Person"}, "is no condition"),
        ({"events": "bantu\tQQ\tAID\t\tact\t"}, "QQ"),
    ],
    ids=["frame", "role", "condition", "form"],
)
def test_a_broken_row_is_named(tmp_path: Path, rows: dict[str, str], words: str) -> None:
    """Whoever edits a table is told which word of it is wrong."""
    with pytest.raises(PackError, match=words):
        compile_lexicon(small_pack(tmp_path, **rows))


def test_roots_of_one_happening_are_kin() -> None:
    """Other words for one thing are told by the table, with an asterisk for whole families."""
    kin = {word: LEXICON.entries[word][-1].kin for word in ("tewas", "meninggal", "terluka")}
    assert kin["tewas"] == kin["meninggal"] != kin["terluka"]
    (raid,) = {e.kin for e in LEXICON.entries["serangan"] if e.rest == ("udara",)}
    assert raid == LEXICON.entries["menyerang"][-1].kin


def test_conditions_are_read_as_written(tmp_path: Path) -> None:
    """Types, lists of lemmas with blanks, and empty slots."""
    when = 'object=Person|Group to="kota_besar|desa" no-subject'
    pack = small_pack(tmp_path, events=f"bantu\tV\tAID\t\tact\t{when}")
    entry = compile_lexicon(pack).entries["membantu"][0]
    read = {c.slot: (sorted(c.values), c.absent) for c in entry.conditions}
    assert read == {
        "object": (["Group", "Person"], False),
        "to": (["desa", "kota besar"], False),
        "subject": ([], True),
    }
