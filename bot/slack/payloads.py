"""Takes parts out of what Slack sent, where a part may be missing or of another shape than it should be."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def record(value: object) -> Mapping[str, Any]:
    """Return a value that should be a record; an empty one where it is none."""
    return value if isinstance(value, Mapping) else {}


def records(value: object) -> list[Mapping[str, Any]]:
    """Return the records in a value that should be a list of them; none where it is no list."""
    return [each for each in value if isinstance(each, Mapping)] if isinstance(value, list) else []


def only(parts: Mapping[str, Any], names: tuple[str, ...]) -> dict[str, Any]:
    """Return the named parts of a record that it has."""
    return {name: parts[name] for name in names if parts.get(name) is not None}


def texts(parts: Mapping[str, Any], names: tuple[str, ...]) -> dict[str, str]:
    """Return the named parts of a record that are texts."""
    return {name: value for name in names if isinstance(value := parts.get(name), str)}
