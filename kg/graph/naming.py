"""How two names compare: whether they can be one person's or one body's, and how well they agree.

Two persons with different first names are never one. Spellings that differ by transliteration or
by the older orthography of Indonesian (Soekarno, Djoko) sound alike; a slip of one letter is
allowed in long words only, and never in a first name.
"""

from __future__ import annotations

import re
from functools import lru_cache

from rapidfuzz.distance import OSA

from kg.link.known import fold

_WORDS = re.compile(r"[^\W_]+")
_PARTICLES = frozenset(
    {"al", "bin", "binti", "da", "de", "del", "der", "dos", "el", "la", "van", "von"}
)
_LEGAL_FORMS = frozenset(
    {"co", "corp", "cv", "gmbh", "inc", "llc", "ltd", "persero", "plc", "pt", "sa", "tbk"}
)
_SOUNDS = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        ("oe", "u"), ("ou", "u"), ("ie", "i"), ("dj", "j"), ("tj", "c"), ("nj", "ny"),
        ("s[hjy]", "s"), ("ph", "f"), ("v|w(?=l)", "f"), ("(?:c|k)h(?=[bdfgklmnprst])", "h"),
        ("([bcdgjkt])h", r"\1"), ("ck", "k"), ("qu", "k"), ("[cq](?=[aouklr]|$)", "k"),
        ("y", "i"), ("(?<=.)z", "s"), ("x", "ks"), ("(?<=.)h$", ""), (r"(.)\1+", r"\1"),
    )
)  # fmt: skip

Words = tuple[str, ...]

_LONG = 8
"""From so many letters on, a word may have one letter wrong."""
_MUHAMMAD = frozenset(
    {"mochamad", "moh", "mohamad", "mohamed", "muh", "muhamad", "muhamed", "mukhamad"}
)
_SHORTEST = len("kemlu")
"""No shorter word is taken for a name made of syllables."""


@lru_cache(maxsize=1 << 18)
def words(name: str) -> Words:
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
def body_words(name: str) -> Words:
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
    mine, theirs = sorted((words(one), words(other)), key=len)
    if len(mine) > 1:
        level = _full_names(mine, theirs)
    elif len(theirs) > 1:
        level = "part" if any(_alike(mine[0], word) for word in theirs) else ""
    else:
        level = "single" if _alike(mine[0], theirs[0], first=True) else ""
    return level or ("spelling" if "".join(mine) == "".join(theirs) else "")


def _full_names(short: Words, long: Words) -> str:
    if short == long:
        return "same"
    level = ""
    if _alike(short[0], long[0], first=True) and _within(short[1:], long[1:]):
        level = "spelling" if len(short) == len(long) else "shorter"
    elif sorted(short) == sorted(long):
        level = "order"
    elif _initial(short[0], long[0]) and _within(short[1:], long[1:]):
        level = "initial"
    return level


def _alike(one: str, other: str, *, first: bool = False) -> bool:
    if one == other or sound(one) == sound(other):
        return True
    if first or min(len(one), len(other)) < _LONG:
        return False
    return OSA.distance(one, other, score_cutoff=1) <= 1


def _within(short: Words, long: Words) -> bool:
    """Whether the words of ``short`` stand in ``long``, in order."""
    rest = iter(long)
    return all(any(_alike(word, other) for other in rest) for word in short)


def _initial(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return len(short) == 1 and long.startswith(short)


@lru_cache(maxsize=1 << 18)
def bodies(one: str, other: str) -> str:
    """How two names of bodies, places or things agree; "" where they do not.

    ``same``, ``word`` (the same one word), ``letters`` (the same acronym), ``spelling``,
    ``acronym`` (one is the other's initials), ``syllables`` (or made of its syllables), ``tail``
    (one lacks the other's first word, "Alto Verde"), ``stem`` (and is one word, "Karangjati").
    """
    mine, theirs = sorted((body_words(one), body_words(other)), key=len)
    if mine == theirs and len(mine) == 1:
        return "letters" if one.isupper() and other.isupper() else "word"
    if mine == theirs:
        return "same"
    if len(mine) == len(theirs):
        return "spelling" if all(map(_spelt_alike, mine, theirs)) else ""
    return _short_form(mine, theirs)


def _short_form(short: Words, long: Words) -> str:
    """How ``short`` abbreviates ``long``, if it does."""
    level = ""
    rest = long[len(long) - len(short) + 1 :]
    if short[1:] == rest and short[0] in initials(long[: len(long) - len(rest)]):
        level = "acronym"
    elif len(short) == 1 and is_syllabic(short[0], long):
        level = "syllables"
    elif short == long[1:]:
        level = "tail" if len(short) > 1 else "stem"
    return level


def _spelt_alike(one: str, other: str) -> bool:
    if one == other:
        return True
    return not any(map(str.isdigit, one + other)) and _alike(one, other)


def initials(long: Words) -> frozenset[str]:
    """The acronyms of a name: first letters, with and without its short words."""
    every = "".join(word[0] for word in long)
    heavy = "".join(word[0] for word in long if len(word) > len("dan"))
    return frozenset(one for one in (every, heavy) if len(one) > 1)


def is_syllabic(short: str, long: Words) -> bool:
    """Whether ``short`` is made of the beginnings of words of ``long``, from the first on."""
    return len(short) >= _SHORTEST and any(
        short.startswith(long[0][:size]) and _made_of(short[size:], long[1:])
        for size in range(2, min(len(long[0]), len(short) - 1) + 1)
    )


def _made_of(rest: str, long: Words) -> bool:
    if not rest:
        return True
    return any(
        rest.startswith(word[:size]) and _made_of(rest[size:], long[place + 1 :])
        for place, word in enumerate(long)
        for size in range(2, min(len(word), len(rest)) + 1)
    )
