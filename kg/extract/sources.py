"""Who a cue attributes its content to, whom it tells, and who passed it on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from kg.extract.cues import Cue
from kg.extract.quotes import follows_quotation
from kg.extract.roles import referent
from kg.extract.slots import Prepositions, clause_slots, nominal_slots, voice_of
from kg.extract.tree import Tree
from kg.model import EntityType, Form, Reference

_SPEAKERS = frozenset(
    {EntityType.COUNTRY, EntityType.PERSON, EntityType.ORGANIZATION, EntityType.GROUP}
)


@dataclass(frozen=True, slots=True)
class Attribution:
    """The references around one cue; no ``sources`` means that nobody is named."""

    sources: tuple[Reference, ...] = ()
    addressees: tuple[Reference, ...] = ()
    via: tuple[Reference, ...] = ()

    @property
    def known(self) -> bool:
        """Somebody is named, or a pronoun tells who it is."""
        return any(
            source.entity is not None or source.form is not Form.PRONOUN for source in self.sources
        )


@dataclass(frozen=True, slots=True)
class Scene:
    """A sentence with what the search for sources needs to know of it."""

    tree: Tree
    cues: Mapping[int, Cue]
    references: Mapping[int, Reference]
    prepositions: Prepositions
    partitives: frozenset[str]
    documents: frozenset[str] = frozenset()


def attribute(scene: Scene, cue: Cue) -> Attribution:
    """Source, addressee and relay of one cue; no word of the cue names its own source."""
    found = _attribute(scene, cue)
    return replace(found, sources=tuple(r for r in found.sources if r.head not in cue.places))


def _attribute(scene: Scene, cue: Cue) -> Attribution:
    speech, tree = cue.speech, scene.tree
    if speech.frame == "according":
        return _according(scene, cue)
    if speech.frame == "noun" and tree.upos(cue.place) != "VERB":
        around = nominal_slots(tree, cue.place, scene.prepositions)
        owners = [*_outermost(tree, around.get("of", [])), *around.get("by", ())]
        return Attribution(_speakers(scene, [*owners, *_senders(scene, around)]))
    voice = "passive" if speech.voice == "passive" else "active"
    slots = clause_slots(tree, cue.head(tree), voice, scene.prepositions)
    speakers = [*slots.get("subject", ()), *slots.get("by", ())]
    if voice == "active":
        speakers = _on_one_side(scene, cue, speakers)
    speakers = _joined(tree, speakers)
    found = _through_documents(scene, speakers)
    if speech.frame == "quote" and len(cue.places) > 1 and voice == "active":
        return Attribution(_speakers(scene, _quoted_from(scene, cue)))
    if speech.frame == "quote" and voice == "active":
        quoted = _speakers(scene, slots.get("object", []))
        return Attribution(quoted, via=found.sources) if quoted else found
    orphan = not found.sources or (tree.upos(cue.place) != "VERB" and _postposed(scene, cue))
    if orphan and voice == "active" and speech.frame != "impersonal":
        found = Attribution(_after(scene, cue), via=found.via)
    told = [*slots.get("to", ())]
    if speech.frame == "tell":
        told += slots.get("object", ())
        told += [c for place in cue.places[1:] for c in tree.children(place, "obj")]
    addressees = tuple(
        r for r in _speakers(scene, told) if r.head not in {s.head for s in found.sources}
    )
    relays = (*_relays(scene, speakers), *_passed_on(scene, cue))
    return Attribution(found.sources, addressees, (*found.via, *relays))


def _on_one_side(scene: Scene, cue: Cue, speakers: list[int]) -> list[int]:
    """Speakers before the word of speech, where there are any; behind a quotation those after it.

    What stands on the other side is what is talked of: "jaksa, yang meminta Burhan dipenjara".
    """
    tree = scene.tree
    if follows_quotation(tree, cue.place):
        return [c for c in tree.children(cue.place, "nsubj", "obj") if c > cue.place]
    before = [c for c in speakers if c < cue.place] or _before_aside(tree, cue.place)
    return before if before and not cue.speech.bare else speakers


def _before_aside(tree: Tree, place: int) -> list[int]:
    """The subject that an aside takes for its own: "X, mengutip Y, melaporkan"."""
    asides = [c for c in tree.children(place, "advcl") if c < place and not tree.marker(c)]
    return [s for c in asides for s in tree.children(c, "nsubj") if s < c]


def _joined(tree: Tree, speakers: list[int]) -> list[int]:
    """Speakers that "dan" joins; without it what follows the first says who that is."""
    several = any(tree.children(c, "cc") for c in speakers[1:])
    return speakers if several else speakers[:1]


def _according(scene: Scene, cue: Cue) -> Attribution:
    """Of "menurut X", the noun whose preposition the cue is, or the noun below it."""
    tree, top = scene.tree, cue.head(scene.tree)
    if tree.relation(top) in {"case", "mark", "fixed"} and tree.head(top) >= 0:
        heads = [tree.head(top)]
    else:
        below = [c for p in cue.places for c in tree.children(p, "obj", "obl", "nmod", "nsubj")]
        heads = [c for c in below if c > cue.places[-1] and _names_source(tree, c, cue)]
    heads = [each for head in heads for each in tree.conjuncts(head)]
    found = _through_documents(scene, [*heads, *cue.places[1:]], cue.places)
    return Attribution(found.sources, via=(*found.via, *_relays(scene, heads)))


def _names_source(tree: Tree, place: int, cue: Cue) -> bool:
    """Not the place or the partner of a report: "dalam wawancara dengan Y"."""
    cases = tree.children(place, "case")
    return not cases or cases[0] in cue.places or tree.word(cases[0]) in {"oleh", "dari"}


def _through_documents(scene: Scene, places: list[int], own: tuple[int, ...] = ()) -> Attribution:
    """A report or statement speaks for whoever issued it, be it part of the cue or not."""
    sources: list[Reference] = []
    for place in places:
        if place in own or _is_document(scene, place):
            tree = scene.tree
            slots = nominal_slots(tree, place, scene.prepositions)
            owners = _outermost(tree, slots.get("of", []))
            issuers = [*owners, *_senders(scene, slots), *slots.get("by", ())]
            for clause in tree.children(place, "acl"):
                if voice_of(tree, clause, "none", scene.prepositions) != "passive":
                    continue
                inner = clause_slots(tree, clause, "passive", scene.prepositions)
                issuers += [*inner.get("subject", ()), *inner.get("by", ())]
                issuers += inner.get("with", ())
            if not issuers and place not in own:
                issuers = [p for p in slots.get("in", ()) if _publishes(scene, p)]
            sources.extend(_speakers(scene, [p for p in issuers if p not in own]))
        else:
            sources.extend(_speakers(scene, [place]))
    unique = {reference.head: reference for reference in sources}
    return Attribution(tuple(unique[head] for head in sorted(unique)))


def _outermost(tree: Tree, owners: Sequence[int]) -> list[int]:
    """Of owners in a row, not joined by "dan", the first: "laporan badan nuklir PBB"."""
    return [p for p in owners if tree.relation(p) == "conj" or p == owners[0]]


def _senders(scene: Scene, slots: Mapping[str, Sequence[int]]) -> list[int]:
    """Who a report is from; a country is only where it comes from."""
    return [
        place
        for place in slots.get("from", ())
        if any(r.type is not EntityType.COUNTRY for r in _speakers(scene, [place]))
    ]


def _publishes(scene: Scene, place: int) -> bool:
    """Where a report stands is a body: "laporan di harian X"."""
    found = referent(scene.tree, place, scene.references, scene.partitives)
    return any(reference.type is EntityType.ORGANIZATION for reference in found)


def _is_document(scene: Scene, place: int) -> bool:
    cue = scene.cues.get(place)
    listed = scene.tree.word(place) in scene.documents
    return listed or (cue is not None and cue.speech.frame == "noun")


def _relays(scene: Scene, speakers: list[int]) -> tuple[Reference, ...]:
    """Of "pejabat yang dikutip media": the media pass on what the officials say."""
    tree = scene.tree
    found: list[Reference] = []
    for speaker in speakers:
        quoting = scene.cues.get(tree.head(speaker))
        if quoting is not None and is_quoted(tree, quoting, speaker):
            slots = clause_slots(tree, quoting.place, "active", scene.prepositions)
            found.extend(_speakers(scene, slots.get("subject", [])))
        for clause in tree.children(speaker, "acl"):
            cue = scene.cues.get(clause)
            if cue is None or cue.speech.frame != "quote":
                continue
            slots = clause_slots(tree, clause, "passive", scene.prepositions)
            relays = [*slots.get("subject", ()), *slots.get("by", ()), *slots.get("in", ())]
            found.extend(_speakers(scene, relays))
    return tuple(found)


def _passed_on(scene: Scene, cue: Cue) -> tuple[Reference, ...]:
    """Of "kata pejabat itu, seperti dikutip media": the media."""
    tree, found = scene.tree, list[int]()
    for clause in tree.children(cue.head(tree), "advcl"):
        quoting = next((c for c in scene.cues.values() if clause in c.places), None)
        if quoting is not None and quoting.speech.frame == "quote" and len(quoting.places) > 1:
            found += tree.children(clause, "nsubj", "obj", "obl")
    return _speakers(scene, found)


def is_quoted(tree: Tree, cue: Cue, place: int) -> bool:
    """The word is whom a cue quotes: "media itu mengutip pejabat yang ..."."""
    quotes = cue.speech.frame == "quote" and cue.speech.voice == "active"
    return quotes and tree.upos(cue.place) == "VERB" and place in tree.children(cue.place, "obj")


def _quoted_from(scene: Scene, cue: Cue) -> list[int]:
    """Of "seperti dikutip (dari) X": X, who stands below the expression."""
    tree = scene.tree
    return [c for p in cue.places for c in tree.children(p, "obl", "obj", "nsubj") if c > p]


def _after(scene: Scene, cue: Cue) -> tuple[Reference, ...]:
    """The speaker right after a cue that follows a quotation ("..., kata X")."""
    if not _postposed(scene, cue):
        return ()
    for place in range(cue.places[-1] + 1, min(cue.places[-1] + 4, len(scene.tree))):
        if scene.tree.upos(place) == "PUNCT":
            return ()
        reference = scene.references.get(place)
        if reference is not None and reference.type in _SPEAKERS:
            return (reference,)
    return ()


def _postposed(scene: Scene, cue: Cue) -> bool:
    before = [p for p in range(cue.place) if scene.tree.upos(p) == "PUNCT"]
    return bool(before) and cue.place - before[-1] <= 2  # noqa: PLR2004 - the cue opens its clause


def _speakers(scene: Scene, places: Sequence[int]) -> tuple[Reference, ...]:
    found: dict[int, Reference] = {}
    for place in places:
        for reference in referent(scene.tree, place, scene.references, scene.partitives):
            if reference.type in _SPEAKERS:
                found[reference.head] = reference
    return tuple(found[head] for head in sorted(found))
