"""A limit on how long a command may think."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from kg.cli.talk import tell
from kg.errors import QueryError


@contextmanager
def deadline(seconds: float) -> Iterator[None]:
    """Ends the process with a message if what is inside takes longer than ``seconds``.

    The query engine cannot be interrupted from within, but it lets other threads run.
    """

    def end() -> None:
        tell(f"Error: the query took longer than {seconds:g} s")
        tell("Ask for less, add LIMIT, or give it longer with --timeout SECONDS.")
        sys.stdout.flush()
        os._exit(QueryError.exit_code)

    timer = threading.Timer(seconds, end)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
