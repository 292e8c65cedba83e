"""Tellings: a source, by a cue, a colon or a running quotation, tells of events of a sentence."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from kg.extract.asserted import RULE
from kg.extract.carried import carry_over
from kg.extract.content import content_heads, speaks_beside
from kg.extract.cues import Cue, SpeechWords, is_silent
from kg.extract.grammar import compile_grammar
from kg.extract.modality import ModalWords, compile_modality, is_negated, is_of_nobody
from kg.extract.passages import Passage, Telling
from kg.extract.pointing import POINTING, points_back, told_before
from kg.extract.sources import Attribution, Scene, attribute, is_quoted
from kg.extract.told import charged, told_events
from kg.extract.tree import Tree
from kg.lang import Pack
from kg.model import Mention, Stance

_SPOKEN = frozenset({"say", "tell"})
#: Who does not do so makes no claim at all.
_ASKING = frozenset({Stance.REQUEST, Stance.PROMISE})


def by_cues(passage: Passage, pack: Pack, earlier: Sequence[Telling]) -> list[Telling]:
    """One telling for each cue that reports events of its sentence, or points back to some."""
    tree, here, grammar = passage.context.tree, passage.here, compile_grammar(pack)
    kinds, modal, words = passage.kinds, compile_modality(pack), passage.words
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
        if cue.place in hedges or _only_quotes(tree, cue, cues) or _by_none(tree, cue, modal):
            continue
        heads = content_heads(tree, cue, cue.speech.voice, words, set(cues))
        within = _within(tree, heads)
        others = {p for p, a in attributions.items() if _other(a, attributions[cue.place])}
        others |= {p for p, c in cues.items() if p != cue.place and speaks_beside(tree, c)}
        others |= set(cue.places)
        charged_here = {p for p in heads if tree.upos(p) == "NOUN" and here.get(p) in charges}
        places = told_events(tree, heads, here, words, others=others, plain=plain)
        places = tuple(p for p in places if p not in cue.places)
        if cue.speech.frame == "according":
            places = tuple(p for p in places if not _own_word(p, cue, attributions))
        if cue.speech.stance in POINTING:
            places = charged(tree, cue, places, charged_here, here)
        if _threatens(passage, cue, places):
            places = tuple(sorted({*places, cue.place}))
        nested = tuple(
            cues[p]
            for p in sorted(cues)
            if p not in others
            and p != cue.place
            and p in within
            and p not in here
            and not speaks_beside(tree, cues[p])
        )
        hedges.update(c.place for c in nested)
        events = _distinct(here[p] for p in places)
        reports = {p for p, c in cues.items() if c.speech.frame == "noun"}
        if points_back(tree, cue, words, heads, places, reports=reports | charged_here):
            given = attributions[cue.place]
            events = told_before(passage, cue, given, tellings, earlier, heads=heads)
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
                by_pronoun=not attributions[cue.place].known and _by_pronoun(tree, cue, words),
            )
        )
    return tellings


def _by_none(tree: Tree, cue: Cue, modal: ModalWords) -> bool:
    """Nobody says so, or somebody does not ask or promise so: that is no claim."""
    if cue.speech.stance in _ASKING and is_negated(tree, cue.places, modal):
        return True
    return not is_silent(cue.speech) and is_of_nobody(tree, cue.head(tree), modal)


def _threatens(passage: Passage, cue: Cue, places: Collection[int]) -> bool:
    """A threat is told with what is threatened; a warning only where nothing is warned of."""
    threat = passage.kinds.get(passage.here.get(cue.place, "")) == "THREATEN"
    return threat and (cue.speech.stance is Stance.PROMISE or not places)


def _own_word(place: int, cue: Cue, attributions: Mapping[int, Attribution]) -> bool:
    """What the source of "dalam keterangannya" does there by a word of speech: "X mengecam Y"."""
    ours = {r.entity for r in attributions[cue.place].sources}
    return place in attributions and bool(ours & {r.entity for r in attributions[place].sources})


def _only_quotes(tree: Tree, cue: Cue, cues: Collection[int]) -> bool:
    """Whoever is quoted has a word of speech of his own: "mengutip X, yang mengatakan Y"."""
    if cue.speech.frame == "quote" and tree.relation(cue.place) == "acl":
        return True
    quoted = [p for p in tree.children(cue.place, "obj") if is_quoted(tree, cue, p)]
    beside = len(cue.places) > 1 and tree.head(cue.head(tree)) in cues
    return (cue.speech.frame == "quote" and beside) or any(
        c in cues for p in quoted for c in tree.children(p, "acl")
    )


def _by_pronoun(tree: Tree, cue: Cue, words: SpeechWords) -> bool:
    """Nobody but a pronoun is said to speak: "katanya", "dia menambahkan"."""
    if cue.speech.voice == "passive" or cue.speech.frame not in _SPOKEN:
        return False
    subjects = [c for c in tree.children(cue.head(tree), "nsubj", "obj") if _beside(cue, c)]
    return any(tree.upos(c) == "PRON" and tree.word(c) not in words.relative for c in subjects)


def _beside(cue: Cue, place: int) -> bool:
    """Before the word of speech its subject; after it no more than the clitic."""
    return place < cue.place or place == cue.places[-1] + 1


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
    places = told_events(tree, tops, passage.here, passage.words)
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
