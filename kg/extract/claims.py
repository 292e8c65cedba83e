"""Claims: which source reports which events, with what stance and how sure.

Each cue gives one claim on the events in its content. A refusal to comment, or a denial of "that",
points back to what was told before; a quotation that runs on keeps its speaker; a headline of the
form "Name: words" speaks for the name. What nobody is named for is claimed by the article.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from kg.extract.asserted import sentence_triggers
from kg.extract.attach import halting_word
from kg.extract.content import content_heads, told_events
from kg.extract.contradictions import tie
from kg.extract.cues import Cue, compile_speech, find_cues
from kg.extract.events import index_triggers, sentence_context
from kg.extract.grammar import compile_grammar
from kg.extract.modality import (
    compile_modality,
    is_negated,
    own_certainty,
    read_modality,
)
from kg.extract.quotes import open_quotation
from kg.extract.sources import Attribution, Scene, attribute, is_silent
from kg.extract.tree import Tree
from kg.extract.triggers import Context
from kg.lang import Pack
from kg.model import Certainty, Claim, Document, Mention, Polarity, Reference, Span, Stance

_ORDER = (Certainty.CERTAIN, Certainty.PROBABLE, Certainty.POSSIBLE)
_POINTS_BACK = frozenset({Stance.DENY, Stance.CONFIRM, Stance.NO_COMMENT})


@dataclass(frozen=True, slots=True)
class Telling:
    """One source telling of events: ``places`` are their triggers in the sentence of the cue."""

    sentence: int
    cue: Cue | None
    attribution: Attribution
    mention: Mention
    events: tuple[str, ...]
    places: tuple[int, ...] = ()
    clause: Span | None = None
    nested: tuple[Cue, ...] = ()

    @property
    def cues(self) -> tuple[Cue, ...]:
        """The cue and those inside its content by which the same source hedges."""
        return (*((self.cue,) if self.cue is not None else ()), *self.nested)


def find_claims(document: Document, pack: Pack) -> Document:
    """The document with its claims; every event has at least one."""
    triggers = index_triggers(document)
    tellings: list[Telling] = []
    claims: list[Claim] = []
    last_told: tuple[str, ...] = ()
    for sentence in document.sentences:
        context = sentence_context(document, sentence, pack)
        here = {place: key for (at, place), key in triggers.items() if at == sentence.index}
        told = _by_cues(document, context, here, pack, last_told)
        if not told:
            told = _by_colon(context, here) or _by_quotation(document, context.tree, here, tellings)
        tellings.extend(told)
        claims.extend(_claim(document, context, telling, here, pack) for telling in told)
        last_told = _foremost(context.tree, here) or last_told
    claims.extend(_by_article(document, claims))
    numbered = tuple(replace(claim, key=f"c{n}") for n, claim in enumerate(claims, 1))
    return replace(document, claims=tie(numbered, document))


def _by_cues(
    document: Document,
    context: Context,
    here: Mapping[int, str],
    pack: Pack,
    last_told: tuple[str, ...],
) -> list[Telling]:
    tree, grammar = context.tree, compile_grammar(pack)
    cues = {cue.place: cue for cue in find_cues(tree, compile_speech(pack), pack.tag)}
    scene = Scene(tree, cues, context.references, grammar.prepositions, grammar.partitives)
    attributions = {place: attribute(scene, cue) for place, cue in cues.items()}
    tellings = []
    hedges: set[int] = set()
    for cue in cues.values():
        if cue.speech.frame == "quote" and tree.relation(cue.place) == "acl":
            continue
        if cue.place in hedges:
            continue
        heads = content_heads(tree, cue, cue.speech.voice)
        others = {p for p, a in attributions.items() if _other(a, attributions[cue.place])}
        places = told_events(tree, heads, here, others)
        places = tuple(p for p in places if p not in cue.places)
        nested = tuple(
            cues[p]
            for p in sorted(cues)
            if p not in others and p != cue.place and p in _within(tree, heads) and p not in here
        )
        hedges.update(c.place for c in nested)
        events = _distinct(here[p] for p in places)
        if not events and (is_silent(cue.speech) or cue.speech.stance in _POINTS_BACK):
            events = last_told
        if not events:
            continue
        inside = [p for head in heads for p in tree.subtree(head) if p not in cue.places]
        tellings.append(
            Telling(
                sentence=tree.sentence.index,
                cue=cue,
                attribution=attributions[cue.place],
                mention=Mention.at(document.article.text, tree.span(cue.places)),
                events=events,
                places=places,
                clause=tree.span(inside) if inside else None,
                nested=nested,
            )
        )
    return tellings


def _other(inner: Attribution, outer: Attribution) -> bool:
    """The inner cue speaks for somebody else than the outer."""
    ours = {reference.entity for reference in outer.sources}
    return bool(inner.sources) and not ours & {reference.entity for reference in inner.sources}


def _within(tree: Tree, heads: tuple[int, ...]) -> set[int]:
    return {place for head in heads for place in tree.subtree(head)}


def _by_colon(context: Context, here: Mapping[int, str]) -> list[Telling]:
    """A headline "Name: words": the name says the words."""
    tree = context.tree
    colons = [p for p in range(len(tree)) if tree.word(p) == ":"]
    if not (context.headline and colons and here):
        return []
    before = [r for head, r in context.references.items() if head < colons[0]]
    after = tuple(place for place in sorted(here) if place > colons[0])
    if not before or not after or any(place < colons[0] for place in here):
        return []
    source = min(before, key=lambda r: r.head)
    return [
        Telling(
            sentence=tree.sentence.index,
            cue=None,
            attribution=Attribution((source,)),
            mention=source.mention,
            events=_distinct(here[p] for p in after),
            places=after,
            clause=tree.span(range(colons[0] + 1, len(tree))),
        )
    ]


def _by_quotation(
    document: Document, tree: Tree, here: Mapping[int, str], earlier: Sequence[Telling]
) -> list[Telling]:
    """A sentence inside a running quotation speaks for whoever spoke last."""
    text, span = document.article.text, tree.sentence.span
    if not here or not earlier or not open_quotation(text, span.start):
        return []
    last = earlier[-1]
    if last.sentence != tree.sentence.index - 1 or not last.attribution.sources:
        return []
    return [
        Telling(
            sentence=tree.sentence.index,
            cue=None,
            attribution=Attribution(last.attribution.sources),
            mention=Mention.at(text, span),
            events=_distinct(here[p] for p in sorted(here)),
            places=tuple(sorted(here)),
            clause=span,
        )
    ]


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
    document: Document, context: Context, telling: Telling, here: Mapping[int, str], pack: Pack
) -> Claim:
    stance, certainty, polarity = _factuality(context, telling, pack)
    attribution = telling.attribution
    said = None
    if telling.cue is not None:
        stops = (telling.cue.place,)
        said = next(
            (
                time.key
                for time in document.times
                if context.tree.sentence.span.contains(time.mentions[0].span)
                and halting_word(context.tree, time.mentions[0].span, here, stops) is not None
            ),
            None,
        )
    counted = {key for e in document.events if e.key in telling.events for key in e.quantities}
    inside = context.tree.sentence.span
    return Claim(
        key=f"{telling.sentence}-{telling.mention.span.start}",
        events=telling.events,
        mentions=(telling.mention,),
        sources=_keys(attribution.sources),
        cue=telling.mention.text if telling.cue is not None else None,
        stance=stance,
        certainty=certainty,
        polarity=polarity,
        addressees=_keys(attribution.addressees),
        via=_keys(attribution.via),
        said=said,
        quantities=tuple(
            q.key
            for q in document.quantities
            if q.key in counted and inside.contains(q.mentions[0].span)
        ),
        clause=telling.clause,
        rule=telling.cue.speech.rule if telling.cue is not None else "claims:speaker",
        confidence=0.8 if attribution.sources else 0.6,
    )


def _factuality(
    context: Context, telling: Telling, pack: Pack
) -> tuple[Stance, Certainty, Polarity]:
    """Stance of the cue; certainty and polarity of cue and content together."""
    words = compile_modality(pack)
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
        if is_negated(context.tree, cue.place, words) and not is_silent(speech):
            if stance is Stance.DENY:
                stance, negative = Stance.ASSERT, not negative
            else:
                stance, negative = Stance.NO_COMMENT, True
    return stance, certainty, Polarity.NEGATIVE if negative else Polarity.POSITIVE


def _foremost(tree: Tree, here: Mapping[int, str]) -> tuple[str, ...]:
    """The event that a sentence is about: the one nearest to its root."""
    if not here:
        return ()
    nearest = min(here, key=lambda place: (sum(1 for _ in tree.ancestors(place)), place))
    return (here[nearest],)


def _keys(references: Sequence[Reference]) -> tuple[str, ...]:
    return _distinct(r.entity for r in references if r.entity is not None)


def _distinct(keys: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(keys))
