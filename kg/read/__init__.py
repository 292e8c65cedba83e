"""From files, folders and standard input to articles; what cannot be read is told, not hidden."""

from kg.read.articles import Meter, read
from kg.read.problem import Problem

__all__ = ["Meter", "Problem", "read"]
