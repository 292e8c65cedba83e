"""The sentences of a document as events and claims both read them, worked out once for the two."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.extract.asserted import reported_triggers
from kg.extract.cues import Cue, compile_speech, find_cues
from kg.extract.grammar import compile_grammar
from kg.extract.kept import kept
