"""How sure the network's intents are, made honest on templates that it was not trained on."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch.nn import functional

from tools.reader.encoding import Encoded
from tools.reader.network import ReaderNetwork


def temperature(network: ReaderNetwork, table: torch.Tensor, samples: Sequence[Encoded]) -> float:
    """Return by what the intents' logits are to be divided, so that their probabilities hold."""
    logits, wanted = _intents(network, table, samples)
    choices = [round(0.5 + 0.05 * step, 2) for step in range(71)]
    return min(choices, key=lambda divisor: float(functional.cross_entropy(logits / divisor, wanted)))


def accuracy(network: ReaderNetwork, table: torch.Tensor, samples: Sequence[Encoded]) -> float:
    """Return the share of samples whose intent is right."""
    logits, wanted = _intents(network, table, samples)
    return float((logits.argmax(1) == wanted).float().mean())


def _intents(
    network: ReaderNetwork, table: torch.Tensor, samples: Sequence[Encoded]
) -> tuple[torch.Tensor, torch.Tensor]:
    with torch.no_grad():
        answers = [
            network.read_one(table[torch.tensor(one.pieces)][None], torch.tensor(one.looks)[None])[2]
            for one in samples
        ]
    return torch.cat(answers), torch.tensor([one.intent for one in samples])
