"""Short names: nearest match wins, and a long text costs in proportion to its length."""

from __future__ import annotations

import time

from kg.extract.chains import Chains
from kg.extract.shortnames import merge_short_names
from kg.extract.wordbook import wordbook
from kg.lang.pack import load
from kg.model import EntityType, Form, Mention, Reference, Span

BOOK = wordbook(load("id"))


def chains(names: list[str]) -> Chains:
    """A person a sentence, by name."""
    references = [
        Reference(
            sentence=number,
            head=0,
            start=0,
            end=1,
            mention=Mention(Span(number, number + 1), name),
            name=name,
            type=EntityType.PERSON,
            form=Form.NAME,
            rule="name-tagged",
        )
        for number, name in enumerate(names)
    ]
    return Chains(references, (), BOOK, "")


def test_a_short_name_joins_the_nearest_that_it_may_stand_for() -> None:
    """Two of one family name: the one nearer in the text; misspelt ones too."""
    found = chains(["Rosa Araya", "Tomas Araya", "Araya", "Vidal", "Gonzales", "Gonzalez"])
    merge_short_names(found)
    assert found.same(2, 1)
    assert not found.same(2, 0)
    assert not found.same(3, 0)
    assert found.same(4, 5)


def test_names_that_come_again_do_not_cost_their_square() -> None:
    """Eight times the names take less than twenty times the time; the square would be 64."""

    def took(times: int) -> float:
        names = [name for _ in range(times) for name in ("Rosa Araya", "Araya", "Tomas Vidal")]
        best = []
        for _ in range(3):
            made = chains(names)
            for number in range(3, len(names)):
                made.merge(number % 3, number)
            start = time.process_time()
            merge_short_names(made)
            best.append(time.process_time() - start)
        return min(best)

    assert took(4000) < 20 * took(500)
