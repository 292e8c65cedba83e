"""What went wrong with one input, when the others can still be read."""

from __future__ import annotations

from dataclasses import dataclass

from kg.errors import InputError


@dataclass(frozen=True, slots=True)
class Problem:
    """``source`` (and ``line``, from 1) say where; ``left_out``: no article came of it.

    ``message`` goes on where ``where`` stops: "is broken UTF-8".
    """

    source: str
    line: int | None
    message: str
    hint: str = ""
    left_out: bool = True

    @classmethod
    def of(cls, error: InputError, source: str, line: int | None = None) -> Problem:
        """The problem that ``error`` tells of."""
        return cls(source, line, error.message, error.hint)

    @property
    def where(self) -> str:
        return self.source if self.line is None else f"{self.source}, line {self.line}"

    def __str__(self) -> str:
        return f"{self.where} {self.message}"

    def error(self) -> InputError:
        """The same as an exception, for when there is nothing else to build."""
        return InputError(str(self), self.hint)
