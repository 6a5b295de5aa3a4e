"""The reader's network on this machine: one ONNX file, and the word table of the packaged sentence model."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from bot.coach.reader import files
from bot.coach.reader.decoding import TaggedSpan, Tags, likeliest_tags, share_of, spans_of, usual_order
from bot.coach.reader.features import KnownWords, features_of
from bot.coach.reader.labels import CLAUSES, INTENTS, NAMES, TOKENS, TOUCHES, NameLabel
from bot.coach.reader.reading import ClauseSpan, MessageReading, NameSpan
from bot.coach.sentence_model import encodable, first_pieces, open_session, open_tokenizer, open_words

_COMMANDS_GIVEN = 3
_T = TypeVar("_T")


class ReaderNetwork:
    """Reads one text at a time; not to be used from two threads at once. Raises Unavailable."""

    def __init__(self, path: Path = files.READER, sha256: str = files.READER_SHA256) -> None:
        self._session = open_session(path, sha256, prepacks=True)
        facts = json.loads(self._session.get_modelmeta().custom_metadata_map["facts"])
        self._commands: list[str] = facts["commands"]
        self._temperature = float(facts["temperature"])
        self._name_order = usual_order(facts["transitions"]["names"])
        self._clause_order = usual_order(facts["transitions"]["clauses"])
        self._words = open_words()
        self._tokenizer = open_tokenizer()

    def count(self, text: str) -> int:
        """Return how many word pieces a text has, as far as they are read."""
        return min(TOKENS, len(self._tokenizer.encode(encodable(text)).ids))

    def read(self, text: str, known: KnownWords) -> MessageReading:
        """Return what the network says of a text; what is longer than 256 word pieces is not read."""
        encoded = self._tokenizer.encode(encodable(text))
        offsets = first_pieces(encoded.offsets, TOKENS)
        looks = np.array(features_of(text, offsets, known), np.float32)[None]
        feed = {"words": self._words.look_up(first_pieces(encoded.ids, TOKENS)), "looks": looks}
        names, clauses, intent, command, touch = (each[0] for each in self._session.run(None, feed))
        name_tags, clause_tags = (
            likeliest_tags(names, self._name_order),
            likeliest_tags(clauses, self._clause_order),
        )
        return MessageReading(
            tuple(_name(span, names) for span in spans_of(text, offsets, name_tags)),
            tuple(
                ClauseSpan(span.start, span.end, CLAUSES[span.label], share_of(clauses, span, span.label))
                for span in spans_of(text, offsets, clause_tags)
            ),
            _ranked(INTENTS, _softmax(intent / self._temperature)),
            _ranked(self._commands, _softmax(command))[:_COMMANDS_GIVEN],
            _ranked(TOUCHES, _softmax(touch)),
        )


def _name(span: TaggedSpan, logarithms: Tags) -> NameSpan:
    person, company = (
        share_of(logarithms, span, NAMES.index(label)) for label in (NameLabel.PERSON, NameLabel.COMPANY)
    )
    own = share_of(logarithms, span, span.label)
    return NameSpan(span.start, span.end, NAMES[span.label], own, person, company)


def _ranked(labels: Sequence[_T], shares: NDArray[np.float32]) -> tuple[tuple[_T, float], ...]:
    pairs = zip(labels, (float(share) for share in shares), strict=True)
    return tuple(sorted(pairs, key=lambda pair: -pair[1]))


def _softmax(logits: NDArray[np.float32]) -> NDArray[np.float32]:
    powers = np.exp(logits - logits.max())
    return np.asarray(powers / powers.sum(), np.float32)
