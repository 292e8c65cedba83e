"""The other side of the pool: a process that reads items from a pipe and writes back values."""

from __future__ import annotations

import os
import pickle
import signal
import threading
from multiprocessing import parent_process
from multiprocessing.connection import Connection

from kg.corpus.work import Item, Value, Work, attempt
from kg.errors import KGError

READY, VALUE, BROKEN = "ready", "value", "broken"


def serve(connection: Connection, work: Work[Item, Value]) -> None:
    """Answer every item that comes, until nobody asks any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, which ends us
    threading.Thread(target=_end_with_parent, daemon=True).start()
    try:
        work.prepare()
        connection.send((READY, None))
        while True:
            item: Item = pickle.loads(connection.recv_bytes())  # noqa: S301  (from our parent)
            connection.send((VALUE, attempt(work.run, item)))
    except KGError as error:
        connection.send((BROKEN, error))
    except (EOFError, OSError):  # the parent has gone
        connection.close()


def _end_with_parent() -> None:
    """A parent that is killed cannot end us; an item may keep us for long."""
    parent = parent_process()
    if parent is not None:
        parent.join()
        os.kill(os.getpid(), signal.SIGTERM)
