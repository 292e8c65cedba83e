"""The folder of a model: weights, tokenizer and lists, each with its checksum in config.json."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

from kg.errors import LanguageError, ModelError

FORMAT: Final = 1
HINT: Final = "Install the package again; the weights are part of it."


@dataclass(frozen=True, slots=True)
class Weights:
    """A folder whose files are what its config.json says they are."""

    folder: Path
    config: dict[str, Any]

    def path(self, name: str) -> Path:
        return self.folder / name

    def text(self, name: str) -> str:
        return self.path(name).read_text(encoding="utf-8")

    def labels(self, kind: str) -> tuple[str, ...]:
        return tuple(self.config[kind])


def available() -> tuple[str, ...]:
    """Languages with a model in this package, sorted."""
    root = _root()
    if not root.is_dir():
        return ()
    return tuple(sorted(f.name for f in root.iterdir() if (f / "config.json").is_file()))


def find(language: str) -> Weights:
    """The weights of a language.

    Raises:
        LanguageError: there is no model for it.
        ModelError: a file is missing, truncated or not the one that was shipped.
    """
    if language not in available():
        raise LanguageError(
            f"no language model for '{language}'",
            f"Languages with a model: {', '.join(available()) or 'none'}.",
        )
    return read(_root() / language)


def read(folder: Path) -> Weights:
    """Check a folder against its config.json.

    Raises:
        ModelError: a file is missing, truncated or not the one that was shipped.
    """
    path = folder / "config.json"
    try:
        config = json.loads(path.read_text(encoding="utf-8"))
        expected = dict(config["files"])
        version = config["format"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ModelError(f"{path} is no model description: {error}", HINT) from error
    if version != FORMAT:
        raise ModelError(f"{path} has format {version}, this program reads {FORMAT}", HINT)
    for name, checksum in sorted(expected.items()):
        try:
            content = (folder / name).read_bytes()
        except OSError as error:
            raise ModelError(f"{folder / name} cannot be read: {error}", HINT) from error
        if hashlib.sha256(content).hexdigest() != checksum:
            raise ModelError(
                f"{folder / name} is damaged or of another version ({len(content)} bytes)", HINT
            )
    return Weights(folder, config)


def _root() -> Path:
    return Path(str(files("kg.nlp"))) / "weights"
