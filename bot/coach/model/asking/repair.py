"""Finds the JSON objects in what a model wrote, whatever stands around them."""

from __future__ import annotations

import json
import re
from typing import Any

_MOST_STARTS = 64
"""So many braces are tried as the beginning of an object: more stand in no answer that is one."""
_THOUGHT = re.compile(r"<(think|thinking|reasoning)>.*?</\1>", re.DOTALL | re.IGNORECASE)
_THOUGHT_BEFORE = re.compile(r"\A.*</(?:think|thinking|reasoning)>", re.DOTALL | re.IGNORECASE)
_UNTIDY = re.compile(r'("(?:[^"\\]|\\.)*")|,(?=\s*[}\]])|\b(?:None|True|False)\b', re.DOTALL)
"""A text in quotes, which stays, or what Python and JavaScript write and JSON does not know."""
_WORDS = {"None": "null", "True": "true", "False": "false"}


def objects_in(text: str) -> list[dict[str, Any]]:
    """Return the JSON objects of a text, those that had to be tidied first, each kind in its order.

    Left out are a model's own thoughts. An object that is cut off is none: what it would have said further
    is unknown.
    """
    spoken = _THOUGHT_BEFORE.sub("", _THOUGHT.sub("", text))
    tidied = _UNTIDY.sub(_tidied, spoken)
    return ([] if tidied == spoken else _read(tidied)) + _read(spoken)


def _read(text: str) -> list[dict[str, Any]]:
    decoder = json.JSONDecoder(strict=False, parse_constant=_no_number)
    found: list[dict[str, Any]] = []
    at = text.find("{")
    for _ in range(_MOST_STARTS):
        if at < 0:
            break
        try:
            value, end = decoder.raw_decode(text, at)
        except (ValueError, RecursionError):
            end = at + 1
        else:
            found.append(value)
        at = text.find("{", end)
    return found


def _tidied(match: re.Match[str]) -> str:
    return match[1] or _WORDS.get(match[0], "")


def _no_number(name: str) -> Any:
    raise ValueError(f"{name} is no number of JSON")
