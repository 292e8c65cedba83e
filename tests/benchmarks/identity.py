"""How long it takes to tell who is who, and which events are one, in a corpus made up here.

``python tests/benchmarks/identity.py 200000``: so many profiles, twenty an article. Names are
drawn as news draws them, a few often and most seldom; half of the persons share a first or a
family name with others.
"""

from __future__ import annotations

import random
import resource
import sys
import time
from datetime import date, timedelta

from kg.graph.happening import Happening, Part
from kg.graph.merge import resolve
from kg.graph.profile import Profile
from kg.graph.ties import ties
from kg.model import EntityType

SYLLABLES = ("sa", "ri", "ma", "wu", "la", "ko", "de", "ni", "ba", "tu", "re", "go", "hi", "pa")
POSITIONS = ("", "", "menteri", "hakim", "gubernur", "juru bicara", "ketua", "jaksa")
PER_ARTICLE = 20


def corpus(number: int, seed: int = 1) -> tuple[list[Profile], list[Happening]]:
    """``number`` profiles, and an event for every second of them."""
    chance = random.Random(seed)

    def word(least: int = 2, most: int = 4) -> str:
        return "".join(chance.choices(SYLLABLES, k=chance.randint(least, most))).capitalize()

    first = [word() for _ in range(800)]
    family = [word(2, 4) for _ in range(4000)]
    people = [
        (f"{chance.choice(first)} {chance.choice(family)}", chance.choice(POSITIONS),
         f"country/{chr(65 + chance.randrange(26))}{chr(65 + chance.randrange(26))}")
        for _ in range(max(10, number // 8))
    ]  # fmt: skip
    bodies = [
        " ".join(word() for _ in range(chance.randint(2, 4))) for _ in range(number // 20 + 5)
    ]
    profiles: list[Profile] = []
    events: list[Happening] = []
    for article in range(number // PER_ARTICLE):
        name = f"a{article:07}"
        day = date(2024, 1, 1) + timedelta(days=article % 400)
        cast = [people[int(len(people) * chance.random() ** 3)] for _ in range(PER_ARTICLE // 2)]
        groups = [bodies[int(len(bodies) * chance.random() ** 3)] for _ in range(PER_ARTICLE // 2)]
        company = frozenset([*(one[0].casefold() for one in cast), *map(str.casefold, groups)])
        countries = frozenset(one[2] for one in cast[:3])
        for key, (who, position, country) in enumerate(cast):
            said = who if chance.random() < 0.8 else who.split()[-1]
            profiles.append(
                Profile(
                    article=name, key=f"e{key}", type=EntityType.PERSON, name=said,
                    position=position if chance.random() < 0.7 else "",
                    affiliation=(country,) if chance.random() < 0.6 else (),
                    companions=company, countries=countries, home=min(countries),
                    published=day.isoformat(),
                )
            )  # fmt: skip
        for key, body in enumerate(groups, len(cast)):
            profiles.append(
                Profile(
                    article=name, key=f"e{key}", type=EntityType.ORGANIZATION, name=body,
                    companions=company, countries=countries, home=min(countries),
                    published=day.isoformat(),
                )
            )  # fmt: skip
        for number_, kind in enumerate(chance.choices(("ASSAULT", "CONSULT", "TRADE"), k=10)):
            parts = (
                Part("agent", f"e{number_}", (), frozenset({"kata"})),
                Part("undergoer", f"e{number_ + 10}", (), frozenset({"lain"})),
            )
            events.append(
                Happening(
                    article=name, key=f"v{number_}", path=f"article/{name}/event/{number_}",
                    type=kind, mode=None, word=word(1, 2), parts=parts, published=day,
                    earliest=day if number_ % 2 else None, latest=day if number_ % 2 else None,
                )
            )  # fmt: skip
    return profiles, events


def main() -> None:
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    profiles, events = corpus(number)
    start = time.process_time()
    found = resolve(profiles)
    middle = time.process_time()
    tied = ties(events, {ref: one.path for ref, one in found.identities.items()})
    end = time.process_time()
    things = len({one.path for one in found.identities.values()})
    print(f"{len(profiles):,} profiles of {things:,} in {middle - start:.1f} s of processor time")
    print(f"{len(events):,} events, {len(tied):,} ties in {end - middle:.1f} s")
    print(f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MiB at most")


if __name__ == "__main__":
    main()
