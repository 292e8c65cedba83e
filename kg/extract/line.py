"""A sentence together with what is needed to read it: its tree, the tables, the text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kg.extract.tree import Tree
from kg.extract.wordbook import Wordbook, opening
from kg.model import Mention, Span

_NONE: frozenset[str] = frozenset()
#: Empty words after the last token, which are also those before the first: looking around needs no
#: check of bounds.
_BEYOND = ("",) * 4


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence as the readers of noun phrases see it.

    ``words`` are the tokens in lower case with empty ones around, ``roles`` what phrases.tsv says
    of each, ``reach`` where the longest entry of a table that begins at each may end, ``capitals``
    which begin with a capital. ``opening`` is the first that is no punctuation or quotation mark.
    ``capitalised`` are the words that the article writes so inside sentences.
    """

    tree: Tree
    book: Wordbook
    text: str
    words: tuple[str, ...]
    roles: tuple[frozenset[str], ...]
    reach: tuple[int, ...]
    capitals: tuple[bool, ...]
    opening: int
    capitalised: frozenset[str] = frozenset()

    @classmethod
    def of(cls, tree: Tree, book: Wordbook, text: str) -> Line:
        words = (*tree.lower, *_BEYOND)
        roles_of = book.roles_of
        roles = tuple([roles_of.get(word, _NONE) for word in words])
        capitals = tuple([token.text[0].isupper() for token in tree.sentence.tokens])
        reach = tuple(_reach(tree, book, words))
        first = next((p for p, word in enumerate(words) if any(map(str.isalnum, word))), len(words))
        return cls(tree, book, text, words, roles, reach, capitals, first)

    def __len__(self) -> int:
        return len(self.reach)

    def word(self, place: int) -> str:
        """The token in lower case, or '' just outside the sentence."""
        return self.words[place]

    def has(self, role: str, place: int) -> bool:
        """Whether phrases.tsv gives the token this role."""
        return role in self.roles[place]

    def has_any(self, roles: frozenset[str], place: int) -> bool:
        """Whether phrases.tsv gives the token one of these roles."""
        return not self.roles[place].isdisjoint(roles)

    def ends(self, place: int) -> range:
        """The ends that an entry beginning at ``place`` may have, the farthest first."""
        return range(self.reach[place], place, -1)

    def span(self, start: int, end: int) -> Span:
        return Span(self.tree.token(start).span.start, self.tree.token(end - 1).span.end)

    def surface(self, start: int, end: int) -> str:
        """The characters of tokens ``start`` to ``end`` (exclusive) on one line."""
        tokens = self.tree.sentence.tokens
        return " ".join(self.text[tokens[start].span.start : tokens[end - 1].span.end].split())

    def mention(self, start: int, end: int) -> Mention:
        return Mention.at(self.text, self.span(start, end))

    def is_capital(self, place: int) -> bool:
        """Whether the token begins with a capital letter."""
        return self.capitals[place]

    def is_clitic(self, place: int) -> bool:
        """Whether the token is written as one word with the one before it."""
        if place == 0 or not self.has("pronoun-any", place):
            return False
        return self.tree.token(place).span.start == self.tree.token(place - 1).span.end

    def opens_sentence(self, place: int) -> bool:
        """Whether only punctuation and quotation marks stand before the token."""
        return place <= self.opening


def capitalised_inside(lines: Iterable[Line]) -> frozenset[str]:
    """The words that are written with a capital where no sentence or quotation begins."""
    return frozenset(
        line.tree.token(place).text
        for line in lines
        for place, capital in enumerate(line.capitals)
        if capital and place and any(c.isalnum() for c in line.word(place - 1))
    )


def _reach(tree: Tree, book: Wordbook, words: Sequence[str]) -> Iterator[int]:
    tokens = tree.sentence.tokens
    lengths = book.lengths
    for place, word in enumerate(words[: len(tokens)]):
        length = lengths.get(opening(word), 0)
        if not length:
            yield place
            continue
        # A reduplicated plural is longer than its entry by the word itself, "Ny." by its stop.
        longer = len(word) if "-" in word else word.endswith(".")
        limit = tokens[place].span.start + length + longer
        end = place
        while end < len(tokens) and tokens[end].span.end <= limit:
            end += 1
        yield end
