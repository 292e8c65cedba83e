"""Articles a second from text to quads, beside the language model alone and what it must compute.

    python tests/benchmarks/throughput.py [ARTICLES] [--rounds 3] [--keep FOLDER]

The text: ARTICLES (2,000) made of templates (made.py) and the twelve of tests/gold. In each round,
one after the other: ``kg build`` and the language model alone, with one process and
with two, both from a cold start and with all that they load. Medians; ratios are of one round.
Then the share of each stage, and the time that the model's matrix products would take at the best
rate that this machine reaches on them.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from statistics import median
from typing import Any

import made
import numpy as np
import onnxruntime as ort
from measure import KG, Cost, cost, together

from kg import nlp, pipeline
from kg.corpus import codec
from kg.graph.build import triples
from kg.link.iri import Minter
from kg.model import Article, Document
from kg.nlp import weights
from kg.read import read

#: Articles of which the stages are timed, and of which the products.
SAMPLE, FEW = 200, 40
PRODUCTS = ("DynamicQuantizeMatMul", "MatMul", "FusedMatMul", "Gemm")
Clock = defaultdict[str, float]


def alone(path: Path, first: int, step: int) -> None:
    """The language model on every ``step``-th article, and nothing else."""
    model = dict(pipeline.steps("id"))["sentences"]
    for number, article in enumerate(read([str(path)])):
        if isinstance(article, Article) and number % step == first:
            model(Document(article=article))


def race(path: Path, output: Path, count: int, tokens: int, rounds: int) -> None:
    """Ours and the model alone, with one process and with two."""
    ours: dict[int, list[Cost]] = {1: [], 2: []}
    model: dict[int, list[Cost]] = {1: [], 2: []}
    for _ in range(rounds):
        for jobs in (1, 2):
            build = (*KG, "build", path, "-o", output, "--format", "shards", "--jobs", str(jobs))
            ours[jobs].append(cost((*build, "--fresh", "--quiet")))
            words = [[sys.executable, __file__, "--alone", path, str(i), str(jobs)]
                     for i in range(jobs)]  # fmt: skip
            model[jobs].append(together(words))
    for jobs in (1, 2):
        for name, costs in (("kg build", ours[jobs]), ("language model", model[jobs])):
            wall = median(one.wall for one in costs)
            print(
                f"{name:15} {jobs} process(es): {count / wall:6.1f} articles/s {tokens / wall:7.0f}"
                f" tokens/s {wall:7.1f} s, {median(one.peak for one in costs):5.0f} MB at most"
            )
        ratio = [a.wall / b.wall for a, b in zip(ours[jobs], model[jobs], strict=True)]
        print(f"{'':15} kg build takes {median(ratio):.2f} times the model's time (aim: 1.35)")
    gain = [a.wall / b.wall for a, b in zip(ours[1], ours[2], strict=True)]
    theirs = [a.wall / b.wall for a, b in zip(model[1], model[2], strict=True)]
    print(f"two processes are {median(gain):.2f} times as fast as one (aim: 1.7);", end=" ")
    print(f"of the model alone {median(theirs):.2f} times, which is what the machine gives")


@contextmanager
def timed(clock: Clock, name: str) -> Iterator[None]:
    began = time.process_time()
    yield
    clock[name] += time.process_time() - began


class Timed:
    """A session of ONNX Runtime whose runs are timed."""

    def __init__(self, session: Any, clock: Clock) -> None:
        self.session, self.clock = session, clock

    def run(self, *given: Any) -> Any:
        with timed(self.clock, "language model: inference"):
            return self.session.run(*given)


def stages(articles: list[Article]) -> None:
    """The share of each stage in processor time, warm."""
    clock: Clock = defaultdict(float)
    model, run, minter = nlp.load("id"), pipeline.describe("id"), Minter()
    for article in articles[:20]:
        pipeline.run(article)
    parser = model._parser
    parser._session = Timed(parser._session, clock)
    for article in articles:
        with timed(clock, "language model: tokens"):
            model.tokenize(article.text)
        document = Document(article=article)
        for name, step in pipeline.steps("id"):
            kind = {"sentences": "model", "link": "link"}.get(name, "extract")
            with timed(clock, kind):
                document = step(document)
        with timed(clock, "facts"):
            facts = pipeline.Facts(
                article=article, entities=document.entities, events=document.events,
                claims=document.claims, quantities=document.quantities, times=document.times,
            )  # fmt: skip
        with timed(clock, "ledger: pack and unpack"):
            packed = codec.pack(facts)
            codec.unpack(packed, article)
        with timed(clock, "RDF: triples"):
            graph = triples(facts, run, minter)
        with timed(clock, "RDF: quads as bytes"):
            "".join(graph.nquads(minter.article(article.id))).encode()
    known = clock["language model: tokens"] + clock["language model: inference"]
    clock["language model: decoding"] = clock.pop("model") - known
    parser._session = parser._session.session
    whole = sum(clock.values())
    print(f"stages, processor time of {len(articles)} articles, warm:")
    for name, spent in sorted(clock.items()):
        print(
            f"    {name:28} {spent / len(articles) * 1000:7.2f} ms an article {spent / whole:6.1%}"
        )


def products(articles: list[Article]) -> None:
    """What the model's matrix products take, and would take at the best rate seen."""
    parser = nlp.load("id")._parser
    options = ort.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.enable_profiling = True
    options.log_severity_level = 3
    with tempfile.TemporaryDirectory() as folder:
        options.profile_file_prefix = f"{folder}/run"
        path = str(weights.find("id").path("model.onnx"))

        def profile(sentences: list[list[str]], rounds: int) -> tuple[float, float, float]:
            """Multiplications, seconds in the products, seconds in all."""
            session = ort.InferenceSession(path, options, providers=["CPUExecutionProvider"])
            for words in sentences * rounds:
                encoded = parser._pieces.encode(words)
                given = {key: np.array(getattr(encoded, key), np.int64)
                         for key in ("ids", "first", "last")}  # fmt: skip
                session.run(None, given)
            events = json.loads(Path(session.end_profiling()).read_text(encoding="utf-8"))
            nodes = [e for e in events if e["name"].endswith("kernel_time")]
            kind = [e for e in nodes if e["args"]["op_name"] in PRODUCTS]
            work = sum(map(_multiplications, kind))
            spent = sum(e["dur"] for e in kind) / 1e6
            return work / rounds, spent / rounds, sum(e["dur"] for e in nodes) / 1e6 / rounds

        model = nlp.load("id")
        text = [[w.of(a.text) for w in words] for a in articles for words in model.tokenize(a.text)]
        long = [[word for words in text for word in words][:160]]
        work, spent, nodes = profile(text, 1)
        best = max(a / b for a, b, _ in (profile(long, 20) for _ in range(5)))
    inputs, matrix = (np.ones(shape, np.float32) for shape in ((250, 384), (384, 1536)))
    rates = []
    for _ in range(50):
        began = time.perf_counter()
        inputs @ matrix
        rates.append(inputs.size * matrix.shape[1] / (time.perf_counter() - began))
    count = len(articles)
    print(f"matrix products: {work / count / 1e9:.1f} billion multiplications an article,", end=" ")
    print(f"at {work / spent / 1e9:.0f} billion/s; the best rate on the same matrices is", end=" ")
    print(f"{best / 1e9:.0f} billion/s (8 bits), numpy in 32 bits {max(rates) / 1e9:.0f} billion/s")
    print(
        f"    products {spent / count * 1000:.1f} ms an article of {nodes / count * 1000:.1f}",
        end=" ",
    )
    print(f"in the network; at the best rate they would take {work / best / count * 1000:.1f} ms")


def _multiplications(event: dict[str, Any]) -> float:
    shapes = [next(iter(one.values())) for one in event["args"]["input_type_shape"]]
    left, right = shapes[0], shapes[1]
    return float(np.prod(left)) * right[-1]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("articles", type=int, nargs="?", default=2000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--keep", type=Path, help="where the text is written")
    parser.add_argument("--alone", nargs=3, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.alone:
        path, first, step = options.alone
        return alone(Path(path), int(first), int(step))
    with tempfile.TemporaryDirectory() as folder:
        place = options.keep or Path(folder)
        path = made.write(place / "articles.jsonl", options.articles, made.ours())
        articles = [one for one in read([str(path)]) if isinstance(one, Article)]
        model = nlp.load("id")
        tokens = sum(len(words) for one in articles for words in model.tokenize(one.text))
        print(f"{len(articles)} articles, {tokens} tokens", flush=True)
        step = max(1, len(articles) // SAMPLE)
        stages([replace(one) for one in articles[::step]])
        products(articles[:: step * SAMPLE // FEW])
        race(path, Path(folder) / "output", len(articles), tokens, options.rounds)
    return None


if __name__ == "__main__":
    main()
