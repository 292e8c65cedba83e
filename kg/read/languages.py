"""Is the article in the language it is read as? A light check by script and function words.

``languages.tsv`` holds, for each language, words that nearly every text of it is full of. It tells
languages apart well enough to warn, from about twenty words on; it never decides anything.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import cache
from importlib.resources import files

_READ = 20_000
_WORD = re.compile(r"[^\W\d_]+")
_ENOUGH_WORDS = 20
_ENOUGH_LETTERS = 20
_MARGIN = 0.03
_CLEAR = 5
_FOREIGN_SHARE = 0.5
_SCRIPTS = {
    "CYRILLIC": "Cyrillic",
    "ARABIC": "Arabic",
    "HEBREW": "Hebrew",
    "CJK": "Chinese or Japanese",
    "HIRAGANA": "Japanese",
    "KATAKANA": "Japanese",
    "HANGUL": "Korean",
    "THAI": "Thai",
    "DEVANAGARI": "Devanagari",
    "BENGALI": "Bengali",
    "TAMIL": "Tamil",
    "GREEK": "Greek",
    "KHMER": "Khmer",
    "LAO": "Lao",
    "MYANMAR": "Burmese",
    "JAVANESE": "Javanese",
}


def doubt(text: str, language: str) -> str | None:
    """What speaks against ``text`` being in ``language`` (a tag of the table), or None."""
    text = text[:_READ]
    script = _foreign_script(text)
    if script is not None:
        return f"is written in {script} script, not in {name(language)}"
    words = [word.lower() for word in _WORD.findall(text)]
    if len(words) < _ENOUGH_WORDS or language not in _profiles():
        return None
    counts = Counter(words)
    hits = {tag: sum(counts[word] for word in profile) for tag, (_, profile) in _profiles().items()}
    best = max(hits, key=lambda tag: (hits[tag], tag == language, tag))
    ahead = hits[best] - hits[language]
    if ahead < _CLEAR or ahead < _MARGIN * len(words):
        return None
    return f"looks {name(best)}, not {name(language)}"


def name(tag: str) -> str:
    """The English name of a language of the table, or its tag."""
    return _profiles()[tag][0] if tag in _profiles() else tag


@cache
def _profiles() -> dict[str, tuple[str, tuple[str, ...]]]:
    table = (files("kg.read") / "languages.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in table.splitlines()[1:] if line]
    return {tag: (english, tuple(words.split())) for tag, english, words in rows}


def _foreign_script(text: str) -> str | None:
    letters = [character for character in text if character.isalpha()]
    if len(letters) < _ENOUGH_LETTERS:
        return None
    scripts: Counter[str] = Counter()
    for character, number in Counter(letters).items():
        scripts[unicodedata.name(character, "?").split(" ")[0].split("-")[0]] += number
    foreign = {script: scripts[key] for key, script in _SCRIPTS.items() if scripts[key]}
    if not foreign or sum(foreign.values()) < _FOREIGN_SHARE * len(letters):
        return None
    return max(foreign, key=lambda script: foreign[script])
