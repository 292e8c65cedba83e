"""Every error that kg raises on purpose, in one tree; the command line turns them into exit codes.

KGError                 exit 1   something failed
├── InputError          exit 1   an article cannot be read
├── NothingFoundError   exit 4   the input was read and yields no graph
├── UsageError          exit 2   an argument is wrong
├── NotConformingError  exit 3   the graph breaks the ontology's shapes
├── OutputError         exit 1   the result cannot be written
├── QueryError          exit 1   a query cannot be read or answered
├── LanguageError       exit 1   no language pack or model for this language
├── ModelError          exit 1   the weights are missing, truncated or of another version
├── PackError           exit 1   a language pack breaks its contract
├── MissingExtraError   exit 1   an optional dependency is not installed
└── EvidenceError       exit 1   a fact without a mention (a defect of ours)
"""

from __future__ import annotations


class KGError(Exception):
    """What happened (``message``), what to do (``hint``), and the process's ``exit_code``."""

    exit_code = 1

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class InputError(KGError):
    """An article cannot be read."""


class NothingFoundError(KGError):
    """The input was read and yields no graph."""

    exit_code = 4


class UsageError(KGError):
    """An argument is wrong."""

    exit_code = 2


class NotConformingError(KGError):
    """The graph breaks the ontology's shapes."""

    exit_code = 3


class OutputError(KGError):
    """The result cannot be written."""


class QueryError(KGError):
    """A query cannot be read or answered."""


class LanguageError(KGError):
    """No language pack or model for this language."""


class ModelError(KGError):
    """The weights are missing, truncated or of another version."""


class PackError(KGError):
    """A language pack breaks its contract."""


class MissingExtraError(KGError):
    """An optional dependency is not installed."""


class EvidenceError(KGError):
    """A fact without a mention."""
