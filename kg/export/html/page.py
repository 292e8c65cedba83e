"""The page's bytes: our template around pyvis's network, with everything it needs inside it."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Mapping
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from markupsafe import Markup
from pyvis.network import Network  # type: ignore[import-untyped]

Json = dict[str, Any]

_HERE = files(__package__)
_LIBRARY = ("templates", "lib", "vis-9.1.2", "vis-network.min.js")


def page(network: Network, shown: Mapping[str, Any]) -> bytes:
    """One file in UTF-8 that asks nobody for anything.

    ``shown`` are the template's own variables. A content security policy names the hash of every
    style and script of ours, so that nothing else runs whatever an article says.
    """
    style = _inline(_joined("css"), "style")
    vis = _inline(library().read_text(encoding="utf-8"), "script")
    script = _inline(f'(() => {{\n"use strict";\n{_joined("js")}}})();\n', "script")
    network.set_template_dir(str(_HERE), "page.html")
    environment = network.templateEnv
    environment.autoescape = True
    environment.policies["json.dumps_kwargs"] = {"sort_keys": True, "separators": (",", ":")}
    environment.globals.update(
        shown,
        style=style,
        library=vis,
        script=script,
        policy=_policy(style, vis, script),
    )
    html: str = network.generate_html()
    return html.encode("utf-8", "xmlcharrefreplace")


def library() -> Traversable:
    """vis-network as the pyvis that is installed brings it (Apache-2.0 or MIT)."""
    return files("pyvis").joinpath(*_LIBRARY)


def _joined(folder: str) -> str:
    """The files of ``folder`` one after another, in the order of their names."""

    def name(file: Traversable) -> str:
        return file.name

    parts = sorted(_HERE.joinpath(folder).iterdir(), key=name)
    return "\n".join(part.read_text(encoding="utf-8") for part in parts)


def _inline(text: str, element: str) -> Markup:
    """``text`` for the inside of a ``script`` or ``style`` element, which it cannot end."""
    return Markup(re.sub(rf"<(?=/{element}|!--)", r"\\x3c", text, flags=re.IGNORECASE))  # noqa: S704


def _policy(style: str, *scripts: str) -> str:
    allowed = " ".join(f"'{_digest(script)}'" for script in scripts)
    return (
        f"default-src 'none'; script-src {allowed}; style-src '{_digest(style)}'; "
        "img-src data: blob:; base-uri 'none'; form-action 'none'"
    )


def _digest(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode('utf-8')).digest()).decode()}"
