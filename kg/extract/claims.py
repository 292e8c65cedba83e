"""Claims: which source reports which events, with what stance and how sure.

Each cue gives one claim on the events in its content. A refusal to comment, or a denial of "that",
points back to what was told before; a quotation that runs on keeps its speaker; a headline of the
form "Name: words" speaks for the name. What nobody is named for is claimed by the article.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from kg.extract.attach import halting_word
from kg.extract.contradictions import tie
from kg.extract.cues import compile_words
from kg.extract.events import index_triggers
from kg.extract.factuality import Factuality, read_factuality
from kg.extract.grammar import compile_grammar
from kg.extract.layout import Layout
from kg.extract.modality import ModalWords, compile_modality
from kg.extract.passages import Passage, Telling
from kg.extract.reading import read_sentences
from kg.extract.speakers import Speakers
from kg.extract.tellings import by_colon, by_cues
from kg.extract.tree import Tree
from kg.lang import Pack
from kg.model import Claim, Document, Reference, Stance


def find_claims(document: Document, pack: Pack) -> Document:
    """The document with its claims; every event has at least one."""
    triggers, text = index_triggers(document), document.article.text
    layout, readings = read_sentences(document, pack)
    kinds = {event.key: event.type for event in document.events}
    facts = {event.key: (event.certainty, event.polarity) for event in document.events}
    counted = {event.key: event.quantities for event in document.events}
    tellings: list[tuple[Passage, Telling]] = []
    speech = Speakers(text)
    before: tuple[str, ...] = ()
    before_at = 0
    for reading in readings:
        index = reading.context.tree.sentence.index
        here = triggers[index]
        passage = Passage(
            text,
            reading.context,
            reading.cues,
            {trigger.place: trigger for trigger in reading.triggers},
            here,
            before,
            before_at,
            kinds,
            compile_words(pack),
            facts,
            tuple(layout.times.get(index, ())),
            tuple(layout.quantities.get(index, ())),
        )
        recent = [telling for _, telling in tellings]
        told = by_cues(passage, pack, recent) or by_colon(passage)
        tellings.extend(speech.hear(passage, told))
        if here:
            before, before_at = _foremost(reading.context.tree, here), index
    tellings.extend(speech.close())
    claims = [
        claim
        for passage, telling in tellings
        for claim in _claims(passage, telling, counted, layout, pack)
    ]
    claims.extend(_by_article(document, claims))
    numbered = tuple(replace(claim, key=f"c{n}") for n, claim in enumerate(claims, 1))
    return replace(document, claims=tie(numbered, document, compile_grammar(pack).comparatives))


def _by_article(document: Document, claims: Sequence[Claim]) -> list[Claim]:
    """What no source is named for, the article itself reports."""
    claimed = {event for claim in claims for event in claim.events}
    return [
        Claim(
            key=f"article-{event.key}",
            events=(event.key,),
            mentions=event.mentions[:1],
            certainty=event.certainty,
            polarity=event.polarity,
            quantities=event.quantities,
            rule="claims:article",
            confidence=event.confidence,
        )
        for event in document.events
        if event.key not in claimed
    ]


def _claims(
    passage: Passage,
    telling: Telling,
    counted: Mapping[str, tuple[str, ...]],
    layout: Layout,
    pack: Pack,
) -> Iterator[Claim]:
    """One claim for each factuality that a source gives to what it tells of."""
    context, here = passage.context, passage.here
    attribution = telling.attribution
    sources = _keys(attribution.sources, layout)
    said = None
    if telling.cue is not None:
        stops = telling.cue.places
        said = next(
            (
                time.key
                for time in passage.times
                if halting_word(context.tree, time.mentions[0].span, here, stops) is not None
            ),
            None,
        )
    inside = context.tree.sentence.span
    words = compile_modality(pack)
    for factuality, events in _by_factuality(passage, telling, words).items():
        told = {key for event in events for key in counted[event]}
        yield Claim(
            key="",
            events=events,
            mentions=(telling.mention,),
            sources=sources,
            cue=telling.mention.text if telling.cue is not None else None,
            stance=factuality.stance,
            certainty=factuality.certainty,
            polarity=factuality.polarity,
            addressees=tuple(k for k in _keys(attribution.addressees, layout) if k not in sources),
            via=_keys(attribution.via, layout),
            said=said,
            quantities=tuple(
                q.key
                for q in passage.quantities
                if q.key in told and (telling.clause or inside).contains(q.mentions[0].span)
            ),
            clause=telling.clause,
            rule=telling.cue.speech.rule if telling.cue is not None else "claims:speaker",
            confidence=0.8 if attribution.sources else 0.6,
        )


def _by_factuality(
    passage: Passage, telling: Telling, words: ModalWords
) -> Mapping[Factuality, tuple[str, ...]]:
    """The events of a telling by what its source makes of them, in order."""
    tree, triggers = passage.context.tree, passage.triggers
    if not telling.places:
        return _told_again(passage, telling, words)
    found: dict[Factuality, list[str]] = {}
    seen: set[str] = set()
    for place in telling.places:
        event = passage.here[place]
        if event not in seen:
            seen.add(event)
            factuality = read_factuality(tree, telling.cues, place, triggers, words)
            found.setdefault(factuality, []).append(event)
    return {factuality: tuple(events) for factuality, events in found.items()}


def _told_again(
    passage: Passage, telling: Telling, words: ModalWords
) -> Mapping[Factuality, tuple[str, ...]]:
    """What a telling that points back makes of the events; a statement leaves them as they are."""
    read = read_factuality(passage.context.tree, telling.cues, None, passage.triggers, words)
    if telling.cue is None or telling.cue.speech.stance is not Stance.ASSERT:
        return {read: telling.events}
    found: dict[Factuality, list[str]] = {}
    for event in telling.events:
        certainty, polarity = passage.facts[event]
        found.setdefault(Factuality(read.stance, certainty, polarity), []).append(event)
    return {factuality: tuple(events) for factuality, events in found.items()}


def _foremost(tree: Tree, here: Mapping[int, str]) -> tuple[str, ...]:
    """The event that a sentence is about: the one nearest to its root."""
    nearest = min(here, key=lambda place: (sum(1 for _ in tree.ancestors(place)), place))
    return (here[nearest],)


def _keys(references: Sequence[Reference], layout: Layout) -> tuple[str, ...]:
    return _distinct(key for reference in references for key in layout.entities(reference))


def _distinct(keys: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(keys))
