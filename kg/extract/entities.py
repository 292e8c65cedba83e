"""From chains of references to the entities of an article."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from kg.extract.chains import Chains
from kg.extract.tree import Tree
from kg.model import Entity, EntityType, Form, Mention, Reference

_FOLLOWING = ("nmod", "acl")
#: So many words may follow a description and still belong to its name.
_LONGEST = 12
#: Preference among a state's names: the full one before short forms, capitals last.
_STATE_RANK = {"name": 0, "short": 1, "adjective": 2, "capital": 3, "government": 4}


def build_entities(chains: Chains) -> tuple[tuple[Entity, ...], Mapping[int, str]]:
    """The entities in reading order, and the key of each chain that is one.

    A chain of pronouns only is none.
    """
    roots = sorted({chains.root(i) for i in range(len(chains.references))})
    kept = [root for root in roots if not chains.is_pronominal(root)]
    kept.sort(key=lambda root: _position(chains, root))
    keys = {root: f"e{number}" for number, root in enumerate(kept, 1)}
    entities = tuple(_entity(chains, root, keys) for root in kept)
    return entities, keys


def _position(chains: Chains, root: int) -> tuple[int, int]:
    spans = [
        chains.references[m].mention.span
        for m in chains.members(root)
        if chains.references[m].form is not Form.PRONOUN
    ]
    first = min(spans)
    return first.start, -first.end


def _entity(chains: Chains, root: int, keys: Mapping[int, str]) -> Entity:
    members = [chains.references[m] for m in chains.members(root)]
    type_ = chains.type(root)
    said = [r for r in members if r.form is not Form.PRONOUN]
    names = [r for r in said if r.form is Form.NAME]
    name = _best_name(chains, type_, names or said)
    variants = [r.name for r in said]
    variants += [v for m in chains.members(root) for v in _variants(chains, m)]
    variants += [v for r in said for v in _full_phrases(chains, r)]
    aliases = dict.fromkeys(v for v in variants if v and v != name)
    return Entity(
        key=keys[root],
        type=type_,
        name=name,
        mentions=_mentions(said, members),
        aliases=tuple(aliases),
        form=Form.NAME if names else Form.NOMINAL,
        iso=_iso(type_, members),
        affiliation=_affiliation(chains, root, keys),
        position=_first_position(members),
    )


def _best_name(chains: Chains, type_: EntityType, references: Sequence[Reference]) -> str:
    """The most complete name: for a state its full name, else the longest."""

    def rank(reference: Reference) -> tuple[int, int, int]:
        country = chains.book.country(reference.name)
        kind = _STATE_RANK.get(country.kind, 5) if country else 5
        state = kind if type_ is EntityType.COUNTRY else 0
        return state, -len(reference.name), reference.mention.span.start

    return min(references, key=rank).name


def _mentions(said: Sequence[Reference], members: Sequence[Reference]) -> tuple[Mention, ...]:
    """Names and descriptions in reading order, then pronouns; relative "yang" is none."""
    pronouns = [r for r in members if r.form is Form.PRONOUN and r.rule != "pronoun-relative"]
    first = sorted({r.mention for r in said})
    then = sorted({r.mention for r in pronouns} - set(first))
    return (*first, *then)


def _iso(type_: EntityType, members: Sequence[Reference]) -> str | None:
    if type_ is not EntityType.COUNTRY:
        return None
    return next((r.iso for r in members if r.iso), None)


def _affiliation(chains: Chains, root: int, keys: Mapping[int, str]) -> str | None:
    """The first entity that a member belongs to; a place or body, else the state of its code."""
    type_ = chains.type(root)
    if type_ is EntityType.COUNTRY:
        return None
    for member in chains.members(root):
        owner = chains.owner(member)
        if type_ is EntityType.PERSON and not chains.references[member].position:
            continue
        if owner is not None and not chains.same(owner, root):
            key = keys.get(chains.root(owner))
            if key is not None and chains.type(owner) is not EntityType.OBJECT:
                return key
    state = chains.state(chains.iso(root))
    return None if state is None else keys.get(chains.root(state))


def _first_position(members: Sequence[Reference]) -> str | None:
    named = [r.position for r in members if r.position and r.form is Form.NAME]
    described = [r.position for r in members if r.position]
    return next(iter(named or described), None)


def _variants(chains: Chains, index: int) -> Iterator[str]:
    """Other ways to write a description: without number and owner, with the owning pronoun."""
    reference = chains.references[index]
    if reference.form is not Form.NOMINAL:
        return
    words = chains.wording(index).core
    start = reference.name.lower().find(words)
    end = start + len(words)
    if start >= 0 and reference.name[end : end + 1] != "-":
        yield reference.name[start:end]
        yield reference.name[start:]
    owner = chains.owner(index)
    if owner is None:
        return
    owning = chains.references[owner]
    if owning.start == reference.end:
        yield f"{reference.name} {owning.name}"
    elif owning.form is Form.NOMINAL and reference.name.endswith(owning.name):
        yield reference.name.removesuffix(owning.name).rstrip()


def _full_phrases(chains: Chains, reference: Reference) -> Iterator[str]:
    """A description with its determiner and with what follows it: "para migran yang tiba"."""
    if reference.form is not Form.NOMINAL:
        return
    tree, text = chains.trees[reference.sentence], chains.text
    starts = {tree.token(reference.start).span.start, reference.mention.span.start}
    for end in (reference.end, *_further_ends(tree, reference)):
        for start in sorted(starts):
            yield " ".join(text[start : tree.token(end - 1).span.end].split())


def _further_ends(tree: Tree, reference: Reference) -> Iterator[int]:
    """Where the phrase may end later: after a prepositional phrase, after a relative clause."""
    end = reference.end
    for child in tree.children(reference.head, *_FOLLOWING):
        below = tree.subtree(child)
        if below[0] != end:
            continue
        stop = next((p for p in below if tree.upos(p) == "PUNCT"), below[-1] + 1)
        if stop <= end or stop - reference.end > _LONGEST:
            return
        end = stop
        yield end
