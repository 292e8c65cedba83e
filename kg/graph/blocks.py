"""Which profiles are worth comparing: those that share a key made of their names.

Comparing each with each would take hours for a corpus. Full names that can be one person's share
their first word and another one; names of bodies share all words, or all but the first. A single
word, an acronym or a name made of syllables is compared with full names that it may stand for,
never full names with each other for its sake. A block that is too large is compared in part, so
that the work grows no faster than the number of profiles.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

from kg.graph.naming import body_words, initials, sound, words
from kg.graph.profile import Profile
from kg.model import EntityType

LARGEST = 300
WINDOW = 40
"""In a block of more than ``LARGEST``, each is compared with so many that follow in order."""

Key = tuple[str, ...]


def pairs(profiles: Sequence[Profile]) -> Iterator[tuple[int, int]]:
    """The places of profiles to compare, each pair once, the smaller place first."""
    alike: dict[Key, list[int]] = {}
    short: dict[Key, list[int]] = {}
    full: dict[Key, list[int]] = {}
    for place, profile in enumerate(profiles):
        for blocks, keys in ((alike, _alike), (short, _short), (full, _full)):
            for key in set(keys(profile)):
                blocks.setdefault(key, []).append(place)
    seen: set[int] = set()
    for one, other in chain(_within(alike.values()), _between(short, full)):
        number = one * len(profiles) + other
        if number not in seen:
            seen.add(number)
            yield one, other


def _within(blocks: Iterable[Sequence[int]]) -> Iterator[tuple[int, int]]:
    for block in blocks:
        reach = len(block) if len(block) <= LARGEST else WINDOW
        for place, one in enumerate(block):
            for other in block[place + 1 : place + reach]:
                yield one, other


def _between(
    short: Mapping[Key, Sequence[int]], full: Mapping[Key, Sequence[int]]
) -> Iterator[tuple[int, int]]:
    for key, block in short.items():
        for other in full.get(key, ())[:LARGEST]:
            for one in block[:LARGEST]:
                if one != other:
                    yield (one, other) if one < other else (other, one)


def _names(profile: Profile) -> tuple[str, ...]:
    person = profile.type is EntityType.PERSON
    return (profile.name,) if person else (profile.name, *profile.names)


def _alike(profile: Profile) -> Iterator[Key]:
    """What names of one length share."""
    if profile.type is EntityType.PERSON:
        heard = [sound(word) for word in words(profile.name)]
        yield "run", sound("".join(words(profile.name)))
        for word in heard[1:]:
            yield "two", *sorted((heard[0], word))
        yield from [("last", *heard[-2:])] if len(heard) > 1 else ()
        return
    for name in _names(profile):
        parts = body_words(name)
        heard = [sound(word) for word in parts]
        yield "name", *parts
        yield "name", *heard
        if len(parts) > 1:
            yield "name", *parts[1:]
            yield "around", heard[0], heard[-1]
        for size in range(1, len(parts) - 1):
            for letters in initials(parts[: size + 1]):
                yield "name", letters, *parts[size + 1 :]


def _short(profile: Profile) -> Iterator[Key]:
    """What a single word may be short for."""
    person = profile.type is EntityType.PERSON
    for name in _names(profile):
        parts = words(name) if person else body_words(name)
        if len(parts) == 1 and person:
            yield "word", sound(parts[0])
        elif len(parts) == 1:
            yield "letters", parts[0]
            yield "ends", parts[0][:3], parts[0][-3:]
            yield "ends", parts[0][:3], parts[0][-2:]


def _full(profile: Profile) -> Iterator[Key]:
    """What a full name may be called in one word."""
    person = profile.type is EntityType.PERSON
    for name in _names(profile):
        parts = words(name) if person else body_words(name)
        if len(parts) == 1:
            continue
        if person:
            yield from (("word", sound(word)) for word in parts)
            continue
        yield from (("letters", letters) for letters in initials(parts))
        for word in parts[1:]:
            yield "ends", parts[0][:3], word[:3]
            yield "ends", parts[0][:3], word[:2]
