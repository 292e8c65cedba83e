"""The word lists that ship with the weights: known forms, unsplit words, lemmas, roots."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path
from typing import Final

from kg.nlp.lemmas import Lemmas
from kg.nlp.words import CLITICS

#: Treebanks with the weight of their word in questions of splitting and lemmas.
TREEBANKS: Final = (
    ("id_csui-ud-train.conllu", 16),
    ("id_pud-ud-test.conllu", 12),
    ("id_gsd-ud-dev.conllu", 8),
    ("id_gsd-ud-train.silver.conllu", 1),
)
#: Word lists count these with their clitic as one word; the treebanks do not.
EMPHASIZED: Final = (
    *("apa", "siapa", "mana", "bagaimana", "kapan", "berapa", "itu", "ini", "dia", "sudah"),
    *("tidak", "bukan", "begitu", "demikian"),
)
#: Weighted count from which a lemma of the treebanks counts as a root.
SURE: Final = 12
UNCHANGED: Final = frozenset({"PROPN", "X", "SYM", "PUNCT"})
NAME_FILES: Final = ("idner-train.txt", "nerui-train.tsv", "nergrit-train.txt")


def rows(path: Path) -> Iterator[tuple[str, str, str, bool]]:
    """Form, lemma, UPOS and whether the word is part of a larger one."""
    inside: range = range(0)
    for line in path.read_text(encoding="utf-8").split("\n"):
        if line.startswith("# sent_id"):
            inside = range(0)
        cells = line.split("\t")
        if len(cells) < 4:  # noqa: PLR2004 - ID, FORM, LEMMA, UPOS
            continue
        if "-" in cells[0]:
            first, _, last = cells[0].partition("-")
            inside = range(int(first), int(last) + 1)
        elif cells[0].isdecimal():
            yield cells[1], cells[2], cells[3], int(cells[0]) in inside


@dataclass(slots=True)
class _Counts:
    """What the treebanks say of words: how often, apart from a clitic or not, with which lemma."""

    forms: Counter[str] = field(default_factory=Counter)
    apart: Counter[str] = field(default_factory=Counter)
    together: Counter[str] = field(default_factory=Counter)
    lemmas: dict[tuple[str, str], Counter[str]] = field(
        default_factory=lambda: defaultdict(Counter)
    )


def _count(data: Path) -> _Counts:
    counts = _Counts()
    for name, weight in TREEBANKS:
        before = ""
        for form, lemma, upos, inside in rows(data / "ud" / name):
            low = form.lower()
            if inside and low in CLITICS and before:
                counts.apart[before + low] += weight
            elif not inside and low.endswith(CLITICS):
                counts.together[low] += weight
            before = low if inside else ""
            if low.replace("-", "").isalpha():
                counts.forms[low] += 1
            if weight > 1 and upos not in UNCHANGED and lemma != "_":
                counts.lemmas[low, upos][lemma.lower()] += weight
    for name in NAME_FILES:
        for line in (data / "ner" / name).read_text(encoding="utf-8").split("\n"):
            low = (line.split() or [""])[0].lower()
            if low.isalpha() and not low.endswith(CLITICS):
                counts.forms[low] += 1
    return counts


def lists(data: Path, roots_file: Path) -> dict[str, str]:
    """Texts of forms.txt, whole.txt, lemmas.tsv, roots.txt and abbreviations.txt.

    ``roots_file`` is ``nlp_id/data/root-word.txt`` of the PyPI wheel ``nlp-id`` (MIT).
    """
    counts = _count(data)
    roots = set(roots_file.read_text(encoding="utf-8").split())
    seen = ((lemma, n) for c in counts.lemmas.values() for lemma, n in c.items())
    roots |= {lemma for lemma, n in seen if n >= SURE and lemma.isalpha()}
    roots = {root.lower() for root in roots if len(root) > 1 and root.replace("-", "").isalpha()}
    split = {stem + clitic for stem in EMPHASIZED for clitic in ("lah", "kah", "pun")}
    roots -= split
    roots = {root for root in roots if counts.apart[root] <= counts.together[root]}
    whole = {w for w, n in counts.together.items() if n > counts.apart[w]}
    whole |= {r for r in roots if r.endswith(CLITICS) and counts.apart[r] == 0}
    whole = (whole | set(_own("whole.txt"))) - split
    rules = Lemmas({}, frozenset(roots))
    known = {}
    for (form, upos), found in counts.lemmas.items():
        best = min(found, key=lambda lemma: (-found[lemma], lemma))
        if rules.of(form, upos) != best:
            known[form, upos] = best
    return {
        "forms.txt": _text(
            form
            for form, n in counts.forms.items()
            if n > 1 and form not in roots | split and counts.apart[form] <= counts.together[form]
        ),
        "whole.txt": _text(whole),
        "lemmas.tsv": _text(f"{form}\t{upos}\t{lemma}" for (form, upos), lemma in known.items()),
        "roots.txt": _text(roots),
        "abbreviations.txt": _text(_own("abbreviations.txt")),
    }


def _own(name: str) -> list[str]:
    text = (files("kg.train") / "id" / name).read_text(encoding="utf-8")
    return [line for line in text.split("\n") if line]


def _text(lines: Iterable[str]) -> str:
    return "\n".join(sorted(lines)) + "\n"
