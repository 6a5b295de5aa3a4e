"""Forged and damaged values: refused when a command is read, and harmless where they look right."""

from __future__ import annotations

import dataclasses
import json
import typing
from enum import StrEnum
from typing import Any, get_type_hints

import pytest

from bot import codec
from bot.conversation.checking import validate
from bot.core.coaching.investment import InvestmentTest, Network
from bot.core.commands import Command, FormCommand, Help, Origin, Said, Surface, Undo
from bot.core.contacts import Phase, Standing, Universe
from bot.core.identity import MemberId, WorkspaceId
from bot.core.members import Role
from bot.core.notes import CommitmentState, Note
from bot.core.ports.errors import Unreadable
from bot.core.wellformed import OneOf, flaw_of
from bot.features.assessment.commands import ClarifyAction, ServeNetwork
from bot.features.fit.commands import DecideFit
from bot.features.fit.contracts.values import FitOutcome
from bot.features.goals.commands import AddGoal, SettleGoal
from bot.features.goals.contracts import GoalPeriod, GoalState
from bot.features.notes.commands import OpenNote, SaveNote
from bot.features.people.commands import SettleCommitment
from bot.features.portfolio.commands import SetPhase, SetStanding, SetUniverse
from bot.features.reporting.commands import SetRole
from bot.features.rounds.commands import BeginRound, OpenRound, PlanConversation
from bot.features.rounds.contracts.values import RoundKind
from bot.features.score.commands import ShowSources
from bot.features.score.rules import Measure
from tests.handlers.office import Office

COMMANDS = sorted(
    {
        kind
        for kind in Command.registry.values()
        if dataclasses.is_dataclass(kind) and kind.__module__.startswith("bot.")
    },
    key=lambda kind: kind.__name__,
)
BEHIND_THE_SCENES = (
    "Due",
    "Awaken",
    "BeginErasing",
    "FinishErasing",
    "RedrawPosts",
    "RedrawPost",
    "ReportWithdrawal",
)
"""Written by the schedule, by withdrawals and by a confirmed erasure alone, never into a button."""
IDS = ("id", "change", "card", "message", "carry", "drop", "base", "revises")
WORDS: list[tuple[type[Command], str, type[StrEnum]]] = [
    (SettleCommitment, "state", CommitmentState),
    (SettleGoal, "state", GoalState),
    (AddGoal, "period", GoalPeriod),
    (SetStanding, "standing", Standing),
    (SetPhase, "phase", Phase),
    (SetUniverse, "universe", Universe),
    (SetRole, "role", Role),
    (ShowSources, "measure", Measure),
    (DecideFit, "outcome", FitOutcome),
    (OpenRound, "kind", RoundKind),
    (BeginRound, "kind", RoundKind),
    (ClarifyAction, "test", InvestmentTest),
    (ServeNetwork, "network", Network),
]


@pytest.mark.parametrize(
    "value",
    [
        {},
        {"command": "NoSuchCommand"},
        {"command": ["OpenNote"]},
        {"command": "OpenNote"},
        {"command": "OpenNote", "note_id": 5},
        {"command": "OpenNote", "note_id": None},
        {"command": "OpenNote", "note_id": {"a": 1}},
        {"command": "OpenNote", "note_id": "n" * 201},
        {"command": "OpenNote", "note_id": "two words"},
        {"command": "OpenNote", "note_id": "n\n"},
        {"command": "OpenNote", "note_id": "n\x00"},
        {"command": "OpenNote", "note_id": "\ud800"},
        {"command": "OpenNote", "note_id": "n1", "more": 1},
        {"command": "ListNotes", "page": -1},
        {"command": "ListNotes", "page": True},
        {"command": "ListNotes", "page": "1"},
        {"command": "ListNotes", "page": 1.5},
        {"command": "ListNotes", "page": 10**30},
        {"command": "Help", "turns": 1},
        {"command": "TakeNote", "text": "x" * 100_001},
        {"command": "TakeNote", "text": "x\x00y"},
        {"command": "TakeNote", "text": "x", "permalink": "javascript:alert(1)"},
        {"command": "SaveNote", "zone": "../../etc/passwd"},
        {"command": "SaveNote", "zone": "Mars/Olympus"},
        {"command": "SaveNote", "values": {"words": 5}},
        {"command": "SaveNote", "values": {"words": ["a", 5]}},
        {"command": "SaveNote", "values": {str(number): "x" for number in range(300)}},
        {"command": "SettleGoal", "goal_id": "g1", "state": "won"},
        {"command": "PlanConversation", "note_id": "n1", "on": "soon"},
        {"command": "PlanConversation", "note_id": "n1", "on": "20260305"},
        {"command": "ShowTheme", "name": "x", "notes": ["n"] * 501},
        {"command": "Due", "kind": "nudges", "key": "k", "due": "2026-03-05T09:00:00"},
        {"command": "Said", "text": "x", "files": [{"id": 1}]},
        [[[[]]]],
        "OpenNote",
        7,
        None,
    ],
    ids=lambda value: json.dumps(value)[:60],
)
def test_what_no_handler_can_take_is_refused_when_it_is_read(value: Any) -> None:
    with pytest.raises(Unreadable):
        codec.read_command(value)


def test_what_the_bot_writes_is_read_again() -> None:
    for command in (
        OpenNote("n1"), Undo("c" * 32), Help("contacts", turns=True), Said("Met <Ana> \u20ac\n"),
        SaveNote("https://a.slack.com/archives/C1/p1?thread_ts=1.2&cid=C1", "Asia/Tokyo", {"words": "x"}),
        SettleGoal("g1", GoalState.CARRIED), AddGoal("Meet more"), PlanConversation("n1", "2026-03-05"),
    ):  # fmt: skip
        assert codec.read_command(json.loads(json.dumps(codec.write(command)))) == command
        assert flaw_of(command) == ""


@pytest.mark.parametrize(("kind", "name", "words"), WORDS, ids=lambda each: getattr(each, "__name__", each))
def test_the_words_of_a_field_are_those_of_its_method(
    kind: type[Command], name: str, words: type[StrEnum]
) -> None:
    hint = get_type_hints(kind, include_extras=True)[name]
    [mark] = [mark for mark in hint.__metadata__ if isinstance(mark, OneOf)]
    assert mark.words - {""} == set(words)


def forged(kind: type[Command], style: str) -> dict[str, Any]:
    """A command's JSON with values of the right types that nobody would write."""
    hints = get_type_hints(kind)
    made: dict[str, Any] = {"command": kind.__name__}
    for field in dataclasses.fields(kind):  # type: ignore[arg-type]
        made[field.name] = _value(hints[field.name], field.name, style)
    return made


def _value(hint: Any, name: str, style: str) -> Any:
    options = [each for each in typing.get_args(hint) if each is not type(None)]
    if name == "values":
        names = ("text", "words", "day", "due", "name", "state", "number", "until")
        return dict.fromkeys(names, {"empty": "", "unknown": "no such thing", "huge": "9" * 400}[style])
    if typing.get_origin(hint) is tuple:
        times = 0 if style == "empty" else 2 if Ellipsis in options else len(options)
        return [_value(options[0], name, style)] * times
    if options:
        return None if style == "empty" else _value(options[0], name, style)
    if hint is bool:
        return style != "empty"
    if hint is int:
        return {"empty": 0, "unknown": 77, "huge": 999_999}[style]
    if hint is str:
        is_id = name.endswith("_id") or name in IDS
        longest = "x" * (200 if is_id else 4000)
        return {"empty": "", "unknown": "x/y" if is_id else "no such thing", "huge": longest}[style]
    hints = get_type_hints(hint)
    return {each.name: _value(hints[each.name], each.name, style) for each in dataclasses.fields(hint)}


@pytest.mark.slow
@pytest.mark.parametrize("style", ["empty", "unknown", "huge"])
@pytest.mark.parametrize("surface", [Surface.BUTTON, Surface.FORM])
async def test_values_that_look_right_and_mean_nothing_break_no_handler(
    office: Office, style: str, surface: Surface
) -> None:
    await office.say("Met Ana Ruiz from Northwind.")
    place = Origin(surface=surface, conversation="D-U1", message="p1", thread="p1", view="v1")
    broken: list[str] = []
    is_form = surface is Surface.FORM
    for kind in COMMANDS:
        if kind.__name__ in BEHIND_THE_SCENES or issubclass(kind, FormCommand) is not is_form:
            continue
        try:
            command = codec.read_command(forged(kind, style))
        except Unreadable:
            continue
        try:
            if not isinstance(command, FormCommand) or not validate(command, office.now):
                await office.do(command, place)
        except Exception as problem:
            broken.append(f"{kind.__name__}: {type(problem).__name__} {problem}"[:200])
    assert broken == []
    assert [note.text for note in await office.rows(Note)][:1] == ["Met Ana Ruiz from Northwind."]
    assert (WorkspaceId("T1"), MemberId("U1")) == (office.scope.workspace, office.scope.member)
