"""The network as an ONNX graph, written operator by operator, for one sentence at a time.

One sentence a run means no padding: the int8 scales of a sentence depend on nothing but itself, so
that it gets the same answer alone and among others. Contributed operators of ONNX Runtime (stable
since 1.14) keep attention, layer norm and the quantised products in one kernel each.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from kg.train.network import ARC, LABEL

MICROSOFT: Final = "com.microsoft"
#: Bits of a stored weight. Seven, so that processors without VNNI cannot overflow their 16-bit sums
#: and every machine computes the same products; eight would not measure better.
BITS: Final = 7
#: Places the network can see: a window of 254 pieces, BEGIN, END, and two to spare.
POSITIONS: Final = 258
Array = NDArray[Any]


class Graph:
    """Collects nodes and constants; ``int8`` says how the large matrices are stored."""

    def __init__(self, *, int8: bool, bits: int = 8) -> None:
        self.int8 = int8
        self.top = 2 ** (bits - 1) - 1
        self.nodes: list[onnx.NodeProto] = []
        self.constants: list[onnx.TensorProto] = []
        self._count = 0

    def constant(self, value: Array) -> str:
        self._count += 1
        name = f"c{self._count}"
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def add(
        self,
        operator: str,
        *inputs: str,
        domain: str = "",
        out: str = "",
        **more: Any,  # noqa: ANN401 - whatever attributes the operator has
    ) -> str:
        """Append an operator with one result."""
        self._count += 1
        out = out or f"t{self._count}"
        self.nodes.append(helper.make_node(operator, list(inputs), [out], domain=domain, **more))
        return out

    def linear(self, x: str, weight: Array, bias: Array | None) -> str:
        """``x @ weight.T + bias``; ``weight`` is (outputs, inputs) as torch keeps it.

        In int8 every row of ``x`` is brought to the same size first: the rows of BEGIN and END are
        many times larger than those of words, and one scale for all would leave words few steps
        (0.4 points of LAS on the development set; by rows it is 0.0).
        """
        matrix = np.ascontiguousarray(weight.T)
        if not self.int8:
            product = self.add("MatMul", x, self.constant(matrix))
            return self.add("Add", product, self.constant(bias)) if bias is not None else product
        scale = np.maximum(np.abs(matrix).max(axis=0), 1e-9) / self.top
        small = np.rint(matrix / scale).clip(-self.top, self.top).astype(np.int8)
        size = self.add("ReduceMax", self.add("Abs", x), axes=[-1], keepdims=1)
        size = self.add("Max", size, self.constant(np.array(1e-6, np.float32)))
        product = self.add(
            "DynamicQuantizeMatMul",
            self.add("Div", x, size),
            self.constant(small),
            self.constant(scale.astype(np.float32)),
            self.constant(np.zeros(matrix.shape[1], np.int8)),
            domain=MICROSOFT,
        )
        product = self.add("Mul", product, size)
        return self.add("Add", product, self.constant(bias)) if bias is not None else product

    def table(self, ids: str, packed: Array, scale: Array) -> str:
        """Rows of an embedding table in blocks of 32 values: 4 bits each, one scale a block."""
        rows, wide = packed.shape[0], scale.shape[1]
        table = self.constant(packed.reshape(rows, wide, -1))
        picked = self.add("Cast", self.add("Gather", table, ids), to=TensorProto.INT32)
        sixteen = self.constant(np.array(16, np.int32))
        high = self.add("Div", picked, sixteen)
        low = self.add("Sub", picked, self.add("Mul", high, sixteen))
        both = self.add("Concat", low, high, axis=2)
        values = self.add("Cast", both, to=TensorProto.FLOAT)
        values = self.add("Sub", values, self.constant(np.array(8, np.float32)))
        scales = self.add("Gather", self.constant(scale[:, :, None]), ids)
        scaled = self.add("Mul", values, self.add("Cast", scales, to=TensorProto.FLOAT))
        shape = self.constant(np.array([-1, wide * 32], np.int64))
        return self.add("Reshape", scaled, shape)


@dataclass(frozen=True, slots=True)
class Plan:
    """What the graph needs to know besides the weights; ``root`` is the index of that relation."""

    layers: int
    heads: int
    epsilon: float
    root: int
    table: tuple[Array, Array]
    int8: bool = True
    bits: int = BITS


def build(state: dict[str, Array], plan: Plan) -> onnx.ModelProto:
    """The graph of a trained network's ``state``."""
    g = Graph(int8=plan.int8, bits=plan.bits)
    positions = g.constant(state["encoder.position"][:POSITIONS])
    length = g.add("Shape", "ids")
    zero = g.constant(np.array([0], np.int64))
    places = g.add("Slice", positions, zero, length, zero)
    x = g.add("Add", g.table("ids", *plan.table), places)
    x = g.add("Unsqueeze", x, zero)
    gamma, beta = _norm(g, state, "encoder.norm")
    x = g.add("LayerNormalization", x, gamma, beta, epsilon=plan.epsilon)
    for number in range(plan.layers):
        x = _layer(g, state, f"encoder.layers.{number}", x, plan)
    x = g.add("Squeeze", x, zero)
    begin = g.add("Gather", x, "first")
    end = g.linear(g.add("Gather", x, "last"), state["end.weight"], state["end.bias"])
    words = g.add("Add", begin, end, out="vectors")
    _tags(g, state, words)
    _arcs(g, state, words, plan.root)
    return _model(g)


def _norm(g: Graph, state: dict[str, Array], name: str) -> tuple[str, str]:
    return g.constant(state[f"{name}.weight"]), g.constant(state[f"{name}.bias"])


def _layer(g: Graph, state: dict[str, Array], name: str, x: str, plan: Plan) -> str:
    def part(key: str) -> tuple[Array, Array]:
        return state[f"{name}.{key}.weight"], state[f"{name}.{key}.bias"]

    three = [part("q"), part("k"), part("v")]
    joined = g.linear(
        x, np.concatenate([w for w, _ in three]), np.concatenate([b for _, b in three])
    )
    hidden = three[0][0].shape[0]
    q, k, v = f"{joined}q", f"{joined}k", f"{joined}v"
    sizes = g.constant(np.array([hidden] * 3, np.int64))
    g.nodes.append(helper.make_node("Split", [joined, sizes], [q, k, v], axis=-1))
    seen = g.add("MultiHeadAttention", q, k, v, domain=MICROSOFT, num_heads=plan.heads)
    seen = g.linear(seen, *part("ao"))
    x = _added(g, x, seen, _norm(g, state, f"{name}.aln"), plan.epsilon)
    inner = g.add("Gelu", g.linear(x, *part("fi")), domain=MICROSOFT)
    inner = g.linear(inner, *part("fo"))
    return _added(g, x, inner, _norm(g, state, f"{name}.oln"), plan.epsilon)


def _added(g: Graph, x: str, y: str, norm: tuple[str, str], epsilon: float) -> str:
    return g.add("SkipLayerNormalization", x, y, *norm, domain=MICROSOFT, epsilon=epsilon)


def _tags(g: Graph, state: dict[str, Array], words: str) -> None:
    for out, name in (("upos", "upos"), ("names", "layers.names")):
        weight = g.constant(np.ascontiguousarray(state[f"{name}.weight"].T))
        g.add("Add", g.add("MatMul", words, weight), g.constant(state[f"{name}.bias"]), out=out)


def _arcs(g: Graph, state: dict[str, Array], words: str, root: int) -> None:
    """Scores of all heads, and the best relation for each word under each head."""
    above = g.add("Concat", g.constant(state["root"][None]), words, axis=0)

    def side(x: str, kind: str, width: int) -> str:
        w = [state[f"arc_{kind}.weight"], state[f"label_{kind}.weight"]]
        b = [state[f"arc_{kind}.bias"], state[f"label_{kind}.bias"]]
        both = g.add("Gelu", g.linear(x, np.concatenate(w), np.concatenate(b)), domain=MICROSOFT)
        sizes = g.constant(np.array([width, LABEL], np.int64))
        g.nodes.append(
            helper.make_node("Split", [both, sizes], [f"arc_{kind}", f"label_{kind}"], axis=-1)
        )
        return both

    side(above, "head", ARC)
    side(words, "word", ARC)
    # arc_word . U^T . arc_head, where the last row of U is a bias of the word
    u = state["arc"]
    moved = g.linear("arc_word", u, None)  # (W, ARC + 1)
    sizes = g.constant(np.array([ARC, 1], np.int64))
    g.nodes.append(helper.make_node("Split", [moved, sizes], ["moved", "own"], axis=-1))
    turned = g.add("Transpose", "arc_head", perm=[1, 0])
    g.add("Add", g.add("MatMul", "moved", turned), "own", out="arcs")
    # label: head[x] W[r, x, y] word[y], both sides with a one appended
    w = state["label"]
    count = w.shape[0]
    flat = w.reshape(count * (LABEL + 1), LABEL + 1)
    turned_words = g.linear("label_word", flat[:, :LABEL], flat[:, LABEL])  # (W, R * 129)
    shape = g.constant(np.array([-1, count, LABEL + 1], np.int64))
    by_relation = g.add("Reshape", turned_words, shape)
    sizes = g.constant(np.array([LABEL, 1], np.int64))
    g.nodes.append(helper.make_node("Split", [by_relation, sizes], ["bilinear", "plain"], axis=-1))
    label_heads = g.add("Transpose", "label_head", perm=[1, 0])
    scores = g.add("Add", g.add("MatMul", "bilinear", label_heads), "plain")  # (W, R, W + 1)
    # only the root relation under the root, and only there
    only = np.full((1, count, 1), -1e4, np.float32)
    only[0, root, 0] = 0
    other = np.zeros((1, count, 1), np.float32)
    other[0, root, 0] = -1e4
    zero, top = g.constant(np.array([0], np.int64)), g.constant(np.array([1], np.int64))
    big = g.constant(np.array([2**31], np.int64))
    axis = g.constant(np.array([2], np.int64))
    under_root = g.add("Add", g.add("Slice", scores, zero, top, axis), g.constant(only))
    under_words = g.add("Add", g.add("Slice", scores, top, big, axis), g.constant(other))
    masked = g.add("Concat", under_root, under_words, axis=2)
    best = g.add("ArgMax", masked, axis=1, keepdims=0)
    g.add("Cast", best, to=TensorProto.INT32, out="relations")


def _model(g: Graph) -> onnx.ModelProto:
    def value(name: str, kind: int, shape: list[str | int]) -> onnx.ValueInfoProto:
        return helper.make_tensor_value_info(name, kind, shape)

    graph = helper.make_graph(
        g.nodes,
        "berita",
        [
            value("ids", TensorProto.INT64, ["pieces"]),
            value("first", TensorProto.INT64, ["words"]),
            value("last", TensorProto.INT64, ["words"]),
        ],
        [
            value("upos", TensorProto.FLOAT, ["words", "tags"]),
            value("names", TensorProto.FLOAT, ["words", "labels"]),
            value("arcs", TensorProto.FLOAT, ["words", "heads"]),
            value("relations", TensorProto.INT32, ["words", "heads"]),
            value("vectors", TensorProto.FLOAT, ["words", "hidden"]),
        ],
        g.constants,
    )
    model = helper.make_model(
        graph,
        opset_imports=[helper.make_opsetid("", 17), helper.make_opsetid(MICROSOFT, 1)],
        producer_name="kg.train",
    )
    model.ir_version = 8
    onnx.checker.check_model(model)
    return model
