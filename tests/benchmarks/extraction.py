"""What extraction costs a 500-word article, step by step, beside the language model's own time.

Run it: python tests/benchmarks/extraction.py

Processor time (all threads) over the articles of tests/gold, the median of several rounds; model
and steps are timed in the same rounds, so that a busy or slow machine weighs on both alike.
"""

from __future__ import annotations

import time
from pathlib import Path
from statistics import median

from kg import pipeline
from kg.model import Article, Document
from kg.read import read

HERE = Path(__file__).parents[1] / "gold"
ROUNDS = 7
#: Figures are for an article of this length.
WORDS = 500


def timed(articles: list[Article]) -> dict[str, float]:
    """Milliseconds of each step for all articles, in one round."""
    spent: dict[str, float] = {}
    for article in articles:
        document = Document(article=article)
        for name, step in pipeline.steps("id"):
            start = time.process_time()
            document = step(document)
            spent[name] = spent.get(name, 0.0) + (time.process_time() - start) * 1000
    return spent


def main() -> None:
    """Prints a line for each step, then the sum of all but the model, and its share of the model's.

    The first round reads tables and compiles rules; it is not counted.
    """
    paths = [str(path) for path in sorted(HERE.glob("*.txt"))]
    articles = [article for article in read(paths) if isinstance(article, Article)]
    words = sum(len(article.text.split()) for article in articles)
    timed(articles)
    rounds = [timed(articles) for _ in range(ROUNDS)]
    scale = WORDS / words
    for name in rounds[0]:
        label = "language model" if name == "sentences" else name
        print(f"{label:15} {median(one[name] for one in rounds) * scale:8.1f} ms")
    steps = [sum(one.values()) - one["sentences"] for one in rounds]
    ratio = median(ours / one["sentences"] for ours, one in zip(steps, rounds, strict=True))
    print(f"{'all but model':15} {median(steps) * scale:8.1f} ms, {ratio:.1%} of the model's time")
    print(f"{len(articles)} articles, {words} words, {ROUNDS} rounds")


if __name__ == "__main__":
    main()
