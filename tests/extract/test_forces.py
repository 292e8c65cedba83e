"""Who or what does the damage decides between force and disaster."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Gelombang tinggi menghancurkan dermaga di Nepal.", "DISASTER"),
        ("Tentara Kenya menghancurkan dermaga di Nepal.", "ASSAULT"),
        ("Rumah warga dihantam ombak pada Senin.", "DISASTER"),
    ],
)
def test_nature_uses_no_force(story: Callable[[str], Any], text: str, kind: str) -> None:
    """What water or wind destroys is a disaster, what soldiers destroy an assault."""
    assert kind in {event.type for event in story(text).facts.events}
    other = {"DISASTER": "ASSAULT", "ASSAULT": "DISASTER"}[kind]
    assert other not in {event.type for event in story(text).facts.events}
