"""Trains the network on samples, and exports it as one int8 ONNX file without the word table."""

from __future__ import annotations

import json
import random
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from tokenizers import Tokenizer
from torch.nn import functional

from tools.investment.network import REASON_SIZES, InvestmentNetwork
from tools.investment.samples import Sample
from tools.investment.templates import NO_REASON, Labels
from tools.reader.backbone import WIDTH

BATCH = 32
_WARM_UP = 0.08
_SMOOTHED = 0.03
_REASONS_WEIGH = 0.3
Encoded = tuple[list[int], Labels]


def encode(tokenizer: Tokenizer, samples: Sequence[Sample]) -> list[Encoded]:
    """Return samples as word pieces with their labels."""
    return [(tokenizer.encode(sample.text).ids, sample.labels) for sample in samples]


def train(
    network: InvestmentNetwork, table: torch.Tensor, samples: Sequence[Encoded], *, rate: float = 1.5e-4
) -> None:
    """Train the network once over all samples; word table and places stay as they are."""
    for parameter in network.backbone.parameters():
        parameter.requires_grad = False
    deep = list(network.backbone.layers.parameters())
    for parameter in deep:
        parameter.requires_grad = True
    heads = [each for name, each in network.named_parameters() if not name.startswith("backbone.")]
    optimizer = torch.optim.AdamW(
        [{"params": heads, "lr": 1e-3}, {"params": deep, "lr": rate}], weight_decay=0.01
    )
    batches = _batches(samples)
    steps = len(batches)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda k: min(1.0, (k + 1) / (_WARM_UP * steps + 1)) * max(0.02, 1 - k / steps)
    )
    begun, recent = time.monotonic(), 0.0
    network.train()
    for number, batch in enumerate(batches, 1):
        loss = _loss(network, table, batch)
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(heads + deep, 1.0)
        optimizer.step()
        schedule.step()
        recent = 0.98 * recent + 0.02 * loss.item()
        if number % 25 == 0:
            shown = recent / (1 - 0.98**number)
            print(f"{number} of {steps}: {shown:.3f}, {time.monotonic() - begun:.0f} s", flush=True)
    network.eval()


def export(network: InvestmentNetwork, file: Path, facts: Mapping[str, object]) -> None:
    """Write the network, quantized; it takes rows of the word table, one text at a time."""
    with tempfile.TemporaryDirectory() as folder:
        whole, small = Path(folder) / "whole.onnx", Path(folder) / "small.onnx"
        torch.onnx.export(
            network.eval(),
            (torch.zeros(1, 20, WIDTH),),
            str(whole),
            input_names=["words"],
            output_names=["verdicts", "reasons"],
            dynamic_axes={"words": {1: "pieces"}},
            dynamo=False,
            opset_version=17,
        )
        quantize_dynamic(whole, small, weight_type=QuantType.QInt8, per_channel=True)
        model = onnx.load(str(small))
        model.producer_version = ""
        onnx.helper.set_model_props(model, {"facts": json.dumps(facts, sort_keys=True)})
        file.write_bytes(model.SerializeToString(deterministic=True))


def _loss(network: InvestmentNetwork, table: torch.Tensor, batch: Sequence[Encoded]) -> torch.Tensor:
    width = max(len(pieces) for pieces, _ in batch)
    ids = torch.tensor([pieces + [0] * (width - len(pieces)) for pieces, _ in batch])
    mask = torch.tensor([[1.0] * len(pieces) + [0.0] * (width - len(pieces)) for pieces, _ in batch])
    with torch.autocast("cpu", torch.bfloat16):
        verdicts, reasons = network(table[ids], mask)
    wanted = torch.tensor([labels.verdicts for _, labels in batch])
    loss = functional.cross_entropy(
        verdicts.float().flatten(0, 1), wanted.flatten(), label_smoothing=_SMOOTHED
    )
    whys = torch.tensor([labels.reasons for _, labels in batch])
    for test, logits in enumerate(reasons.float().split(REASON_SIZES, 1)):
        if bool((whys[:, test] != NO_REASON).any()):
            loss = loss + _REASONS_WEIGH / 3 * functional.cross_entropy(
                logits, whys[:, test], ignore_index=NO_REASON
            )
    return loss


def _batches(samples: Sequence[Encoded]) -> list[list[Encoded]]:
    """Return the samples in batches of about the same length."""
    chance = random.Random(0)
    mixed = list(samples)
    chance.shuffle(mixed)
    batches = []
    for start in range(0, len(mixed), BATCH * 20):
        near = sorted(mixed[start : start + BATCH * 20], key=lambda one: len(one[0]))
        batches += [near[at : at + BATCH] for at in range(0, len(near), BATCH)]
    chance.shuffle(batches)
    return [batch for batch in batches if len(batch) == BATCH]


def seeded(seed: int, threads: int) -> None:
    """Seed everything that is drawn, and hold the number of threads, so that sums round alike."""
    torch.set_num_threads(threads)
    torch.manual_seed(seed)
    np.random.seed(seed)
