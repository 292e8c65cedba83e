"""Bodies that many countries have: a ministry without a country is that of the article's country.

Which names are such is seen in the articles themselves: those that bodies of two countries bear.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from kg.graph.naming import body_words
from kg.graph.profile import Profile
from kg.model import EntityType

_COUNTRY = "country/"


def at_home(profiles: Sequence[Profile]) -> list[Profile]:
    """The profiles, those of bodies with such a name and no country affiliated to their home."""
    owners: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for profile in profiles:
        if _is_body(profile):
            for name in (profile.name, *profile.names):
                owners[body_words(name)].update(filter(_is_country, profile.affiliation))
    generic = {name for name, countries in owners.items() if len(countries) > 1}
    return [
        replace(profile, affiliation=(*profile.affiliation, profile.home))
        if _is_body(profile)
        and profile.home
        and body_words(profile.name) in generic
        and not any(map(_is_country, profile.affiliation))
        else profile
        for profile in profiles
    ]


def _is_body(profile: Profile) -> bool:
    return profile.type is EntityType.ORGANIZATION and profile.link is None


def _is_country(word: str) -> bool:
    return word.startswith(_COUNTRY)
