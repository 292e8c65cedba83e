"""Damaged, missing or foreign weights give an error that names the file."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

import kg.nlp
from kg.errors import LanguageError, ModelError
from kg.nlp import weights

SHIPPED = weights.find("id").folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    copy = tmp_path / "id"
    shutil.copytree(SHIPPED, copy)
    return copy


def shorten(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-1000])


def empty(path: Path) -> None:
    path.write_bytes(b"")


def scribble(path: Path) -> None:
    path.write_bytes(b"x" * path.stat().st_size)


def remove(path: Path) -> None:
    path.unlink()


@pytest.mark.parametrize("damage", [shorten, empty, scribble, remove])
@pytest.mark.parametrize("name", ["model.onnx", "tokenizer.json", "config.json", "roots.txt"])
def test_a_damaged_file_is_named(folder: Path, name: str, damage: Callable[[Path], None]) -> None:
    damage(folder / name)
    with pytest.raises(ModelError, match=name.replace(".", r"\.")):
        kg.nlp.load_folder(folder)


def test_another_format_is_refused(folder: Path) -> None:
    path = folder / "config.json"
    config = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps(config | {"format": 999}), encoding="utf-8")
    with pytest.raises(ModelError, match="format 999"):
        kg.nlp.load_folder(folder)


def test_a_file_with_the_right_sum_that_is_no_network_is_named(folder: Path) -> None:
    (folder / "model.onnx").write_bytes(b"no network")
    path = folder / "config.json"
    config = json.loads(path.read_text(encoding="utf-8"))
    config["files"]["model.onnx"] = hashlib.sha256(b"no network").hexdigest()
    path.write_text(json.dumps(config), encoding="utf-8")
    with pytest.raises(ModelError, match=r"model\.onnx"):
        kg.nlp.load_folder(folder)


def test_a_language_without_a_model_is_an_error_that_lists_the_others() -> None:
    with pytest.raises(LanguageError, match="'xx'") as caught:
        kg.nlp.load("xx")
    assert "id" in caught.value.hint


def test_weights_fit_the_package() -> None:
    size = sum(p.stat().st_size for p in SHIPPED.parent.rglob("*") if p.is_file())
    assert size <= 32 * 2**20
