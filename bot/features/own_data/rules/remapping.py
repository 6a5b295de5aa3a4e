"""Gives rows other ids wherever these stand, where somebody else's rows have them already (B6)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def remapped(value: Any, ids: Mapping[str, str]) -> Any:
    """A JSON value in which every text that is one of these ids is another one."""
    if isinstance(value, str):
        return ids.get(value, value)
    if isinstance(value, list):
        return [remapped(each, ids) for each in value]
    if isinstance(value, dict):
        return {name: remapped(each, ids) for name, each in value.items()}
    return value
