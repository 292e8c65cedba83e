"""Facts as bytes and back, exactly: canonical JSON, compressed.

Equal facts give equal bytes. What a field holds by default is left out, and so are the words of a
mention that stand in the article where it says.
"""

from __future__ import annotations

import json
import types
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any, get_args, get_origin, get_type_hints

from kg.errors import KGError
from kg.model import Article, Facts, Mention, Span

FORMAT = 1
"""Counts up when the bytes change their meaning; bytes of another format are not read."""

_LEVEL = 6

# A value and the article's text, to JSON; and back.
_Turn = Callable[[Any, str], Any]


def pack_article(article: Article) -> bytes:
    """An article as bytes."""
    return _bytes(_turns(Article)[0](article, ""))


def unpack_article(data: bytes) -> Article:
    """The article that :func:`pack_article` made ``data`` of.

    Raises:
        ValueError: ``data`` is damaged.
    """
    with _damage("an article"):
        article: Article = _turns(Article)[1](json.loads(zlib.decompress(data)), "")
    return article


def pack(facts: Facts) -> bytes:
    """Facts as bytes, without their article, which :func:`pack_article` packs."""
    return _bytes(
        {
            name: [turn(one, facts.article.text) for one in getattr(facts, name)]
            for name, (turn, _) in _layers().items()
        }
    )


def unpack(data: bytes, article: Article) -> Facts:
    """The facts that :func:`pack` made ``data`` of.

    Raises:
        ValueError: ``data`` is damaged.
    """
    with _damage(f"the facts of '{article.id}'"):
        layers = json.loads(zlib.decompress(data))
        return Facts(
            article=article,
            **{
                name: tuple(turn(one, article.text) for one in layers[name])
                for name, (_, turn) in _layers().items()
            },
        )


def digest_of(article: Article) -> bytes:
    """What tells whether an article is the same again: all of it but its boilerplate.

    Boilerplate is found by rules, which are part of the program.
    """
    values = _turns(Article)[0](article, "")
    values.pop("boilerplate", None)
    return _plain(values)


@contextmanager
def _damage(what: str) -> Iterator[None]:
    """One exception for all that damaged bytes can raise."""
    try:
        yield
    except (zlib.error, ValueError, LookupError, TypeError, AttributeError, KGError) as error:
        raise ValueError(f"not {what}: {error}") from error


def _bytes(value: object) -> bytes:
    return zlib.compress(_plain(value), _LEVEL)


def _plain(value: object) -> bytes:
    line = json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return line.encode("utf-8", "surrogatepass")


@cache
def _layers() -> Mapping[str, tuple[_Turn, _Turn]]:
    hints = get_type_hints(Facts)
    names = (field.name for field in fields(Facts) if field.name != "article")
    return {name: _turns(get_args(hints[name])[0]) for name in names}


@cache
def _turns(kind: Any) -> tuple[_Turn, _Turn]:  # noqa: ANN401
    """How a value of the type ``kind`` becomes JSON, and how it comes back."""
    if kind in _LEAVES:
        return _LEAVES[kind]
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return (lambda value, _: str(value)), (lambda value, _: kind(value))
    if is_dataclass(kind):
        return _record(kind)
    return _container(kind)


def _container(kind: Any) -> tuple[_Turn, _Turn]:  # noqa: ANN401
    """The same of a tuple, or of a value that may be None."""
    parts = [_turns(part) for part in get_args(kind) if part not in {Ellipsis, types.NoneType}]
    if get_origin(kind) is tuple and get_args(kind)[-1] is not Ellipsis:
        return _pair(parts)
    if len(parts) != 1 or get_origin(kind) not in {tuple, types.UnionType}:
        raise TypeError(f"no way to write a {kind}")
    write, read = parts[0]
    if get_origin(kind) is tuple:
        return (
            lambda values, text: [write(value, text) for value in values],
            lambda values, text: tuple(read(value, text) for value in values),
        )
    return (
        lambda value, text: None if value is None else write(value, text),
        lambda value, text: None if value is None else read(value, text),
    )


def _pair(parts: Sequence[tuple[_Turn, _Turn]]) -> tuple[_Turn, _Turn]:
    def write(values: tuple[object, ...], text: str) -> list[object]:
        return [turn(value, text) for (turn, _), value in zip(parts, values, strict=True)]

    def read(values: list[object], text: str) -> tuple[object, ...]:
        return tuple(turn(value, text) for (_, turn), value in zip(parts, values, strict=True))

    return write, read


def _record(kind: Any) -> tuple[_Turn, _Turn]:  # noqa: ANN401
    hints = get_type_hints(kind)
    turns = {field.name: _turns(hints[field.name]) for field in fields(kind)}
    defaults = {f.name: f.default for f in fields(kind) if f.default is not MISSING}

    def write(record: object, text: str) -> dict[str, object]:
        values = ((name, getattr(record, name)) for name in turns)
        return {
            name: turns[name][0](value, text)
            for name, value in values
            if name not in defaults or value != defaults[name]
        }

    def read(values: dict[str, object], text: str) -> object:
        return kind(**{name: turns[name][1](value, text) for name, value in values.items()})

    return write, read


def _write_mention(mention: Mention, text: str) -> list[object]:
    ends: list[object] = [mention.span.start, mention.span.end]
    return ends if mention.text == mention.span.of(text) else [*ends, mention.text]


def _read_mention(values: list[Any], text: str) -> Mention:
    span = Span(values[0], values[1])
    return Mention.at(text, span) if values[2:] == [] else Mention(span, values[2])


def _as_it_is(value: object, _: str) -> object:
    return value


_LEAVES: Mapping[Any, tuple[_Turn, _Turn]] = {
    str: (_as_it_is, _as_it_is),
    int: (_as_it_is, _as_it_is),
    float: (_as_it_is, _as_it_is),
    date: (lambda day, _: day.isoformat(), lambda day, _: date.fromisoformat(day)),
    Span: (lambda span, _: [span.start, span.end], lambda ends, _: Span(*ends)),
    Mention: (_write_mention, _read_mention),
}
