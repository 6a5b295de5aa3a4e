"""Takes the weights of trained networks back out of a reader's file, so that training can go on."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from onnx import ModelProto, NodeProto, numpy_helper
from torch import nn

from tools.reader.network import ReaderNetwork

_GATES = (0, 2, 3, 1)
"""Where torch's gates of a recurrent net (input, forget, cell, output) stand in the file's order."""


def facts_of(file: Path) -> dict[str, Any]:
    """Return what a reader's file says of itself: its subcommands in their order, and its temperature."""
    facts: dict[str, Any] = json.loads(onnx.load(str(file)).metadata_props[0].value)
    return facts


def resume(network: ReaderNetwork, file: Path, number: int) -> None:
    """Give the network the weights of the reader's network of this number, as its file holds them."""
    model = onnx.load(str(file))
    held = {each.name: numpy_helper.to_array(each) for each in model.graph.initializer}
    prefix = f"n{number}_"
    with torch.no_grad():
        for name, parameter in network.named_parameters():
            kept = held.get(f"{prefix}network.{name}")
            if kept is not None:
                parameter.copy_(torch.tensor(kept))
        for name, weight in _dense(model, held, prefix):
            network.get_parameter(f"{name}.weight").copy_(torch.tensor(weight.T))
        _fill_recurrent(network.recurrent, _recurrent_node(model, prefix), held)


def _dense(model: ModelProto, held: dict[str, np.ndarray], prefix: str) -> Iterator[tuple[str, np.ndarray]]:
    """Yield the dense steps with their weights, inputs first."""
    for node in model.graph.node:
        if node.op_type != "MatMulInteger" or not node.name.startswith(prefix):
            continue
        name = node.name.removeprefix(f"{prefix}/").rsplit("/", 1)[0].replace("/", ".")
        yield name, _exact(held, node.input[1])


def _exact(held: dict[str, np.ndarray], quantized: str) -> np.ndarray:
    name = quantized.removesuffix("_quantized")
    steps = held[quantized].astype(np.float32) - held[f"{name}_zero_point"].astype(np.float32)[..., None, :]
    exact: np.ndarray = steps * held[f"{name}_scale"][..., None, :]
    return exact


def _recurrent_node(model: ModelProto, prefix: str) -> NodeProto:
    return next(
        node
        for node in model.graph.node
        if node.op_type == "DynamicQuantizeLSTM" and node.name.startswith(prefix)
    )


def _fill_recurrent(recurrent: nn.LSTM, node: NodeProto, held: dict[str, np.ndarray]) -> None:
    inputs, states = _exact(held, node.input[1]), _exact(held, node.input[2])
    biases = held[node.input[3]]
    for direction, ending in enumerate(("", "_reverse")):
        first, second = np.split(biases[direction], 2)
        for name, rows in (
            ("weight_ih_l0", inputs[direction].T),
            ("weight_hh_l0", states[direction].T),
            ("bias_ih_l0", first),
            ("bias_hh_l0", second),
        ):
            parts = np.split(rows, 4)
            ordered = np.concatenate([parts[at] for at in _GATES])
            recurrent.get_parameter(name + ending).copy_(torch.tensor(ordered))
