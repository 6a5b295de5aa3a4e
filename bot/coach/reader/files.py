"""The reader's own file; the words and the tokenizer are those of the packaged sentence model."""

from __future__ import annotations

from pathlib import Path

READER = Path(__file__).with_name("reader.onnx")
READER_SHA256 = "a580459a3c9684e1367ee5c507484e03484bad039211d0bc4b2a5a5e5669353e"
