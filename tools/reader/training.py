"""Trains the network on samples."""

from __future__ import annotations

import random
import time
from collections.abc import Sequence

import numpy as np
import torch
from torch.nn import functional

from tools.reader.encoding import NOT_SCORED, Encoded
from tools.reader.network import ReaderNetwork

BATCH = 32
_WEIGHTS = (2.0, 3.0, 0.7, 0.3, 0.6)
"""What names, clauses, intent, subcommand and touch count."""
_WARM_UP = 0.06


def train(
    network: ReaderNetwork,
    table: torch.Tensor,
    samples: Sequence[Encoded],
    *,
    rate: float = 2e-4,
    head_rate: float = 1e-3,
) -> None:
    """Train the network once over all samples; its word places stay as they are."""
    for parameter in network.backbone.parameters():
        parameter.requires_grad = False
    for parameter in network.backbone.layers.parameters():
        parameter.requires_grad = True
    deep = list(network.backbone.layers.parameters())
    heads = [each for name, each in network.named_parameters() if not name.startswith("backbone.")]
    optimizer = torch.optim.AdamW(
        [{"params": heads, "lr": head_rate}, {"params": deep, "lr": rate}], weight_decay=0.01
    )
    batches = _batches(samples)
    steps = len(batches)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda k: min(1.0, (k + 1) / (_WARM_UP * steps + 1)) * max(0.02, 1 - k / steps)
    )
    network.train()
    begun, recent = time.monotonic(), np.zeros(len(_WEIGHTS))
    for number, batch in enumerate(batches, 1):
        losses = _losses(network, table, batch)
        loss = sum((weight * each for weight, each in zip(_WEIGHTS, losses, strict=True)), torch.tensor(0.0))
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(heads + deep, 1.0)
        optimizer.step()
        schedule.step()
        recent = 0.97 * recent + 0.03 * np.array([each.item() for each in losses])
        if number % 50 == 0:
            shown = (recent / (1 - 0.97**number)).round(3)
            print(f"{number} of {steps}: {shown}, {time.monotonic() - begun:.0f} s", flush=True)
    network.eval()


def _batches(samples: Sequence[Encoded]) -> list[list[Encoded]]:
    """Return the samples in batches of about the same length."""
    chance = random.Random(0)
    mixed = list(samples)
    chance.shuffle(mixed)
    batches = []
    for start in range(0, len(mixed), BATCH * 20):
        near = sorted(mixed[start : start + BATCH * 20], key=lambda one: len(one.pieces))
        batches += [near[at : at + BATCH] for at in range(0, len(near), BATCH)]
    chance.shuffle(batches)
    return [batch for batch in batches if len(batch) == BATCH]


def _losses(network: ReaderNetwork, table: torch.Tensor, batch: Sequence[Encoded]) -> list[torch.Tensor]:
    width = max(len(one.pieces) for one in batch)

    def padded(rows: Sequence[np.ndarray], empty: int = 0) -> torch.Tensor:
        return torch.tensor(
            np.stack([np.pad(row, (0, width - len(row)), constant_values=empty) for row in rows])
        )

    mask = padded([np.ones(len(one.pieces), np.float32) for one in batch])
    looks = torch.tensor(
        np.stack([np.pad(one.looks, ((0, width - len(one.looks)), (0, 0))) for one in batch])
    )
    with torch.autocast("cpu", torch.bfloat16):
        names, clauses, intent, command, touch = network(
            table[padded([one.pieces for one in batch])], looks, mask
        )
    return [
        functional.cross_entropy(
            names.float().flatten(0, 1), padded([b.names for b in batch], NOT_SCORED).flatten()
        ),
        functional.cross_entropy(
            clauses.float().flatten(0, 1), padded([b.clauses for b in batch], NOT_SCORED).flatten()
        ),
        functional.cross_entropy(
            intent.float(), torch.tensor([b.intent for b in batch]), label_smoothing=0.02
        ),
        _if_any(command, [b.command for b in batch]),
        _if_any(touch, [b.touch for b in batch]),
    ]


def _if_any(logits: torch.Tensor, wanted: list[int]) -> torch.Tensor:
    """Return the loss over the samples that have an answer; nothing where none has."""
    if all(each == NOT_SCORED for each in wanted):
        return logits.float().sum() * 0.0
    return functional.cross_entropy(logits.float(), torch.tensor(wanted), ignore_index=NOT_SCORED)
