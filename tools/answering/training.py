"""Trains the network on pairs, and exports it as one int8 ONNX file without the word table."""

from __future__ import annotations

import random
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from tokenizers import Tokenizer
from torch.nn import functional

from bot.coach.answering.pieces import join_pieces
from tools.answering.network import AnswerNetwork
from tools.answering.samples import Pair
from tools.reader.backbone import WIDTH

BATCH = 32
_WARM_UP = 0.08
_SMOOTHED = 0.02


@dataclass(frozen=True, slots=True)
class EncodedPair:
    """A pair as word pieces; `asked` is how many of them are the question's."""

    pieces: list[int]
    asked: int
    answers: bool


def encode(tokenizer: Tokenizer, pair: Pair) -> EncodedPair:
    """Return a pair as the network reads it."""
    pieces, asked = join_pieces(tokenizer.encode(pair.question).ids, tokenizer.encode(pair.note).ids)
    return EncodedPair(pieces, asked, pair.answers)


def train(
    network: AnswerNetwork, table: torch.Tensor, pairs: Sequence[EncodedPair], *, rate: float = 1.5e-4
) -> None:
    """Train the network once over all pairs; word table and places stay as they are."""
    for parameter in network.backbone.parameters():
        parameter.requires_grad = False
    deep = list(network.backbone.layers.parameters())
    for parameter in deep:
        parameter.requires_grad = True
    heads = [each for name, each in network.named_parameters() if not name.startswith("backbone.")]
    optimizer = torch.optim.AdamW(
        [{"params": heads, "lr": 1e-3}, {"params": deep, "lr": rate}], weight_decay=0.01
    )
    batches = _batches(pairs)
    steps = len(batches)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda k: min(1.0, (k + 1) / (_WARM_UP * steps + 1)) * max(0.02, 1 - k / steps)
    )
    begun, recent = time.monotonic(), 0.0
    network.train()
    for number, batch in enumerate(batches, 1):
        words, sides, mask = _tensors(table, batch)
        with torch.autocast("cpu", torch.bfloat16):
            logits = network(words, sides, mask)
        wanted = torch.tensor([float(each.answers) for each in batch]) * (1 - 2 * _SMOOTHED) + _SMOOTHED
        loss = functional.binary_cross_entropy_with_logits(logits.float(), wanted)
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


def logits(network: AnswerNetwork, table: torch.Tensor, pairs: Sequence[EncodedPair]) -> np.ndarray:
    """Return the logit of each pair."""
    order = sorted(range(len(pairs)), key=lambda number: len(pairs[number].pieces))
    found = np.zeros(len(pairs))
    with torch.no_grad():
        for start in range(0, len(order), 64):
            some = order[start : start + 64]
            found[some] = network(*_tensors(table, [pairs[number] for number in some])).numpy()
    return found


def export(network: AnswerNetwork, file: Path) -> None:
    """Write the network, quantized; it takes rows of the word table, one pair at a time."""
    with tempfile.TemporaryDirectory() as folder:
        whole, small = Path(folder) / "whole.onnx", Path(folder) / "small.onnx"
        torch.onnx.export(
            network.eval(),
            (torch.zeros(1, 20, WIDTH), torch.zeros(1, 20, dtype=torch.long)),
            str(whole),
            input_names=["words", "sides"],
            output_names=["logit"],
            dynamic_axes={"words": {1: "pieces"}, "sides": {1: "pieces"}},
            dynamo=False,
            opset_version=17,
        )
        quantize_dynamic(whole, small, weight_type=QuantType.QInt8, per_channel=True)
        model = onnx.load(str(small))
        model.producer_version = ""
        file.write_bytes(model.SerializeToString(deterministic=True))


def _batches(pairs: Sequence[EncodedPair]) -> list[list[EncodedPair]]:
    """Return the pairs in batches of about the same length."""
    chance = random.Random(0)
    mixed = list(pairs)
    chance.shuffle(mixed)
    batches = []
    for start in range(0, len(mixed), BATCH * 20):
        near = sorted(mixed[start : start + BATCH * 20], key=lambda one: len(one.pieces))
        batches += [near[at : at + BATCH] for at in range(0, len(near), BATCH)]
    chance.shuffle(batches)
    return [batch for batch in batches if len(batch) == BATCH]


def _tensors(
    table: torch.Tensor, batch: Sequence[EncodedPair]
) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    width = max(len(each.pieces) for each in batch)
    pieces = torch.zeros(len(batch), width, dtype=torch.long)
    sides = torch.zeros(len(batch), width, dtype=torch.long)
    mask = torch.zeros(len(batch), width)
    for row, each in enumerate(batch):
        pieces[row, : len(each.pieces)] = torch.tensor(each.pieces)
        sides[row, each.asked : len(each.pieces)] = 1
        mask[row, : len(each.pieces)] = 1
    return table[pieces], sides, mask
