"""The syntactic slots of a trigger: who stands where around it, whatever the voice.

Slots are those of the active clause (subject, object, and the prepositional ones); a passive is
turned, so that "dikirim Thailand" and "Thailand mengirim" fill the same slots. Understood
subjects come from control ("berjanji mengirim"), relative clauses ("tentara yang dikirim") and
coordination. Guidelines: Universal Dependencies for Indonesian (GSD, CSUI, PUD 2.17).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from kg.extract.tree import Tree, once_a_tree

Slots = dict[str, list[int]]
Filled = Mapping[str, Sequence[int]]

_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "X", "DET", "SYM"})
_VERBAL = frozenset({"VERB", "ADJ", "ADV", "AUX"})
_ARGUMENTS = _NOMINAL | _VERBAL
_BORROWED = frozenset({"to", "against", "into", "in", "from"})
_CLAUSE = ("advcl", "xcomp", "ccomp", "csubj")
#: Conjunctions of a clause that a verb may aim its object at; those of time and cause do not.
AIMING = frozenset({"", "untuk", "agar", "supaya", "guna"})
#: More subjects than one.
_SEVERAL = 2
#: Deeper than any sentence that people write; a guard against chains without end.
_DEPTH = 12


@dataclass(frozen=True, slots=True, eq=False)
class Prepositions:
    """Which slot a preposition opens, and which governing verbs hand their object down.

    There is one of these a pack, and it is only ever the same as itself.
    """

    slots: Mapping[str, str]
    object_control: frozenset[str]
    asking: frozenset[str]
    plans: frozenset[str] = frozenset()
    own: Mapping[str, str] = field(default_factory=dict)
    amid: frozenset[str] = frozenset()
    anti: frozenset[str] = frozenset()
    doers: Mapping[str, str] = field(default_factory=dict)
    passive_prefixes: tuple[str, ...] = field(default=("di", "ter"))
    affixes: tuple[str, ...] = field(default=("me", "di", "ter", "ber", "ke", "pe"))


def voice_of(tree: Tree, place: int, known: str, prepositions: Prepositions) -> str:
    """``known`` from the lexicon, else "passive" for a verb with a passive prefix."""
    if known != "none":
        return known
    word = tree.word(place)
    if tree.upos(place) == "VERB" and word.startswith(prepositions.passive_prefixes):
        return "passive"
    return "active" if tree.upos(place) in _VERBAL else "none"


@once_a_tree
def clause_slots(tree: Tree, place: int, voice: str, prepositions: Prepositions) -> Filled:
    """The fillers of every slot of a verbal trigger, heads only, in order."""
    slots: Slots = {}
    subjects = _subjects(tree, place)
    objects = [
        c
        for c in tree.children(place, "obj", "iobj")
        if (tree.upos(c) in _NOMINAL or _is_owned(tree, c)) and c not in subjects
    ]
    if voice == "passive":
        agents = [c for c in objects if _right_after(tree, place, c)]
        objects = [c for c in objects if c not in agents]
    else:
        agents = []
    for child in tree.children(place, "obl", "nmod", "advmod"):
        if tree.upos(child) not in _NOMINAL:
            continue
        preposition = tree.preposition(child)
        slot = prepositions.slots.get(preposition, "")
        if not preposition and voice == "passive" and _right_after(tree, place, child):
            agents.append(child)
        elif slot:
            _add(tree, slots, slot, child)
    if voice == "active" and not objects:
        objects = [c for c in tree.children(place, "obl") if _is_bare_object(tree, place, c)]
    inherited = [] if subjects else _understood(tree, place, voice, prepositions, 0)
    surface = subjects or inherited
    if voice == "passive":
        _add_all(tree, slots, "object", surface)
        _add_all(tree, slots, "subject", agents)
        _add_all(tree, slots, "extra", objects)
    else:
        _add_all(tree, slots, "subject", surface)
        _add_all(tree, slots, "object", objects)
    _fronted_object(tree, place, slots, voice)
    _object_voice(tree, place, slots, prepositions)
    _raised_object(tree, place, slots, voice, prepositions)
    _borrowed(tree, place, slots, prepositions)
    return slots


@once_a_tree
def nominal_slots(tree: Tree, place: int, prepositions: Prepositions) -> Filled:
    """The fillers around a nominal trigger: the possessor and the prepositional phrases."""
    slots: Slots = {}
    for child in tree.children(place, "nmod", "obl", "flat", "appos", "nsubj", "det"):
        if tree.upos(child) not in _NOMINAL or tree.relation(child) == "appos":
            continue
        if tree.relation(child) == "det" and tree.upos(child) != "PRON":
            continue
        preposition = tree.preposition(child)
        slot = prepositions.slots.get(preposition, "") if preposition else "of"
        if slot and tree.relation(child) != "nsubj":
            _add(tree, slots, slot, child)
    governor = tree.head(place)
    part = prepositions.doers.get(tree.word(governor), "") if governor >= 0 else ""
    if part and part not in slots:
        person = tree.head(governor) if tree.relation(governor) == "acl" else governor
        _add(tree, slots, part, person)
    if tree.relation(place) == "nmod" and not tree.preposition(place) and governor >= 0:
        for child in tree.children(governor, "nmod"):
            slot = prepositions.slots.get(tree.preposition(child), "")
            if child > place and slot in _BORROWED and slot not in slots:
                _add(tree, slots, slot, child)
    _borrowed(tree, place, slots, prepositions)
    _other_side(tree, place, slots, prepositions)
    return slots


def _other_side(tree: Tree, place: int, slots: Slots, prepositions: Prepositions) -> None:
    """Of "tewas dalam bentrokan dengan X" or "usai pertemuan dengan X" the clause says who else."""
    governor = tree.head(place)
    if governor < 0 or "with" not in slots or not {"of", "subject", "by"}.isdisjoint(slots):
        return
    around = tree.relation(place) == "obl" and tree.preposition(place) in prepositions.amid
    if around and tree.upos(governor) in _VERBAL:
        others = _subjects(tree, governor) or _understood(tree, governor, "active", prepositions, 0)
        _add_all(tree, slots, "subject", others)


def _raised_object(
    tree: Tree, place: int, slots: Slots, voice: str, prepositions: Prepositions
) -> None:
    """Of "meminta Jepang mendukung", the subject of what is asked is also who is asked."""
    if voice == "passive" or "object" in slots or tree.word(place) not in prepositions.asking:
        return
    for clause in tree.children(place, "ccomp", "xcomp"):
        if not tree.marker(clause):
            _add_all(tree, slots, "object", [c for c in _subjects(tree, clause) if c < clause])


def _is_bare_object(tree: Tree, verb: int, place: int) -> bool:
    """A name right after an active verb is its object, whatever the parser calls it."""
    return tree.upos(place) == "PROPN" and _right_after(tree, verb, place)


def _borrowed(tree: Tree, place: int, slots: Slots, prepositions: Prepositions) -> None:
    """A phrase that closes an object or a partner may be the event's ("bertemu X di Laos").

    Attachment is what parsers err on most; a slot that is left empty takes the phrase.
    """
    closing = ("object", "with", "to", "subject", "by", "against")
    near = [f for slot in closing if slot in slots for f in slots[slot] if f > place]
    if "of" in slots:
        near += [f for f in slots["of"] if f > place and tree.children(f, "nummod")]
    for filler in near:
        for child in tree.children(filler, "nmod"):
            slot = prepositions.slots.get(tree.preposition(child), "")
            if slot in _BORROWED and slot not in slots:
                _add(tree, slots, slot, child)


@once_a_tree
def _subjects(tree: Tree, place: int) -> Sequence[int]:
    """Subjects that are nouns; a relative pronoun stands for the noun it modifies."""
    found = []
    lent = _lent(tree, place)
    own = [c for c in tree.children(place, "nsubj") if c not in lent]
    if not own and tree.relation(place) == "ccomp" and tree.head(place) >= 0:
        own = [c for c in _lent(tree, tree.head(place)) if c < place]
    for child in _nearest(tree, place, own) or _fronted(tree, place):
        if tree.word(child) == "yang" or _is_relative(tree, child):
            if tree.relation(place) == "acl" and tree.head(place) >= 0:
                found.append(tree.head(place))
        elif tree.upos(child) in _ARGUMENTS and not _before_colon(tree, child, place):
            found.append(child)
    return found


def _fronted(tree: Tree, place: int) -> list[int]:
    """What stands as an object before a clause below another: there it is the subject."""
    if tree.relation(place) not in _CLAUSE:
        return []
    return [c for c in tree.children(place, "obj") if c < place]


def _nearest(tree: Tree, verb: int, subjects: list[int]) -> list[int]:
    """Of several subjects of a verb those that are its own.

    A pronoun right after the first noun is its possessor ("anak saya ditembak"). A noun that
    another verb or a comma parts from the verb belongs to an earlier clause.
    """
    nouns = [c for c in subjects if not _is_relative(tree, c) and c < verb]
    if len(nouns) < _SEVERAL:
        return subjects
    first, last = nouns[0], nouns[-1]
    if tree.upos(last) == "PRON" and last == first + 1:
        return [c for c in subjects if c != last]
    parted = any(tree.upos(p) == "VERB" or tree.word(p) == "," for p in range(first + 1, last))
    return [c for c in subjects if c not in nouns[:-1]] if parted else subjects


def _is_owned(tree: Tree, place: int) -> bool:
    """Whether a word that is tagged as a verb is a noun by its company ("memuji kerja polisi")."""
    owners = [c for c in tree.children(place, "nmod", "det") if c > place]
    return bool(owners) and not tree.children(place, "nsubj", "obj", "aux", "mark")


def _lent(tree: Tree, verb: int) -> list[int]:
    """The second of two subjects, before a clause without: "mereka percaya banyak warga tewas"."""
    subjects = tree.children(verb, "nsubj")
    if not subjects or subjects[0] > verb:
        return []
    clauses = [c for c in tree.children(verb, "ccomp") if not tree.children(c, "nsubj")]
    return [c for c in subjects if verb < c < clauses[0]] if clauses else []


def _before_colon(tree: Tree, noun: int, verb: int) -> bool:
    """A colon stands between them: "Menteri: Harga naik" has a speaker or a topic before it."""
    return ":" in tree.lower[noun + 1 : verb]


def _is_relative(tree: Tree, place: int) -> bool:
    return tree.upos(place) == "PRON" and tree.word(place) == "yang"


def _fronted_object(tree: Tree, place: int, slots: Slots, voice: str) -> None:
    """The noun is the object where the clause has a subject: "senjata yang mereka kirim"."""
    if tree.relation(place) != "acl" or tree.head(place) < 0 or voice == "passive":
        return
    noun = tree.head(place)
    relative = [c for c in tree.children(place, "obj") if _is_relative(tree, c)]
    if relative:
        slots["object"] = [noun]
    elif not tree.marker(place) and "subject" not in slots and "object" not in slots:
        _add(tree, slots, "subject", noun)


def _object_voice(tree: Tree, place: int, slots: Slots, prepositions: Prepositions) -> None:
    """A bare verb right after its doer has the noun before as object ("surat yang mereka kirim").

    Indonesian grammars call it passive type two; parsers take both nouns for subjects.
    """
    subjects = slots.get("subject", [])
    if len(subjects) < _SEVERAL or "object" in slots or tree.upos(place) != "VERB":
        return
    if tree.word(place).startswith(prepositions.affixes):
        return
    doers = [c for c in tree.children(place, "nsubj") if c in subjects and c < place]
    front = [c for c in subjects if c not in doers[-1:] and tree.relation(c) != "conj"]
    if doers and front and tree.upos(doers[-1]) in {"PRON", "PROPN"}:
        slots["subject"] = [c for c in subjects if c not in front]
        slots["object"] = front


def _understood(
    tree: Tree, place: int, voice: str, prepositions: Prepositions, depth: int
) -> Sequence[int]:
    """The subject that a clause without one takes from around it."""
    head, relation = tree.head(place), tree.relation(place)
    if head < 0 or depth > _DEPTH:
        return []
    if relation == "acl":
        return _modified(tree, place, voice, prepositions, depth)
    if relation in _CLAUSE and tree.upos(head) in _NOMINAL:
        return _owner(tree, head, prepositions, depth)
    if relation in _CLAUSE and tree.upos(head) in _VERBAL:
        aside = relation == "advcl" and (tree.marker(place) not in AIMING or _goes_on(tree, place))
        if not aside and (controlled := _controlled(tree, head, prepositions)):
            return controlled
    elif relation not in {"conj", "parataxis"}:
        return []
    return _subjects(tree, head) or _understood(tree, head, voice, prepositions, depth + 1)


def _goes_on(tree: Tree, clause: int) -> bool:
    """A comma before a bare clause: it says what the same subject did besides."""
    first = tree.leftmost(clause)
    return not tree.marker(clause) and "," in tree.words(range(max(0, first - 1), first + 1))


def _modified(
    tree: Tree, clause: int, voice: str, prepositions: Prepositions, depth: int
) -> Sequence[int]:
    """The noun that a relative clause modifies; of a plan ("upaya mengirim ...") its owner.

    Whoever is asked to do something is no plan ("meminta warga untuk pindah"), and neither is what
    something is done to ("menuntut izin dicabut").
    """
    noun = tree.head(clause)
    if tree.upos(noun) not in _NOMINAL:
        return []
    governor = tree.head(noun)
    if governor >= 0 and noun in _controlled(tree, governor, prepositions):
        return [noun]
    plan = tree.word(noun) in prepositions.plans and voice != "passive"
    planned = tree.marker(clause) or plan
    return _owner(tree, noun, prepositions, depth) if planned else [noun]


def _controlled(tree: Tree, verb: int, prepositions: Prepositions) -> list[int]:
    """Whom a verb such as "meminta" makes the subject of what follows."""
    if tree.word(verb) not in prepositions.object_control:
        return []
    objects = [
        c
        for c in tree.children(verb, "obj", "iobj", "obl")
        if tree.upos(c) in _NOMINAL
        and (tree.relation(c) != "obl" or prepositions.slots.get(tree.preposition(c)) == "to")
        and not tree.marker(c)
    ]
    return objects[:1]


def _owner(tree: Tree, noun: int, prepositions: Prepositions, depth: int) -> Sequence[int]:
    """Whose plan, attempt or decision it is: "upaya Thailand mengirim bantuan"."""
    possessors = nominal_slots(tree, noun, prepositions).get("of", ())
    if possessors:
        return possessors
    if whose := _subjects(tree, noun):
        return whose
    governor = tree.head(noun)
    if governor >= 0 and tree.upos(governor) in _VERBAL and tree.relation(noun) in {"obj", "obl"}:
        return _subjects(tree, governor) or _understood(
            tree, governor, "active", prepositions, depth + 1
        )
    return []


def _right_after(tree: Tree, verb: int, place: int) -> bool:
    """A noun phrase that follows its passive verb at once, without preposition, is the agent."""
    first = tree.leftmost(place)
    return first == verb + 1 and not tree.preposition(place) and not tree.marker(place)


def _add(tree: Tree, slots: Slots, slot: str, place: int) -> None:
    fillers = slots.setdefault(slot, [])
    for each in _coordinated(tree, place):
        named = tree.upos(each) in _NOMINAL or (each == place and _is_owned(tree, each))
        if named and each not in fillers:
            fillers.append(each)


def _coordinated(tree: Tree, place: int) -> tuple[int, ...]:
    """A noun and what is coordinated with it, or with the name in apposition to it.

    Of "presiden Peru Rosa Quispe dan Juan Rojas" parsers hang the second name from the first.
    """
    titled = tree.children(place, "appos") if tree.upos(place) == "NOUN" else ()
    if not titled:
        return tree.conjuncts(place)
    joined = [c for name in titled if tree.upos(name) == "PROPN" for c in tree.conjuncts(name)]
    return (*tree.conjuncts(place), *(c for c in joined if c not in titled))


def _add_all(tree: Tree, slots: Slots, slot: str, places: Sequence[int]) -> None:
    for place in places:
        _add(tree, slots, slot, place)
