"""The word lists that ship with the weights: known forms, unsplit words, lemmas, roots."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from importlib.resources import files
from pathlib import Path
from typing import Final

from kg.nlp.lemmas import Lemmas
from kg.nlp.words import CLITICS

#: Treebanks with the weight of their word in questions of splitting and lemmas.
TREEBANKS: Final = (
    ("id_csui-ud-train.conllu", 4),
    ("id_pud-ud-test.conllu", 3),
    ("id_gsd-ud-dev.conllu", 2),
    ("id_gsd-ud-train.silver.conllu", 1),
)
NAME_FILES: Final = ("idner-train.txt", "nerui-train.tsv", "nergrit-train.txt")


def rows(path: Path) -> Iterable[tuple[str, str, str, str, bool]]:
    """Sentence id, form, lemma, UPOS and whether the word is part of a larger one."""
    inside: range = range(0)
    sentence = ""
    for line in path.read_text(encoding="utf-8").split("\n"):
        if line.startswith("# sent_id"):
            sentence, inside = line.partition("=")[2].strip(), range(0)
        cells = line.split("\t")
        if len(cells) < 4:  # noqa: PLR2004 - ID, FORM, LEMMA, UPOS
            continue
        if "-" in cells[0]:
            first, _, last = cells[0].partition("-")
            inside = range(int(first), int(last) + 1)
        elif cells[0].isdecimal():
            yield sentence, cells[1], cells[2], cells[3], int(cells[0]) in inside


def lists(data: Path, roots_file: Path | None) -> dict[str, str]:
    """Texts of forms.txt, whole.txt, lemmas.tsv, roots.txt and abbreviations.txt.

    ``roots_file`` is ``nlp_id/data/root-word.txt`` of the PyPI wheel ``nlp-id`` (MIT).
    """
    forms: Counter[str] = Counter()
    apart: Counter[str] = Counter()
    together: Counter[str] = Counter()
    lemmas: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for name, weight in TREEBANKS:
        before = ""
        for _, form, lemma, upos, inside in rows(data / "ud" / name):
            low = form.lower()
            if inside and low in CLITICS and before:
                apart[before + low] += weight
            elif not inside and low.endswith(CLITICS):
                together[low] += weight
            before = low if inside else ""
            if low.replace("-", "").isalpha():
                forms[low] += 1
            if weight > 1 and upos not in {"PROPN", "X", "SYM", "PUNCT"} and lemma != "_":
                lemmas[low, upos][lemma.lower()] += weight
    for name in NAME_FILES:
        for line in (data / "ner" / name).read_text(encoding="utf-8").split("\n"):
            low = (line.split() or [""])[0].lower()
            if low.isalpha() and not low.endswith(CLITICS):
                forms[low] += 1
    roots = set(roots_file.read_text(encoding="utf-8").split()) if roots_file else set()
    roots |= {lemma for c in lemmas.values() for lemma, n in c.items() if n >= 3 and lemma.isalpha()}  # noqa: PLR2004
    roots = {root.lower() for root in roots if len(root) > 1 and root.replace("-", "").isalpha()}
    whole = {w for w, n in together.items() if n > apart[w]}
    whole |= {r for r in roots if r.endswith(CLITICS) and apart[r] == 0}
    whole |= set(_own("whole.txt"))
    lemmas_of = Lemmas({}, frozenset(roots))
    known = {}
    for (form, upos), counts in lemmas.items():
        best = min(counts, key=lambda lemma: (-counts[lemma], lemma))
        if lemmas_of.of(form, upos) != best:
            known[form, upos] = best
    return {
        "forms.txt": _text(f for f, n in forms.items() if n > 1 and f not in roots),
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
