"""The command line on a tiny pipeline of our own, so that its tests depend on no language model."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

import pytest
from click.testing import CliRunner

import kg
from kg.cli import cli
from kg.model import (
    Article,
    Claim,
    Entity,
    EntityType,
    Event,
    Facts,
    Mention,
    Role,
    Run,
    Span,
)

NEWS = "Kenya mengirim polisi ke Haiti pada hari Senin, kata juru bicara.\n"
_SENDING = re.compile(r"\b([A-Z]\w+) (mengirim)\b")


@dataclass(frozen=True, slots=True)
class Result:
    """What a command said and how it ended."""

    code: int
    out: str
    err: str


Kg = Callable[..., Result]

#: How sure the tiny pipeline is of everything.
SURE = 0.7


def tiny(article: Article, *, language: str = "id", least: float = 0.0) -> Facts:
    """Whoever "mengirim" in the text outside boilerplate: an entity, an event, a claim each."""
    entities: list[Entity] = []
    events: list[Event] = []
    claims: list[Claim] = []
    for number, match in enumerate(_SENDING.finditer(article.text)):
        who, what = (Mention.at(article.text, Span(*match.span(group))) for group in (1, 2))
        if any(piece.span.overlaps(what.span) for piece in article.boilerplate) or least > SURE:
            continue
        entities.append(
            Entity(key=f"e{number}", type=EntityType.PERSON, name=who.text, mentions=(who,))
        )
        events.append(
            Event(
                key=f"v{number}",
                type="AID",
                mode=None,
                label=match[0],
                mentions=(what,),
                roles=((Role.AGENT, f"e{number}"),),
                rule="tiny",
            )
        )
        claims.append(
            Claim(key=f"c{number}", events=(f"v{number}",), mentions=(what,), rule="tiny")
        )
    merged = {entity.name: entity for entity in reversed(entities)}
    keys = {entity.key: merged[entity.name].key for entity in entities}
    return Facts(
        article=article,
        entities=tuple(e for e in entities if merged[e.name] is e),
        events=tuple(
            Event(
                key=e.key, type=e.type, mode=e.mode, label=e.label, mentions=e.mentions,
                roles=((Role.AGENT, keys[e.roles[0][1]]),), rule=e.rule,
            )
            for e in events
        ),
        claims=tuple(claims),
    )  # fmt: skip


@pytest.fixture
def pipeline(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """``kg.pipeline`` is the tiny one."""
    module = ModuleType("kg.pipeline")
    module.run = tiny  # type: ignore[attr-defined]
    module.describe = lambda language="id", least=0.0: Run(  # type: ignore[attr-defined]
        software="berita-kg", version="0", model="tiny", options=(("least", str(least)),)
    )
    monkeypatch.setitem(sys.modules, "kg.pipeline", module)
    monkeypatch.setattr(kg, "pipeline", module, raising=False)
    return module


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder that is the current one, with ``seeds/satu.txt`` in it."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "satu.txt").write_text(f"Kenya kirim polisi\n\n{NEWS}", encoding="utf-8")
    return tmp_path


@pytest.fixture
def kg_(folder: Path, pipeline: ModuleType) -> Kg:
    """Runs ``kg`` with arguments in the folder; ``stdin`` is bytes to pipe in."""

    def run(*arguments: str, stdin: bytes | None = None) -> Result:
        result = CliRunner().invoke(cli, arguments, input=stdin, prog_name="kg")
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return Result(result.exit_code, result.stdout, result.stderr)

    return run


@pytest.fixture
def built(kg_: Kg, folder: Path) -> Path:
    """The folder after ``kg build seeds``."""
    assert kg_("build", "seeds", "--format", "turtle,trig").code == 0
    return folder


def snapshot(folder: Path) -> Sequence[tuple[str, bytes]]:
    """Every file below a folder, hidden ones too."""
    return sorted(
        (str(path.relative_to(folder)), path.read_bytes())
        for path in folder.rglob("*")
        if path.is_file()
    )


@pytest.fixture(name="snapshot")
def snapshot_fixture() -> Callable[[Path], Sequence[tuple[str, bytes]]]:
    """:func:`snapshot`, for tests."""
    return snapshot
