"""Which profiles are worth comparing: those that share a key made of their names.

Comparing each with each would take hours for a corpus. Names that can be one person's share their
first word and another one, or are a single word of the other; names of bodies share all words, an
acronym, or all but the first. A block that is too large is compared in a sliding window of its
order, so that the work grows no faster than the number of profiles.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.graph.naming import body_words, initials, sound, words
from kg.graph.profile import Profile
from kg.model import EntityType

LARGEST = 300
WINDOW = 40

Key = tuple[str, ...]


def pairs(profiles: Sequence[Profile]) -> Iterator[tuple[int, int]]:
    """The places of profiles to compare, each pair once, the smaller place first."""
    blocks: dict[Key, list[int]] = {}
    for place, profile in enumerate(profiles):
        for key in set(keys(profile)):
            blocks.setdefault(key, []).append(place)
    seen: set[tuple[int, int]] = set()
    for block in blocks.values():
        for pair in _within(block):
            if pair not in seen:
                seen.add(pair)
                yield pair


def _within(block: Sequence[int]) -> Iterator[tuple[int, int]]:
    reach = len(block) if len(block) <= LARGEST else WINDOW
    for place, one in enumerate(block):
        for other in block[place + 1 : place + reach]:
            yield one, other


def keys(profile: Profile) -> Iterator[Key]:
    """The blocks of a profile."""
    if profile.type is EntityType.PERSON:
        yield from _person(profile.name)
        return
    for name in (profile.name, *profile.names):
        yield from _body(name)


def _person(name: str) -> Iterator[Key]:
    heard = [sound(word) for word in words(name)]
    yield "run", sound("".join(words(name)))
    if len(heard) == 1:
        yield "word", heard[0]
        return
    for word in heard[1:]:
        yield "two", *sorted((heard[0], word))
    yield "last", heard[-2], heard[-1]
    for word in heard:
        yield "word", word


def _body(name: str) -> Iterator[Key]:
    parts = body_words(name)
    heard = [sound(word) for word in parts]
    yield "name", *parts
    yield "name", *heard
    if len(parts) == 1:
        yield "letters", parts[0]
        yield "ends", parts[0][:3], parts[0][-3:]
        yield "ends", parts[0][:3], parts[0][-2:]
        return
    yield "name", *parts[1:]
    yield "around", heard[0], heard[-1]
    yield "around", heard[0], heard[1], ""
    for short in initials(parts):
        yield "letters", short
    for word in parts[1:]:
        yield "ends", parts[0][:3], word[:3]
        yield "ends", parts[0][:3], word[:2]
    for size in range(1, len(parts) - 1):
        for short in initials(parts[: size + 1]):
            yield "name", short, *parts[size + 1 :]
