"""What a cue reports: the clause it governs and the events told in it."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from kg.extract.cues import Cue
from kg.extract.modality import is_relative_clause
from kg.extract.quotes import follows_quotation
from kg.extract.tree import Tree

_SPOKEN = ("ccomp", "xcomp", "csubj")
_ALONG = frozenset({"conj", "ccomp", "xcomp", "advcl", "nmod"})
_WITHIN = frozenset({"akibat"})
_LOOSE = ("parataxis", "advcl")
#: Frames of words by which somebody says something.
SPEAKING = frozenset({"say", "tell", "name", "quoting"})
#: What opens the matter of a statement ("pernyataan tentang X").
TOPIC = frozenset({"tentang", "mengenai", "soal", "perihal", "seputar", "terkait"})
DELIVERED = frozenset(
    {"disampaikan", "dikeluarkan", "diucapkan", "dikemukakan", "dilontarkan", "dibuat", "muncul",
     "keluar", "diterbitkan", "dirilis", "diunggah", "ditujukan"}
)
_THAT = frozenset({"bahwa", "bahwasanya"})
_BESIDE = frozenset({"conj", "parataxis", "advcl"})
_WHEN = frozenset({"ketika", "saat", "sejak", "setelah", "sebelum"})
#: What "menurut X" seems to stand by where it breaks into a clause: a phrase of that clause.
_PHRASES = frozenset({"nsubj", "obj", "obl", "nmod"})


def content_heads(
    tree: Tree, cue: Cue, voice: str, cue_words: Collection[int] = ()
) -> tuple[int, ...]:
    """The words that head what a cue reports; empty where the sentence does not say.

    A clause coordinated with the cue goes on reporting unless it is a cue itself (``cue_words``);
    neither does a clause of time report that tells what was said then.
    """
    frame = cue.speech.frame
    if frame == "according":
        return _clause_of(tree, cue.head(tree))
    place = cue.head(tree)
    if cue.speech.frame == "say" and follows_quotation(tree, cue.place):
        return _quoted(tree, cue, cue_words)
    below = [c for p in cue.places for c in tree.children(p, *_SPOKEN) if c not in cue.places]
    below += [c for p in cue.places if p != place for c in tree.children(p, "acl")]
    if not below:
        below = _opened(tree, cue)
    if below:
        further = [c for c in tree.children(place, "conj") if c not in cue_words]
        return (*below, *(c for c in further if _goes_on(tree, place, c)))
    if frame == "noun" and tree.upos(place) != "VERB":
        clauses = tree.children(place, "acl") or _after_noun(tree, place)
        if clauses or tree.head(place) < 0:
            return clauses
        return () if tree.head(place) in cue_words else (tree.head(place),)
    postposed = tree.relation(place) == "parataxis" and 0 <= tree.head(place) < place
    if postposed:
        return (tree.head(place),)
    arguments = [
        c
        for p in (place, *cue.places)
        for c in tree.children(p, "nsubj" if voice == "passive" else "obj")
        if tree.upos(c) != "PRON" and c not in cue.places
    ]
    if voice == "passive" and tree.relation(place) == "acl" and tree.head(place) >= 0:
        arguments.append(tree.head(place))
    loose = [
        c
        for p in cue.places
        for c in tree.children(p, *_LOOSE)
        if c not in cue.places and not (c in cue_words and tree.marker(c) in _WHEN | {""})
    ]
    if not arguments and not loose and tree.relation(place) in {"advcl", "appos", "parataxis"}:
        loose = [tree.head(place)]
    arguments = [matter for c in arguments for matter in _matter(tree, c)]
    obliques = [] if arguments or loose else _about(tree, cue)
    return tuple(sorted({*arguments, *loose, *obliques}))


def _quoted(tree: Tree, cue: Cue, cue_words: Collection[int]) -> tuple[int, ...]:
    """What stands before a word of speech behind a quotation, and what of it goes on after it."""
    before = range(cue.place)
    tops = {p for p in before if tree.head(p) not in before and tree.upos(p) != "PUNCT"}
    after = [c for c in tree.children(cue.place, *_SPOKEN, *_LOOSE) if c not in cue_words]
    return tuple(sorted(tops | {c for c in after if not tree.marker(c)}))


def _opened(tree: Tree, cue: Cue) -> list[int]:
    """The clause whose conjunction follows the cue at once, wherever it hangs: "menambahkan bahwa"."""
    after = cue.places[-1] + 1
    opens = after < len(tree) and tree.relation(after) == "mark" and tree.word(after) in _THAT
    return [tree.head(after)] if opens and tree.head(after) > after else []


def _after_noun(tree: Tree, place: int) -> tuple[int, ...]:
    """The clause of a noun that its owner parts from it: "tuduhan dari X bahwa ..."."""
    for at in range(place + 1, len(tree)):
        if tree.relation(at) == "mark" and tree.word(at) in _THAT:
            return (tree.head(at),) if tree.head(at) > at else ()
        if tree.upos(at) in {"VERB", "PUNCT"}:
            break
    return ()


def _matter(tree: Tree, place: int) -> tuple[int, ...]:
    """What "soal X" is about where the preposition is taken for a noun."""
    below = tree.children(place, "nmod") if tree.word(place) in TOPIC else ()
    return below or (place,)


def _about(tree: Tree, cue: Cue) -> list[int]:
    """What words are on, below any word of a cue: "menolak memberi komentar tentang X"."""
    place = cue.head(tree)
    found = [c for p in cue.places for c in tree.children(p, "obl")]
    found += [c for p in cue.places if p != place for c in tree.children(p, "nmod")]
    return [c for c in found if c > place and c not in cue.places]


def told_events(
    tree: Tree,
    heads: tuple[int, ...],
    events: Mapping[int, str],
    others: Collection[int],
    plain: Collection[int] = (),
) -> tuple[int, ...]:
    """The triggers told below ``heads``: the first on each path down, and what goes along with it.

    Relative clauses and the words of ``others`` are left out; a cause, a purpose or a participant
    of an event that is told is background, not what the source says. A ``plain`` predicate, which
    is an event only because a source asserts it, says what it says by the events below it.
    """
    found: set[int] = set()
    queue = list(heads)
    seen: set[int] = set(queue)
    for at in queue:
        if at in events:
            found.add(at)
        for child in tree.children(at):
            if child in seen or child in others or is_relative_clause(tree, child):
                continue
            if at in events and at not in plain and not _told_with(tree, child):
                continue
            seen.add(child)
            queue.append(child)
    if not found:
        inner = [p for head in heads for p in tree.subtree(head) if p in events]
        found.update(inner[:1])
    return tuple(sorted(found))


def charged(
    tree: Tree,
    cue: Cue,
    places: tuple[int, ...],
    charges: Collection[int],
    events: Mapping[int, str],
) -> tuple[int, ...]:
    """What a charge is of, instead of the charge: "tuduhan bahwa X", "tuduhan korupsi"."""
    below = {p for p in places if p not in charges}
    for place in charges:
        if place in places:
            clauses = [
                c for c in tree.children(place, "acl", "ccomp", "nmod") if c not in cue.places
            ]
            inner = [p for c in clauses for p in tree.subtree(c) if p in events]
            below.update(inner[:1])
    return tuple(sorted(below)) or places


def is_delivered(tree: Tree, cue: Cue) -> bool:
    """A statement of which is only said that it is made: "pernyataan X disampaikan Kamis"."""
    verb = tree.head(cue.place)
    noun = cue.speech.frame == "noun" and tree.upos(cue.place) != "VERB"
    made = noun and verb >= 0 and tree.relation(cue.place) == "nsubj"
    return made and tree.word(verb) in DELIVERED and not tree.children(verb, *_SPOKEN)


def speaks_beside(tree: Tree, cue: Cue) -> bool:
    """A word of speech that goes on beside another: "X mengecam Y dan meminta Z", "..., kata X".

    What is said with it is told by itself. So it is not where it has a subject of its own before it
    ("mengatakan bahwa A terjadi dan ia meminta B") or where a conjunction makes it a part of what is
    told.
    """
    if cue.speech.frame not in SPEAKING or tree.upos(cue.place) != "VERB":
        return False
    if tree.relation(cue.place) not in _BESIDE or tree.marker(cue.place):
        return False
    return cue.speech.voice != "passive" and not any(
        c < cue.place for c in tree.children(cue.place, "nsubj")
    )


def _told_with(tree: Tree, place: int) -> bool:
    """What a source says in one breath with an event: a second one, one reported, one around it."""
    return tree.relation(place) in _ALONG or tree.preposition(place) in _WITHIN


def _goes_on(tree: Tree, cue: int, clause: int) -> bool:
    """What is coordinated with the cue but has a subject of its own is reported too."""
    subjects = tree.children(clause, "nsubj")
    return bool(subjects) and subjects[0] > cue and bool(tree.children(cue, "nsubj"))


def _clause_of(tree: Tree, place: int) -> tuple[int, ...]:
    """The clause that "menurut X" comments on, with what is coordinated with it."""
    noun = tree.head(place) if tree.relation(place) in {"case", "mark", "fixed"} else place
    if noun < 0:
        return ()
    if tree.head(noun) < 0:
        return tuple(c for c in tree.children(noun, *_SPOKEN, *_LOOSE))
    clause = tree.head(noun)
    while tree.relation(clause) in _PHRASES and tree.head(clause) >= 0:
        clause = tree.head(clause)
    return (clause,)
