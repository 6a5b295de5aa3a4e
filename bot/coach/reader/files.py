"""The reader's own file; the words and the tokenizer are those of the packaged sentence model."""

from __future__ import annotations

from pathlib import Path

READER = Path(__file__).with_name("reader.onnx")
READER_SHA256 = "548cde50b57f3a6ec4d43f61e5c0d50ac27ea46af7997cfe905cffac97d1bded"
