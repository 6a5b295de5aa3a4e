"""The reader's own file; the words and the tokenizer are those of the packaged sentence model."""

from __future__ import annotations

from pathlib import Path

READER = Path(__file__).with_name("reader.onnx")
READER_SHA256 = "c8c8e00661c5069c183d3f8601499189b63592c9f268e9c52159d73b40edd7be"
