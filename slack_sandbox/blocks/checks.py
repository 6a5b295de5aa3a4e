"""Small checks from which the rules of Block Kit are put together; each reports as Slack words it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass
class Report:
    """What was found wrong so far, as Slack's `[json-pointer:…]` lines."""

    errors: list[str] = field(default_factory=list)

    def add(self, problem: str, pointer: str) -> None:
        """Adds one problem at a place of the document."""
        self.errors.append(f"{problem} [json-pointer:{pointer}]")


Check = Callable[[Any, str, Report], None]


def string(limit: int, minimum: int = 1) -> Check:
    """A string of `minimum` to `limit` characters."""

    def check(value: Any, at: str, report: Report) -> None:
        if not isinstance(value, str):
            report.add("must be a string", at)
        elif len(value) < minimum:
            report.add(f"must be more than {minimum - 1} characters", at)
        elif len(value) > limit:
            report.add(f"must be less than {limit + 1} characters", at)

    return check


def url(limit: int = 3000, schemes: tuple[str, ...] = ("http://", "https://")) -> Check:
    """An address with one of the schemes."""
    length = string(limit)

    def check(value: Any, at: str, report: Report) -> None:
        length(value, at, report)
        if isinstance(value, str) and value and not value.startswith(schemes):
            report.add("must be a valid URL", at)

    return check


def boolean(value: Any, at: str, report: Report) -> None:
    """Reports what is not true or false."""
    if not isinstance(value, bool):
        report.add("must be a boolean", at)


def integer(minimum: int | None = None, maximum: int | None = None) -> Check:
    """A whole number within bounds."""

    def check(value: Any, at: str, report: Report) -> None:
        if isinstance(value, bool) or not isinstance(value, int):
            report.add("must be an integer", at)
        elif minimum is not None and value < minimum:
            report.add(f"must be at least {minimum}", at)
        elif maximum is not None and value > maximum:
            report.add(f"must be at most {maximum}", at)

    return check


def anything(value: Any, at: str, report: Report) -> None:
    """Accepts everything."""


def choice(*values: str) -> Check:
    """One of some words."""

    def check(value: Any, at: str, report: Report) -> None:
        if value not in values:
            report.add(f"must be a valid enum value: {', '.join(values)}", at)

    return check


def array(item: Check, maximum: int, minimum: int = 1) -> Check:
    """A list of `minimum` to `maximum` items of one kind."""

    def check(value: Any, at: str, report: Report) -> None:
        if not isinstance(value, list):
            report.add("must be an array", at)
            return
        if len(value) < minimum:
            report.add(f"no fewer than {minimum} items allowed", at)
        if len(value) > maximum:
            report.add(f"no more than {maximum} items allowed", at)
        for index, entry in enumerate(value):
            item(entry, f"{at}/{index}", report)

    return check


def record(required: Mapping[str, Check], optional: Mapping[str, Check] | None = None) -> Check:
    """An object with these fields and no others."""
    known = {**required, **(optional or {})}

    def check(value: Any, at: str, report: Report) -> None:
        if not isinstance(value, dict):
            report.add("must provide an object", at)
            return
        for name in required:
            if value.get(name) is None:
                report.add(f"missing required field: {name}", at)
        for name, entry in value.items():
            if name == "type":
                continue
            if name not in known:
                report.add(f"invalid additional property: {name}", at)
            elif entry is not None:
                known[name](entry, f"{at}/{name}", report)

    return check


def tagged(kinds: Mapping[str, Check]) -> Check:
    """An object whose `type` says which rules hold for it."""

    def check(value: Any, at: str, report: Report) -> None:
        if not isinstance(value, dict):
            report.add("must provide an object", at)
        elif not value.get("type"):
            report.add("missing required field: type", at)
        elif not isinstance(value["type"], str) or value["type"] not in kinds:
            report.add(f"unsupported type: {value['type']}", f"{at}/type")
        else:
            kinds[value["type"]](value, at, report)

    return check


def both(*checks: Check) -> Check:
    """Every one of several checks."""

    def check(value: Any, at: str, report: Report) -> None:
        for one in checks:
            one(value, at, report)

    return check


def either(names: Iterable[str]) -> Check:
    """An object that has at least one of the fields."""
    wanted = tuple(names)

    def check(value: Any, at: str, report: Report) -> None:
        if isinstance(value, dict) and not any(value.get(name) is not None for name in wanted):
            report.add(f"must define either `{'` or `'.join(wanted)}`", at)

    return check
