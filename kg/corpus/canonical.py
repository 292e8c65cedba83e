"""Records as plain values for JSON, equal for equal records whatever the order of their sets."""

from __future__ import annotations

import json
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import fields, is_dataclass


def plain(value: object) -> object:
    """Lists, strings and numbers that tell all of ``value``."""
    if is_dataclass(value) and not isinstance(value, type):
        return [plain(getattr(value, field.name)) for field in fields(value)]
    if isinstance(value, Mapping):
        return sorted(([plain(key), plain(one)] for key, one in value.items()), key=json.dumps)
    if isinstance(value, AbstractSet):
        return sorted((plain(one) for one in value), key=json.dumps)
    if isinstance(value, list | tuple):
        return [plain(one) for one in value]
    if value is None or isinstance(value, bool | int | float):
        return value
    return str(value)
