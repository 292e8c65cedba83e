"""From files, folders and standard input to articles; what cannot be read is told, not hidden."""

from kg.read.articles import read
from kg.read.found import Meter
from kg.read.problem import Problem

__all__ = ["Meter", "Problem", "read"]
