"""Claims: which source reports which events, with what stance and how sure.

Each cue gives one claim on the events in its content. A refusal to comment, or a denial of "that",
points back to what was told before; a quotation that runs on keeps its speaker; a headline of the
form "Name: words" speaks for the name. What nobody is named for is claimed by the article.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from kg.extract.asserted import sentence_triggers
from kg.extract.attach import halting_word
from kg.extract.contradictions import tie
from kg.extract.cues import is_silent
from kg.extract.events import index_triggers, sentence_context
from kg.extract.grammar import compile_grammar
from kg.extract.layout import Layout
from kg.extract.modality import compile_modality, is_negated, own_certainty, read_modality
from kg.extract.quotes import open_quotation
from kg.extract.sources import Attribution
from kg.extract.tellings import Passage, Telling, by_colon, by_cues, by_quotation
from kg.extract.tree import Tree
from kg.lang import Pack
from kg.model import Certainty, Claim, Document, Polarity, Reference, Stance

_ORDER = (Certainty.CERTAIN, Certainty.PROBABLE, Certainty.POSSIBLE)


def find_claims(document: Document, pack: Pack) -> Document:
    """The document with its claims; every event has at least one."""
    triggers, text = index_triggers(document), document.article.text
    layout = Layout.of(document, pack)
    kinds = {event.key: event.type for event in document.events}
    counted = {event.key: event.quantities for event in document.events}
    tellings: list[Telling] = []
    claims: list[Claim] = []
    waiting: list[Passage] = []
    before: tuple[str, ...] = ()
    before_at = 0
    for sentence in document.sentences:
        context = sentence_context(layout, sentence, pack)
        here = triggers[sentence.index]
        passage = Passage(
            text,
            context,
            here,
            before,
            before_at,
            kinds,
            tuple(layout.times.get(sentence.index, ())),
            tuple(layout.quantities.get(sentence.index, ())),
        )
        quoted = open_quotation(text, sentence.span.start)
        told = by_cues(passage, pack, tellings) or by_colon(passage)
        speaker = next((t.attribution for t in told if t.attribution.sources), None)
        if speaker is not None and quoted:
            for earlier in waiting:
                late = by_quotation(earlier, speaker)
                claims.extend(_claim(earlier, telling, counted, layout, pack) for telling in late)
        if not told and quoted and not waiting:
            told = by_quotation(passage, _last_speaker(tellings, sentence.index))
        if speaker is not None or not quoted:
            waiting = []
        if not told and open_quotation(text, sentence.span.end):
            waiting.append(passage)
        tellings.extend(told)
        claims.extend(_claim(passage, telling, counted, layout, pack) for telling in told)
        if here:
            before, before_at = _foremost(context.tree, here), sentence.index
    claims.extend(_by_article(document, claims))
    numbered = tuple(replace(claim, key=f"c{n}") for n, claim in enumerate(claims, 1))
    return replace(document, claims=tie(numbered, document, compile_grammar(pack).comparatives))


def _last_speaker(tellings: Sequence[Telling], index: int) -> Attribution | None:
    """Who spoke in the sentence before this one."""
    if tellings and tellings[-1].sentence == index - 1 and tellings[-1].attribution.sources:
        return tellings[-1].attribution
    return None


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


def _claim(
    passage: Passage,
    telling: Telling,
    counted: Mapping[str, tuple[str, ...]],
    layout: Layout,
    pack: Pack,
) -> Claim:
    context, here = passage.context, passage.here
    stance, certainty, polarity = _factuality(passage, telling, pack)
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
    told = {key for event in telling.events for key in counted[event]}
    inside = context.tree.sentence.span
    return Claim(
        key=f"{telling.sentence}-{telling.mention.span.start}",
        events=telling.events,
        mentions=(telling.mention,),
        sources=sources,
        cue=telling.mention.text if telling.cue is not None else None,
        stance=stance,
        certainty=certainty,
        polarity=polarity,
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


def _factuality(
    passage: Passage, telling: Telling, pack: Pack
) -> tuple[Stance, Certainty, Polarity]:
    """Stance of the cue; certainty and polarity of cue and content together."""
    context, words = passage.context, compile_modality(pack)
    triggers = {t.place: t for t in sentence_triggers(context, pack)}
    told = [triggers[place] for place in telling.places if place in triggers]
    certainty = max(
        (own_certainty(context.tree, trigger, words) for trigger in told),
        key=_ORDER.index,
        default=Certainty.CERTAIN,
    )
    negative = bool(told) and all(
        read_modality(context.tree, t, triggers, words).polarity is Polarity.NEGATIVE for t in told
    )
    stance = Stance.ASSERT
    for cue in telling.cues:
        speech = cue.speech
        stance = speech.stance
        certainty = max(certainty, speech.certainty, key=_ORDER.index)
        negative = negative != (speech.polarity is Polarity.NEGATIVE)
        if is_negated(context.tree, cue.places, words) and not is_silent(speech):
            if stance is Stance.DENY:
                stance, negative = Stance.ASSERT, not negative
            else:
                stance, negative = Stance.NO_COMMENT, True
    return stance, certainty, Polarity.NEGATIVE if negative else Polarity.POSITIVE


def _foremost(tree: Tree, here: Mapping[int, str]) -> tuple[str, ...]:
    """The event that a sentence is about: the one nearest to its root."""
    nearest = min(here, key=lambda place: (sum(1 for _ in tree.ancestors(place)), place))
    return (here[nearest],)


def _keys(references: Sequence[Reference], layout: Layout) -> tuple[str, ...]:
    return _distinct(key for reference in references for key in layout.entities(reference))


def _distinct(keys: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(keys))
