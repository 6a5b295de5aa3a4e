"""Writes the trained network as one int8 ONNX file that holds its own labels and calibration."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import nn

from bot.coach.reader.features import FEATURES
from tools.reader.backbone import WIDTH
from tools.reader.encoding import Encoded
from tools.reader.network import CLAUSE_TAGS, NAME_TAGS, ReaderNetwork

_OUTPUTS = ("names", "clauses", "intent", "command", "touch")


class _OneText(nn.Module):
    def __init__(self, network: ReaderNetwork) -> None:
        super().__init__()
        self.network = network

    def forward(self, words: torch.Tensor, looks: torch.Tensor) -> tuple[torch.Tensor, ...]:
        return self.network.read_one(words, looks)


def export(network: ReaderNetwork, file: Path, facts: dict[str, object]) -> None:
    """Write the network, quantized, with what the bot has to know of it in its metadata."""
    lengths = {name: {1: "pieces"} for name in ("words", "looks", "names", "clauses")}
    with tempfile.TemporaryDirectory() as folder:
        whole, small = Path(folder) / "whole.onnx", Path(folder) / "small.onnx"
        torch.onnx.export(
            _OneText(network).eval(),
            (torch.zeros(1, 20, WIDTH), torch.zeros(1, 20, FEATURES)),
            str(whole),
            input_names=["words", "looks"],
            output_names=list(_OUTPUTS),
            dynamic_axes=lengths,
            dynamo=False,
            opset_version=17,
        )
        quantize_dynamic(whole, small, weight_type=QuantType.QInt8, per_channel=True)
        model = onnx.load(str(small))
        model.producer_version = ""
        onnx.helper.set_model_props(model, {"facts": json.dumps(facts, sort_keys=True)})
        file.write_bytes(model.SerializeToString(deterministic=True))


def transitions(samples: Sequence[Encoded]) -> dict[str, list[list[float]]]:
    """Return how much likelier than by chance one tag follows another, as logarithms."""
    return {
        "names": _transitions([one.names for one in samples], NAME_TAGS),
        "clauses": _transitions([one.clauses for one in samples], CLAUSE_TAGS),
    }


def _transitions(rows: Sequence[np.ndarray], size: int) -> list[list[float]]:
    counts = np.full((size, size), 0.5)
    for row in rows:
        np.add.at(counts, (row[:-1], row[1:]), 1)
    likelier = np.log(counts / counts.sum(1, keepdims=True)) - np.log(counts.sum(0) / counts.sum())
    return [[round(float(cell), 3) for cell in row] for row in likelier]
