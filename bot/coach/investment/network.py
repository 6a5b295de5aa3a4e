"""The investment model's network on this machine: one ONNX file, and the word table of the packaged model."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bot.coach.investment import files
from bot.coach.investment.labels import PIECES, REASONS, TESTS, VERDICTS
from bot.coach.investment.opinion import Opinion
from bot.coach.sentence_model import encodable, first_pieces, open_session, open_tokenizer, open_words
from bot.core.coaching.investment import InvestmentTest, Verdict


class InvestmentNetwork:
    """Judges one action at a time, in one thread. Raises Unavailable."""

    def __init__(self, path: Path = files.INVESTMENT, sha256: str = files.INVESTMENT_SHA256) -> None:
        self._session = open_session(path, sha256)
        self._words = open_words()
        self._tokenizer = open_tokenizer()

    def judge(self, action: str) -> dict[InvestmentTest, Opinion]:
        """Return an opinion per test; of a long action its first 128 word pieces are read."""
        pieces = first_pieces(self._tokenizer.encode(encodable(action)).ids, PIECES)
        verdicts, reasons = self._session.run(None, {"words": self._words.look_up(pieces)})
        opinions, at = {}, 0
        for number, test in enumerate(TESTS):
            known = REASONS[test]
            here = reasons[0][at : at + len(known)]
            at += len(known)
            shares = dict(zip(VERDICTS, _softmax(verdicts[0][number]).tolist(), strict=True))
            opinions[test] = Opinion(
                test,
                fails=shares[Verdict.FAIL],
                passes=shares[Verdict.PASS],
                stays_open=shares[Verdict.UNCLEAR],
                reason=known[int(here.argmax())],
            )
        return opinions


def _softmax(logits: NDArray[np.float32]) -> NDArray[np.float32]:
    powers = np.exp(logits - logits.max())
    return np.asarray(powers / powers.sum(), np.float32)
