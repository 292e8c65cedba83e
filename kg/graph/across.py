"""What the other articles tell of each article: who its entities are, and which events are one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from kg.graph.changes import NO_CHANGES, Changes
from kg.graph.corrections import Correction
from kg.graph.happening import Happening, happenings
from kg.graph.merge import NOTHING_DECIDED, Decisions, Identity, Resolution, resolve
from kg.graph.profile import Profile, profiles
from kg.graph.ties import Tie, ties
from kg.model import Facts


@dataclass(frozen=True, slots=True)
class Beside:
    """What the others tell of one article: identities by entity key, and the ties of its events.

    ``changes`` are what people decided.
    """

    identities: Mapping[str, Identity] = field(default_factory=dict)
    ties: tuple[Tie, ...] = ()
    changes: Changes = NO_CHANGES


ALONE = Beside()
"""For an article that is the only one."""


@dataclass(frozen=True, slots=True)
class Across:
    """The same of every article, with the decisions behind the identities.

    ``idle`` are corrections of what is no longer there.
    """

    articles: Mapping[str, Beside]
    resolution: Resolution
    idle: tuple[Correction, ...] = ()

    def of(self, article: str) -> Beside:
        """What the others tell of ``article``; nothing of one that was not there."""
        return self.articles.get(article, ALONE)


def across(facts: Iterable[Facts], decisions: Decisions = NOTHING_DECIDED) -> Across:
    """Look at all articles at once; equal facts give equal results in any order."""
    people: list[Profile] = []
    events: list[Happening] = []
    for one in facts:
        people += profiles(one)
        events += happenings(one)
    resolution = resolve(people, decisions)
    identities: dict[str, dict[str, Identity]] = defaultdict(dict)
    for (article, key), identity in resolution.identities.items():
        identities[article][key] = identity
    who = {ref: identity.path for ref, identity in resolution.identities.items()}
    tied: dict[str, list[Tie]] = defaultdict(list)
    for tie in ties(events, who):
        for article in tie.articles:
            tied[article].append(tie)
    found = {
        article: Beside(identities.get(article, {}), tuple(tied.get(article, ())))
        for article in {*identities, *tied}
    }
    return Across(found, resolution)
