"""Values as RDF literals, each with one spelling: what is equal has equal characters."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from math import isfinite

from rdflib import XSD, Literal

from kg.errors import EvidenceError, InputError


def decimal(value: float) -> Literal:
    """``value`` as xsd:decimal in plain digits, with a point (37 -> ``37.0``).

    Without the point Turtle's short form would read it back as an integer.

    Raises:
        EvidenceError: it is infinite or no number.
    """
    digits = _digits(value)
    return Literal(digits if "." in digits else f"{digits}.0", datatype=XSD.decimal)


def number(value: float) -> Literal:
    """``value`` as xsd:integer where it is whole, else as xsd:decimal (1000, 3.5).

    Raises:
        EvidenceError: it is infinite or no number.
    """
    digits = _digits(value)
    return Literal(digits, datatype=XSD.decimal if "." in digits else XSD.integer)


def two_digits(value: float) -> Literal:
    """A probability as xsd:decimal with two digits after the point (0.87, 1.00)."""
    return Literal(str(Decimal(repr(float(value))).quantize(Decimal("0.01"))), datatype=XSD.decimal)


def day(value: date) -> Literal:
    """A day as xsd:date."""
    return Literal(value.isoformat(), datatype=XSD.date)


def offset(value: int) -> Literal:
    """A count of code points as xsd:nonNegativeInteger."""
    return Literal(str(value), datatype=XSD.nonNegativeInteger)


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


def _digits(value: float) -> str:
    if not isfinite(value):
        raise EvidenceError(f"{value} is no number that an article can give")
    digits = format(Decimal(repr(float(value))), "f")
    whole, _, fraction = digits.partition(".")
    fraction = fraction.rstrip("0")
    return f"{whole}.{fraction}" if fraction else whole
