"""How sure we are of each event and claim: a logistic model over what the extractor can see.

Weights stand in the pack's table ``confidence`` and are made by ``kg.train.calibrate``. Without
them (a language that nobody has measured yet) the constants of the rules stay as they are.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import replace
from functools import cache

from kg.lang import Pack
from kg.model import Certainty, Claim, Document, Entity, Event, Polarity

Features = Mapping[str, float]
#: Nobody is ever quite sure, and nothing that was found is quite impossible.
LEAST, MOST = 0.02, 0.98
_LONG, _SHORT = 30, 12


def grade(document: Document, pack: Pack) -> Document:
    """The document with calibrated confidences for events and claims."""
    weights = _weights(pack)
    if not weights:
        return document
    seen = event_features(document)
    events = tuple(
        replace(event, confidence=_sure(weights["event"], seen[event.key]))
        for event in document.events
    )
    graded = replace(document, events=events)
    told = claim_features(graded)
    sure = {event.key: event.confidence for event in events}
    claims = tuple(
        replace(
            claim,
            confidence=_sure(weights["claim"], told[claim.key])
            if claim.sources
            else max(sure[key] for key in claim.events),
        )
        for claim in document.claims
    )
    return replace(graded, claims=claims)


def event_features(document: Document) -> dict[str, Features]:
    """What speaks for or against each event, by its key."""
    starts = [sentence.span.start for sentence in document.sentences]
    return {event.key: _of_event(event, document, starts) for event in document.events}


def claim_features(document: Document) -> dict[str, Features]:
    """What speaks for or against each claim with a source, by its key."""
    starts = [sentence.span.start for sentence in document.sentences]
    events = {event.key: event for event in document.events}
    entities = {entity.key: entity for entity in document.entities}
    return {
        claim.key: _of_claim(claim, events, entities, starts)
        for claim in document.claims
        if claim.sources
    }


def _of_event(event: Event, document: Document, starts: list[int]) -> Features:
    at = event.mentions[0].span.start
    sentence = document.sentences[bisect_right(starts, at) - 1]
    token = next((t for t in sentence.tokens if t.span.start == at), None)
    rule = event.rule.partition(":")[0]
    form = event.rule.rpartition(":")[2] if rule == "events" else ""
    words = len(sentence.tokens)
    found = {
        "bias": 1.0,
        f"rule={rule}": 1.0,
        f"form={form}": float(bool(form)),
        f"type={event.type}": 1.0,
        f"upos={token.upos if token else ''}": 1.0,
        f"deprel={token.deprel if token else ''}": 1.0,
        f"roles={min(3, len(event.roles))}": 1.0,
        f"mentions={min(3, len(event.mentions))}": 1.0,
        "headline": float(sentence.index == 0),
        "short sentence": float(words < _SHORT),
        "long sentence": float(words > _LONG),
        "time": float(event.time is not None),
        "number": float(bool(event.quantities)),
        "hedged": float(event.certainty is not Certainty.CERTAIN),
        "negative": float(event.polarity is Polarity.NEGATIVE),
    }
    return {name: value for name, value in found.items() if value}


def _of_claim(
    claim: Claim, events: Mapping[str, Event], entities: Mapping[str, Entity], starts: list[int]
) -> Features:
    told = [events[key] for key in claim.events]
    here = bisect_right(starts, claim.mentions[0].span.start)
    beside = any(
        bisect_right(starts, mention.span.start) == here
        for event in told
        for mention in event.mentions
    )
    source = entities[claim.sources[0]]
    doubt = sum(1 - event.confidence for event in told) / max(1, len(told))
    found = {
        "bias": 1.0,
        f"rule={claim.rule.rpartition(':')[2]}": 1.0,
        f"stance={claim.stance.value}": 1.0,
        f"source={source.form.value}": 1.0,
        f"source={source.type.value}": 1.0,
        f"events={min(3, len(told))}": 1.0,
        "several sources": float(len(claim.sources) > 1),
        "another sentence": float(not beside),
        "hedged": float(claim.certainty is not Certainty.CERTAIN),
        "doubtful events": doubt,
    }
    return {name: value for name, value in found.items() if value}


def only_sure(document: Document, least: float) -> Document:
    """The document without events and claims below ``least``; claims lose what is dropped.

    An event that nobody reports for sure goes too: by itself it would be the article's own word.
    """
    sure = {event.key for event in document.events if event.confidence >= least}
    claims = [
        replace(claim, events=tuple(key for key in claim.events if key in sure))
        for claim in document.claims
        if claim.confidence >= least and not sure.isdisjoint(claim.events)
    ]
    there = {claim.key for claim in claims}
    told = {key for claim in claims for key in claim.events}
    return replace(
        document,
        events=tuple(event for event in document.events if event.key in told),
        claims=tuple(
            replace(claim, contradicts=tuple(key for key in claim.contradicts if key in there))
            for claim in claims
        ),
    )


def _sure(weights: Mapping[str, float], features: Features) -> float:
    score = sum(weights.get(name, 0.0) * value for name, value in sorted(features.items()))
    return round(min(MOST, max(LEAST, 1 / (1 + math.exp(-score)))), 2)


@cache
def _weights(pack: Pack) -> dict[str, dict[str, float]]:
    table: dict[str, dict[str, float]] = {}
    for row in pack.table("confidence"):
        table.setdefault(row["of"], {})[row["feature"]] = float(row["weight"])
    return table
