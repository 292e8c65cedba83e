"""Texts that report nothing give no events, articles keep theirs, and rubbish does no harm.

The folder ``eventless`` has recipes, definitions, descriptions, how-tos, rules and poems of our
own; the last three (komodo, keris, tanya-jawab) were written after the limits were set.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from kg import pipeline
from kg.model import Article, Facts

HERE = Path(__file__).parent
EVENTLESS = sorted((HERE / "eventless").glob("*.txt"))
REPORTS = sorted((HERE.parent / "gold").glob("*.txt"))
#: False events per thousand words that we accept.
MOST = 1.0
#: Above this, one event in so many words of rubbish would be nonsense.
DENSE = 0.2

RUBBISH = {
    "headlines": "Gempa Guncang Lembata, Tiga Tewas\nHarga Beras Naik\nPersela Kalahkan Persik\n",
    "list": "\n".join(f"{number}. beras {number} kg" for number in range(1, 60)),
    "capitals": "PRESIDEN LEMBATA MENGUNJUNGI MALTA. IA BERTEMU PERDANA MENTERI.",
    "typos": "Presidn Malta mengnjungi Kenya padaa Snin. Ia brtemu dngn perdana mentri.",
    "mixed": "The president visited Malta kemarin. He said bahwa both countries akan sign a deal.",
    "symbols": "!!! ??? ... ### 123 -- %% (( )) \u201c\u201d \u2014 \u2026\n\n\n;;; @@@",
    "repeated": "serang " * 300,
    "poem": "Laut diam.\nAngin pergi.\nAku pulang, kau tiada,\nperang di dadaku reda.\n",
}


def facts(text: str) -> Facts:
    return pipeline.run(Article(id="teks", text=text, language="id"))


def test_there_is_enough_eventless_text() -> None:
    """A rate of one in a thousand words needs some thousands of words."""
    assert sum(len(path.read_text("utf-8").split()) for path in EVENTLESS) >= 3000
    assert len(EVENTLESS) >= 12


def test_texts_that_report_nothing_have_no_events() -> None:
    """Fewer than one false event in a thousand words, at the default confidence."""
    found = words = 0
    for path in EVENTLESS:
        text = path.read_text("utf-8")
        found += len(facts(text).events)
        words += len(text.split())
    assert 1000 * found / words < MOST


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.stem)
def test_articles_keep_their_events(path: Path) -> None:
    """An article that reports something is not taken for a description."""
    assert facts(path.read_text("utf-8")).events


@pytest.mark.parametrize("text", RUBBISH.values(), ids=RUBBISH)
def test_rubbish_does_no_harm(text: str) -> None:
    """No error, every mention lies in the text, and no flood of events."""
    made = facts(text)
    for event in made.events:
        assert all(text[m.span.start : m.span.end] == m.text for m in event.mentions)
    assert len(made.events) <= max(6, DENSE * len(text.split()))
