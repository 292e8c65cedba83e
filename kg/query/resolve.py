"""From what a user types to one thing of the graph."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from kg.errors import QueryError
from kg.graph.vocab import SKOS
from kg.query.graphs import Graphs

_NEAR = 5


def resolve(graphs: Graphs, name: str) -> str:
    """The IRI that ``name`` stands for.

    It may be the whole IRI, a prefixed name (``id:country/KP``), the part below the base
    (``country/KP``), the last parts (``event/mengirim-1f0c3a9be2``), or an entity's label.

    Raises:
        QueryError: nothing, or more than one thing, is called that.
    """
    typed = name.strip().removeprefix("<").removesuffix(">")
    things = graphs.things()
    for found in (_exactly(graphs, typed, things), _below(typed, things), named(graphs, typed)):
        if len(found) == 1:
            return found[0]
        if found:
            some = "\n".join(f"  {graphs.short(iri)}" for iri in found[:_NEAR])
            more = f"\n  and {len(found) - _NEAR} more" if len(found) > _NEAR else ""
            raise QueryError(
                f"'{name}' may be {len(found)} things of {graphs.path}", f"Say which:\n{some}{more}"
            )
    near = nearest(graphs, typed)
    hint = "Nearest:\n" + "\n".join(f"  {one}" for one in near) if near else ""
    raise QueryError(
        f"nothing in {graphs.path} is called '{name}'",
        hint or "See what there is: kg query who-did-what",
    )


def _exactly(graphs: Graphs, typed: str, things: Iterable[str]) -> tuple[str, ...]:
    prefix, _, local = typed.partition(":")
    whole = {typed, f"{graphs.base}{typed}"}
    if prefix in graphs.prefixes:
        whole.add(graphs.prefixes[prefix] + local.replace("\\", ""))
    return tuple(iri for iri in things if iri in whole)


def _below(typed: str, things: Iterable[str]) -> tuple[str, ...]:
    ending = f"/{typed.removeprefix('id:').lstrip('/')}"
    return tuple(iri for iri in things if typed and iri.endswith(ending))


def named(graphs: Graphs, typed: str) -> tuple[str, ...]:
    """The things that ``typed`` is a name of, whatever its capitals.

    The index of the store is asked first, for the usual ways to write it; only what none of them
    finds is looked for among all names.
    """
    usual = dict.fromkeys(
        (typed, typed.lower(), typed.upper(), typed.title(), typed[:1].upper() + typed[1:].lower())
    )
    found = {
        iri
        for term in (str(SKOS.prefLabel), str(SKOS.altLabel))
        for iri in graphs.bearing(term, usual)
    }
    if found:
        return tuple(sorted(found))
    wanted = typed.casefold()
    return tuple(sorted({iri for iri, label in _labels(graphs) if label.casefold() == wanted}))


def _labels(graphs: Graphs) -> list[tuple[str, str]]:
    return [
        (iri, label)
        for term in (str(SKOS.prefLabel), str(SKOS.altLabel))
        for iri, label in graphs.pairs(term)
    ]


def nearest(graphs: Graphs, typed: str) -> list[str]:
    """The things whose names or IRIs look most like ``typed``, short."""
    known = {graphs.short(iri): graphs.short(iri) for iri in graphs.things() if "/char/" not in iri}
    known |= {short.rpartition("/")[2]: short for short in list(known)}
    known |= {label: graphs.short(iri) for iri, label in _labels(graphs)}
    wanted = [typed, typed.rpartition("/")[2]]
    near = [
        known[match]
        for one in wanted
        for match in difflib.get_close_matches(one, sorted(known), n=_NEAR, cutoff=0.5)
    ]
    return list(dict.fromkeys(near))[:_NEAR]
