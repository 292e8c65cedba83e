"""Calibrates confidences: ``python -m kg.train.calibrate GOLD... [--check GOLD] --out TABLE``.

A logistic model (scikit-learn, L2) of "this event has the right type", "this source claims this",
over the features of :mod:`kg.extract.confidence`, fitted on annotated articles. The reliability
table it prints is made article by article, each graded by a model fitted on all others, or on the
articles of ``--check``, which the fit never sees.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Final

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from kg import nlp, pipeline
from kg.extract.confidence import Features, claim_features, event_features
from kg.model import Article, Document, Facts
from kg.train.gold import Gold, match_entities, match_events

#: A feature must have been seen this often; the strength of the prior (L2) on its weight.
OFTEN: Final = 8
STRENGTH: Final = 0.3
BINS: Final = (0.0, 0.2, 0.4, 0.6, 0.8, 1.01)
HEAD: Final = """\
# How much each sign speaks for an event (its type is right) or a claim (this source says this):
# weights of a logistic model, made by `python -m kg.train.calibrate`; do not edit by hand.
# What the signs are: kg/extract/confidence.py.
of\tfeature\tweight
"""


@dataclass(frozen=True, slots=True)
class Case:
    """One found event or claim: which article, what speaks for it, and whether it is right."""

    article: str
    of: str
    features: Features
    right: float


Model = dict[str, dict[str, float]]


def cases(gold: Gold) -> list[Case]:
    """All events and sourced claims that the extractor finds in an annotated article."""
    document = Document(article=Article(id=gold.id, text=gold.text, language="id"))
    for name, step in pipeline.steps("id"):
        if name not in ("confidence", "link"):
            document = step(document)
    facts = Facts(
        article=document.article,
        entities=document.entities,
        events=document.events,
        claims=document.claims,
    )
    events, entities = match_events(gold, facts), match_entities(gold, facts)
    kinds = {event["id"]: event["type"] for event in gold.events}
    right = {e.key: kinds.get(events.get(e.key)) == e.type for e in facts.events}
    told = {(e, s) for claim in gold.claims for e in claim["events"] for s in claim["source"]}
    found = [
        Case(gold.id, "event", features, float(right[key]))
        for key, features in event_features(document).items()
    ]
    heard = {claim.key: claim for claim in facts.claims}
    for key, features in claim_features(document).items():
        pairs = [(e, s) for e in heard[key].events for s in heard[key].sources]
        hits = sum((events.get(e), entities.get(s)) in told for e, s in pairs)
        found.append(Case(gold.id, "claim", features, hits / len(pairs)))
    return found


def fit(seen: Sequence[Case]) -> Model:
    """Weights by kind and feature."""
    model: Model = {}
    for kind in ("event", "claim"):
        chosen = [case for case in seen if case.of == kind]
        counts: dict[str, int] = {}
        for case in chosen:
            for name in case.features:
                counts[name] = counts.get(name, 0) + 1
        kept = [{n: v for n, v in c.features.items() if counts[n] >= OFTEN} for c in chosen]
        names = DictVectorizer(sparse=False)
        table = names.fit_transform(kept)
        # A claim that is right in part counts as right and as wrong, in proportion.
        answers = np.repeat([1, 0], len(chosen))
        shares = np.array([c.right for c in chosen])
        weights = np.concatenate([shares, 1 - shares])
        regression = LogisticRegression(C=STRENGTH, fit_intercept=False, max_iter=1000)
        regression.fit(np.concatenate([table, table]), answers, sample_weight=weights)
        found = zip(names.get_feature_names_out(), regression.coef_[0], strict=True)
        model[kind] = {str(name): round(float(weight), 3) for name, weight in found}
    return model


def confidence(model: Model, case: Case) -> float:
    """What the model says of a case."""
    weights = model[case.of]
    score = sum(weights.get(name, 0.0) * value for name, value in case.features.items())
    return float(1 / (1 + np.exp(-score)))


def reliability(graded: Iterable[tuple[Case, float]]) -> str:
    """A Markdown table: how often what is said with some confidence is right."""
    graded = list(graded)
    lines = ["| | said | events | right | claims | right |", "|---|---|---|---|---|---|"]
    for low, high in pairwise(BINS):
        cells = []
        for kind in ("event", "claim"):
            inside = [(c.right, p) for c, p in graded if c.of == kind and low <= p < high]
            rights = [right for right, _ in inside]
            cells += [str(len(inside)), f"{np.mean(rights):.2f}" if rights else "-"]
        said = [p for _, p in graded if low <= p < high]
        mean = f"{np.mean(said):.2f}" if said else "-"
        lines.append(f"| {low:.1f} to {min(high, 1.0):.1f} | {mean} | {' | '.join(cells)} |")
    for kind in ("event", "claim"):
        errors = [(c.right - p) ** 2 for c, p in graded if c.of == kind]
        base = np.mean([c.right for c, _ in graded if c.of == kind])
        lines.append(
            f"{kind}s: Brier {np.mean(errors):.3f}, of the base rate {base * (1 - base):.3f}"
        )
    return "\n".join(lines)


def main(arguments: Sequence[str] | None = None) -> None:
    """Fit, print the reliability table, write the weights."""
    parser = argparse.ArgumentParser(prog="python -m kg.train.calibrate", description=__doc__)
    parser.add_argument("gold", nargs="+", type=Path, help="folders of annotated articles")
    parser.add_argument("--check", type=Path, help="a folder to grade that is not fitted on")
    parser.add_argument("--out", type=Path, help="the pack's confidence.tsv to write")
    options = parser.parse_args(arguments)
    nlp.load("id")
    seen = _cases(options.gold)
    model = fit(seen)
    if options.check:
        graded = [(case, confidence(model, case)) for case in _cases([options.check])]
    else:
        graded = []
        for article in sorted({case.article for case in seen}):
            others = fit([case for case in seen if case.article != article])
            graded += [(c, confidence(others, c)) for c in seen if c.article == article]
    print(reliability(graded))
    if options.out:
        rows = [
            f"{kind}\t{name}\t{weight:g}\n"
            for kind, weights in model.items()
            for name, weight in weights.items()
            if weight
        ]
        options.out.write_text(HEAD + "".join(rows), encoding="utf-8")


def _cases(folders: Iterable[Path]) -> list[Case]:
    return [
        case
        for folder in folders
        for path in sorted(folder.glob("*.json"))
        for case in cases(Gold.read(path))
    ]


if __name__ == "__main__":
    main()
