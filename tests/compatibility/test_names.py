"""Names are stored data: what the old commit wrote down under each can be read today."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any, get_type_hints

import pytest

from bot.core.commands import Command
from bot.core.wellformed import IsoDate
from tests.compatibility.house import NAMES, read_command, read_delivery, read_record, write

SHARES = (("creation", 20), ("bridge", 30), ("capitalization", 50))
KNOWN: dict[str, Any] = json.loads(NAMES.read_text(encoding="utf-8"))


def names(sort: str) -> list[str]:
    return sorted(KNOWN[sort])


def example(sort: str, name: str) -> Any:
    return KNOWN[sort][name]["written"]


def values_in(written: Any) -> Iterator[str]:
    """The values of an example's fields, which all differ: numbers, words, days; not names of classes."""
    if isinstance(written, dict):
        for field, value in written.items():
            if field not in ("command", "kind") or not isinstance(value, str):
                yield from values_in(value)
    elif isinstance(written, (list, tuple)):
        for value in written:
            yield from values_in(value)
    else:
        yield str(written)


def lost(before: Any, after: Any) -> list[str]:
    """What stands in the old example and not in the one written today."""
    return list((Counter(values_in(before)) - Counter(values_in(after))).elements())


def possible(written: dict[str, Any]) -> dict[str, Any]:
    """The example with words, days and addresses where its fields take nothing else; all still differ."""
    kind = Command.registry[written["command"]]
    made = dict(written)
    for field, hint in get_type_hints(kind, include_extras=True).items():
        for mark in getattr(hint, "__metadata__", ()):
            made[field] = "2026-03-05" if isinstance(mark, IsoDate) else str(max(mark.words))
    for field, value in (("zone", "Asia/Tokyo"), ("permalink", "https://a.example/b"), *SHARES):
        if field in made:
            made[field] = value
    return made


@pytest.mark.parametrize("name", names("commands"))
def test_a_command_under_its_old_name_is_read_with_all_its_fields(name: str) -> None:
    written = possible(example("commands", name))

    assert lost(written, write(read_command(written))) == []


@pytest.mark.parametrize("name", names("records"))
def test_a_record_under_its_old_kind_is_read_with_all_its_fields(name: str) -> None:
    written = example("records", name)

    assert lost(written, read_record(name, written)) == []


@pytest.mark.parametrize("name", names("deliveries"))
def test_a_delivery_under_its_old_kind_is_read_with_all_its_fields(name: str) -> None:
    written = example("deliveries", name)

    assert lost(written, write(read_delivery(written))) == []
