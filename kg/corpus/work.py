"""What is done with each item of many, here or in a worker process, and why it may fail.

An item that fails is told and left out; the rest goes on. Only what would make every item fail, a
missing model for instance, ends the work.
"""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from kg.errors import KGError, LanguageError, MissingExtraError, ModelError, PackError

Item = TypeVar("Item")
Value = TypeVar("Value")

HOPELESS = (LanguageError, MissingExtraError, ModelError, PackError)
"""Errors that say nothing of the item at hand: the next one would meet them too."""

_REPORT = "Please report it, with the article if you may: it is a defect of kg."


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why an item has no value."""

    reason: str
    hint: str = ""


def nothing_known(item: object) -> None:
    """Every item is to be worked on."""
    del item


@dataclass(frozen=True, slots=True)
class Work(Generic[Item, Value]):
    """What to do with an item: ``run``, after ``prepare`` has been called once.

    ``seconds`` is how long an item may take, ``size`` what it weighs in memory (in bytes, about),
    ``known`` its value if that is known without any work. All are functions that can be pickled.
    """

    run: Callable[[Item], Value]
    prepare: Callable[[], object]
    seconds: Callable[[Item], float]
    size: Callable[[Item], int]
    known: Callable[[Item], Value | None] = nothing_known


def attempt(run: Callable[[Item], Value], item: Item) -> Value | Trouble:
    """What ``run`` makes of ``item``, or why nothing.

    Raises:
        LanguageError, MissingExtraError, ModelError, PackError: no item would fare better.
    """
    try:
        return run(item)
    except HOPELESS:
        raise
    except KGError as error:
        return Trouble(error.message, error.hint)
    except MemoryError:
        return Trouble("needs more memory than there is", "Split the article, or use fewer --jobs.")
    except Exception as error:  # noqa: BLE001  (one article never stops the rest)
        return Trouble(f"makes kg fail: {_told(error)}", _REPORT)


def alone(items: Iterable[Item], work: Work[Item, Value]) -> Iterator[tuple[Item, Value | Trouble]]:
    """Each item with its value, one after another in this process, which nothing protects."""
    prepared = False
    for item in items:
        known = work.known(item)
        if known is None and not prepared:
            work.prepare()
            prepared = True
        yield item, attempt(work.run, item) if known is None else known


def _told(error: Exception) -> str:
    """The error and where in kg it arose, on one line."""
    what = " ".join(f"{type(error).__name__}: {error}".split())
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if "kg" in Path(frame.filename).parts]
    return f"{what} ({Path(ours[-1].filename).name}, line {ours[-1].lineno})" if ours else what
