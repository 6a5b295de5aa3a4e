"""Small makers for tests of the store: a clock that moves when told, work, contacts, notes."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

from bot.core.cards import Card
from bot.core.commands import Origin, Said, Surface
from bot.core.contacts import Contact, ContactId
from bot.core.deliveries import NOTHING, Say
from bot.core.identity import MemberId, Scope, Space, WorkspaceId, own_space
from bot.core.notes import Note, NoteId
from bot.core.ports.queues import Envelope
from bot.core.ports.work import Work

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
ANA, BEN = (Scope(WorkspaceId("T1"), MemberId(each)) for each in ("U1", "U2"))
"""Two members of one workspace."""


class HandClock:
    """Rule time and lease seconds that stand still until they are moved."""

    def __init__(self) -> None:
        self.time = START
        self.elapsed = 1000.0

    def now(self) -> datetime:
        return self.time

    def seconds(self) -> float:
        return self.elapsed

    def pass_seconds(self, seconds: float) -> None:
        self.elapsed += seconds
        self.time += timedelta(seconds=seconds)


def work(scope: Scope = ANA, key: str = "k1", *, lease: str = "") -> Work[Any]:
    return Work(
        key=key,
        scope=scope,
        command=Said("hello"),
        origin=Origin(surface=Surface.DIRECT, conversation="D1", thread="1.0"),
        now=START,
        lease=lease,
    )


def contact(scope: Scope = ANA, id: str = "c1", **fields: Any) -> Contact:
    values: dict[str, Any] = {
        "workspace": scope.workspace,
        "space": own_space(scope.member),
        "name": "Ana Ruiz",
        "created_at": START,
    }
    return Contact(id=ContactId(id), **(values | fields))


def note(scope: Scope = ANA, id: str = "n1", text: str = "Ana wants a pilot", **fields: Any) -> Note:
    values: dict[str, Any] = {
        "workspace": scope.workspace,
        "space": own_space(scope.member),
        "created_at": START,
        "occurred_on": date(2026, 3, 1),
    }
    return Note(id=NoteId(id), text=text, **(values | fields))


def envelope(key: str, member: str = "U1", workspace: str = "T1", **fields: Any) -> Envelope:
    values: dict[str, Any] = {"source": "slack", "payload": {"type": "event_callback"}, "ordering_key": ""}
    return Envelope(key=key, workspace=WorkspaceId(workspace), member=MemberId(member), **(values | fields))


def say(text: str = "Noted", **fields: Any) -> Say:
    return Say(**{"card": Card(text=(text,)), "about": NOTHING, **fields})


def team(name: str) -> Space:
    return Space(f"t:{name}")
