"""Reads the knowledge files with the words, forms and templates of the rules."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml


def read_words(path: Path) -> dict[str, Any]:
    """Return the values of a YAML file by their names; raises OSError."""
    values: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return values
