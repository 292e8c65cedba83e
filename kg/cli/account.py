"""What became of the articles of a build: counts, warnings by kind, failures."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.cli.talk import FEW, counted, tell, warn
from kg.errors import KGError
from kg.read import Problem

if TYPE_CHECKING:
    from kg.corpus.failures import Failures
    from kg.corpus.update import Step

# Kinds of warnings that are told; of further ones only how many there are.
_KINDS = 20


@dataclass(slots=True)
class Group:
    """How often a warning was given, and where: the first places, or all."""

    count: int = 0
    places: list[str] = field(default_factory=list)


class Account:
    """Adds up, in little memory, what articles and inputs came to; ``every`` keeps all places."""

    def __init__(self, failures: Failures | None = None, *, every: bool = False) -> None:
        self.articles = self.characters = self.left_out = self.troubles = 0
        self.states: Counter[str] = Counter()
        self.found = False
        self.trouble: KGError | None = None
        self._failures = failures
        self._every = every
        self._groups: dict[str, Group] = {}
        self._empty = Group()
        self._others = 0

    def add(self, item: Step | Problem) -> None:
        """One article, or what was wrong with an input."""
        if isinstance(item, Problem):
            self._problem(item)
            return
        self.articles += 1
        self.characters += len(item.article.text)
        self.found = self.found or item.found or item.found_before
        if item.trouble is not None:
            self.renewed(item)
            return
        self.states[item.state.value] += 1
        if not item.found:
            self._note(self._empty, item.article.id)

    def renewed(self, item: Step | Problem) -> None:
        """One article of an earlier build that was read again, of which only trouble is told."""
        if isinstance(item, Problem) or item.trouble is None:
            return
        trouble, article = item.trouble, item.article.id
        self.troubles += 1
        self._warn(f"left out, it {trouble.reason}. {trouble.hint}", article)
        if self.trouble is None:
            self.trouble = KGError(f"'{article}' {trouble.reason}", trouble.hint)
        if self._failures is not None:
            self._failures.add(article, item.place, trouble.reason, trouble.hint)

    def told(self) -> int:
        """How many articles or inputs there was something to say about."""
        return self.articles + self.left_out

    def tell_warnings(self) -> None:
        """What was met, by kind."""
        groups = [*self._groups.items(), ("nothing was found", self._empty)]
        told = [(message, one.places, one.count) for message, one in groups if one.count]
        warn(told)
        if self._others:
            tell(f"Warning: {counted(self._others, 'further warning')} of other kinds")

    def tell_read(self, kept: int) -> None:
        """What was read: how much, and how much of it is the same again; ``kept`` was there."""
        states = self.states
        left_out = self.left_out + self.troubles
        beside = f"; {left_out} left out" if left_out else ""
        if set(states) - {"new"} or kept:
            told = {
                "new": "new", "changed": "changed", "outdated": "read again", "same": "as before"
            }  # fmt: skip
            beside += "".join(f"; {states[key]:,} {to}" for key, to in told.items() if states[key])
        articles = counted(self.articles - self.troubles, "article")
        tell(f"Read     {articles}, {counted(self.characters, 'character')}{beside}")
        if kept:
            tell(f"Kept     {counted(kept, 'article')} of earlier builds")

    def _problem(self, problem: Problem) -> None:
        what = f"left out, it {problem.message}" if problem.left_out else problem.message
        hint = f". {problem.hint}" if problem.hint else ""
        self._warn(f"{what}{hint}", problem.where)
        if problem.left_out:
            self.left_out += 1
            if self._failures is not None:
                self._failures.add(None, problem.where, problem.message, problem.hint)

    def _warn(self, message: str, place: str) -> None:
        if message not in self._groups and len(self._groups) >= _KINDS and not self._every:
            self._others += 1
            return
        self._note(self._groups.setdefault(message, Group()), place)

    def _note(self, group: Group, place: str) -> None:
        group.count += 1
        if self._every or len(group.places) < FEW:
            group.places.append(place)
