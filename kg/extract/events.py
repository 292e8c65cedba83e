"""Events: the triggers of an article with roles, time, numbers and factuality, joined by event.

The codes are those of PLOVER 2 (OEDA) and six of our own; see the codebook in the ontology.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from kg.extract.asserted import sentence_triggers
from kg.extract.attach import counted_event, governing_event
from kg.extract.cues import compile_speech
from kg.extract.drafts import Draft
from kg.extract.grammar import compile_grammar
from kg.extract.labels import event_label
from kg.extract.lexicon import compile_lexicon
from kg.extract.modality import compile_modality, read_modality, turn_type
from kg.extract.roles import assign_roles
from kg.extract.samevent import cluster
from kg.extract.tree import Tree
from kg.extract.triggers import Context, Trigger
from kg.lang import Pack
from kg.model import (
    Certainty,
    Document,
    Event,
    Mention,
    Reference,
    Role,
    Sentence,
)

_DEFINITE = frozenset({"itu", "tersebut", "ini", "tadi"})
_JOINED = frozenset({"xcomp", "conj"})
_HANDED = {
    "ACCUSE": (Role.RECIPIENT, Role.AGENT),
    "REQUEST": (Role.RECIPIENT, Role.AGENT),
    "AGREE": (Role.AGENT, Role.AGENT),
    "THREATEN": (Role.AGENT, Role.AGENT),
    "REJECT": (Role.AGENT, Role.RECIPIENT),
}
_REFUSABLE = frozenset({"REQUEST", "ACCUSE", "AGREE", "SANCTION"})
_WITHIN = frozenset({"dalam", "akibat", "saat"})
_SURE = (Certainty.CERTAIN, Certainty.PROBABLE, Certainty.POSSIBLE)


def find_events(document: Document, pack: Pack) -> Document:
    """The document with its events, in reading order of their first mention."""
    drafts: list[Draft] = []
    for sentence in document.sentences:
        context = sentence_context(document, sentence, pack)
        triggers = sentence_triggers(context, pack)
        drafts.extend(_drafts(document, context, triggers, pack))
    events = [_event(f"v{number}", group) for number, group in enumerate(cluster(drafts), 1)]
    return replace(document, events=tuple(events))


def sentence_context(document: Document, sentence: Sentence, pack: Pack) -> Context:
    """What the triggers of one sentence are read against."""
    return Context(
        tree=Tree.of(sentence),
        lexicon=compile_lexicon(pack),
        prepositions=compile_grammar(pack).prepositions,
        references={r.head: r for r in document.references if r.sentence == sentence.index},
        tag=pack.tag,
        speech=frozenset(compile_speech(pack)),
        partitives=compile_grammar(pack).partitives,
        headline=sentence.index == 0,
    )


def index_triggers(document: Document) -> Mapping[tuple[int, int], str]:
    """The event of every trigger word: (sentence, token) -> event key."""
    starts = {
        mention.span.start: event.key for event in document.events for mention in event.mentions
    }
    return {
        (sentence.index, place): starts[token.span.start]
        for sentence in document.sentences
        for place, token in enumerate(sentence.tokens)
        if token.span.start in starts
    }


def _drafts(
    document: Document, context: Context, triggers: Sequence[Trigger], pack: Pack
) -> list[Draft]:
    grammar, modal_words = compile_grammar(pack), compile_modality(pack)
    tree = context.tree
    by_place = {place: trigger for trigger in triggers for place in trigger.places}
    made: dict[int, Draft] = {}
    for trigger in triggers:
        pairs = assign_roles(tree, trigger, context.references, grammar.partitives)
        modality = read_modality(tree, trigger, by_place, modal_words)
        kind, mode = turn_type(trigger.entry.type, trigger.entry.mode, modality)
        made[trigger.place] = Draft(
            sentence=tree.sentence.index,
            trigger=trigger,
            mention=Mention.at(document.article.text, tree.span(trigger.places)),
            type=kind,
            mode=mode,
            roles=_keys(pairs),
            modality=modality,
            label=event_label(tree, trigger, pairs),
            definite=any(
                tree.word(c) in _DEFINITE for c in tree.children(trigger.place, "det", "amod")
            ),
        )
    return _with_times_and_numbers(document, context, _hand_down(tree, _share_places(tree, made)))


def _share_places(tree: Tree, made: Mapping[int, Draft]) -> dict[int, Draft]:
    """What happens within an event happens where it does ("tewas dalam serangan di X")."""
    drafts = dict(made)
    for place in made:
        outer = next((p for p in tree.ancestors(place) if p in made), None)
        if outer is None or tree.head(place) != outer:
            continue
        if tree.preposition(place) not in _WITHIN and tree.relation(place) not in _JOINED:
            continue
        for one, other in ((outer, place), (place, outer)):
            if not drafts[one].players(Role.PLACE):
                places = tuple(pair for pair in drafts[other].roles if pair[0] is Role.PLACE)
                known = drafts[one].players(*Role)
                added = tuple(pair for pair in places if pair[1] not in known)
                drafts[one] = replace(drafts[one], roles=(*drafts[one].roles, *added))
    return drafts


def _hand_down(tree: Tree, made: Mapping[int, Draft]) -> dict[int, Draft]:
    """Whom the content of a speech act concerns, where its own words do not say.

    Whoever is accused did it, whoever is asked is to do it, whoever offers will do it, and what
    somebody refuses was asked of them ("dakwaan korupsi terhadap X", "X menolak permintaan Y").
    """
    drafts = dict(made)
    for place, draft in made.items():
        governor = next((p for p in tree.ancestors(place) if p in made), None)
        if governor is None:
            continue
        above = drafts[governor]
        giver, taker = _HANDED.get(above.type, (None, None))
        if giver is None or taker is None or draft.players(taker):
            continue
        if taker not in draft.trigger.entry.frame.values():
            continue
        if above.type == "REJECT" and draft.type not in _REFUSABLE:
            continue
        known = draft.players(*Role)
        handed = [key for role, key in above.roles if role is giver and key not in known]
        added = tuple((taker, key) for key in handed)
        drafts[place] = replace(drafts[place], roles=(*drafts[place].roles, *added))
    return drafts


def _with_times_and_numbers(
    document: Document, context: Context, made: Mapping[int, Draft]
) -> list[Draft]:
    tree = context.tree
    here = {place: str(p) for p, draft in made.items() for place in _lifted(draft)}
    drafts = dict(made)
    sentence = tree.sentence.span
    for time in document.times:
        if sentence.contains(time.mentions[0].span):
            key = governing_event(tree, time.mentions[0].span, here, _speech_words(context))
            if key is not None:
                draft = drafts[int(key)]
                drafts[int(key)] = replace(draft, times=(*draft.times, time))
    for quantity in document.quantities:
        if sentence.contains(quantity.mentions[0].span):
            key = counted_event(tree, quantity.mentions[0].span, here)
            if key is not None:
                draft = drafts[int(key)]
                drafts[int(key)] = replace(draft, quantities=(*draft.quantities, quantity))
    return [drafts[place] for place in sorted(drafts)]


def _lifted(draft: Draft) -> tuple[int, ...]:
    """The words that stand for the event in the tree: the trigger and its light verbs."""
    return (*draft.trigger.places, *draft.trigger.lights)


def _speech_words(context: Context) -> tuple[int, ...]:
    tree = context.tree
    return tuple(
        place
        for place in range(len(tree))
        if tree.word(place) in context.speech and tree.upos(place) == "VERB"
    )


def _keys(pairs: Sequence[tuple[Role, Reference]]) -> tuple[tuple[Role, str], ...]:
    seen: dict[str, Role] = {}
    for role, reference in pairs:
        if reference.entity is not None:
            seen.setdefault(reference.entity, role)
    return tuple((role, key) for key, role in seen.items())


def _event(key: str, group: Sequence[Draft]) -> Event:
    """One event of all that its drafts say; the fullest of them names it."""
    fullest = max(group, key=lambda d: (len(d.roles), d.trigger.confidence, -d.sentence))
    rest = [draft for draft in group if draft is not fullest]
    roles: dict[str, Role] = {}
    for draft in (fullest, *rest):
        for role, entity in draft.roles:
            roles.setdefault(entity, role)
    times = [time for draft in (fullest, *rest) for time in draft.times]
    quantities = {q.key: None for draft in group for q in draft.quantities}
    surest = min((d.modality.certainty for d in group), key=_SURE.index)
    return Event(
        key=key,
        type=fullest.type,
        mode=fullest.mode
        or next((d.mode for d in rest if d.mode and d.type == fullest.type), None),
        label=fullest.label,
        mentions=(fullest.mention, *(d.mention for d in rest)),
        roles=tuple((role, entity) for entity, role in roles.items()),
        time=times[0].key if times else None,
        quantities=tuple(quantities),
        certainty=surest,
        polarity=fullest.modality.polarity,
        rule=fullest.trigger.entry.rule,
        confidence=max(d.trigger.confidence for d in group),
    )
