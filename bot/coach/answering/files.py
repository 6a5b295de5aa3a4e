"""The answer model's own file; the words and the tokenizer are those of the packaged sentence model."""

from __future__ import annotations

from pathlib import Path

ANSWERING = Path(__file__).with_name("answering.onnx")
ANSWERING_SHA256 = "1fcb541d68b2d7d9366fdf273a0d099c90c3bde88fe1939815e9febf08702261"
