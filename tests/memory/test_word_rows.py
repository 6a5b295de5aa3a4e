"""The sentence model, rewritten so that its word table is not held as a whole in wide numbers."""

from __future__ import annotations

import numpy as np
import onnxruntime
import pytest

from bot.coach.reader import files
from bot.coach.sentence_model import packaged_model
from bot.memory.word_rows import take_rows_first


def session(model: bytes) -> onnxruntime.InferenceSession:
    """The model in one thread, as it is."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    return onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])


def test_the_rewritten_model_gives_the_very_same_numbers() -> None:
    model = packaged_model().read_bytes()
    rewritten = take_rows_first(model)
    assert len(rewritten) < len(model) + 500
    assert rewritten != model
    pieces = np.random.default_rng(7).integers(1000, 30_000, (3, 21))
    feed = {"input_ids": pieces, "attention_mask": np.ones_like(pieces)}
    whole, rows = session(model), session(rewritten)
    taken = {given.name for given in whole.get_inputs()}
    feed |= {"token_type_ids": np.zeros_like(pieces)} if "token_type_ids" in taken else {}
    assert np.array_equal(whole.run(None, feed)[0], rows.run(None, feed)[0])


@pytest.mark.parametrize("model", [files.READER.read_bytes(), b""], ids=["without a table", "empty"])
def test_a_model_that_is_built_otherwise_stays_as_it_is(model: bytes) -> None:
    assert take_rows_first(model) == model


def test_a_model_that_was_rewritten_is_not_changed_again() -> None:
    rewritten = take_rows_first(packaged_model().read_bytes())
    assert take_rows_first(rewritten) == rewritten
