"""The network: the sentence model over question and note together, and one number out of it."""

from __future__ import annotations

import torch
from torch import nn
from torch.nn import functional

from tools.reader.backbone import WIDTH, Backbone

_INNER = 192


class AnswerNetwork(nn.Module):
    """Says by one logit whether a note answers a question, given the word pieces of both in a row."""

    def __init__(self, backbone: Backbone) -> None:
        super().__init__()
        self.backbone = backbone
        self.side = nn.Embedding(2, WIDTH)
        nn.init.zeros_(self.side.weight)
        self.drop = nn.Dropout(0.1)
        self.inner = nn.Linear(2 * WIDTH, _INNER)
        self.out = nn.Linear(_INNER, 1)

    def forward(
        self, words: torch.Tensor, sides: torch.Tensor, mask: torch.Tensor | None = None
    ) -> torch.Tensor:
        """Return a logit a pair; `words` are word table rows, `sides` 0 for the question, 1 for the note."""
        states = self.backbone(words + self.side(sides), mask).float()
        if mask is None:
            mean = states.mean(1)
        else:
            mean = (states * mask[:, :, None]).sum(1) / mask[:, :, None].sum(1)
        both = self.drop(torch.cat([states[:, 0], mean], -1))
        return self.out(self.drop(functional.gelu(self.inner(both))))[:, 0]
