"""Samples as numbers: word pieces, looks, and the answers that the network is to give."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from tokenizers import Tokenizer

from bot.coach.reader.features import KnownWords, features_of
from bot.coach.reader.labels import CLAUSES, INTENTS, NAMES, TOKENS
from bot.core.coaching.understanding import Intent
from tools.reader.samples import Sample, Span

NOT_SCORED = -100
_CHANNELS = "-MCE"


@dataclass(frozen=True, slots=True)
class Encoded:
    """One sample as numbers."""

    pieces: np.ndarray
    looks: np.ndarray
    names: np.ndarray
    clauses: np.ndarray
    intent: int
    command: int
    touch: int


class Encoder:
    """Turns samples into numbers with the tokenizer that the bot uses."""

    def __init__(self, tokenizer: Tokenizer, commands: Sequence[str]) -> None:
        self._tokenizer = tokenizer
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(TOKENS)
        self._commands = list(commands)

    def encode(self, sample: Sample) -> Encoded:
        """Return a sample as numbers; a touch is learned from notes alone."""
        found = self._tokenizer.encode(sample.text)
        known = KnownWords(sample.known_people, sample.known_companies, sample.me)
        told = sample.intent is Intent.NOTE
        return Encoded(
            np.array(found.ids),
            np.array(features_of(sample.text, found.offsets, known), np.float32),
            _tags(found.offsets, sample.names, [str(each) for each in NAMES]),
            _tags(found.offsets, sample.clauses, [str(each) for each in CLAUSES]),
            INTENTS.index(sample.intent),
            self._commands.index(sample.command) if sample.command in self._commands else NOT_SCORED,
            _CHANNELS.index(sample.channel) if told and sample.channel in _CHANNELS else NOT_SCORED,
        )


def _tags(offsets: Sequence[tuple[int, int]], spans: Sequence[Span], labels: Sequence[str]) -> np.ndarray:
    tags = np.zeros(len(offsets), np.int64)
    for start, end, label in spans:
        begun = False
        for place, (a, b) in enumerate(offsets):
            if b > a and a < end and start < b:
                tags[place] = 1 + 2 * labels.index(label) + begun
                begun = True
    return tags
