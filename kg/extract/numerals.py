"""Numbers in figures and words: "3,5 juta", "dua puluh lima ribu", "ratusan", "dua pertiga".

Figures follow the pack's language: a point groups thousands, a comma begins decimals. What a
number means (a count, an age, a part of a name) is not decided here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cache

from kg.lang.pack import Pack

_PIECE = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+")
_GROUPED = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?")
_GROUPED_ENGLISH = re.compile(r"\d{1,3}(?:(?:,000)+|(?:,\d{3}){2,})(?:\.\d+)?")
_PLAIN = re.compile(r"\d+(?:[.,]\d+)?")
_GAP = re.compile(r"[ \t\u00a0]*\n?[ \t\u00a0]*")
_LONGEST_FIGURE = 20


class Style(StrEnum):
    """How a number is written."""

    FIGURES = "figures"
    WORDS = "words"
    VAGUE = "vague"
    PART = "part"
    ARTICLE = "article"


@dataclass(frozen=True, slots=True)
class Number:
    """A number at ``start`` to ``end``: ``value``, or ``low`` and maybe ``high`` if vague."""

    start: int
    end: int
    style: Style
    value: float | None = None
    low: float | None = None
    high: float | None = None
    scale: float = 1.0


@dataclass(frozen=True, slots=True)
class _Piece:
    start: int
    end: int
    kind: str
    value: float
    high: float | None = None


def figures(written: str) -> float | None:
    """The value of digits with points and commas, or None where they are no number ("10.30")."""
    if len(written) > _LONGEST_FIGURE:
        return None
    if _GROUPED.fullmatch(written):
        return float(written.replace(".", "").replace(",", "."))
    if _GROUPED_ENGLISH.fullmatch(written):
        return float(written.replace(",", ""))
    if _PLAIN.fullmatch(written) and not re.match(r"0\d", written):
        return float(written.replace(",", "."))
    return None


def find_numbers(text: str, start: int, end: int, pack: Pack) -> tuple[Number, ...]:
    """Every number in ``text[start:end]``, in reading order, none inside another."""
    words = _numerals(pack)
    numbers: list[Number] = []
    run: list[_Piece] = []
    for found in _PIECE.finditer(text, start, end):
        piece = _piece(found, words)
        if run and (piece is None or not _GAP.fullmatch(text, run[-1].end, found.start())):
            numbers += _read(run)
            run = []
        if piece is not None:
            run.append(piece)
    return tuple(numbers + _read(run))


def number_words(pack: Pack) -> tuple[str, ...]:
    """The words that a counting number is made of, longest first."""
    kinds = {"ones", "teen", "ten", "hundred", "whole"}
    words = [word for word, (kind, _, _) in _numerals(pack).items() if kind in kinds]
    return tuple(sorted(words, key=lambda word: (-len(word), word)))


@cache
def _numerals(pack: Pack) -> Mapping[str, tuple[str, float, float | None]]:
    numerals = {}
    for row in pack.table("numerals"):
        low, _, high = row["value"].partition("-")
        numerals[row["word"]] = (row["kind"], float(low), float(high) if high else None)
    return numerals


def _piece(
    found: re.Match[str], words: Mapping[str, tuple[str, float, float | None]]
) -> _Piece | None:
    written = found[0]
    if written[0].isdecimal():
        value = figures(written)
        return None if value is None else _Piece(found.start(), found.end(), "figures", value)
    known = words.get(written.lower())
    return None if known is None else _Piece(found.start(), found.end(), *known)


def _read(run: Sequence[_Piece]) -> list[Number]:
    """The numbers that a run of numerals holds; "dua tiga" holds two."""
    numbers, at = [], 0
    while at < len(run):
        number, after = _number(run, at)
        if number is None:
            at += 1
        else:
            numbers.append(number)
            at = after
    return numbers


def _number(run: Sequence[_Piece], at: int) -> tuple[Number | None, int]:
    piece = run[at]
    if piece.kind in {"vague", "some"}:
        return _vague(run, at)
    if piece.kind == "portion":
        return Number(piece.start, piece.end, Style.PART, piece.value), at + 1
    if piece.kind == "article":
        return Number(piece.start, piece.end, Style.ARTICLE, piece.value), at + 1
    if piece.kind in {"ones", "figures"} and _kind(run, at + 1) == "denominator":
        part = round(piece.value / run[at + 1].value, 3)
        return Number(piece.start, run[at + 1].end, Style.PART, part), at + 2
    return _cardinal(run, at)


def _vague(run: Sequence[_Piece], at: int) -> tuple[Number | None, int]:
    """Read "puluhan ribu" (at least) and "beberapa ratus" (from two to under ten of them)."""
    first, factor, after = run[at], 1.0, at + 1
    while _kind(run, after) in {"scale", "hundred", "ten"}:
        factor *= run[after].value
        after += 1
    end = run[after - 1].end
    if first.kind == "some":
        if after == at + 1:
            return None, after
        return Number(first.start, end, Style.VAGUE, low=2 * factor, high=10 * factor - 1), after
    high = None if first.high is None else first.high * factor
    return Number(first.start, end, Style.VAGUE, low=first.value * factor, high=high), after


def _cardinal(run: Sequence[_Piece], at: int) -> tuple[Number | None, int]:
    """Sum groups below a thousand times falling scales: "dua juta tiga ratus ribu"."""
    total, last, after, style = 0.0, float("inf"), at, Style.WORDS
    factor = 1.0
    while True:
        group, past = _group(run, after)
        if group is None:
            break
        if run[after].kind == "figures":
            if after > at and _kind(run, past) != "scale":
                break
            style = Style.FIGURES
        scale = 1.0
        while _kind(run, past) == "scale":
            scale *= run[past].value
            past += 1
        amount = product(group, scale)
        if amount >= last or scale >= last:
            break
        fused = run[after].kind == "whole" and run[after].value >= 1000  # noqa: PLR2004 - seribu
        total, last, after = total + amount, run[after].value if fused else scale, past
        factor = scale
        if last == 1.0:
            break
    if after == at:
        return _bare_half(run, at)
    return Number(run[at].start, run[after - 1].end, style, total, scale=factor), after


def _bare_half(run: Sequence[_Piece], at: int) -> tuple[Number | None, int]:
    piece = run[at]
    if piece.kind != "half":
        return None, at + 1
    return Number(piece.start, piece.end, Style.PART, piece.value), at + 1


def _group(run: Sequence[_Piece], at: int) -> tuple[float | None, int]:
    """A number below a thousand in words, or figures, with "setengah" where a scale follows."""
    kind = _kind(run, at)
    if kind == "half":
        return (0.5, at + 1) if _kind(run, at + 1) == "scale" else (None, at)
    if kind == "figures":
        return run[at].value, at + 1
    value, after = _below_thousand(run, at)
    if after == at:
        return None, at
    if _kind(run, after) == "half":
        value, after = value + 0.5, after + 1
    return value, after


def _below_thousand(run: Sequence[_Piece], at: int) -> tuple[float, int]:
    value, after = 0.0, at
    if _kind(run, after) == "whole" and run[after].value != 100:  # noqa: PLR2004 - seratus
        return run[after].value, after + 1
    if _kind(run, after) == "whole":
        value, after = 100.0, after + 1
    elif _kind(run, after) == "ones" and _kind(run, after + 1) == "hundred":
        value, after = run[after].value * 100, after + 2
    if _kind(run, after) == "whole" and 10 <= run[after].value < 12:  # noqa: PLR2004 - ten, eleven
        return value + run[after].value, after + 1
    if _kind(run, after) == "ones" and _kind(run, after + 1) == "teen":
        return value + run[after].value + 10, after + 2
    if _kind(run, after) == "ones" and _kind(run, after + 1) == "ten":
        value, after = value + run[after].value * 10, after + 2
    if _kind(run, after) == "ones" and _kind(run, after + 1) not in {"hundred", "ten", "teen"}:
        value, after = value + run[after].value, after + 1
    return value, after


def _kind(run: Sequence[_Piece], at: int) -> str:
    return run[at].kind if at < len(run) else ""


def product(value: float, factor: float) -> float:
    """The product as written on paper: 4,1 miliar is 4100000000, not a hair less."""
    return float(Decimal(repr(value)) * Decimal(repr(factor)))
