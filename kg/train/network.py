"""The multi-task network: the lower layers of multilingual-e5-small with one head for each task."""

from __future__ import annotations

from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from kg.train.e5 import E5Weights

HIDDEN_DROPOUT = 0.1
WORD_DROPOUT = 0.2
HEAD_DROPOUT = 0.2
ARC = 256
LABEL = 128
#: Piece id that stands for a hidden piece while training (<unk>).
HIDDEN_PIECE = 3


@dataclass(frozen=True, slots=True)
class Labels:
    """The label sets of the output heads; ``layers`` are the heads with one label a word."""

    upos: tuple[str, ...]
    deprels: tuple[str, ...]
    layers: dict[str, tuple[str, ...]]


class Layer(nn.Module):
    """One post-norm BERT layer."""

    def __init__(self, hidden: int, heads: int, inner: int, epsilon: float) -> None:
        super().__init__()
        self.heads = heads
        self.q = nn.Linear(hidden, hidden)
        self.k = nn.Linear(hidden, hidden)
        self.v = nn.Linear(hidden, hidden)
        self.ao = nn.Linear(hidden, hidden)
        self.aln = nn.LayerNorm(hidden, epsilon)
        self.fi = nn.Linear(hidden, inner)
        self.fo = nn.Linear(inner, hidden)
        self.oln = nn.LayerNorm(hidden, epsilon)
        self.drop = nn.Dropout(HIDDEN_DROPOUT)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        batch, length, hidden = x.shape

        def split(t: Tensor) -> Tensor:
            return t.view(batch, length, self.heads, -1).transpose(1, 2)

        seen = F.scaled_dot_product_attention(
            split(self.q(x)), split(self.k(x)), split(self.v(x)), attn_mask=mask
        )
        seen = seen.transpose(1, 2).reshape(batch, length, hidden)
        x = self.aln(x + self.drop(self.ao(seen)))
        out: Tensor = self.oln(x + self.drop(self.fo(F.gelu(self.fi(x)))))
        return out


class Encoder(nn.Module):
    """Embeddings of the trimmed vocabulary (frozen) and the lower layers."""

    def __init__(self, weights: E5Weights, pieces: list[int], layers: int) -> None:
        super().__init__()
        hidden = weights.hidden
        table = torch.from_numpy(weights.tensor("emb.word", (weights.vocabulary, hidden)))
        self.word = nn.Embedding(len(pieces), hidden)
        self.word.weight = nn.Parameter(table[torch.tensor(pieces)].clone(), requires_grad=False)
        places = weights.tensor("emb.pos", (weights.positions, hidden))
        kind = weights.tensor("emb.type", (weights.types, hidden))[0]
        self.position = nn.Parameter(torch.from_numpy(places + kind))
        self.norm = nn.LayerNorm(hidden, weights.epsilon)
        self.layers = nn.ModuleList(
            Layer(hidden, weights.heads, weights.inner, weights.epsilon) for _ in range(layers)
        )
        self._fill(self.norm, weights, "emb.ln")
        for number, layer in enumerate(self.layers):
            for name, part in layer.named_children():
                if isinstance(part, nn.Linear | nn.LayerNorm):
                    self._fill(part, weights, f"l{number}.{name}")

    @staticmethod
    def _fill(part: nn.Linear | nn.LayerNorm, weights: E5Weights, name: str) -> None:
        shape = tuple(part.weight.shape)
        part.weight.data = torch.from_numpy(weights.tensor(f"{name}.w", shape))
        part.bias.data = torch.from_numpy(weights.tensor(f"{name}.b", shape[:1]))

    def forward(self, ids: Tensor, mask: Tensor) -> Tensor:
        x: Tensor = self.norm(self.word(ids) + self.position[: ids.shape[1]])
        for layer in self.layers:
            x = layer(x, mask[:, None, None, :])
        return x


class Network(nn.Module):
    """Words from their first and last piece; tags, arcs, relations and names from words."""

    def __init__(self, encoder: Encoder, labels: Labels) -> None:
        super().__init__()
        hidden = encoder.position.shape[1]
        self.labels = labels
        #: bfloat16 in the encoder also when not training, for teachers.
        self.fast = False
        self.encoder = encoder
        self.end = nn.Linear(hidden, hidden)
        nn.init.zeros_(self.end.weight)
        nn.init.zeros_(self.end.bias)
        self.drop = nn.Dropout(WORD_DROPOUT)
        self.inner = nn.Dropout(HEAD_DROPOUT)
        self.upos = nn.Linear(hidden, len(labels.upos))
        self.layers = nn.ModuleDict(
            {k: nn.Linear(hidden, len(v)) for k, v in labels.layers.items()}
        )
        self.root = nn.Parameter(torch.zeros(hidden))
        self.arc_head = nn.Linear(hidden, ARC)
        self.arc_word = nn.Linear(hidden, ARC)
        self.arc = nn.Parameter(torch.zeros(ARC + 1, ARC))
        self.label_head = nn.Linear(hidden, LABEL)
        self.label_word = nn.Linear(hidden, LABEL)
        count = len(labels.deprels)
        self.label = nn.Parameter(torch.randn(count, LABEL + 1, LABEL + 1) * 0.01)

    def words(self, ids: Tensor, mask: Tensor, first: Tensor, last: Tensor) -> Tensor:
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=self.training or self.fast):
            x = self.encoder(ids, mask)
        x = x.float()
        wide = x.shape[2]
        begin = torch.gather(x, 1, first[:, :, None].expand(-1, -1, wide))
        end = torch.gather(x, 1, last[:, :, None].expand(-1, -1, wide))
        dropped: Tensor = self.drop(begin + self.end(end))
        return dropped

    def arcs(self, words: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Scores of every head for every word, and the two sides of the label scorer."""
        heads = torch.cat([self.root.expand(words.shape[0], 1, -1), words], 1)
        arc_head = self.inner(F.gelu(self.arc_head(heads)))
        arc_word = self.inner(F.gelu(self.arc_word(words)))
        arc_head = torch.cat([arc_head, torch.ones_like(arc_head[..., :1])], -1)
        scores = torch.einsum("bda,ea,bhe->bdh", arc_word, self.arc, arc_head)
        label_head = self.inner(F.gelu(self.label_head(heads)))
        label_word = self.inner(F.gelu(self.label_word(words)))
        one = torch.ones_like(label_head[..., :1])
        label_head = torch.cat([label_head, one], -1)
        label_word = torch.cat([label_word, one[:, 1:]], -1)
        return scores, label_head, label_word

    def relations(self, label_head: Tensor, label_word: Tensor, heads: Tensor) -> Tensor:
        wide = label_head.shape[2]
        chosen = torch.gather(label_head, 1, heads[:, :, None].expand(-1, -1, wide))
        return torch.einsum("bdx,rxy,bdy->bdr", chosen, self.label, label_word)
