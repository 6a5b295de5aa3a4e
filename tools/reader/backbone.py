"""The sentence model that the bot carries anyway (int8 all-MiniLM-L6-v2), as a network to train."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch import nn
from torch.nn import functional

WIDTH, HEADS, INNER, LAYERS, VOCABULARY, PLACES = 384, 12, 1536, 6, 30522, 512
_PREFIX = "inner."
_LINEAR = (
    "attention.self.query",
    "attention.self.key",
    "attention.self.value",
    "attention.output.dense",
    "intermediate.dense",
    "output.dense",
)


class Layer(nn.Module):
    """One layer of the encoder: attention, then two dense steps."""

    def __init__(self) -> None:
        super().__init__()
        self.query, self.key, self.value, self.out = (nn.Linear(WIDTH, WIDTH) for _ in range(4))
        self.up, self.down = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)
        self.norm_attention, self.norm_out = nn.LayerNorm(WIDTH, 1e-12), nn.LayerNorm(WIDTH, 1e-12)

    def linear(self) -> tuple[nn.Linear, ...]:
        """Return the linear steps in the order in which the file holds them."""
        return (self.query, self.key, self.value, self.out, self.up, self.down)

    def forward(self, states: torch.Tensor, mask: torch.Tensor | None) -> torch.Tensor:
        """Return the states after this layer."""
        batch, length, _ = states.shape

        def split(x: torch.Tensor) -> torch.Tensor:
            return x.view(batch, length, HEADS, WIDTH // HEADS).transpose(1, 2)

        attended = functional.scaled_dot_product_attention(
            split(self.query(states)), split(self.key(states)), split(self.value(states)), attn_mask=mask
        )
        states = self.norm_attention(
            states + self.out(attended.transpose(1, 2).reshape(batch, length, WIDTH))
        )
        return self.norm_out(states + self.down(functional.gelu(self.up(states))))


class Backbone(nn.Module):
    """The encoder without its word table, which stays as it is and is not part of what is trained."""

    def __init__(self) -> None:
        super().__init__()
        self.places = nn.Embedding(PLACES, WIDTH)
        self.kind = nn.Parameter(torch.zeros(WIDTH))
        self.norm = nn.LayerNorm(WIDTH, 1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))

    def forward(self, words: torch.Tensor, mask: torch.Tensor | None) -> torch.Tensor:
        """Return the state of each word piece, given its row of the word table."""
        states = self.norm(words + self.places.weight[: words.shape[1]] + self.kind)
        wide = mask[:, None, None, :].bool() if mask is not None else None
        for layer in self.layers:
            states = layer(states, wide)
        return states


def read_backbone(path: Path) -> tuple[Backbone, np.ndarray]:
    """Return the encoder and its word table, from the packaged model's file."""
    held = {each.name: numpy_helper.to_array(each) for each in onnx.load(str(path)).graph.initializer}

    def dequantized(name: str) -> np.ndarray:
        rows: np.ndarray = held[name + "_q"].astype(np.float32) * held[name + "_scale"]
        return rows

    backbone = Backbone()
    with torch.no_grad():
        _fill_embeddings(backbone, held, dequantized(_PREFIX + "embeddings.position_embeddings.weight"))
        weights = sorted(int(name[4:-2]) for name in held if name.startswith("val_") and name.endswith("_q"))
        for number, layer in enumerate(backbone.layers):
            prefix = f"{_PREFIX}encoder.layer.{number}."
            here = weights[6 * number : 6 * number + 6]
            for linear, weight, name in zip(layer.linear(), here, _LINEAR, strict=True):
                linear.weight.copy_(torch.tensor(dequantized(f"val_{weight}").T))
                linear.bias.copy_(torch.tensor(held[f"{prefix}{name}.bias"]))
            for norm, name in (
                (layer.norm_attention, "attention.output.LayerNorm"),
                (layer.norm_out, "output.LayerNorm"),
            ):
                norm.weight.copy_(torch.tensor(held[f"{prefix}{name}.weight"]))
                norm.bias.copy_(torch.tensor(held[f"{prefix}{name}.bias"]))
    return backbone, dequantized(_PREFIX + "embeddings.word_embeddings.weight")


def _fill_embeddings(backbone: Backbone, held: dict[str, Any], places: np.ndarray) -> None:
    backbone.places.weight.copy_(torch.tensor(places))
    backbone.kind.copy_(torch.tensor(held[_PREFIX + "embeddings.token_type_embeddings.weight"][0]))
    backbone.norm.weight.copy_(torch.tensor(held[_PREFIX + "embeddings.LayerNorm.weight"]))
    backbone.norm.bias.copy_(torch.tensor(held[_PREFIX + "embeddings.LayerNorm.bias"]))
