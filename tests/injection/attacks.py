"""The attacks, read from `attacks/`: one file for each way in which an order gets in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).with_name("attacks")


@dataclass(frozen=True, slots=True, kw_only=True)
class Attack:
    """An order that somebody hid, what a model that obeys does, and what must not come of it."""

    id: str
    way: str
    """How it gets in; the name of its file."""
    text: str
    """What is hidden there."""
    encoding: str = "plain"
    """How the order is written, for the reader: plain, base64, zero-width …"""
    language: str = "en"
    more: tuple[str, ...] = ()
    """Texts that get in the same way after the first one, in turns of their own."""
    asks: str = ""
    """What the member says or does afterwards, where it is not what every attack of this way does."""
    writes: tuple[str, ...] = ()
    """What the model writes wherever it may write something: a sentence, a reason, a theme, a message."""
    looks_up: tuple[Mapping[str, str], ...] = ()
    proposes: tuple[str, ...] = ()
    command: str = ""
    """What the model takes a message for."""
    intent: str = "note"
    people: tuple[str, ...] = ()
    promises: tuple[Mapping[str, str], ...] = ()
    corrects: bool = False
    """Whether the model says of each message that it corrects an older note."""
    never: tuple[str, ...] = ()
    """Words that must not stand in anything that is shown, beside what every attack must not bring about."""
    rows_never: tuple[str, ...] = ()
    """Kinds of rows that it must not bring, though others of its way may."""
    reaches: bool = True
    """Whether its longest line gets to the model as it is; false where only parts of it do, or none."""
    asks_back: bool = False
    """Whether the model puts what it writes as a question, too."""
    fast: bool = False
    """Whether it is of the cross-section that runs with the fast tests."""


def all_attacks() -> list[Attack]:
    """Every attack of every file."""
    return [each for path in sorted(FOLDER.glob("*.yaml")) for each in _attacks_in(path)]


def _attacks_in(path: Path) -> Iterator[Attack]:
    known = {field.name for field in fields(Attack)}
    for row in yaml.safe_load(path.read_text(encoding="utf-8")):
        if extra := set(row) - known:
            raise ValueError(f"{path.name}: {row.get('id')} has unknown fields {sorted(extra)}")
        yield Attack(way=path.stem, **{name: _frozen(value) for name, value in row.items()})


def _frozen(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value
