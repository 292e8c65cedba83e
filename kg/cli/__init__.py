"""The command line: ``kg``. Data goes to standard output, everything else to standard error."""

from kg.cli.group import cli, main

__all__ = ["cli", "main"]
