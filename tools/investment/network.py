"""The network: the sentence model over an action, and a head for the verdicts and for the reasons."""

from __future__ import annotations

import torch
from torch import nn
from torch.nn import functional

from bot.coach.investment.labels import REASONS, TESTS, VERDICTS
from tools.reader.backbone import WIDTH, Backbone

_INNER = 192
REASON_SIZES = tuple(len(REASONS[test]) for test in TESTS)


class InvestmentNetwork(nn.Module):
    """Says of each test how likely it fails, passes or stays open, and for which reason it fails."""

    def __init__(self, backbone: Backbone) -> None:
        super().__init__()
        self.backbone = backbone
        self.drop = nn.Dropout(0.15)
        self.inner = nn.Linear(2 * WIDTH, _INNER)
        self.verdicts = nn.Linear(_INNER, len(TESTS) * len(VERDICTS))
        self.reasons = nn.Linear(_INNER, sum(REASON_SIZES))

    def forward(
        self, words: torch.Tensor, mask: torch.Tensor | None = None
    ) -> tuple[torch.Tensor, torch.Tensor]:
        """Return logits a text: verdicts (texts, tests, 3), and the reasons of all tests in a row."""
        states = self.backbone(words, mask).float()
        if mask is None:
            mean = states.mean(1)
        else:
            mean = (states * mask[:, :, None]).sum(1) / mask[:, :, None].sum(1)
        both = self.drop(torch.cat([states[:, 0], mean], -1))
        inner = self.drop(functional.gelu(self.inner(both)))
        return self.verdicts(inner).view(-1, len(TESTS), len(VERDICTS)), self.reasons(inner)
