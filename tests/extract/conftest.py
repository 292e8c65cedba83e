"""Handmade trees for the rules, and whole articles read for the facts.

Property tests here have no deadline: a busy machine is no defect.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache

import pytest
from hypothesis import settings

from kg import pipeline
from kg.extract.cues import compile_speech
from kg.extract.grammar import compile_grammar
from kg.extract.lexicon import compile_lexicon
from kg.extract.senses import Context, Trigger
from kg.extract.tree import Tree
from kg.extract.triggers import find_triggers
from kg.lang import load
from kg.model import (
    Article,
    Claim,
    EntityType,
    Event,
    Facts,
    Form,
    Mention,
    Reference,
    Role,
    Sentence,
    Span,
    Token,
)

settings.register_profile("no deadline", deadline=None)
settings.load_profile("no deadline")

#: Some day on which an article came out; a Wednesday.
PUBLISHED = date(2024, 5, 15)


def make_tree(rows: str, index: int = 1) -> Tree:
    """The tree of "1 Jepang PROPN 2 nsubj; 2 mengirim VERB 0 root", heads counted from one."""
    tokens: list[Token] = []
    start = 0
    for row in rows.split(";"):
        _, word, upos, head, relation = row.split()
        span = Span(start, start + len(word))
        tokens.append(
            Token(
                span=span,
                text=word,
                lemma=word.lower(),
                upos=upos,
                head=int(head) - 1,
                deprel=relation,
            )
        )
        start = span.end + 1
    whole = Span(0, tokens[-1].span.end)
    return Tree.of(Sentence(index=index, span=whole, tokens=tuple(tokens)))


@dataclass(frozen=True)
class Scene:
    """A handmade sentence with what its words refer to, and its triggers."""

    context: Context
    triggers: tuple[Trigger, ...]

    @property
    def tree(self) -> Tree:
        return self.context.tree

    def trigger(self, word: str) -> Trigger:
        """The trigger that begins with this word."""
        (found,) = [t for t in self.triggers if self.tree.word(t.place) == word]
        return found

    def slots(self, word: str) -> dict[str, str]:
        """The words in the slots of a trigger."""
        slots = self.trigger(word).slots
        return {slot: self.tree.words(places) for slot, places in sorted(slots.items())}


def make_scene(rows: str, *, headline: bool = False, **types: EntityType) -> Scene:
    """A handmade sentence; keywords give the entity type of the words that refer."""
    pack, tree = load("id"), make_tree(rows, index=0 if headline else 1)
    references = {
        place: Reference(
            sentence=tree.sentence.index,
            head=place,
            start=place,
            end=place + 1,
            mention=Mention(token.span, token.text),
            name=token.text,
            type=types[token.text],
            form=Form.NAME,
            entity=token.text,
        )
        for place, token in enumerate(tree.sentence.tokens)
        if token.text in types
    }
    grammar = compile_grammar(pack)
    context = Context(
        tree=tree,
        lexicon=compile_lexicon(pack),
        prepositions=grammar.prepositions,
        references=references,
        tag="id",
        speech=frozenset(compile_speech(pack)),
        partitives=grammar.partitives,
        copulas=grammar.copulas,
        forces=grammar.forces,
        doing=grammar.doing,
        play=frozenset(),
        headline=headline,
    )
    return Scene(context, find_triggers(context))


@dataclass(frozen=True)
class Story:
    """The facts of a short article, by the words of its text."""

    facts: Facts

    def name(self, key: str) -> str:
        return next(entity.name for entity in self.facts.entities if entity.key == key)

    def names(self, keys: tuple[str, ...]) -> list[str]:
        return [self.name(key) for key in keys]

    def event(self, word: str) -> Event:
        """The one event that is mentioned with this word."""
        (found,) = [e for e in self.facts.events if word in [m.text for m in e.mentions]]
        return found

    def events(self, word: str) -> list[Event]:
        """Every event that is mentioned with this word."""
        return [e for e in self.facts.events if word in [m.text for m in e.mentions]]

    def roles(self, word: str) -> set[tuple[str, str]]:
        """Who does what in the event that is mentioned with this word."""
        return {(role.value, self.name(key)) for role, key in self.event(word).roles}

    def who(self, word: str, role: Role) -> list[str]:
        return [self.name(key) for each, key in self.event(word).roles if each is role]

    def claims(self, word: str) -> list[Claim]:
        """The claims on the event that is mentioned with this word, in reading order."""
        key = self.event(word).key
        return [claim for claim in self.facts.claims if key in claim.events]

    def claim(self, word: str) -> Claim:
        """The one claim on the event that is mentioned with this word."""
        (found,) = self.claims(word)
        return found

    def time(self, key: str | None) -> str | None:
        """The EDTF of a time."""
        return next((time.edtf for time in self.facts.times if time.key == key), None)


@cache
def read_story(text: str) -> Story:
    """An article of this text, read once for all tests."""
    return Story(pipeline.run(Article(id="cerita", text=text, language="id", published=PUBLISHED)))


@pytest.fixture(scope="session")
def tree() -> Callable[..., Tree]:
    """Makes trees by hand."""
    return make_tree


@pytest.fixture(scope="session")
def scene() -> Callable[..., Scene]:
    """Makes sentences with references and triggers by hand."""
    return make_scene


@pytest.fixture(scope="session")
def story() -> Callable[[str], Story]:
    """Runs short articles through the pipeline."""
    return read_story
