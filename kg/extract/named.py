"""Coreference of proper names: equal names, acronyms, shortened names, appositions."""

from __future__ import annotations

from kg.extract.chains import Chains
from kg.extract.tree import Tree
from kg.model import EntityType, Form, Reference

_COPULAS = frozenset({"adalah", "ialah", "merupakan", "yakni", "yaitu"})
_GUESSED = frozenset({"name-tagged", "name-loose", "name-titled"})
_SETTLEMENT = "noun-settlement"
#: So many words may describe a noun before the name beside it.
_REACH = 8
_PHRASE = frozenset({"NOUN", "PROPN", "ADJ", "ADP", "NUM", "DET", "PRON"})


def merge_echoes(chains: Chains) -> None:
    """References that hold the same characters."""
    seen: dict[tuple[int, int], int] = {}
    for index, reference in enumerate(chains.references):
        if reference.form is Form.PRONOUN:
            continue
        span = (reference.mention.span.start, reference.mention.span.end)
        chains.merge(seen.setdefault(span, index), index)


def merge_states(chains: Chains) -> None:
    """Names of one state: "RRT", "Tiongkok", acting "Beijing"."""
    seen: dict[str, int] = {}
    for index, reference in enumerate(chains.references):
        if reference.type is EntityType.COUNTRY and reference.iso:
            chains.merge(seen.setdefault(reference.iso, index), index)


def merge_equal_names(chains: Chains) -> None:
    """Equal names, and names of one well-known body."""
    seen: dict[str, list[int]] = {}
    for index, reference in enumerate(chains.references):
        if reference.form is Form.NAME:
            body = chains.book.body(reference.name)
            keys = [_folded(reference.name)] + ([body.name] if body else [])
        elif reference.form is Form.NOMINAL and reference.type is EntityType.ORGANIZATION:
            keys = [_folded(reference.name)]
        else:
            continue
        for key in keys:
            _merge_first(chains, seen.setdefault(key, []), index)
            seen[key].append(index)


def _merge_first(chains: Chains, earlier: list[int], index: int) -> None:
    reference = chains.references[index]
    for other in earlier:
        named = Form.NAME in {reference.form, chains.references[other].form}
        tagged = _is_guessed(chains.references[other]) and _is_guessed(reference)
        if named and (tagged or chains.compatible(other, index)):
            chains.merge(other, index)
            return


def _is_guessed(reference: Reference) -> bool:
    """Whether the type is the model's or a guess: a name spelt the same again says more."""
    return reference.rule in _GUESSED


def merge_appositions(chains: Chains) -> None:
    """Two phrases side by side for one thing: "kota Homs", "putra X, Y,", "X (Y)", "X adalah Y"."""
    for index, reference in enumerate(chains.references):
        if reference.form is Form.PRONOUN:
            continue
        tree = chains.trees[reference.sentence]
        if "-named" in reference.rule:
            _merge_namesake(chains, index)
        for other in (
            _beside(chains, tree, index),
            _predicated(chains, tree, index),
            _called(chains, tree, index),
        ):
            if (
                other is not None
                and _may_appose(chains, index, other)
                and not _has_outer(chains, index, other)
            ):
                chains.merge(index, other)


def _has_outer(chains: Chains, index: int, other: int) -> bool:
    """Whether a longer phrase that ends here is what is told: "Badan X PBB (BX)"."""
    inner, told = chains.references[index], chains.references[other]
    for outer in range(index - 1, -1, -1):
        around = chains.references[outer]
        if around.sentence != inner.sentence:
            return False
        if around.start < inner.start and around.end == inner.end and around.type is told.type:
            return not chains.same(outer, index)
    return False


def _merge_namesake(chains: Chains, index: int) -> None:
    reference = chains.references[index]
    for other in range(index + 1, len(chains.references)):
        inner = chains.references[other]
        if inner.sentence != reference.sentence or inner.start >= reference.end:
            return
        if inner.form is Form.NAME and reference.start < inner.start and inner.end == reference.end:
            chains.merge(index, other)
            return


def _beside(chains: Chains, tree: Tree, index: int) -> int | None:
    """The reference that follows after a comma or bracket and is set off on its other side."""
    reference = chains.references[index]
    end = reference.end
    if end < len(tree) and tree.upos(end) == "PRON" and reference.of == end:
        end += 1
    if end + 3 < len(tree) and tree.word(end) == "(" and tree.word(end + 2) == ")":
        past = _past_modifiers(tree, reference, end + 3)
        end = past if tree.word(past) == "," and reference.form is Form.NOMINAL else end
    end = _past_age(tree, _past_phrase(tree, reference, end))
    if end >= len(tree) - 1 or tree.word(end) not in {",", "(", "-", "–"}:
        return None
    bracket = tree.word(end) == "("
    for other in range(index + 1, len(chains.references)):
        after = chains.references[other]
        if after.sentence != reference.sentence or after.start > end + 1:
            return None
        if after.start != end + 1 or after.form is Form.PRONOUN:
            continue
        closed = after.end >= len(tree) or tree.word(after.end) in {",", ")", ".", "-", "–"}
        linked = tree.relation(after.head) == "appos" and tree.head(after.head) in range(
            reference.start, end
        )
        if bracket:
            return other if closed else None
        titled = reference.form is Form.NOMINAL and reference.type is EntityType.PERSON
        person = after.form is Form.NAME and after.type is EntityType.PERSON
        listed = _is_listed(tree, after) and not (linked and titled and person)
        return other if (linked or closed) and not listed else None
    return None


def _past_phrase(tree: Tree, reference: Reference, end: int) -> int:
    """Past what else describes a noun before the comma: "mitranya dari Jepang, X"."""
    if reference.form is not Form.NOMINAL:
        return end
    inside = set(tree.subtree(reference.head))
    at = end
    while at < min(len(tree) - 1, end + _REACH) and at in inside and tree.upos(at) in _PHRASE:
        at += 1
    return at if at < len(tree) and tree.word(at) == "," else end


def _past_age(tree: Tree, comma: int) -> int:
    """To the comma after an age: "Rosa Quispe, 42, seorang perawat", "X, 42 tahun, petani"."""
    if comma + 2 >= len(tree) or tree.word(comma) != "," or tree.upos(comma + 1) != "NUM":
        return comma
    after = comma + 2 if tree.word(comma + 2) == "," else comma + 3
    return after if after < len(tree) - 1 and tree.word(after) == "," else comma


def _past_modifiers(tree: Tree, reference: Reference, place: int) -> int:
    """Past the names that belong to a phrase after its brackets: "Dinas Sosial (Dinsos) Solo"."""
    while (
        place < len(tree) - 1
        and tree.upos(place) == "PROPN"
        and reference.start <= tree.head(place) < place
    ):
        place += 1
    return place


def _is_listed(tree: Tree, reference: Reference) -> bool:
    """Whether the phrase is one item of a list ("AS, Inggris, dan Kanada")."""
    if tree.relation(reference.head) == "conj":
        return True
    after = reference.end
    while after < len(tree) and tree.word(after) == ",":
        after += 1
    return after < len(tree) and tree.word(after) in {"dan", "serta", "atau"}


def _predicated(chains: Chains, tree: Tree, index: int) -> int | None:
    """The subject of which this noun is predicated."""
    reference = chains.references[index]
    if reference.form is not Form.NOMINAL:
        return None
    head = reference.head
    copula = any(tree.word(c) in _COPULAS for c in tree.children(head, "cop"))
    clause = head if copula else tree.head(head)
    if not copula and (clause < 0 or tree.word(clause) not in _COPULAS):
        return None
    subjects = tree.children(clause, "nsubj")
    if not subjects:
        return None
    subject = subjects[0]
    if tree.upos(subject) == "PRON" and tree.word(subject) != "yang":
        return None
    if tree.word(subject) == "yang" and tree.head(clause) >= 0:
        subject = tree.head(clause)
    return chains.at(reference.sentence, subject)


def _called(chains: Chains, tree: Tree, index: int) -> int | None:
    """The name by which this noun is called: "seorang pria bernama X"."""
    reference = chains.references[index]
    if reference.form is not Form.NOMINAL:
        return None
    for clause in tree.children(reference.head, "acl"):
        names = tree.children(clause, "obj", "xcomp", "obl")
        if (
            names
            and tree.upos(names[0]) == "PROPN"
            and chains.book.has("called", tree.word(clause))
        ):
            return chains.at(reference.sentence, names[0])
    return None


def _may_appose(chains: Chains, one: int, other: int) -> bool:
    first, second = chains.references[one], chains.references[other]
    names = first.form is second.form is Form.NAME
    types = {first.type, second.type}
    if types == {EntityType.COUNTRY} or (names and EntityType.PERSON in types):
        return False
    if _is_one_of_many(chains, one, other):
        return True
    if len(types) > 1 and not _is_loosely_named(first, second):
        return False
    if EntityType.PLACE in types and (
        first.form is second.form or not first.rule.startswith(_SETTLEMENT)
    ):
        return False
    owned = other == chains.owner(one) or one == chains.owner(other)
    return not owned and chains.compatible(one, other)


def _is_one_of_many(chains: Chains, one: int, other: int) -> bool:
    """Whether a person is told by a noun for people: "Marlina Gam, warga Desa Tongute"."""
    pair = chains.references[one], chains.references[other]
    person = [r for r in pair if r.form is Form.NAME and r.type is EntityType.PERSON]
    people = [r for r in pair if r.form is Form.NOMINAL and r.type is EntityType.GROUP]
    return bool(person and people) and people[0].start == people[0].head


def _is_loosely_named(first: Reference, second: Reference) -> bool:
    return any(r.rule.startswith("name-loose") for r in (first, second))


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())
