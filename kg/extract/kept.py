"""Keeping what a pure function gave for the same objects, known by identity.

To hash the layers of a document costs more than most of what is read from them, and the steps of
the pipeline hand on the very objects; so results are kept for the last few arguments themselves.
Each entry holds its arguments: none of their identities can pass to another object meanwhile.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

_Given = ParamSpec("_Given")
_Result = TypeVar("_Result")

#: Documents are read one after the other; more than one only where threads share the work.
_LAST = 4


def kept(function: Callable[_Given, _Result]) -> Callable[_Given, _Result]:
    """``function``, which takes positional arguments, with its last results kept."""
    last: dict[tuple[int, ...], tuple[tuple[object, ...], _Result]] = {}

    @wraps(function)
    def known(*args: _Given.args, **kwargs: _Given.kwargs) -> _Result:
        key = tuple([id(arg) for arg in args])
        found = last.get(key)
        if found is None:
            for old in list(last)[: len(last) - _LAST + 1]:
                last.pop(old, None)
            found = last[key] = (args, function(*args, **kwargs))
        return found[1]

    return known
