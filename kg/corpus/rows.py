"""A row of the ledger: an article and its facts as they are kept."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from urllib.parse import quote, unquote

from kg.corpus import codec
from kg.model import Article, Facts


@dataclass(frozen=True, slots=True)
class Row:
    """An article and its facts as they are kept; ``found`` tells whether there are any."""

    name: str
    digest: str
    made: str
    found: bool
    article: bytes
    facts: bytes

    @staticmethod
    def mark(article: Article, made: str) -> tuple[str, str, str]:
        """Name, digest and ``made`` of an article that is read by what ``made`` tells."""
        return name_of(article.id), digest_of(article), made

    @property
    def article_id(self) -> str:
        return id_of(self.name)

    @classmethod
    def of(cls, facts: Facts, made: str) -> Row:
        """The row of an article that was read by what ``made`` tells."""
        article = facts.article
        return cls(
            name_of(article.id),
            digest_of(article),
            made,
            says_something(facts),
            codec.pack_article(article),
            codec.pack(facts),
        )


def says_something(facts: Facts) -> bool:
    """Whether an article gives the graph anything but itself."""
    return bool(facts.events or facts.claims or facts.entities)


def name_of(article_id: str) -> str:
    """The id as it stands in the article's IRI."""
    return quote(article_id, safe="", errors="surrogatepass")


def id_of(name: str) -> str:
    """The id that :func:`name_of` made ``name`` of."""
    return unquote(name, errors="surrogatepass")


def digest_of(article: Article) -> str:
    """What tells whether an article is the same again."""
    return hashlib.sha256(codec.digest_of(article)).hexdigest()
