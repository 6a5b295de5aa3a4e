"""The reader's own file; the words and the tokenizer are those of the packaged sentence model."""

from __future__ import annotations

from pathlib import Path

READER = Path(__file__).with_name("reader.onnx")
READER_SHA256 = "91f35d06c3545e120a3681368e2f0539afdb73e8c495ee2065b2c0b4f53e54bf"
