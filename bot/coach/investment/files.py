"""The investment model's own file; the words and the tokenizer are those of the packaged sentence model."""

from __future__ import annotations

from pathlib import Path

INVESTMENT = Path(__file__).with_name("investment.onnx")
INVESTMENT_SHA256 = "e4e5a1d5c21b46363553556306953d6adbeeb75414171453009881935ed328f9"
