"""JSONL: one article a line, with ``id``, ``text``, ``title``, ``date`` and ``url``."""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import BinaryIO

from kg.errors import InputError
from kg.read.encoding import decode, normal
from kg.read.problem import Problem
from kg.read.text import MAX_BYTES, checked

_LINE_BYTES = 8 * MAX_BYTES
_CONVERT = "Convert it: iconv -f UTF-16 -t UTF-8 FILE > NEW-FILE"
_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[T ].*)?$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What one line says; ``published_error`` is a date that is none."""

    id: str
    text: str
    title: str | None
    url: str | None
    published: date | None
    published_error: str | None


def day(text: str) -> date | None:
    """The day of an ISO date or date with time; None if ``text`` is neither."""
    match = _DAY.match(text.strip())
    if match is None:
        return None
    try:
        return date.fromisoformat(match[1])
    except ValueError:
        return None


def records(stream: BinaryIO, source: str, stem: str) -> Iterator[tuple[int, Record | Problem]]:
    """Line numbers with what stands there; empty lines are passed over.

    A line without ``id`` is called after the file and its number.
    """
    number = 0
    while line := stream.readline(_LINE_BYTES):
        number += 1
        if number == 1 and line.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            yield number, Problem(source, None, "is UTF-16; JSON Lines are UTF-8", _CONVERT)
            return
        if len(line) == _LINE_BYTES and not line.endswith(b"\n"):
            while line and not line.endswith(b"\n"):
                line = stream.readline(_LINE_BYTES)
            yield number, Problem(source, number, f"is longer than {_LINE_BYTES:,} bytes")
            continue
        try:
            content = decode(line).strip()
            if content:
                yield number, _record(content, f"{stem}-{number}")
        except InputError as error:
            yield number, Problem.of(error, source, number)


def _record(line: str, default_id: str) -> Record:
    try:
        value = json.loads(line)
    except (ValueError, RecursionError) as error:
        at = ""
        if isinstance(error, json.JSONDecodeError):
            at = f": {error.msg.lower()} at column {error.colno}"
        raise InputError(f"is not JSON{at}", "Each line must hold one JSON object.") from None
    if not isinstance(value, dict):
        raise InputError("is no JSON object", 'Write {"id": "...", "text": "..."}.')
    text = value.get("text")
    if not isinstance(text, str):
        raise InputError('has no "text"', 'Write {"id": "...", "text": "..."}.')
    said = value.get("date")
    published = day(said) if isinstance(said, str) else None
    return Record(
        id=_id(value.get("id"), default_id),
        text=checked(normal(text)),
        title=_string(value, "title"),
        url=_string(value, "url"),
        published=published,
        published_error=None if said in (None, "") or published else str(said),
    )


def _id(value: object, default: str) -> str:
    if value is None or value == "":
        return default
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise InputError('has an "id" that is neither text nor number')
    return str(value)


def _string(value: dict[str, object], key: str) -> str | None:
    found = value.get(key)
    if not isinstance(found, str) or not found.strip():
        return None
    return checked(normal(" ".join(found.split())))
