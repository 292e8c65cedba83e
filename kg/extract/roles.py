"""From the slots of a trigger to the roles of an event."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

from kg.extract.senses import Trigger
from kg.extract.tree import Tree
from kg.model import EntityType, Reference, Role

_LOCATIONS = frozenset({EntityType.PLACE, EntityType.COUNTRY})
_LOCATING = {"in": Role.PLACE, "into": Role.DESTINATION, "from": Role.ORIGIN}
_CORE = frozenset({"subject", "object"})
_OWNERS = frozenset(
    {EntityType.COUNTRY, EntityType.PERSON, EntityType.ORGANIZATION, EntityType.GROUP}
)
#: Kinds of things that stand for those who made or run them.
_INSTITUTIONS = frozenset({"noun-law", "noun-treaty", "noun-building", "noun-facility"})
#: Acts that address somebody.
_ADDRESSED = frozenset({"REQUEST", "ACCUSE", "SUPPORT", "AGREE", "REJECT", "THREATEN", "CONCEDE"})
#: Acts that are about others; what stands behind those aims at somebody itself.
_ABOUT = frozenset({"REQUEST", "REJECT", "SUPPORT", "CONSULT", "AGREE", "ACCUSE"})
#: The preposition that before people means "kepada".
_ADDRESSING = "pada"
_ADDRESSEES = frozenset({EntityType.PERSON, EntityType.GROUP, EntityType.ORGANIZATION})
_AIMED = frozenset({"to", "against", "into", "from", "in"})
_SIDES = frozenset({Role.AGENT, Role.RECIPIENT})
#: Acts on goods and arms: what belongs to somebody is traded, sent and tried out by them.
_GOODS = frozenset({EntityType.OBJECT, EntityType.GROUP})
_OF_GOODS = frozenset({"TRADE", "MOBILIZE", "AID", "COOPERATE"})
_LYING = frozenset({"di", "dalam"})
_LOCAL = frozenset({Role.PLACE, Role.ORIGIN, Role.DESTINATION})


def referent(
    tree: Tree, place: int, references: Mapping[int, Reference], partitives: frozenset[str]
) -> tuple[Reference, ...]:
    """The references that a filler stands for; "sejumlah pejabat" stands for the officials.

    Empty where the filler names nothing.
    """
    found = references.get(place) or _covering(place, references)
    if found is not None:
        return (found,)
    if tree.upos(place) == "NUM" or tree.word(place) in partitives:
        below = [
            c
            for c in tree.children(place, "nmod", "flat", "obl", "obj")
            if tree.preposition(c) in {"", "dari"}
        ]
        for child in below:
            inner = referent(tree, child, references, partitives)
            if inner:
                return inner
    return ()


def _covering(place: int, references: Mapping[int, Reference]) -> Reference | None:
    """The shortest reference that a word is part of: a title belongs to the person it names."""
    around = [r for r in references.values() if r.start <= place < r.end and r.position]
    return min(around, key=lambda r: (r.end - r.start, r.head), default=None)


def assign_roles(
    tree: Tree,
    trigger: Trigger,
    references: Mapping[int, Reference],
    partitives: frozenset[str],
    triggers: Mapping[int, Trigger] = MappingProxyType({}),
) -> tuple[tuple[Role, Reference], ...]:
    """The roles of one trigger, in the order of its slots, each pair once.

    The frame says which role a slot fills. Prepositions of place locate an event by themselves
    where the frame says nothing and the filler is a place or a country; a filler of a local role
    that is neither is dropped, as is one that already stands in another role. What hangs on
    another one of the sentence's ``triggers`` is told of that event alone.
    """
    roles: list[tuple[Role, Reference]] = []
    taken: set[int] = set()
    for slot in _ordered(trigger.slots):
        for filler in trigger.slots[slot]:
            if filler in trigger.places or _is_theirs(tree, trigger, slot, filler, triggers):
                continue
            found = referent(tree, filler, references, partitives)
            owned = slot in _CORE and not any(_may_be(trigger, slot, each) for each in found)
            if owned:
                undergone = trigger.entry.type != "TRADE" and _undergo(triggers, filler)
                found = () if undergone else _possessors(tree, filler, references)
            people = all(r.type in _ADDRESSEES for r in found)
            told = slot == "in" and people and tree.preposition(filler) == _ADDRESSING
            for role, reference in _cast(trigger, "to" if told else slot, found, owned=owned):
                if reference.head in taken:
                    continue
                around = _around(tree, filler, references) if role in _LOCAL else ()
                for one in (reference, *around):
                    if one.head not in taken:
                        taken.add(one.head)
                        roles.append((role, one))
    roles.extend(_owners_of_goods(trigger, roles, references))
    if not any(role in _LOCAL for role, _ in roles):
        roles.extend(
            (Role.PLACE, place)
            for role, reference in roles
            if role is Role.PATIENT
            for place in _lying(tree, reference.head, references)
            if place.head not in taken
        )
    return tuple(roles)


def _owners_of_goods(
    trigger: Trigger,
    roles: Sequence[tuple[Role, Reference]],
    references: Mapping[int, Reference],
) -> list[tuple[Role, Reference]]:
    """Whoever owns what a noun says is sent or tried out does it ("uji coba rudal Chile")."""
    entry = trigger.entry
    if (
        entry.upos != "NOUN"
        or entry.type not in _OF_GOODS
        or any(r is Role.AGENT for r, _ in roles)
    ):
        return []
    goods = [x.of for r, x in roles if r is Role.PATIENT and x.type in _GOODS]
    owners = [references[place] for place in goods if place is not None and place in references]
    return [(Role.AGENT, owner) for owner in owners if owner.type in _OWNERS]


def _undergo(triggers: Mapping[int, Trigger], filler: int) -> bool:
    """Of "memerintahkan pembebasan X" nothing is asked of X, who is what is done to."""
    other = triggers.get(filler)
    return other is not None and other.entry.frame.get("of") is Role.PATIENT


def _is_theirs(
    tree: Tree, trigger: Trigger, slot: str, filler: int, triggers: Mapping[int, Trigger]
) -> bool:
    """Whether a phrase is said of a participant or of another event, not of this one.

    "bertemu mitranya dari Jepang" begins nowhere; "menolak sanksi terhadap Iran" is not to Iran,
    nor is "seruan sanksi terhadap Iran", whatever word the phrase hangs on.
    """
    head = tree.head(filler)
    nearest = _nearest_noun(tree, head, slot, filler, triggers)
    if nearest is not None:
        return nearest is not trigger
    if slot not in _AIMED or head in {*trigger.places, *trigger.lights}:
        return False
    if slot == "in" and head in tree.ancestors(trigger.place):
        return False
    return head in triggers or (slot == "from" and "from" not in trigger.entry.frame)


def _nearest_noun(
    tree: Tree, head: int, slot: str, filler: int, triggers: Mapping[int, Trigger]
) -> Trigger | None:
    """The event noun in what an act of speech is about that an aimed phrase stands behind.

    A charge is brought against whom it names, whatever for ("tuduhan korupsi terhadap X").
    """
    act = triggers.get(head)
    if slot != "against" or act is None or act.entry.type not in _ABOUT:
        return None
    if act.entry.type == "ACCUSE" and tree.upos(head) != "VERB":
        return None
    content = tree.children(head, "obj" if tree.upos(head) == "VERB" else "nmod")
    nouns = {
        place: triggers[place]
        for top in content
        if not tree.preposition(top)
        for place in tree.subtree(top)
        if place in triggers and head < place < filler and not tree.preposition(place)
    }
    aimed = [place for place, noun in nouns.items() if slot in noun.entry.frame]
    return nouns[max(aimed)] if aimed else None


def _cast(
    trigger: Trigger, slot: str, found: Iterable[Reference], *, owned: bool
) -> list[tuple[Role, Reference]]:
    """The role that a slot gives to each of those who stand in it.

    Whose goods trade, trades; but what happens to a thing in general is not done to its owner.
    """
    cast = []
    for reference in found:
        role = _role(trigger, slot, reference)
        if slot == "of" and _is_goods(trigger, reference):
            cast.append((Role.PATIENT, reference))
            continue
        if owned and trigger.entry.type == "TRADE":
            role = Role.AGENT
        if owned and role is Role.PATIENT and trigger.entry.type == "OTHER":
            continue
        if role is not None and _may_be(trigger, slot, reference):
            cast.append((role, reference))
    return cast


def _is_goods(trigger: Trigger, reference: Reference) -> bool:
    """A thing behind a noun is what is traded or tried out, not who does it ("ekspor beras")."""
    frame = trigger.entry.frame
    acts = frame.get("of") is Role.AGENT and frame.get("object") is Role.PATIENT
    return acts and reference.type is EntityType.OBJECT and trigger.entry.type in _OF_GOODS


def _may_be(trigger: Trigger, slot: str, reference: Reference) -> bool:
    """Whether something of this kind can play the role: people and bodies act and are addressed.

    Things move by themselves, and laws and buildings stand for who is behind them; all else that
    is said to act or to be addressed is somebody's act or property ("usul Jepang diterima").
    """
    role = trigger.entry.frame.get(slot)
    thing = reference.type is EntityType.OBJECT
    if reference.rule.removesuffix("-echo") in _INSTITUTIONS:
        return True
    if role is Role.AGENT:
        if trigger.entry.upos == "NOUN" and reference.type is EntityType.PLACE:
            return False
        return not thing or _is_move(trigger) or trigger.entry.frame.get("object") in _LOCAL
    return not (thing and role is Role.RECIPIENT and trigger.entry.type in _ADDRESSED)


def _possessors(
    tree: Tree, place: int, references: Mapping[int, Reference]
) -> tuple[Reference, ...]:
    """Whose it is, where a thing without a name acts ("tindakan Menteri X melanggar")."""
    for child in tree.children(place, "nmod"):
        if tree.preposition(child):
            continue
        found = [references[c] for c in tree.conjuncts(child) if c in references]
        if owners := tuple(r for r in found if r.type in _OWNERS):
            return owners
    return ()


def _around(tree: Tree, place: int, references: Mapping[int, Reference]) -> tuple[Reference, ...]:
    """The wider places that a place is said to lie in ("pasar di Sleman", "Cannes, Prancis")."""
    wider = [
        c
        for c in tree.children(place, "nmod", "appos", "conj")
        if tree.preposition(c) in _LYING
        or (tree.relation(c) == "appos" and not tree.preposition(c))
    ]
    found = [references[c] for c in wider if c in references]
    return tuple(r for r in found if r.type in _LOCATIONS)


def _lying(tree: Tree, place: int, references: Mapping[int, Reference]) -> tuple[Reference, ...]:
    """The places that somebody or something is said to be at ("sekolah di Nairobi ditutup")."""
    beside = [c for c in tree.children(place, "nmod") if tree.preposition(c) in _LYING]
    found = [references[c] for c in beside if c in references]
    return tuple(r for r in found if r.type in _LOCATIONS)


def _is_move(trigger: Trigger) -> bool:
    """Of "tiba di X": who moves by themselves are in the end where the clause says they are."""
    frame = trigger.entry.frame
    return frame.get("into") is Role.DESTINATION and frame.get("object") is None


def _role(trigger: Trigger, slot: str, reference: Reference) -> Role | None:
    role = trigger.entry.frame.get(slot)
    local = reference.type in _LOCATIONS
    if slot == "of" and role is Role.RECIPIENT and reference.type is EntityType.ORGANIZATION:
        role = Role.AGENT
    if slot == "in" and role is None and _is_move(trigger):
        role = Role.DESTINATION
    if slot == "of" and role is Role.PATIENT and trigger.entry.type in _OF_GOODS:
        # "pengiriman senjata Jepang": states send and are not sent
        role = Role.AGENT if reference.type is EntityType.COUNTRY else role
    if slot == "with" and role in _SIDES and reference.type is EntityType.OBJECT:
        return None  # "membubarkan massa dengan gas air mata" is not done to the gas
    if slot == "from" and role is Role.RECIPIENT and reference.type is EntityType.PLACE:
        return Role.ORIGIN
    if role is None:
        said = slot == "into" and trigger.entry.type in _ADDRESSED
        return _LOCATING.get(slot) if local and not said else None
    if slot == "into" and role is Role.PLACE and reference.type in _ADDRESSEES:
        return trigger.entry.frame.get("against")
    if role in _LOCAL and not local and reference.type is not EntityType.ORGANIZATION:
        return None
    return role


def _ordered(slots: Iterable[str]) -> list[str]:
    rank = ("subject", "object", "by", "to", "against", "with", "of", "into", "from", "in")
    return [slot for slot in rank if slot in set(slots)]
