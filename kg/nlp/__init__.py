"""The language model: sentences, words, tags, trees and names with exact offsets.

How it was made and what it is worth stands in ``weights/README.md``.
"""

from __future__ import annotations

from kg.nlp.model import Model, load, load_folder
from kg.nlp.parser import Analysis

__all__ = ["Analysis", "Model", "load", "load_folder"]
