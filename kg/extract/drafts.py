"""One trigger's event before the mentions of the same event in the article are joined."""

from __future__ import annotations

from dataclasses import dataclass

from kg.extract.modality import Modality
from kg.extract.senses import Trigger
from kg.model import Mention, Quantity, Role, TimeExpression


@dataclass(frozen=True, slots=True)
class Draft:
    """An event as one trigger says it; ``roles`` hold entity keys, ``label`` is a short clause.

    ``vague`` are those of them of whom it says how many but not who ("14 orang"), ``topics`` the
    words for what it happens to that is no entity ("ekspor naik").
    """

    sentence: int
    trigger: Trigger
    mention: Mention
    type: str
    mode: str | None
    roles: tuple[tuple[Role, str], ...]
    modality: Modality
    label: str
    definite: bool
    vague: frozenset[str] = frozenset()
    topics: frozenset[str] = frozenset()
    times: tuple[TimeExpression, ...] = ()
    quantities: tuple[Quantity, ...] = ()

    @property
    def at(self) -> tuple[int, int]:
        """Where the trigger stands: sentence and token."""
        return self.sentence, self.trigger.place

    def players(self, *roles: Role) -> frozenset[str]:
        """The entities in these roles."""
        return frozenset([key for role, key in self.roles if role in roles])

    def known(self, *roles: Role) -> frozenset[str]:
        """The entities in these roles of whom it says who they are."""
        return self.players(*roles) - self.vague
