"""The sentences of a document as events and claims both read them, worked out once for the two."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from kg.extract.asserted import sentence_triggers
from kg.extract.cues import Cue, compile_speech, compile_words, find_cues
from kg.extract.grammar import compile_grammar
from kg.extract.kept import kept
from kg.extract.layout import Layout
from kg.extract.lexicon import compile_lexicon
from kg.extract.modality import compile_modality
from kg.extract.refusals import silenced
from kg.extract.senses import Context, Trigger
from kg.extract.tree import Tree, trees
from kg.lang import Pack
from kg.model import Document


@dataclass(frozen=True, slots=True)
class Reading:
    """A sentence with its words of speech and the words that may say events."""

    context: Context
    cues: tuple[Cue, ...]
    triggers: tuple[Trigger, ...]


def _layers(document: Document, pack: Pack) -> tuple[object, ...]:
    return (
        document.sentences,
        document.times,
        document.quantities,
        document.references,
        document.entities,
        pack,
    )


@kept(by=_layers)
def read_sentences(document: Document, pack: Pack) -> tuple[Layout, tuple[Reading, ...]]:
    """The layout of a document and its sentences in order; its events and claims play no part."""
    layout = Layout.of(document, pack)
    readings = []
    for tree in trees(document.sentences):
        context = _context(layout, tree, pack)
        cues = find_cues(tree, compile_speech(pack), pack.tag)
        cues = silenced(tree, cues, compile_grammar(pack).unwilling, compile_modality(pack))
        readings.append(
            Reading(context, cues, sentence_triggers(context, cues, compile_words(pack)))
        )
    return layout, tuple(readings)


@cache
def _speech_words(pack: Pack) -> frozenset[str]:
    return frozenset(compile_speech(pack))


def _context(layout: Layout, tree: Tree, pack: Pack) -> Context:
    """What the triggers of one sentence are read against."""
    grammar, index = compile_grammar(pack), tree.sentence.index
    return Context(
        tree=tree,
        lexicon=compile_lexicon(pack),
        prepositions=grammar.prepositions,
        references=layout.references.get(index, {}),
        tag=pack.tag,
        speech=_speech_words(pack),
        partitives=grammar.partitives,
        copulas=grammar.copulas,
        forces=grammar.forces,
        doing=grammar.doing,
        play=grammar.play if index in layout.sport else frozenset(),
        headline=index == 0,
    )
