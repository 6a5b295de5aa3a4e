"""Reads an answer model that was written before, to go on with learning from it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper

from tools.answering.network import AnswerNetwork
from tools.reader.backbone import LAYERS, Backbone

_QUANTIZED = "_quantized"
_STEPS = 6
"""Linear steps of a layer; the file numbers them in the order in which they are taken."""


def read_earlier(path: Path) -> AnswerNetwork:
    """Return the network of a file that `export` wrote, with the rounded weights that it holds."""
    held = {each.name: numpy_helper.to_array(each) for each in onnx.load(str(path)).graph.initializer}
    names = [name.removesuffix(_QUANTIZED) for name in held if name.startswith("onnx::MatMul_")]
    whole = sorted({name for name in names if name + _QUANTIZED in held}, key=_number)
    if len(whole) != LAYERS * _STEPS:
        raise ValueError(f"{path.name} is not an answer model")
    network = AnswerNetwork(Backbone())
    state = network.state_dict()
    plain = {name: torch.tensor(held[name]) for name in state if name in held}
    rounded = {"side.weight": torch.tensor(_dequantize(held, "side.weight"))}
    for place, layer in enumerate(network.backbone.layers):
        here = whole[_STEPS * place : _STEPS * (place + 1)]
        for linear, name in zip(layer.linear(), here, strict=True):
            with torch.no_grad():
                linear.weight.copy_(torch.tensor(_dequantize(held, name).T))
    for name in ("inner.weight", "out.weight"):
        rounded[name] = torch.tensor(_dequantize(held, name + "_Transposed").T)
    network.load_state_dict({**network.state_dict(), **plain, **rounded})
    return network


def _number(name: str) -> int:
    return int(name.rsplit("_", 1)[1])


def _dequantize(held: dict[str, np.ndarray], name: str) -> np.ndarray:
    whole = held[name + _QUANTIZED].astype(np.float32)
    rows: np.ndarray = (whole - held[name + "_zero_point"].astype(np.float32)) * held[name + "_scale"]
    return rows
