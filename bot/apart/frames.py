"""What a process that works apart is told, and what it answers: frames with their length in front."""

from __future__ import annotations

import json
import pickle
from collections.abc import Callable
from struct import Struct
from typing import Any, TypeVar, get_type_hints

from cattrs import Converter

T = TypeVar("T")
LENGTH = Struct(">I")
MOST_BYTES = 32_000_000
"""No answer is longer; a text of 200,000 characters with all that is found in it has a tenth of that."""
RAW, VALUE, NO_MEMORY, FAILED = b"R", b"V", b"M", b"F"
_converter = Converter()


def asked(processor_seconds: float, function: Callable[..., Any], args: Any, kwargs: Any) -> bytes:
    """Return the frame that asks for a piece of work.

    This way values are pickled: they come from the bot. What comes back is not, since a forged file may have
    changed who writes it.
    """
    return framed(pickle.dumps((processor_seconds, function, args, kwargs), pickle.HIGHEST_PROTOCOL))


def framed(content: bytes) -> bytes:
    """Return the content with its length in front."""
    return LENGTH.pack(len(content)) + content


def answer(result: object) -> bytes:
    """Return a result as an answer: bytes as they are, everything else as JSON."""
    if isinstance(result, bytes):
        return RAW + result
    return VALUE + json.dumps(_converter.unstructure(result)).encode()


def result_of(function: Callable[..., T], content: bytes) -> T:
    """Return the result that an answer holds, of the type that the function says; raises ValueError."""
    kind = get_type_hints(function)["return"]
    if content[:1] == RAW and kind is bytes:
        return content[1:]  # type: ignore[return-value]
    if content[:1] != VALUE or kind is bytes:
        raise ValueError("no result")
    try:
        result: T = _converter.structure(json.loads(content[1:]), kind)
    except Exception as problem:  # whatever does not fit the type is no result
        raise ValueError("no result") from problem
    return result
