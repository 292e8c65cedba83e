"""How two names compare: whether they can be one person's or one body's, and how well they agree.

Two persons with different first names are never one. Spellings that differ by transliteration or
by the older orthography of Indonesian (Soekarno, Djoko) sound alike; a slip of one letter is
allowed in long words only, and never in a first name.
"""

from __future__ import annotations

import re
from functools import lru_cache

from rapidfuzz.distance import OSA

from kg.link.gazetteer import fold

_WORDS = re.compile(r"[^\W_]+")
_PARTICLES = frozenset({"al", "bin", "binti", "da", "de", "del", "der", "dos", "el", "la", "van", "von"})  # fmt: skip
_LEGAL_FORMS = frozenset({"co", "corp", "cv", "gmbh", "inc", "llc", "ltd", "persero", "plc", "pt", "sa", "tbk"})  # fmt: skip
_SOUNDS = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        ("oe", "u"), ("ou", "u"), ("ie", "i"), ("dj", "j"), ("tj", "c"), ("nj", "ny"),
        ("s[hjy]", "s"), ("ph", "f"), ("v|w(?=l)", "f"), ("(?:c|k)h(?=[bdfgklmnprst])", "h"),
        ("([bcdgjkt])h", r"\1"), ("ck", "k"), ("qu", "k"), ("[cq](?=[aouklr]|$)", "k"),
        ("y", "i"), ("(?<=.)z", "s"), ("x", "ks"), ("(?<=.)h$", ""), (r"(.)\1+", r"\1"),
    )
)  # fmt: skip
_LONG = 8
"""From so many letters on, a word may have one letter wrong."""
_MUHAMMAD = frozenset({"mochamad", "moh", "mohamad", "mohamed", "muh", "muhamad", "muhamed", "mukhamad"})  # fmt: skip


@lru_cache(maxsize=1 << 18)
def words(name: str) -> tuple[str, ...]:
    """The words of a person's name, folded, without particles; "Abdul Rahman" is one word."""
    found = [word for word in _WORDS.findall(fold(name)) if word not in _PARTICLES]
    joined: list[str] = []
    for word in found:
        if joined and joined[-1] == "abdul":
            joined[-1] = f"abdu{word}"
        else:
            joined.append(word)
    return tuple(joined) or (fold(name),)


@lru_cache(maxsize=1 << 18)
def body_words(name: str) -> tuple[str, ...]:
    """The words of any other name, folded, without legal forms ("PT", "Tbk")."""
    found = _WORDS.findall(fold(name))
    kept = tuple(word for word in found if word not in _LEGAL_FORMS)
    return kept or tuple(found) or (fold(name),)


@lru_cache(maxsize=1 << 18)
def sound(word: str) -> str:
    """What a folded word has in common with its other spellings."""
    if not word.isascii():
        return word
    plain = re.sub(r"(.)\1+", r"\1", word)
    if plain in _MUHAMMAD:
        return "muhamad"
    for pattern, letters in _SOUNDS:
        plain = pattern.sub(letters, plain)
    return plain or word


@lru_cache(maxsize=1 << 18)
def persons(one: str, other: str) -> str:
    """How two persons' names agree: a level of :data:`kg.graph.likeness.NAMES`, "" where never.

    ``same``, ``spelling``, ``shorter`` (a name left out), ``initial``, ``order``, ``single`` (both
    one word), ``part`` (one is a single word of the other).
    """
    mine, theirs = words(one), words(other)
    if len(mine) > len(theirs):
        mine, theirs = theirs, mine
    if len(mine) == 1:
        if len(theirs) == 1:
            return "single" if _alike(mine[0], theirs[0], first=True) else ""
        return "part" if any(_alike(mine[0], word) for word in theirs) else _run(one, other)
    if mine == theirs:
        return "same"
    if _alike(mine[0], theirs[0], first=True):
        if len(mine) == len(theirs):
            pairs = zip(mine[1:], theirs[1:], strict=True)
            if all(_alike(*pair) for pair in pairs):
                return "spelling"
        elif _within(mine[1:], theirs[1:]):
            return "shorter"
    if sorted(mine) == sorted(theirs):
        return "order"
    if _initial(mine[0], theirs[0]) and _within(mine[1:], theirs[1:]):
        return "initial"
    return _run(one, other)


def _run(one: str, other: str) -> str:
    """"spelling" where the names differ by blanks and hyphens only."""
    joined = ["".join(words(name)) for name in (one, other)]
    return "spelling" if joined[0] == joined[1] else ""


def _alike(one: str, other: str, *, first: bool = False) -> bool:
    if one == other or sound(one) == sound(other):
        return True
    if first or min(len(one), len(other)) < _LONG:
        return False
    return OSA.distance(one, other, score_cutoff=1) <= 1


def _within(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Whether the words of ``short`` stand in ``long``, in order."""
    rest = iter(long)
    return all(any(_alike(word, other) for other in rest) for word in short)


def _initial(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return len(short) == 1 and long.startswith(short)


@lru_cache(maxsize=1 << 18)
def bodies(one: str, other: str) -> str:
    """How two names of bodies, places or things agree; "" where they do not.

    ``same``, ``single`` (the same one word), ``letters`` (the same acronym), ``spelling``,
    ``acronym`` (one is the other's initials), ``syllables`` (or made of its syllables), ``tail``
    (one lacks the other's first word, "Alto Verde"), ``stem`` (and is a single word, "Karangjati").
    """
    mine, theirs = body_words(one), body_words(other)
    if mine == theirs:
        if len(mine) > 1:
            return "same"
        return "letters" if one.isupper() and other.isupper() else "single"
    if len(mine) > len(theirs):
        mine, theirs, one, other = theirs, mine, other, one
    if len(mine) == len(theirs):
        return "spelling" if all(map(_spelt_alike, mine, theirs)) else ""
    if len(mine) == 1:
        if mine[0] in initials(theirs):
            return "acronym"
        if is_syllabic(mine[0], theirs):
            return "syllables"
    if len(mine) == len(theirs) - 1 and mine == theirs[1:]:
        return "tail" if len(mine) > 1 else "stem"
    if mine[1:] == theirs[-len(mine) + 1 :] and mine[0] in initials(theirs[: -len(mine) + 1]):
        return "acronym"
    return ""


def _spelt_alike(one: str, other: str) -> bool:
    if one == other:
        return True
    return not any(map(str.isdigit, one + other)) and _alike(one, other)


def initials(long: tuple[str, ...]) -> frozenset[str]:
    """The acronyms of a name: first letters, with and without its short words."""
    every = "".join(word[0] for word in long)
    heavy = "".join(word[0] for word in long if len(word) > len("dan"))
    return frozenset(one for one in (every, heavy) if len(one) > 1)


def is_syllabic(short: str, long: tuple[str, ...]) -> bool:
    """Whether ``short`` is made of the beginnings of words of ``long``, from the first on."""
    if len(short) < len("kemlu") or len(long) < 2:
        return False
    return any(
        short.startswith(long[0][:size]) and _made_of(short[size:], long[1:])
        for size in range(2, min(len(long[0]), len(short) - 1) + 1)
    )


def _made_of(rest: str, long: tuple[str, ...]) -> bool:
    if not rest:
        return True
    return any(
        rest.startswith(word[:size]) and _made_of(rest[size:], long[place + 1 :])
        for place, word in enumerate(long)
        for size in range(2, min(len(word), len(rest)) + 1)
    )
