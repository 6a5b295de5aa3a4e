"""Stories as JSON lines: who says or asks what on which day, and what the answer holds or never holds."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any


class BadStory(ValueError):
    """A file that holds no stories; the text says which line and why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """What an answer has to hold, in letters; nothing here needs a judgement."""

    says: tuple[str, ...] = ()
    """Each of these stands in the answer."""
    never: tuple[str, ...] = ()
    """None of these stands in it."""
    wins: str = ""
    """This stands in it, and before `over`, where that stands in it at all."""
    over: str = ""
    dates: tuple[date, ...] = ()
    """Each of these days stands in it, however it is written."""
    abstains: bool = False
    """It says that this is not known, or that it is not sure."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryStep:
    """One thing that somebody does: says something, asks something, or has something said forgotten."""

    who: str
    on: date
    say: str = ""
    name: str = ""
    """By which a later step forgets what was said."""
    ask: str = ""
    forget: str = ""
    expected: Expected | None = None


@dataclass(frozen=True, slots=True)
class Story:
    """Steps in their order, in a notebook that is empty before."""

    id: str
    kind: str
    steps: tuple[StoryStep, ...]


def read_stories(file: Path) -> list[Story]:
    """Return the stories of a file; raises BadStory with the line."""
    stories = []
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            stories.append(Story(str(row["story"]), str(row["kind"]), tuple(map(_step, row["steps"]))))
        except KeyError as error:
            raise BadStory(f"{file.name}, line {number} has no {error.args[0]}.") from None
        except (ValueError, TypeError, AttributeError) as error:
            raise BadStory(f"{file.name}, line {number} is no story: {error}") from None
    if not stories:
        raise BadStory(f"{file.name} is empty.")
    return stories


def written(stories: Sequence[Story]) -> str:
    """Return stories as JSON lines."""
    return "".join(json.dumps(_story(story), ensure_ascii=False) + "\n" for story in stories)


def _step(row: Mapping[str, Any]) -> StoryStep:
    if sum(name in row for name in ("say", "ask", "forget")) != 1:
        raise ValueError("a step says, asks or forgets, and one of these")
    expected = row.get("expect")
    return StoryStep(
        who=row["who"],
        on=date.fromisoformat(row["on"]),
        say=row.get("say", ""),
        name=row.get("as", ""),
        ask=row.get("ask", ""),
        forget=row.get("forget", ""),
        expected=_expected(expected) if expected is not None else None,
    )


def _expected(row: Mapping[str, Any]) -> Expected:
    if odd := set(row) - set(Expected.__dataclass_fields__):
        raise ValueError(f"nothing can be expected that is called {', '.join(sorted(odd))}")
    return Expected(
        says=tuple(row.get("says", ())),
        never=tuple(row.get("never", ())),
        wins=row.get("wins", ""),
        over=row.get("over", ""),
        dates=tuple(map(date.fromisoformat, row.get("dates", ()))),
        abstains=row.get("abstains", False),
    )


def _story(story: Story) -> dict[str, Any]:
    return {"story": story.id, "kind": story.kind, "steps": [_written_step(each) for each in story.steps]}


def _written_step(step: StoryStep) -> dict[str, Any]:
    row: dict[str, Any] = {"who": step.who, "on": step.on.isoformat()}
    row |= {key: value for key in ("say", "ask", "forget") if (value := getattr(step, key))}
    if step.name:
        row["as"] = step.name
    if step.expected is not None:
        expected = step.expected
        row["expect"] = {
            name: value
            for name, value in (
                ("says", list(expected.says)),
                ("never", list(expected.never)),
                ("wins", expected.wins),
                ("over", expected.over),
                ("dates", [each.isoformat() for each in expected.dates]),
                ("abstains", expected.abstains),
            )
            if value
        }
    return row
