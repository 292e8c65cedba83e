"""A sentence together with what is needed to read it: its tree, the tables, the text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kg.extract.tree import Tree
from kg.extract.wordbook import Wordbook
from kg.model import Mention, Span


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence as the readers of noun phrases see it.

    ``capitalised`` are the words that the article writes with a capital inside sentences.
    """

    tree: Tree
    book: Wordbook
    text: str
    capitalised: frozenset[str] = frozenset()

    def __len__(self) -> int:
        return len(self.tree)

    def word(self, place: int) -> str:
        """The token in lower case, or '' outside the sentence."""
        return self.tree.word(place) if 0 <= place < len(self.tree) else ""

    def has(self, role: str, place: int) -> bool:
        """Whether phrases.tsv gives the token this role."""
        return self.book.has(role, self.word(place))

    def span(self, start: int, end: int) -> Span:
        return Span(self.tree.token(start).span.start, self.tree.token(end - 1).span.end)

    def surface(self, start: int, end: int) -> str:
        """The characters of tokens ``start`` to ``end`` (exclusive) on one line."""
        return " ".join(self.span(start, end).of(self.text).split())

    def mention(self, start: int, end: int) -> Mention:
        return Mention.at(self.text, self.span(start, end))

    def is_capital(self, place: int) -> bool:
        """Whether the token begins with a capital letter."""
        return self.tree.token(place).text[:1].isupper()

    def is_clitic(self, place: int) -> bool:
        """Whether the token is written as one word with the one before it."""
        if place == 0 or not self.has("pronoun-any", place):
            return False
        return self.tree.token(place).span.start == self.tree.token(place - 1).span.end

    def opens_sentence(self, place: int) -> bool:
        """Whether only punctuation and quotation marks stand before the token."""
        return all(not any(c.isalnum() for c in self.word(p)) for p in range(place))


def capitalised_inside(lines: Iterable[Line]) -> frozenset[str]:
    """The words that are written with a capital where no sentence or quotation begins."""
    return frozenset(
        line.tree.token(place).text
        for line in lines
        for place in range(1, len(line))
        if line.is_capital(place) and any(c.isalnum() for c in line.word(place - 1))
    )
