"""Our own annotated articles say what their text says, in the words and the format of the codebook.

Whoever measures against them trusts every offset, name and identifier; a slip in the annotation
would count as an error of the extractor. The second half shows that each rule can fail.
"""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from kg.model import Bound, Certainty, EntityType, Polarity, Role, Stance

ROOT = Path(__file__).parent.parent
GOLD = Path(__file__).with_name("gold")
IDS = sorted(path.stem for path in GOLD.glob("*.json"))
EVENT_TYPES = set(
    re.findall(r'skos:notation "([A-Z]+)"', (ROOT / "ontology/event-types.ttl").read_text("utf-8"))
)
ROLES = [role.value for role in Role]
CERTAINTIES = {value.lower() for value in Certainty}
POLARITIES = {value.lower() for value in Polarity}
STANCES = {"no-comment" if stance is Stance.NO_COMMENT else stance.value for stance in Stance}
DAY = r"[0-9X]{4}(-[0-9X]{2}(-[0-9X]{2})?)?"
EDTF = re.compile(rf"{DAY}|({DAY}|\.\.)/({DAY}|\.\.)")
WEEKDAYS = ["Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu"]
ENGLISH = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
Gold = dict[str, Any]


def load(ident: str) -> tuple[Gold, str]:
    return (
        json.loads((GOLD / f"{ident}.json").read_text("utf-8")),
        (GOLD / f"{ident}.txt").read_text("utf-8"),
    )


def published() -> dict[str, date]:
    """The publication dates that README.md states; their weekdays must be right."""
    rows = re.findall(
        r"\| (\S+) \|.*\| (\S+) \((\w+)\) \|", (GOLD / "README.md").read_text("utf-8")
    )
    dates = {ident: date.fromisoformat(day) for ident, day, _ in rows}
    assert [ENGLISH[dates[ident].weekday()] for ident, _, _ in rows] == [row[2] for row in rows]
    return dates


def whole_word(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(words)}(?!\w)")


def span(text: str, sent: int, word: str, nth: int) -> tuple[int, int] | None:
    """Where the ``nth`` whole ``word`` of line ``sent`` stands in ``text``, or None."""
    lines = text.split("\n")
    if not (0 <= sent < len(lines) and nth >= 1 and re.fullmatch(r"[\w-]+", word)):
        return None
    found = list(whole_word(word).finditer(lines[sent]))
    if len(found) < nth:
        return None
    start = sum(len(line) + 1 for line in lines[:sent]) + found[nth - 1].start()
    return start, start + len(word)


def marks(gold: Gold) -> Iterator[tuple[str, Gold, str]]:
    """Every marked word: the id of what it belongs to, its place, the word."""
    for event in gold["events"]:
        for mark in [event, *event["also"]]:
            yield event["id"], mark, mark["trigger"]
    for claim in gold["claims"]:
        yield claim["id"], claim, claim["cue"]


def offset_problems(gold: Gold, text: str) -> Iterator[str]:
    owner: dict[tuple[int, int], str] = {}
    for ident, mark, word in marks(gold):
        where = span(text, mark["sent"], word, mark["nth"])
        if where is None:
            yield f"{ident}: {word!r} is not in line {mark['sent']}"
        elif text[slice(*where)] != word:
            yield f"{ident}: the offsets of {word!r} hold {text[slice(*where)]!r}"
        elif "trigger" in mark and owner.setdefault(where, ident) != ident:
            yield f"{ident}: {word!r} is a trigger of {owner[where]} too"


def entity_problems(gold: Gold, text: str) -> Iterator[str]:
    known = {entity["id"] for entity in gold["entities"]}
    needed = {entity["affiliation"] for entity in gold["entities"]}
    needed |= {who for event in gold["events"] for role in ROLES for who in event[role]}
    for claim in gold["claims"]:
        needed |= {who for key in ("source", "addressee", "via") for who in claim[key]}
    for entity in gold["entities"]:
        names = entity["names"]
        if entity["type"] not in set(EntityType):
            yield f"{entity['id']}: no such type {entity['type']!r}"
        if (entity["type"] == "Country") != bool(re.fullmatch("[A-Z]{2}", entity["iso"] or "")):
            yield f"{entity['id']}: a country has an ISO code, nothing else has"
        if not names or len(set(names)) < len(names):
            yield f"{entity['id']}: names are missing or repeated"
        for name in names:
            if not whole_word(name).search(text):
                yield f"{entity['id']}: {name!r} is not in the text"
        if entity["affiliation"] not in known | {None} or entity["affiliation"] == entity["id"]:
            yield f"{entity['id']}: no such affiliation {entity['affiliation']!r}"
        if entity["id"] not in needed:
            yield f"{entity['id']}: {names[:1]} does nothing, says nothing, holds nothing"


def quantity_problems(owner: str, quantities: list[Gold], text: str) -> Iterator[str]:
    for quantity in quantities:
        low, high = quantity.get("low"), quantity.get("high")
        if quantity["text"] not in text:
            yield f"{owner}: {quantity['text']!r} is not in the text"
        if quantity["bound"] not in set(Bound):
            yield f"{owner}: no such bound {quantity['bound']!r}"
        if quantity["value"] is None and not (low is not None and high is not None and low < high):
            yield f"{owner}: {quantity['text']!r} has neither a value nor a range"


def time_problems(owner: str, item: Gold, day: date) -> Iterator[str]:
    plain, dated = item["time"], item["time_dated"]
    for value in (plain, dated):
        if value is not None and not EDTF.fullmatch(value):
            yield f"{owner}: {value!r} is not a date of ours"
    if dated is not None and "X" in dated:
        yield f"{owner}: {dated!r} is left open although the article is dated"
    if plain is not None and not re.fullmatch(
        re.escape(plain).replace("X", r"\d"), dated or "nothing"
    ):
        yield f"{owner}: {plain!r} and {dated!r} do not agree"
    if dated is not None and abs(int((re.findall(r"\d{4}", dated) or ["0"])[0]) - day.year) > 20:
        yield f"{owner}: {dated!r} is far from the publication"


def event_problems(gold: Gold, text: str, day: date) -> Iterator[str]:
    known = {entity["id"] for entity in gold["entities"]}
    for event in gold["events"]:
        name = event["id"]
        if event["type"] not in EVENT_TYPES:
            yield f"{name}: no such type {event['type']!r}"
        for role in ROLES:
            if not set(event[role]) <= known or len(set(event[role])) < len(event[role]):
                yield f"{name}: no such {role} in {event[role]}, or twice"
        if event["certainty"] not in CERTAINTIES or event["polarity"] not in POLARITIES:
            yield f"{name}: no such certainty or polarity"
        yield from quantity_problems(name, event["quantities"], text)
        yield from time_problems(name, event, day)


def claim_problems(gold: Gold, text: str, day: date) -> Iterator[str]:
    who = {entity["id"] for entity in gold["entities"]}
    events = {event["id"]: event for event in gold["events"]}
    claims = {claim["id"]: claim for claim in gold["claims"]}
    for claim in gold["claims"]:
        name = claim["id"]
        if not (claim["source"] == ["article"] or (claim["source"] and {*claim["source"]} <= who)):
            yield f"{name}: no such source in {claim['source']}"
        if not {*claim["addressee"], *claim["via"]} <= who:
            yield f"{name}: no such addressee or go-between"
        if not claim["events"] or not set(claim["events"]) <= set(events):
            yield f"{name}: no such event in {claim['events']}"
        if claim["stance"] not in STANCES:
            yield f"{name}: no such stance {claim['stance']!r}"
        if claim["certainty"] not in CERTAINTIES or claim["polarity"] not in POLARITIES:
            yield f"{name}: no such certainty or polarity"
        if claim["stance"] in {"deny", "no-comment"} and claim["polarity"] != "negative":
            yield f"{name}: who denies or is silent does not affirm"
        for other in claim["contradicts"]:
            if other == name or name not in claims.get(other, {"contradicts": []})["contradicts"]:
                yield f"{name}: contradicts {other!r}, but not the other way round"
        yield from quantity_problems(name, claim["quantities"], text)
        yield from time_problems(name, claim, day)


def identifier_problems(gold: Gold) -> Iterator[str]:
    for kind in ("entities", "events", "claims"):
        idents = [item["id"] for item in gold[kind]]
        if not idents or len(set(idents)) < len(idents):
            yield f"{kind}: none, or an id stands twice"


def text_problems(text: str) -> Iterator[str]:
    words = re.findall(r"\w+(?:[-.,]\w+)*", text)
    lines = text.removesuffix("\n").split("\n")
    if not 300 <= len(words) <= 450:
        yield f"{len(words)} words"
    if any(line != line.strip() or not line for line in lines):
        yield "a line is empty or has spaces around it"
    for weekday, day, month, year in re.findall(r"(\w+) \((\d+)/(\d+)/(\d{4})\)", text):
        if weekday != WEEKDAYS[date(int(year), int(month), int(day)).weekday()]:
            yield f"{day}/{month}/{year} is not a {weekday}"


def problems(gold: Gold, text: str, day: date) -> list[str]:
    """Everything that is wrong with an annotated article."""
    return [
        *text_problems(text),
        *identifier_problems(gold),
        *offset_problems(gold, text),
        *entity_problems(gold, text),
        *event_problems(gold, text, day),
        *claim_problems(gold, text, day),
    ]


def test_there_are_twelve_articles_each_with_text_annotation_and_date() -> None:
    assert len(IDS) >= 12
    assert sorted(path.stem for path in GOLD.glob("*.txt")) == IDS
    assert sorted(published()) == IDS


@pytest.mark.parametrize("ident", IDS)
def test_the_annotation_fits_its_text(ident: str) -> None:
    gold, text = load(ident)
    assert gold["id"] == ident
    assert problems(gold, text, published()[ident]) == []


def test_the_articles_hold_what_they_are_for() -> None:
    """Passives, denials, silence, open numbers: without them the set measures too little."""
    articles = [load(ident) for ident in IDS]
    events = [event for gold, _ in articles for event in gold["events"]]
    claims = [claim for gold, _ in articles for claim in gold["claims"]]
    assert {event["type"] for event in events} == EVENT_TYPES
    assert {claim["stance"] for claim in claims} == STANCES
    assert {claim["certainty"] for claim in claims} == CERTAINTIES
    assert {entity["type"] for gold, _ in articles for entity in gold["entities"]} == set(
        EntityType
    )
    assert {q["bound"] for event in events for q in event["quantities"]} == set(Bound)
    assert any(claim["via"] for claim in claims)
    assert any(claim["addressee"] for claim in claims)
    assert any(event["trigger"].startswith("di") for event in events)
    assert all(any(claim["contradicts"] for claim in gold["claims"]) for gold, _ in articles)


def first(gold: Gold, kind: str) -> Gold:
    item: Gold = gold[kind][0]
    return item


SLIPS: dict[str, Callable[[Gold], object]] = {
    "a trigger in another line": lambda g: first(g, "events").update(sent=2),
    "a second occurrence that is none": lambda g: first(g, "events").update(nth=9),
    "a line past the end": lambda g: first(g, "events").update(sent=99),
    "half a word": lambda g: first(g, "events").update(trigger="engirim"),
    "one trigger for two events": lambda g: g["events"][1].update(also=[first(g, "events")]),
    "a cue that nobody wrote": lambda g: first(g, "claims").update(cue="berbisik"),
    "a name that nobody wrote": lambda g: first(g, "entities")["names"].append("Atlantis"),
    "a name in other letters": lambda g: first(g, "entities").update(names=["POLANDIA"]),
    "an unknown entity type": lambda g: first(g, "entities").update(type="Animal"),
    "a country without code": lambda g: first(g, "entities").update(iso=None),
    "an unused entity": lambda g: g["entities"].append(
        first(g, "entities") | {"id": "e99", "names": ["Polandia"]}
    ),
    "a lost affiliation": lambda g: first(g, "entities").update(affiliation="e99"),
    "an id twice": lambda g: g["events"].append(first(g, "events")),
    "an unknown event type": lambda g: first(g, "events").update(type="DANCE"),
    "a lost agent": lambda g: first(g, "events").update(agent=["e99"]),
    "an unknown certainty": lambda g: first(g, "events").update(certainty="sure"),
    "a number that nobody wrote": lambda g: first(g, "events")["quantities"][0].update(text="77"),
    "a number without value": lambda g: first(g, "events")["quantities"][0].update(value=None),
    "an unknown bound": lambda g: first(g, "events")["quantities"][0].update(bound="some"),
    "a time that is none": lambda g: first(g, "events").update(time="May", time_dated="May"),
    "times that disagree": lambda g: first(g, "events").update(
        time="XXXX-05", time_dated="2025-06"
    ),
    "a dated time left open": lambda g: first(g, "events").update(time_dated="XXXX-05"),
    "a lost source": lambda g: first(g, "claims").update(source=["e99"]),
    "a lost event": lambda g: first(g, "claims").update(events=["v99"]),
    "an unknown stance": lambda g: first(g, "claims").update(stance="mumble"),
    "a denial that affirms": lambda g: first(g, "claims").update(stance="deny"),
    "a one-sided contradiction": lambda g: first(g, "claims").update(contradicts=["c3"]),
    "a lost addressee": lambda g: first(g, "claims").update(addressee=["e99"]),
}


@pytest.mark.parametrize("slip", SLIPS)
def test_the_checker_sees_a_slip(slip: str) -> None:
    ident = "own-01-pertahanan"
    gold, text = load(ident)
    spoilt = copy.deepcopy(gold)
    SLIPS[slip](spoilt)
    assert problems(spoilt, text, published()[ident])


@pytest.mark.parametrize(
    "spoil",
    [
        lambda text: "\n".join(text.split("\n")[:12]),
        lambda text: text.replace("\n", " \n", 1),
        lambda text: text.replace("Rabu (14/5/2025)", "Kamis (14/5/2025)"),
        lambda text: text.replace("mengirim dua", "mengirimkan dua"),
    ],
)
def test_the_checker_sees_a_changed_text(spoil: Callable[[str], str]) -> None:
    ident = "own-01-pertahanan"
    gold, text = load(ident)
    assert spoil(text) != text
    assert problems(gold, spoil(text), published()[ident])
