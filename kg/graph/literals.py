"""Values as literals of N-Triples, each with one spelling: equal values have equal characters."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from math import isfinite
from typing import Final

from rdflib import XSD

from kg.errors import EvidenceError, InputError
from kg.graph.ntriples import typed
from kg.graph.vocab import GEO

_DATE: Final = str(XSD.date)
_DECIMAL: Final = str(XSD.decimal)
_INTEGER: Final = str(XSD.integer)
_OFFSET: Final = str(XSD.nonNegativeInteger)


def decimal(value: float) -> str:
    """``value`` as xsd:decimal in plain digits, with a point (37 -> ``37.0``).

    Without the point Turtle's short form would read it back as an integer.

    Raises:
        EvidenceError: it is infinite or no number.
    """
    return typed(_pointed(value), _DECIMAL)


def point(latitude: float, longitude: float) -> str:
    """A place on the map as geo:wktLiteral.

    Raises:
        EvidenceError: one of the two is infinite or no number.
    """
    return typed(f"POINT({_pointed(longitude)} {_pointed(latitude)})", GEO.wktLiteral)


def number(value: float) -> str:
    """``value`` as xsd:integer where it is whole, else as xsd:decimal (1000, 3.5).

    Raises:
        EvidenceError: it is infinite or no number.
    """
    digits = _digits(value)
    return typed(digits, _DECIMAL if "." in digits else _INTEGER)


def two_digits(value: float) -> str:
    """A probability as xsd:decimal with two digits after the point (0.87, 1.00)."""
    return typed(str(Decimal(repr(float(value))).quantize(Decimal("0.01"))), _DECIMAL)


def day(value: date) -> str:
    """A day as xsd:date."""
    return typed(value.isoformat(), _DATE)


def offset(value: int) -> str:
    """A count of code points as xsd:nonNegativeInteger."""
    return typed(str(value), _OFFSET)


def storable(text: str, where: str) -> str:
    """``text`` itself, if RDF can hold it: every Unicode character but half a surrogate pair.

    Control characters, NUL among them, are legal in RDF literals and come back unharmed.

    Raises:
        InputError: it holds half a surrogate pair, which no UTF-8 file can.
    """
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise InputError(
            f"{where} has half a surrogate pair at character {error.start}",
            "Remove it: it is no character, and no file in UTF-8 can hold it.",
        ) from error
    return text


def _pointed(value: float) -> str:
    digits = _digits(value)
    return digits if "." in digits else f"{digits}.0"


def _digits(value: float) -> str:
    if not isfinite(value):
        raise EvidenceError(f"{value} is no number that an article can give")
    digits = format(Decimal(repr(float(value))), "f")
    whole, _, fraction = digits.partition(".")
    fraction = fraction.rstrip("0")
    return f"{whole}.{fraction}" if fraction else whole
