"""Dates and numbers as people write them, in the languages of ``strings.json``."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from importlib.resources import files

from kg.export.records import QuantityRecord

Strings = Mapping[str, str]

_DATE = re.compile(r"(\d{4}|\d{3}X|XXXX)(?:-(\d\d|XX))?(?:-(\d\d|XX))?([~?%]?)")
_FIRST_SEASON, _LAST_SEASON = 21, 24


def strings() -> dict[str, dict[str, str]]:
    """Language → key → words of the page."""
    text = files(__package__).joinpath("strings.json").read_text(encoding="utf-8")
    loaded: dict[str, dict[str, str]] = json.loads(text)
    return loaded


def spoken_time(edtf: str, words: Strings) -> str:
    """``2025-02`` → ``Februari 2025``; what is no simple date or interval stays as it is."""
    start, slash, end = edtf.partition("/")
    if not slash:
        return _date(start, words)
    first, last = (one if one in {"", ".."} else _date(one, words) for one in (start, end))
    no_year = f" ({words['noyear']})"
    if last.endswith(no_year):
        first = first.removesuffix(no_year)
    return " ".join(one for one in (first.strip("."), "–", last.strip(".")) if one)


def _date(edtf: str, words: Strings) -> str:
    match = _DATE.fullmatch(edtf)
    if match is None:
        return edtf
    year, month, day, doubt = match.groups()
    parts = [words["about"]] if doubt else []
    if day and day.isdigit():
        parts.append(str(int(day)))
    if month and month.isdigit():
        name = _month(int(month), words)
        if not name:
            return edtf
        parts.append(name)
    if year.isdigit():
        parts.append(year)
    elif year.endswith("X") and year != "XXXX":
        parts.append(words["decade"].format(year=f"{year[:3]}0"))
    elif month and month.isdigit():
        parts.append(f"({words['noyear']})")
    else:
        return edtf
    return " ".join(parts)


def _month(number: int, words: Strings) -> str:
    months = words["months"].split()
    if 1 <= number <= len(months):
        return months[number - 1]
    if _FIRST_SEASON <= number <= _LAST_SEASON:
        return words["seasons"].split("|")[number - _FIRST_SEASON]
    return ""


def spoken_quantity(quantity: QuantityRecord, words: Strings) -> str:
    """``setidaknya 1.000 tentara``: bound, number in the language's notation, unit."""
    ends = [quantity.value] if quantity.value else [quantity.low, quantity.high]
    number = "–".join(_number(end, words) for end in ends if end)
    bound = words.get(f"bound.{quantity.bound}", "")
    return " ".join(part for part in (bound, number, quantity.unit) if part)


def _number(value: str, words: Strings) -> str:
    try:
        number = float(value)
    except ValueError:
        return value
    if abs(number) == float("inf") or number != number:  # noqa: PLR0124
        return value
    text = f"{number:,.0f}" if number.is_integer() else f"{number:,}"
    return text.translate(str.maketrans(",.", words["digits"]))
