"""The group of commands, imported when asked for; it turns errors into exit codes."""

from __future__ import annotations

import os
import sys
import warnings
from difflib import get_close_matches
from importlib import import_module
from importlib.metadata import version

import click

from kg.cli.talk import tell
from kg.errors import KGError

COMMANDS = (
    "build", "retract", "review", "check", "query", "explain", "stats", "export", "serve", "load",
)  # fmt: skip

_EPILOG = """\b
Examples:
  kg build seeds -o output
  kg check output
  kg query who-said-what output

\b
Exit codes:
  0  done
  1  failed: an input, the output, a query or a model
  2  wrong usage
  3  the graph does not conform to the ontology's shapes
  4  nothing was found in the input; earlier output is as it was

Colours are off when NO_COLOR is set. KG_DEBUG=1 shows where a defect of kg lies.
"""


class Commands(click.Group):
    """Finds ``name`` in ``kg.cli.name`` and turns every error into a message."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        del ctx
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"kg.cli.{cmd_name}").command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args[0] not in COMMANDS and not args[0].startswith("-"):
            near = get_close_matches(args[0], COMMANDS, n=1)
            meant = f" Did you mean '{near[0]}'?" if near else ""
            raise click.UsageError(f"No such command '{args[0]}'.{meant}", ctx)
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> object:
        if os.environ.get("NO_COLOR"):
            ctx.color = False
        if not sys.warnoptions:
            warnings.simplefilter("ignore")
        try:
            return super().invoke(ctx)
        except KGError as error:
            _show(error)
            ctx.exit(error.exit_code)
        except (click.ClickException, click.exceptions.Exit, click.Abort, BrokenPipeError):
            raise
        except Exception as error:
            if os.environ.get("KG_DEBUG"):
                raise
            _show(
                KGError(
                    f"kg has a defect: {type(error).__name__}: {error}",
                    "Please report it. Run again with KG_DEBUG=1 to see where it happened.",
                )
            )
            ctx.exit(KGError.exit_code)


def _show(error: KGError) -> None:
    tell(f"Error: {error.message}")
    if error.hint:
        tell(error.hint)


@click.group(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog=_EPILOG,
)
@click.version_option(
    version("berita-kg"), "-V", "--version", prog_name="kg", message="%(prog)s %(version)s"
)
def cli() -> None:
    """From news articles to a knowledge graph: who did what to whom, when, and who says so."""


def main() -> None:
    """Runs the command line and ends the process with its exit code."""
    cli(prog_name="kg")
