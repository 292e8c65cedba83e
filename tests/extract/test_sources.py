"""Cues, what they report and by whom, on handmade trees."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from kg.extract.content import content_heads
from kg.extract.cues import Cue, compile_speech, compile_words, find_cues, is_silent
from kg.extract.sources import Attribution, Scene, attribute
from kg.extract.told import told_events
from kg.lang import load
from kg.model import EntityType

MakeScene = Callable[..., Any]
READINGS = compile_speech(load("id"))
WORDS = compile_words(load("id"))
STATE, PERSON, MEDIA = EntityType.COUNTRY, EntityType.PERSON, EntityType.ORGANIZATION


def cues(made: Any) -> list[Cue]:
    """The cues of a handmade sentence."""
    return list(find_cues(made.tree, READINGS, "id"))


def attributed(made: Any) -> Attribution:
    """The attribution of the first cue of a handmade sentence."""
    found, context = cues(made), made.context
    by_place = {cue.place: cue for cue in found}
    scene = Scene(made.tree, by_place, context.references, context.prepositions, context.partitives)
    return attribute(scene, found[0])


def sources(made: Any) -> list[str]:
    return [reference.name for reference in attributed(made).sources]


def told(made: Any) -> str:
    """The events that the first cue tells of, where every verb but the cue is one."""
    tree, (cue, *_) = made.tree, cues(made)
    events = {p: "v" for p in range(len(tree)) if tree.upos(p) == "VERB" and p not in cue.places}
    heads = content_heads(tree, cue, cue.speech.voice, WORDS)
    return str(tree.words(told_events(tree, heads, events, WORDS)))


CONTENT = {
    "clause": "1 Rosa PROPN 2 nsubj; 2 mengatakan VERB 0 root; 3 bahwa SCONJ 5 mark; "
    "4 Kenya PROPN 5 nsubj; 5 menyerang VERB 2 ccomp",
    "behind": "1 Kenya PROPN 2 nsubj; 2 menyerang VERB 0 root; 3 , PUNCT 2 punct; "
    "4 kata VERB 2 parataxis; 5 Rosa PROPN 4 nsubj",
    "inside": "1 Kenya PROPN 6 nsubj; 2 , PUNCT 3 punct; 3 kata VERB 6 parataxis; "
    "4 Rosa PROPN 3 nsubj; 5 , PUNCT 3 punct; 6 menyerang VERB 0 root",
    "menurut": "1 Menurut ADP 2 case; 2 Rosa PROPN 4 obl; 3 Kenya PROPN 4 nsubj; "
    "4 menyerang VERB 0 root",
    "menurut inside": "1 Kenya PROPN 4 nsubj; 2 menurut ADP 3 case; 3 Rosa PROPN 1 nmod; "
    "4 menyerang VERB 0 root",
    "as said by": "1 Kenya PROPN 2 nsubj; 2 menyerang VERB 0 root; 3 seperti ADV 4 mark; "
    "4 dikatakan VERB 2 advcl; 5 Rosa PROPN 4 obj",
}


@pytest.mark.parametrize("rows", CONTENT.values(), ids=list(CONTENT))
def test_the_cue_finds_speaker_and_content(scene: MakeScene, rows: str) -> None:
    """Rosa says that Kenya attacks, wherever the cue stands."""
    made = scene(rows, Rosa=PERSON, Kenya=STATE)
    assert sources(made) == ["Rosa"]
    assert told(made) == "menyerang"


def test_a_cue_of_several_words_is_read_from_its_head(scene: MakeScene) -> None:
    """ "enggan berkomentar" hangs on its second word, and so does the one who is silent."""
    made = scene(
        "1 Rosa PROPN 3 nsubj; 2 enggan ADV 3 advmod; 3 berkomentar VERB 0 root", Rosa=PERSON
    )
    (cue,) = cues(made)
    assert (cue.places, cue.head(made.tree)) == ((1, 2), 2)
    assert is_silent(cue.speech)
    assert sources(made) == ["Rosa"]


def test_the_noun_of_a_cue_has_its_clause(scene: MakeScene) -> None:
    """ "menolak tuduhan bahwa ...": what is denied is the clause of the noun."""
    made = scene(
        "1 Rosa PROPN 2 nsubj; 2 menolak VERB 0 root; 3 tuduhan NOUN 2 obj; "
        "4 bahwa SCONJ 6 mark; 5 Kenya PROPN 6 nsubj; 6 menyerang VERB 3 acl",
        Rosa=PERSON,
    )
    assert sources(made) == ["Rosa"]
    assert told(made) == "menyerang"


def test_only_speakers_speak(scene: MakeScene) -> None:
    """A place or a thing is no source."""
    rows = "1 Rosa PROPN 2 nsubj; 2 mengatakan VERB 0 root; 3 pulang VERB 2 ccomp"
    assert sources(scene(rows, Rosa=EntityType.PLACE)) == []
    assert sources(scene(rows, Rosa=EntityType.OBJECT)) == []
    assert sources(scene(rows, Rosa=MEDIA)) == ["Rosa"]


def test_who_is_quoted_speaks_and_who_quotes_relays(scene: MakeScene) -> None:
    """ "kata Rosa yang dikutip Gema": the words are Rosa's, Gema passes them on."""
    made = scene(
        "1 Kenya PROPN 2 nsubj; 2 menyerang VERB 0 root; 3 , PUNCT 2 punct; "
        "4 kata VERB 2 parataxis; 5 Rosa PROPN 4 nsubj; 6 yang PRON 7 nsubj; "
        "7 dikutip VERB 5 acl; 8 Gema PROPN 7 obj",
        Rosa=PERSON,
        Gema=MEDIA,
    )
    found = attributed(made)
    assert [r.name for r in found.sources] == ["Rosa"]
    assert [r.name for r in found.via] == ["Gema"]


def test_background_is_not_what_the_source_says(scene: MakeScene) -> None:
    """A relative clause within the content is the article's own remark."""
    made = scene(
        "1 Rosa PROPN 2 nsubj; 2 mengatakan VERB 0 root; 3 warga NOUN 6 nsubj; "
        "4 yang PRON 5 nsubj; 5 mengungsi VERB 3 acl; 6 pulang VERB 2 ccomp",
        Rosa=PERSON,
    )
    assert told(made) == "pulang"


def test_the_words_of_another_source_are_left_to_it(scene: MakeScene) -> None:
    """Told events stop where somebody else's cue begins."""
    tree = scene("1 pulang VERB 0 root; 2 berkata VERB 1 conj; 3 menyerang VERB 2 ccomp").tree
    events = {0: "home", 2: "attack"}
    assert told_events(tree, (0,), events, WORDS, others={1}) == (0,)
    assert told_events(tree, (0,), events, WORDS) == (0, 2)
