"""The reader's own file; the words and the tokenizer are those of the packaged sentence model."""

from __future__ import annotations

from pathlib import Path

READER = Path(__file__).with_name("reader.onnx")
READER_SHA256 = "dbf32a23674d2bb0c127aa4b540d2d4de1c8621f669ae45cf67554a56f46511d"
