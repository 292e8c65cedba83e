"""The language model as the pipeline sees it: text in, sentences out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

from kg.model import Name, Sentence, Span, Token
from kg.nlp import weights as folders
from kg.nlp.lemmas import Lemmas
from kg.nlp.names import spans
from kg.nlp.parser import Analysis, Parser
from kg.nlp.text import sentences
from kg.nlp.words import Words

#: Clitics as lemmas of themselves, whatever tag the network gives.
INVISIBLE = frozenset("\u200b\u200c\u200d\u2060\ufeff\u00ad")

#: Words in a sentence that are read as one.
LONGEST = 1000


class Model:
    """A language's sentence splitter, tokeniser, parser and lemmatiser.

    ``name`` and ``version`` say which weights spoke, for provenance.
    """

    def __init__(self, weights: folders.Weights) -> None:
        self.name = str(weights.config["name"])
        self.version = str(weights.config["version"])
        self.language = str(weights.config["language"])
        self._parser = Parser(weights)
        self._abbreviations = frozenset(_lines(weights.text("abbreviations.txt")))
        roots = frozenset(_lines(weights.text("roots.txt")))
        forms = frozenset(_lines(weights.text("forms.txt")))
        whole = frozenset(_lines(weights.text("whole.txt")))
        self._words = Words(forms | roots, whole, self._abbreviations)
        known = (line.split("\t") for line in _lines(weights.text("lemmas.tsv")))
        self._lemmas = Lemmas({(form, upos): lemma for form, upos, lemma in known}, roots)

    def annotate(self, text: str, parts: Sequence[Span] | None = None) -> list[Sentence]:
        """Sentences of ``text``, or of the given parts of it; offsets are those of ``text``."""
        chosen = [Span(0, len(text))] if parts is None and text else list(parts or ())
        cut = [
            piece
            for part in chosen
            for sentence in sentences(text, part.start, part.end, self._abbreviations)
            for piece in _pieces(sentence, self._visible(text, sentence))
        ]
        found = self.annotate_words([[w.of(text) for w in words] for _, words in cut])
        return [
            self._sentence(index, text, sentence, words, analysis)
            for index, ((sentence, words), analysis) in enumerate(zip(cut, found, strict=True))
        ]

    def annotate_words(self, sentences: Iterable[Sequence[str]]) -> list[Analysis]:
        """Tags, heads, relations and names of sentences whose words are given."""
        return [self._parser.analyse(words) for words in sentences]

    def tokenize(self, text: str) -> list[list[Span]]:
        """Words of every sentence, without an analysis."""
        cut = sentences(text, 0, len(text), self._abbreviations)
        return [words for s in cut if (words := self._visible(text, s))]

    def _visible(self, text: str, sentence: Span) -> list[Span]:
        """Words with something to see; runs of zero-width characters are none."""
        words = self._words.of(text, sentence)
        return [w for w in words if not INVISIBLE.issuperset(w.of(text))]

    def _sentence(
        self, index: int, text: str, span: Span, words: Sequence[Span], analysis: Analysis
    ) -> Sentence:
        tokens = tuple(
            Token(
                span=word,
                text=(form := word.of(text)),
                lemma=self._lemmas.of(form, upos),
                upos=upos,
                head=head - 1,
                deprel=deprel,
            )
            for word, upos, head, deprel in zip(
                words, analysis.upos, analysis.heads, analysis.deprels, strict=True
            )
        )
        names = tuple(Name(start=a, end=b, label=kind) for a, b, kind in spans(analysis.ner))
        return Sentence(
            index=index, span=span, tokens=tokens, names=names, vectors=analysis.vectors
        )


def _pieces(sentence: Span, words: Sequence[Span]) -> list[tuple[Span, Sequence[Span]]]:
    """A sentence with its words; one of more words than anybody writes is cut, to bound memory."""
    if len(words) <= LONGEST:
        return [(sentence, words)] if words else []
    parts = [words[at : at + LONGEST] for at in range(0, len(words), LONGEST)]
    return [(Span(part[0].start, part[-1].end), part) for part in parts]


def _lines(text: str) -> list[str]:
    return [line for line in text.split("\n") if line]


@cache
def load(language: str) -> Model:
    """The model of a language, read once.

    Raises:
        LanguageError: there is no model for it.
        ModelError: its weights are missing, truncated or of another version.
    """
    return Model(folders.find(language))


def load_folder(folder: Path) -> Model:
    """A model from any folder, to measure one that is not shipped.

    Raises:
        ModelError: its weights are missing, truncated or of another version.
    """
    return Model(folders.read(folder))
