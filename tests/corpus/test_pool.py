"""The pool: order, and what happens when an item kills its worker, hangs, fails or is large."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest

from kg.corpus.pool import in_order
from kg.corpus.work import Trouble, Work, alone
from kg.errors import InputError, KGError, ModelError

DEEDS = """
import os, signal, time
from pathlib import Path
from kg.errors import InputError, ModelError

def nothing():
    pass

def broken():
    raise ModelError("the weights are truncated", "Install again.")

def ending():
    os._exit(7)

def seconds(item):
    return 1.0 if item.startswith("hang") else 60.0

def run(item):
    if item == "hang":
        time.sleep(600)
    if item == "kill":
        os.kill(os.getpid(), signal.SIGKILL)
    if item == "exit":
        os._exit(3)
    if item.startswith("once "):
        marker = Path(item[5:])
        if not marker.exists():
            marker.touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return "twice"
    if item == "bad":
        raise InputError("is bad", "Mend it.")
    if item == "defect":
        return 1 // 0
    if item == "memory":
        raise MemoryError
    if item == "recursion":
        return run(item)
    if item == "model":
        raise ModelError("the weights are truncated", "Install again.")
    if item.startswith("slow"):
        time.sleep(0.3)
    return item.upper() + str(os.getpid() == PARENT)

PARENT = int(os.environ["KG_TEST_PARENT"])
"""


@pytest.fixture
def deeds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ModuleType]:
    """Functions that worker processes can import."""
    (tmp_path / "pool_deeds.py").write_text(DEEDS, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setenv("KG_TEST_PARENT", str(os.getpid()))
    yield import_module("pool_deeds")
    sys.modules.pop("pool_deeds")


def work(deeds: ModuleType, prepare: str = "nothing") -> Work[str, str]:
    return Work(run=deeds.run, prepare=getattr(deeds, prepare), seconds=deeds.seconds, size=len)


def test_values_come_in_order_from_other_processes(deeds: ModuleType) -> None:
    """Slow ones do not let faster ones pass; nothing is lost, here or there."""
    items = [f"{'slow' if number % 7 == 0 else 'item'}-{number}" for number in range(60)]
    found = list(in_order(items, work(deeds), jobs=3))
    assert found == [(item, f"{item.upper()}False") for item in items]
    assert list(alone(items[1:3], work(deeds))) == [
        (item, f"{item.upper()}True") for item in items[1:3]
    ]
    assert list(in_order([], work(deeds), jobs=2)) == []


def test_one_that_fails_never_stops_the_rest(deeds: ModuleType, tmp_path: Path) -> None:
    """Killed, ended, hanging, wrong, beyond memory: each is told why, all others are done."""
    once = f"once {tmp_path / 'marker'}"
    bad = ["kill", "bad", "hang", "defect", once, "exit", "memory", "recursion"]
    items = [name for one in bad for name in (one, f"good-{bad.index(one)}")]
    found = dict(in_order(items, work(deeds), jobs=2))
    assert list(found) == items
    for number in range(len(bad)):
        assert found[f"good-{number}"] == f"GOOD-{number}False"
    said = {item: value.reason for item, value in found.items() if isinstance(value, Trouble)}
    assert found[once] == "twice"
    assert list(said) == [item for item in bad if item != once]
    assert "SIGKILL" in said["kill"]
    assert "exit code 3" in said["exit"]
    assert said["hang"] == "takes longer than 1 seconds to read"
    assert found["bad"] == Trouble("is bad", "Mend it.")
    assert "ZeroDivisionError" in said["defect"]
    assert "more memory" in said["memory"]
    assert "RecursionError" in said["recursion"]


def test_what_would_fail_for_all_ends_the_work(deeds: ModuleType) -> None:
    """A missing model is raised as it is, from preparing or from an item; so are dead starts."""
    with pytest.raises(ModelError, match="truncated") as caught:
        list(in_order(["a", "model", "b"], work(deeds), jobs=2))
    assert caught.value.hint == "Install again."
    with pytest.raises(ModelError):
        list(in_order(["a"], work(deeds, "broken"), jobs=2))
    with pytest.raises(KGError, match=r"end as they start \(exit code 7"):
        list(in_order(["a"], work(deeds, "ending"), jobs=1))
    with pytest.raises(ModelError):
        list(alone(["model"], work(deeds)))


def test_items_of_any_size_pass(deeds: ModuleType) -> None:
    """Items and values larger than a pipe holds, between small ones, do not block each other."""
    items = ["x" * (1 + 700_000 * (number % 3 == 0)) + str(number) for number in range(12)]
    found = list(in_order(items, work(deeds), jobs=2))
    assert [value for _, value in found] == [f"{item.upper()}False" for item in items]


def test_items_are_taken_only_as_they_are_needed(deeds: ModuleType) -> None:
    """An input without end is read no further than a window ahead."""
    taken = []

    def endless() -> Iterator[str]:
        for number in range(10_000_000):
            taken.append(number)
            yield f"item-{number}" if number else "slow"

    found = in_order(endless(), work(deeds), jobs=2)
    for _ in range(5):
        next(found)
    found.close()  # type: ignore[attr-defined]
    assert len(taken) < 3000


def test_workers_end_with_their_parent(deeds: ModuleType, tmp_path: Path) -> None:
    """A parent that is killed leaves no process behind, not even one that hangs."""
    program = textwrap.dedent("""
        import multiprocessing, sys, time
        import pool_deeds as deeds
        from kg.corpus.pool import in_order
        from kg.corpus.work import Work
        if __name__ == "__main__":
            work = Work(run=deeds.run, prepare=deeds.nothing, seconds=lambda_free, size=len)
            found = in_order(["a", "hang-not", "sleep", "b"], work, jobs=2)
            print(next(found)[1], flush=True)
            print(*[child.pid for child in multiprocessing.active_children()], flush=True)
            time.sleep(600)
    """).replace("lambda_free", "deeds.seconds")
    (tmp_path / "parent.py").write_text(program, encoding="utf-8")
    parent = subprocess.Popen(
        [sys.executable, str(tmp_path / "parent.py")],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(tmp_path), *sys.path])},
    )
    assert parent.stdout is not None
    assert parent.stdout.readline() == "AFalse\n"
    children = [int(pid) for pid in parent.stdout.readline().split()]
    assert children
    parent.send_signal(signal.SIGKILL)
    parent.wait()
    parent.stdout.close()
    until = time.monotonic() + 20
    while any(Path(f"/proc/{pid}").exists() and not _is_zombie(pid) for pid in children):
        assert time.monotonic() < until, "a worker outlives its parent"
        time.sleep(0.05)


def _is_zombie(pid: int) -> bool:
    try:
        return (
            Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0]
            == "Z"
        )
    except OSError:
        return True


def test_errors_travel_whole() -> None:
    """Message and hint of an error of ours pass through a pipe."""
    import pickle  # noqa: PLC0415

    again = pickle.loads(pickle.dumps(InputError("is bad", "Mend it.")))
    assert (again.message, again.hint, str(again)) == ("is bad", "Mend it.", "is bad")
