"""The type that a correction gives: one of the six of entities, or one of the scheme of events."""

from __future__ import annotations

from difflib import get_close_matches

from kg.errors import PackError
from kg.graph.corrections import Correction
from kg.graph.vocab import MODES, event_types
from kg.model import EntityType


def entity_type(one: Correction) -> EntityType:
    """The type of an entity.

    Raises:
        InputError: there is no such type.
    """
    try:
        return EntityType(one.value or "")
    except ValueError:
        near = get_close_matches(one.value or "", list(EntityType), n=1)
        raise one.error(
            f"'{one.value}' is no type of {one.things[0]}",
            f"Did you mean {near[0]}?" if near else f"There are {', '.join(EntityType)}.",
        ) from None


def event_type(one: Correction) -> tuple[str, str | None]:
    """The code and the mode of an event's type: ``AID``, ``COERCE-arrest``.

    Raises:
        InputError: there is no such type.
    """
    code, _, mode = (one.value or "").partition("-")
    try:
        event_types(code, mode or None)
    except PackError:
        modes = [f"{code}-{mode}" for mode in MODES.get(code, ())]
        near = get_close_matches(one.value or "", [*MODES, *modes], n=3, cutoff=0.4)
        raise one.error(
            f"'{one.value}' is no type of event", f"Nearest: {', '.join(near or MODES)}"
        ) from None
    return code, mode or None
