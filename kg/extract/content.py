"""What a cue reports: the words that head it."""

from __future__ import annotations

from collections.abc import Collection

from kg.extract.cues import Cue, SpeechWords
from kg.extract.quotes import follows_quotation
from kg.extract.tree import Tree

_SPOKEN = ("ccomp", "xcomp", "csubj")
_LOOSE = ("parataxis", "advcl")
#: Frames of words by which somebody says something.
SPEAKING = frozenset({"say", "tell", "name", "quoting"})
#: How a clause hangs that goes on beside another.
BESIDE = frozenset({"conj", "parataxis", "advcl"})
#: What "menurut X" seems to stand by where it breaks into a clause: a phrase of that clause.
_PHRASES = frozenset({"nsubj", "obj", "obl", "nmod"})


def content_heads(
    tree: Tree, cue: Cue, voice: str, words: SpeechWords, cue_words: Collection[int] = ()
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
        below = _opened(tree, cue, words)
    if below:
        further = [c for c in tree.children(place, "conj") if c not in cue_words]
        return (*below, *(c for c in further if _goes_on(tree, place, c)))
    if frame == "noun" and tree.upos(place) != "VERB":
        return _of_noun(tree, place, words, cue_words)
    if tree.relation(place) == "parataxis" and 0 <= tree.head(place) < place:
        return (tree.head(place),)
    return _around(tree, cue, voice, words, cue_words)


def _of_noun(
    tree: Tree, place: int, words: SpeechWords, cue_words: Collection[int]
) -> tuple[int, ...]:
    """The clause of a noun, what it is on, or the clause whose subject it is.

    A verb of speech there tells by itself; whoever gets or likes a report is not told of in it.
    """
    clauses = tree.children(place, "acl") or _after_noun(tree, place, words)
    if clauses or tree.head(place) < 0:
        return clauses
    if tree.relation(place) == "nsubj":
        return () if tree.head(place) in cue_words else (tree.head(place),)
    return tuple(c for c in tree.children(place, "nmod") if tree.preposition(c) in words.topic)


def _around(
    tree: Tree, cue: Cue, voice: str, words: SpeechWords, cue_words: Collection[int]
) -> tuple[int, ...]:
    """Objects, clauses beside and what words are on, where no clause below the cue reports."""
    place = cue.head(tree)
    arguments = [
        c
        for p in (() if _cites(cue) else (place, *cue.places))
        for c in tree.children(p, "nsubj" if voice == "passive" else "obj")
        if tree.upos(c) != "PRON" and c not in cue.places
    ]
    if voice == "passive" and tree.relation(place) == "acl" and tree.head(place) >= 0:
        arguments.append(tree.head(place))
    loose = [
        c
        for p in cue.places
        for c in tree.children(p, *_LOOSE)
        if c not in cue.places
        and tree.marker(c) not in words.when
        and not (c in cue_words and not tree.marker(c))
    ]
    if not arguments and not loose and tree.relation(place) in {"advcl", "appos", "parataxis"}:
        loose = [tree.head(place)]
    obliques = [] if arguments or loose else _about(tree, cue)
    arguments = [matter for c in arguments for matter in _matter(tree, c, words)]
    obliques = [matter for c in obliques for matter in _matter(tree, c, words)]
    return tuple(sorted({*arguments, *loose, *obliques}))


def _cites(cue: Cue) -> bool:
    """An expression such as "seperti dikutip": what stands below it is who is cited."""
    return cue.speech.frame == "quote" and len(cue.places) > 1


def _quoted(tree: Tree, cue: Cue, cue_words: Collection[int]) -> tuple[int, ...]:
    """What stands before a word of speech behind a quotation, and what of it goes on after it."""
    before = range(cue.place)
    tops = {p for p in before if tree.head(p) not in before and tree.upos(p) != "PUNCT"}
    after = [c for c in tree.children(cue.place, *_SPOKEN, *_LOOSE) if c not in cue_words]
    return tuple(sorted(tops | {c for c in after if not tree.marker(c)}))


def _opened(tree: Tree, cue: Cue, words: SpeechWords) -> list[int]:
    """The clause whose conjunction follows the cue at once, wherever the clause hangs."""
    after = cue.places[-1] + 1
    opens = after < len(tree) and tree.relation(after) == "mark" and tree.word(after) in words.that
    return [tree.head(after)] if opens and tree.head(after) > after else []


def _after_noun(tree: Tree, place: int, words: SpeechWords) -> tuple[int, ...]:
    """The clause of a noun that its owner parts from it: "tuduhan dari X bahwa ..."."""
    for at in range(place + 1, len(tree)):
        if tree.relation(at) == "mark" and tree.word(at) in words.that:
            return (tree.head(at),) if tree.head(at) > at else ()
        if tree.upos(at) in {"VERB", "PUNCT"}:
            break
    return ()


def _matter(tree: Tree, place: int, words: SpeechWords) -> tuple[int, ...]:
    """What "soal X" is about where the preposition is taken for a noun."""
    below = tree.children(place, "nmod") if tree.word(place) in words.topic else ()
    return below or (place,)


def _about(tree: Tree, cue: Cue) -> list[int]:
    """What words are on, below any word of a cue: "menolak memberi komentar tentang X"."""
    place = cue.head(tree)
    found = [c for p in cue.places for c in tree.children(p, "obl")]
    found += [c for p in cue.places if p != place for c in tree.children(p, "nmod")]
    return [c for c in found if c > place and c not in cue.places]


def speaks_beside(tree: Tree, cue: Cue) -> bool:
    """A word of speech that goes on beside another: "X mengecam Y dan meminta Z", "..., kata X".

    What is said with it is told by itself. So it is not where it has a subject of its own before
    it ("mengatakan bahwa A terjadi dan ia meminta B") or where a conjunction makes it a part of
    what is told.
    """
    if cue.speech.frame not in SPEAKING or tree.upos(cue.place) != "VERB":
        return False
    if tree.relation(cue.place) not in BESIDE or tree.marker(cue.place):
        return False
    return cue.speech.voice != "passive" and not any(
        c < cue.place for c in tree.children(cue.place, "nsubj")
    )


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
