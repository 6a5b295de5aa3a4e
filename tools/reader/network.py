"""The reader's network: the encoder, the looks of the words, a recurrent net, and a head for each answer."""

from __future__ import annotations

import torch
from torch import nn
from torch.nn import functional
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence

from bot.coach.reader.features import FEATURES
from bot.coach.reader.labels import CLAUSES, INTENTS, NAMES, TOUCHES
from tools.reader.backbone import WIDTH, Backbone

_INNER, _RECURRENT, _POOLED = 192, 128, 160
NAME_TAGS, CLAUSE_TAGS = 1 + 2 * len(NAMES), 1 + 2 * len(CLAUSES)
"""No span, and for each label its first piece and the pieces after it."""


class ReaderNetwork(nn.Module):
    """Answers with five heads: names and clauses of word pieces; intent, subcommand and touch of the text."""

    def __init__(self, backbone: Backbone, commands: int) -> None:
        super().__init__()
        self.backbone = backbone
        self.drop = nn.Dropout(0.15)
        self.inner = nn.Linear(WIDTH + FEATURES, _INNER)
        self.recurrent = nn.LSTM(_INNER, _RECURRENT, batch_first=True, bidirectional=True)
        self.names = nn.Linear(2 * _RECURRENT + _INNER, NAME_TAGS)
        self.clauses = nn.Linear(2 * _RECURRENT + _INNER, CLAUSE_TAGS)
        self.pooled = nn.Linear(2 * WIDTH + 4 * _RECURRENT, _POOLED)
        self.intent = nn.Linear(_POOLED, len(INTENTS))
        self.command = nn.Linear(_POOLED, commands)
        self.touch = nn.Linear(_POOLED, len(TOUCHES))

    def forward(
        self, words: torch.Tensor, looks: torch.Tensor, mask: torch.Tensor
    ) -> tuple[torch.Tensor, ...]:
        """Return the five answers of a batch, as logits."""
        states = self.backbone(words, mask).float()
        inner = functional.gelu(self.inner(self.drop(torch.cat([states, looks], -1))))
        packed = pack_padded_sequence(inner, mask.sum(1).long().cpu(), batch_first=True, enforce_sorted=False)
        recurrent, _ = pad_packed_sequence(
            self.recurrent(packed)[0], batch_first=True, total_length=words.shape[1]
        )
        counts = mask[:, :, None]
        means = [(each * counts).sum(1) / counts.sum(1) for each in (states, recurrent)]
        most = (recurrent - 1e4 * (1 - counts)).amax(1)
        return self._answers(inner, recurrent, torch.cat([states[:, 0], *means, most], -1))

    def read_one(self, words: torch.Tensor, looks: torch.Tensor) -> tuple[torch.Tensor, ...]:
        """Return the five answers for one text, without padding: this is what is exported."""
        states = self.backbone(words, None)
        inner = functional.gelu(self.inner(torch.cat([states, looks], -1)))
        recurrent, _ = self.recurrent(inner)
        whole = torch.cat([states[:, 0], states.mean(1), recurrent.mean(1), recurrent.amax(1)], -1)
        names, clauses, intent, command, touch = self._answers(inner, recurrent, whole)
        return names.log_softmax(-1), clauses.log_softmax(-1), intent, command, touch

    def _answers(
        self, inner: torch.Tensor, recurrent: torch.Tensor, whole: torch.Tensor
    ) -> tuple[torch.Tensor, ...]:
        pieces = self.drop(torch.cat([recurrent, inner], -1))
        text = self.drop(functional.gelu(self.pooled(whole)))
        return (
            self.names(pieces),
            self.clauses(pieces),
            self.intent(text),
            self.command(text),
            self.touch(text),
        )
