"""Tellings: a source, by a cue, a colon or a running quotation, tells of events of a sentence."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from kg.extract.asserted import RULE
from kg.extract.carried import carry_over
from kg.extract.content import (
    TOPIC,
    charged,
    content_heads,
    is_delivered,
    speaks_beside,
    told_events,
)
from kg.extract.cues import Cue, is_silent
from kg.extract.grammar import compile_grammar
from kg.extract.modality import compile_modality, is_of_nobody
from kg.extract.senses import Context, Trigger
from kg.extract.sources import Attribution, Scene, attribute, is_quoted
from kg.extract.tree import Tree
from kg.lang import Pack
from kg.model import Mention, Quantity, Span, Stance, TimeExpression

#: How many sentences back a denial may look for what it denies.
_BACK = 3
_SPOKEN = frozenset({"say", "tell"})
_ON = TOPIC | {"atas", "terhadap", "bahwa", "akan"}
_POINTS_BACK = frozenset({Stance.DENY, Stance.CONFIRM, Stance.NO_COMMENT})


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence with its cues, its triggers, their events and the types of these.

    ``before`` is the event told before, ``before_at`` the sentence of that event.
    """

    text: str
    context: Context
    cues: tuple[Cue, ...]
    triggers: Mapping[int, Trigger]
    here: Mapping[int, str]
    before: tuple[str, ...]
    before_at: int
    kinds: Mapping[str, str]
    times: tuple[TimeExpression, ...] = ()
    quantities: tuple[Quantity, ...] = ()


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
    by_pronoun: bool = False
    charge: bool = False

    @property
    def cues(self) -> tuple[Cue, ...]:
        """The cue and those inside its content by which the same source hedges."""
        return (*((self.cue,) if self.cue is not None else ()), *self.nested)


def by_cues(passage: Passage, pack: Pack, earlier: Sequence[Telling]) -> list[Telling]:
    """One telling for each cue that reports events of its sentence, or points back to some."""
    tree, here, grammar = passage.context.tree, passage.here, compile_grammar(pack)
    kinds, modal = passage.kinds, compile_modality(pack)
    plain = {place for place, t in passage.triggers.items() if t.entry.rule == RULE}
    charges = {key for key in here.values() if kinds[key] == "ACCUSE"}
    cues = {cue.place: cue for cue in passage.cues}
    scene = Scene(
        tree,
        cues,
        passage.context.references,
        grammar.prepositions,
        grammar.partitives,
        grammar.documents,
    )
    attributions = carry_over(scene, {p: attribute(scene, cue) for p, cue in cues.items()})
    tellings: list[Telling] = []
    hedges: set[int] = set()
    for cue in cues.values():
        if cue.speech.frame == "quote" and tree.relation(cue.place) == "acl":
            continue
        if cue.place in hedges or _only_quotes(tree, cue, cues):
            continue
        if not is_silent(cue.speech) and is_of_nobody(tree, cue.head(tree), modal):
            continue
        heads = content_heads(tree, cue, cue.speech.voice, set(cues))
        within = _within(tree, heads)
        others = {p for p, a in attributions.items() if _other(a, attributions[cue.place])}
        others |= {p for p, c in cues.items() if p != cue.place and speaks_beside(tree, c)}
        places = told_events(tree, heads, here, others, plain)
        places = tuple(p for p in places if p not in cue.places)
        if cue.speech.frame == "according":
            places = tuple(p for p in places if not _own_word(p, cue, attributions))
        if cue.speech.stance in _POINTS_BACK:
            named = {p for p in heads if tree.upos(p) == "NOUN" and here.get(p) in charges}
            places = charged(tree, cue, places, named, here)
        if kinds.get(here.get(cue.place, "")) == "THREATEN":
            if cue.speech.stance is Stance.PROMISE or not places:
                places = tuple(sorted({*places, cue.place}))
        nested = tuple(
            cues[p]
            for p in sorted(cues)
            if p not in others and p != cue.place and p in within and p not in here
            and not speaks_beside(tree, cues[p])
        )
        hedges.update(c.place for c in nested)
        events = _distinct(here[p] for p in places)
        reports = {p for p, c in cues.items() if c.speech.frame == "noun"}
        reports |= {p for p in heads if tree.upos(p) == "NOUN" and here.get(p) in charges}
        if _points_back(tree, cue, reports, heads, places):
            recent = [t for t in earlier if t.sentence >= tree.sentence.index - _BACK]
            own = {r.entity for r in attributions[cue.place].sources if r.entity}
            events = _reported_before(tellings, recent, cue, own) or passage.before
            if cue.speech.stance is Stance.DENY and not any(t.events for t in tellings):
                events = _charged_before(passage, recent) or events
            places = ()
        if not events and not attributions[cue.place].known:
            continue
        inside = [p for head in heads for p in tree.subtree(head) if p not in cue.places]
        tellings.append(
            Telling(
                sentence=tree.sentence.index,
                cue=cue,
                attribution=attributions[cue.place],
                mention=Mention.at(passage.text, tree.span(cue.places)),
                events=events,
                places=places,
                clause=tree.span(inside) if inside else None,
                nested=nested,
                charge=here.get(cue.place) in charges,
                by_pronoun=not attributions[cue.place].known and _by_pronoun(tree, cue),
            )
        )
    return tellings


def _own_word(place: int, cue: Cue, attributions: Mapping[int, Attribution]) -> bool:
    """What the source of "dalam keterangannya" does there by a word of speech: "X mengecam Y"."""
    ours = {r.entity for r in attributions[cue.place].sources}
    return place in attributions and bool(
        ours & {r.entity for r in attributions[place].sources}
    )


def _only_quotes(tree: Tree, cue: Cue, cues: Collection[int]) -> bool:
    """Whoever is quoted has a word of speech of his own: "mengutip pejabat yang mengatakan X"."""
    quoted = [p for p in tree.children(cue.place, "obj") if is_quoted(tree, cue, p)]
    return any(c in cues for p in quoted for c in tree.children(p, "acl"))


def _by_pronoun(tree: Tree, cue: Cue) -> bool:
    """Nobody but a pronoun is said to speak: "katanya", "dia menambahkan"."""
    if cue.speech.voice == "passive" or cue.speech.frame not in _SPOKEN:
        return False
    subjects = [c for c in tree.children(cue.head(tree), "nsubj", "obj") if _beside(cue, c)]
    return any(tree.upos(c) == "PRON" and tree.word(c) != "yang" for c in subjects)


def _beside(cue: Cue, place: int) -> bool:
    """Before the word of speech its subject; after it no more than the clitic."""
    return place < cue.place or place == cue.places[-1] + 1


def _points_back(
    tree: Tree,
    cue: Cue,
    reports: Collection[int],
    heads: tuple[int, ...],
    places: tuple[int, ...],
) -> bool:
    """The cue speaks of what was told before: "membantahnya", "laporan itu", "enggan berkomentar".

    So it does where its content is a report or an accusation in itself, or where it denies,
    confirms or keeps silent and tells of no event of its own.
    """
    clauses = {h: set(tree.children(h, "acl", "ccomp")) - set(cue.places) for h in heads}
    documents = {h for h in heads if h in reports and not clauses[h]}
    told = documents | {
        p
        for h in documents
        for c in tree.children(h, "nmod", "obl")
        if tree.preposition(c) not in {"", *_ON}
        for p in tree.subtree(c)
    }
    if documents and set(places) <= told:
        return True
    if cue.place in reports and is_delivered(tree, cue):
        return True
    return not places and (is_silent(cue.speech) or cue.speech.stance in _POINTS_BACK)


def _reported_before(
    here: Sequence[Telling], earlier: Sequence[Telling], cue: Cue, own: Collection[str]
) -> tuple[str, ...]:
    """The events of the last report by somebody, in this sentence or up to three before it.

    Whoever makes "pernyataan ini" has made it before.
    """
    told = [telling.events for telling in here if telling.events]
    if told:
        return told[-1]
    if cue.speech.stance is Stance.ASSERT:
        for telling in reversed(earlier):
            if telling.events and own & {r.entity for r in telling.attribution.sources}:
                return telling.events
    if earlier and (earlier[-1].attribution.sources or earlier[-1].charge):
        return earlier[-1].events
    return ()


def _charged_before(passage: Passage, earlier: Sequence[Telling]) -> tuple[str, ...]:
    """The charge just before, later than all that somebody is cited for."""
    near = bool(earlier) and earlier[-1].sentence >= passage.before_at
    charge = any(passage.kinds[event] == "ACCUSE" for event in passage.before)
    return passage.before if charge and not near else ()


def _other(inner: Attribution, outer: Attribution) -> bool:
    """The inner cue speaks for somebody else than the outer."""
    ours = {reference.entity for reference in outer.sources}
    return bool(inner.sources) and not ours & {reference.entity for reference in inner.sources}


def _within(tree: Tree, heads: tuple[int, ...]) -> set[int]:
    return {place for head in heads for place in tree.subtree(head)}


def by_colon(passage: Passage) -> list[Telling]:
    """A headline "Name: words": the name says the words."""
    context, here = passage.context, passage.here
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


def by_quotation(
    passage: Passage, speaker: Attribution, told: Collection[str] = ()
) -> list[Telling]:
    """A sentence of a running quotation speaks for whoever is quoted; ``told`` is told already."""
    tree = passage.context.tree
    span = tree.sentence.span
    tops = tuple(p for p in range(len(tree)) if tree.head(p) < 0)
    places = told_events(tree, tops, passage.here, ())
    here = {p: passage.here[p] for p in places if passage.here[p] not in told}
    if not here:
        return []
    return [
        Telling(
            sentence=tree.sentence.index,
            cue=None,
            attribution=Attribution(speaker.sources),
            mention=Mention.at(passage.text, span),
            events=_distinct(here[p] for p in sorted(here)),
            places=tuple(sorted(here)),
            clause=span,
        )
    ]


def _distinct(keys: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(keys))
