"""Which references speak of the same thing, from the surest ground to the weakest.

A cascade of steps after Lee et al. (2013), "Deterministic coreference resolution based on
entity-centric, precision-ranked rules": each step merges chains and sees what the ones before it
merged.
"""

from __future__ import annotations

from dataclasses import replace

from kg.extract.anaphora import resolve_pronouns
from kg.extract.chains import Chains
from kg.extract.described import merge_definite, merge_offices, merge_same_words
from kg.extract.entities import build_entities
from kg.extract.grammar import compile_grammar
from kg.extract.named import (
    merge_appositions,
    merge_echoes,
    merge_equal_names,
    merge_states,
)
from kg.extract.shortnames import merge_short_names
from kg.extract.states import (
    merge_bare_governments,
    merge_capitals,
    merge_governments,
    merge_possessed_governments,
)
from kg.extract.tree import trees
from kg.extract.wordbook import wordbook
from kg.lang.pack import Pack
from kg.model import Document


def resolve(document: Document, pack: Pack) -> Document:
    """The document with its entities, and every reference that has one tied to it."""
    book = wordbook(pack)
    asking = compile_grammar(pack).prepositions.asking
    chains = Chains(
        document.references, trees(document.sentences), book, document.article.text, asking
    )
    merge_echoes(chains)
    merge_states(chains)
    merge_equal_names(chains)
    merge_appositions(chains)
    merge_short_names(chains)
    merge_governments(chains)
    merge_capitals(chains)
    merge_offices(chains)
    merge_same_words(chains)
    merge_definite(chains)
    merge_bare_governments(chains)
    resolve_pronouns(chains)
    merge_possessed_governments(chains)
    merge_same_words(chains)
    entities, keys = build_entities(chains)
    references = tuple(
        replace(reference, entity=keys.get(chains.root(index)))
        for index, reference in enumerate(document.references)
    )
    return replace(document, references=references, entities=entities)
