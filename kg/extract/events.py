"""Events: the triggers of an article with roles, time, numbers and factuality, joined by event.

The codes are those of PLOVER 2 (OEDA) and six of our own; see the codebook in the ontology.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from kg.extract.answered import address_doers
from kg.extract.attach import governing_event, holds_throughout, opens_sentence
from kg.extract.circumstances import (
    fold_changes,
    share_circumstances,
    share_parts,
    share_times,
)
from kg.extract.counting import counted_event
from kg.extract.drafts import Draft
from kg.extract.grammar import Grammar, compile_grammar
from kg.extract.labels import event_label
from kg.extract.layout import Layout
from kg.extract.lexicon import compile_lexicon, normal
from kg.extract.measured import with_measured
from kg.extract.modality import compile_modality, read_modality, turn_type
from kg.extract.reading import read_sentences
from kg.extract.resolved import resolve_nouns
from kg.extract.restated import merged, renamed, restated
from kg.extract.roles import assign_roles
from kg.extract.samevent import cluster
from kg.extract.senses import Context, Trigger
from kg.extract.sharing import hand_down, hand_up
from kg.extract.tree import Tree
from kg.lang import Pack
from kg.model import (
    Certainty,
    Document,
    Event,
    Form,
    Mention,
    Reference,
    Role,
    TimeExpression,
)

_DEFINITE = frozenset({"itu", "tersebut", "ini", "tadi"})
#: Roles that further mentions add to; who did it to whom the fullest mention says.
_OPEN = frozenset({Role.PLACE, Role.ORIGIN, Role.DESTINATION})
_SURE = (Certainty.CERTAIN, Certainty.PROBABLE, Certainty.POSSIBLE)


def find_events(document: Document, pack: Pack) -> Document:
    """The document with its events, in reading order of their first mention."""
    drafts: list[Draft] = []
    layout, readings = read_sentences(document, pack)
    for reading in readings:
        context, index = reading.context, reading.context.tree.sentence.index
        triggers = with_measured(
            context,
            reading.triggers,
            layout.quantities.get(index, ()),
            layout.times.get(index, ()),
            compile_grammar(pack).counting,
        )
        drafts.extend(_drafts(document.article.text, layout, context, triggers, pack))
    drafts = resolve_nouns(drafts, compile_lexicon(pack), pack.tag)
    groups: Sequence[Sequence[Draft]] = cluster(drafts)
    same = restated(groups, document.entities)
    groups = address_doers(renamed(groups, same))
    events = [_event(f"v{number}", group) for number, group in enumerate(groups, 1)]
    return replace(merged(document, same), events=tuple(events))


def index_triggers(document: Document) -> Mapping[int, Mapping[int, str]]:
    """The event of every trigger word: sentence -> token -> event key."""
    starts = {
        mention.span.start: event.key for event in document.events for mention in event.mentions
    }
    return {
        sentence.index: {
            place: starts[token.span.start]
            for place, token in enumerate(sentence.tokens)
            if token.span.start in starts
        }
        for sentence in document.sentences
    }


def _drafts(
    text: str, layout: Layout, context: Context, triggers: Sequence[Trigger], pack: Pack
) -> list[Draft]:
    grammar, modal_words = compile_grammar(pack), compile_modality(pack)
    tree = context.tree
    by = next(word for word, slot in grammar.prepositions.slots.items() if slot == "by")
    by_place = {place: trigger for trigger in triggers for place in trigger.places}
    made: dict[int, Draft] = {}
    for trigger in triggers:
        pairs = assign_roles(tree, trigger, context.references, grammar.partitives, by_place)
        modality = read_modality(tree, trigger, by_place, modal_words)
        kind, mode = turn_type(trigger.entry.type, trigger.entry.mode, modality)
        made[trigger.place] = Draft(
            sentence=tree.sentence.index,
            trigger=trigger,
            mention=Mention.at(text, tree.span(trigger.places)),
            type=kind,
            mode=mode,
            roles=_keys(pairs, layout),
            modality=modality,
            label=event_label(tree, trigger, pairs, layout, by),
            definite=any(
                tree.word(c) in _DEFINITE for c in tree.children(trigger.place, "det", "amod")
            ),
            topics=_topics(context, trigger),
            vague=frozenset(
                key
                for _, reference in pairs
                if _is_vague(tree, reference, grammar)
                for key in layout.entities(reference)
            ),
        )
    drafts = _with_times_and_numbers(layout, context, made, grammar)
    drafts = fold_changes(tree, drafts)
    drafts = share_times(tree, share_circumstances(tree, drafts, grammar.joints), grammar.joints)
    drafts = hand_up(tree, hand_down(tree, drafts, grammar.reasons))
    return list(share_parts(tree, drafts, grammar.joints).values())


def _topics(context: Context, trigger: Trigger) -> frozenset[str]:
    """The nouns that what happens happens to, where they are no entities."""
    tree, frame = context.tree, trigger.entry.frame
    undergoing = [slot for slot in ("subject", "object", "of") if frame.get(slot) is not Role.AGENT]
    return frozenset(
        normal(tree.word(place), context.tag)
        for slot in undergoing
        for place in trigger.slots.get(slot, ())
        if tree.upos(place) == "NOUN" and place not in context.references
    )


def _is_vague(tree: Tree, reference: Reference, grammar: Grammar) -> bool:
    """Whether people are counted and nothing else is said of them."""
    head = reference.head
    alone = not tree.children(head, "nmod", "amod", "acl", "flat", "appos", "compound")
    return alone and reference.form is Form.NOMINAL and tree.word(head) in grammar.vague


def _with_times_and_numbers(
    layout: Layout, context: Context, made: Mapping[int, Draft], grammar: Grammar
) -> dict[int, Draft]:
    tree = context.tree
    here = {place: str(p) for p, draft in made.items() for place in _lifted(draft)}
    drafts = dict(made)
    opening: list[TimeExpression] = []
    times = layout.times.get(tree.sentence.index, ())
    speech = _speech_words(context) if times else ()
    for time in times:
        key = governing_event(tree, time.mentions[0].span, here, speech, grammar.joints.after)
        if key is not None:
            draft = drafts[int(key)]
            drafts[int(key)] = replace(draft, times=(*draft.times, time))
            if opens_sentence(tree, time.mentions[0].span):
                opening.append(time)
    for place, draft in drafts.items():
        if not draft.times and holds_throughout(tree, place, grammar.purposes):
            drafts[place] = replace(draft, times=tuple(opening[:1]))
    for quantity in layout.quantities.get(tree.sentence.index, ()):
        key = counted_event(tree, quantity.mentions[0].span, here, grammar.counting)
        if key is not None:
            draft = drafts[int(key)]
            drafts[int(key)] = replace(draft, quantities=(*draft.quantities, quantity))
    return {place: drafts[place] for place in sorted(drafts)}


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


def _keys(pairs: Sequence[tuple[Role, Reference]], layout: Layout) -> tuple[tuple[Role, str], ...]:
    seen: dict[str, Role] = {}
    for role, reference in pairs:
        for key in layout.entities(reference):
            seen.setdefault(key, role)
    return tuple((role, key) for key, role in seen.items())


def _fullness(draft: Draft) -> tuple[int, float, bool, int]:
    """How fully a draft tells its event: of equals the text before the headline."""
    return len(draft.roles), draft.trigger.confidence, draft.sentence > 0, -draft.sentence


def _event(key: str, group: Sequence[Draft]) -> Event:
    """One event of all that its drafts say; the fullest of them names it."""
    fullest = max(group, key=_fullness)
    rest = [draft for draft in group if draft is not fullest]
    roles: dict[str, Role] = {}
    for draft in (fullest, *rest):
        filled = set(roles.values())
        for role, entity in draft.roles:
            if role not in filled or role in _OPEN:
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
