"""Formats that a graph can be written in, by the name that ``--format`` knows.

A format is a module (or folder) here that bears its name and calls its exporter ``EXPORTER``; a
new one is found without a change elsewhere. The mapping is cheap to import: a format's module is
loaded when the format is asked for.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.export.base import Exporter

_SHARED = {"base", "records", "terms", "write"}


class _Exporters(Mapping[str, "Exporter"]):
    def __getitem__(self, name: str) -> Exporter:
        if name not in tuple(self):
            raise KeyError(name)
        exporter: Exporter = import_module(f"{__name__}.{name}").EXPORTER
        return exporter

    def __iter__(self) -> Iterator[str]:
        names = {module.name for module in iter_modules(__path__)}
        return iter(sorted(names - _SHARED))

    def __len__(self) -> int:
        return sum(1 for _ in self)


EXPORTERS: Mapping[str, Exporter] = _Exporters()

__all__ = ["EXPORTERS"]
