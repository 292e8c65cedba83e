"""Keeping what a pure function gave for the same objects, known by identity.

To hash the layers of a document costs more than most of what is read from them, and the steps of
the pipeline hand on the very objects; so results are kept for the last few of these themselves.
Each entry holds what it depends on: no identity in its key can pass to another object meanwhile.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar, TypeVarTuple

_Given = TypeVarTuple("_Given")
_Result = TypeVar("_Result")

#: Documents are read one after the other; more than one only where threads share the work.
_LAST = 4


def kept(
    by: Callable[[*_Given], tuple[object, ...]],
) -> Callable[[Callable[[*_Given], _Result]], Callable[[*_Given], _Result]]:
    """A decorator that keeps the last results of a function; ``by`` gives what they depend on.

    What they depend on must be immutable.
    """

    def decorate(function: Callable[[*_Given], _Result]) -> Callable[[*_Given], _Result]:
        last: dict[tuple[int, ...], tuple[tuple[object, ...], _Result]] = {}

        @wraps(function)
        def known(*given: *_Given) -> _Result:
            grounds = by(*given)
            key = tuple([id(ground) for ground in grounds])
            found = last.get(key)
            if found is None:
                result = function(*given)
                for old in list(last)[: len(last) - _LAST + 1]:
                    last.pop(old, None)
                found = last[key] = (grounds, result)
            return found[1]

        return known

    return decorate
