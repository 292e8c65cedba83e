"""Which entities stay in an article's facts although no event or claim has them."""

from __future__ import annotations

import pytest

from kg.extract.prune import keep_participants
from kg.model import (
    Article,
    Document,
    Entity,
    EntityType,
    Form,
    Mention,
    Reference,
    Sentence,
    Span,
    Token,
)

TEXT = "Araya"
SPAN = Span(0, 5)
MENTION = Mention(span=SPAN, text=TEXT)


def kept(
    type_: EntityType,
    form: Form,
    rule: str,
    *,
    relation: str = "nmod",
    affiliation: str | None = None,
) -> bool:
    """Whether an entity with one reference stays in a document without events."""
    token = Token(span=SPAN, text=TEXT, lemma="araya", upos="PROPN", head=-1, deprel=relation)
    sentence = Sentence(index=0, span=SPAN, tokens=(token,))
    reference = Reference(
        sentence=0,
        head=0,
        start=0,
        end=1,
        mention=MENTION,
        name=TEXT,
        type=type_,
        form=form,
        entity="e1",
        rule=rule,
    )
    entity = Entity(
        key="e1",
        type=type_,
        name=TEXT,
        mentions=(MENTION,),
        form=form,
        affiliation=affiliation,
    )
    document = Document(
        article=Article(id="a", text=TEXT, language="id"),
        sentences=(sentence,),
        references=(reference,),
        entities=(entity,),
    )
    return keep_participants(document).entities == (entity,)


@pytest.mark.parametrize(
    ("type_", "rule"),
    [
        (EntityType.PERSON, "name-tagged"),
        (EntityType.ORGANIZATION, "name-known"),
        (EntityType.COUNTRY, "name-name"),
        (EntityType.PLACE, "name-tagged"),
    ],
)
def test_who_is_named_stays(type_: EntityType, rule: str) -> None:
    """A name that is sure stands for somebody in the news, also where no event tells how."""
    assert kept(type_, Form.NAME, rule)


@pytest.mark.parametrize(
    ("type_", "rule"),
    [
        (EntityType.PERSON, "name-loose"),
        (EntityType.PLACE, "name-capital"),
        (EntityType.OBJECT, "name-tagged"),
    ],
)
def test_guesses_and_things_go(type_: EntityType, rule: str) -> None:
    """A run of capitals, a capital that only locates, a thing: without a role they are no news."""
    assert not kept(type_, Form.NAME, rule)


def test_who_belongs_to_somebody_stays() -> None:
    """A description with an affiliation stays, unless it is a thing."""
    assert kept(EntityType.GROUP, Form.NOMINAL, "noun-official", affiliation="e2")
    assert not kept(EntityType.GROUP, Form.NOMINAL, "noun-official")
    assert not kept(EntityType.OBJECT, Form.NOMINAL, "noun-goods", affiliation="e2")


def test_people_of_whom_a_sentence_speaks_stay() -> None:
    """A group in the subject's place stays; "kedua negara" is two states, and no group."""
    assert kept(EntityType.GROUP, Form.NOMINAL, "noun-civilian", relation="nsubj")
    assert not kept(EntityType.PERSON, Form.NOMINAL, "noun-civilian", relation="nsubj")
    assert not kept(EntityType.GROUP, Form.NOMINAL, "noun-government", relation="nsubj")
