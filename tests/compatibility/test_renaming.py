"""What was written down under the old name of a renamed class is still read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import ClassVar

import pytest

from bot.codec import read_command, read_job, write
from bot.core.cards import Button
from bot.core.commands import Command, FormCommand, FormValues, Origin, Surface
from bot.core.feature import Record
from bot.core.identity import Space, WorkspaceId
from bot.slack.render.controls import Names, button_element
from bot.slack.values import metadata, read_metadata, read_value
from bot.store.kinds import kind_named, kind_of, register
from bot.store.store import open_store
from tests.support.databases import database_maker
from tests.support.stores import ANA, START, HandClock, contact, envelope, work

OLD_BUTTON = '+{"command":"NamedBefore","text":"hello"}'
OLD_FORM = '{"command":"FormNamedBefore","values":{}}'


@dataclass(frozen=True, slots=True)
class RenamedCommand(Command):
    former_names: ClassVar[tuple[str, ...]] = ("NamedBefore", "NamedFirst")

    text: str


@dataclass(frozen=True, slots=True)
class RenamedForm(FormCommand):
    former_names: ClassVar[tuple[str, ...]] = ("FormNamedBefore",)

    values: FormValues


@dataclass(frozen=True, slots=True)
class KindOfRenamed(RenamedForm):
    """Has a name of its own, not those of the class it is built on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RenamedRecord:
    """A kind of record whose class had another name once."""

    id: str
    workspace: WorkspaceId
    space: Space
    created_at: datetime
    words: str = ""


register(Record(RenamedRecord, stored_as="RecordNamedBefore"))


@pytest.fixture(scope="module", autouse=True)
def _the_bot_keeps_its_own_commands() -> Iterator[None]:
    yield
    for kind in (RenamedCommand, RenamedForm, KindOfRenamed):
        for name in (kind.__name__, *vars(kind).get("former_names", ())):
            del Command.registry[name]


def test_old_buttons_and_forms_are_read_and_new_ones_have_the_new_name() -> None:
    assert read_value(OLD_BUTTON) == (RenamedCommand("hello"), True)
    assert read_value(OLD_BUTTON.replace("NamedBefore", "NamedFirst"))[0] == RenamedCommand("hello")
    assert read_metadata(OLD_FORM) == RenamedForm({})

    button = Button(label="Go", command=RenamedCommand("hello"), opens_form=True)
    element = button_element(button, Names())

    assert element["value"] == OLD_BUTTON.replace("NamedBefore", "RenamedCommand")
    assert read_value(element["value"]) == (RenamedCommand("hello"), True)
    assert read_metadata(metadata(RenamedForm({}))) == RenamedForm({})


def test_a_former_name_is_not_passed_on() -> None:
    assert write(KindOfRenamed({})) == {"command": "KindOfRenamed", "values": {}}
    assert type(read_command({"command": "FormNamedBefore", "values": {}})) is RenamedForm


async def test_queued_rows_and_records_under_the_old_name_are_read(tmp_path: Path) -> None:
    job = {"command": {"command": "NamedBefore", "text": "hello"}, "origin": {"surface": "job"}}
    origin = Origin(surface=Surface.JOB)
    record = RenamedRecord(id="r1", workspace=ANA.workspace, space=ANA.own, created_at=START, words="first")
    with database_maker("sqlite", tmp_path) as new_database:
        store = await open_store(new_database(), HandClock(), migrated=True)
        await store.inbox.accept(envelope("old", source="command", payload=job))
        [claimed] = await store.inbox.claim(limit=1, lease_seconds=30)
        async with store.write(work()) as uow:
            await uow.of(RenamedRecord).put(record)
            uow.enqueue(RenamedCommand("later"), key="later")
        async with store.read(ANA) as reader:
            found = await reader.of(RenamedRecord).find(words="first")
        async with store.write(work(key="undo")) as uow:
            await uow.undo(work().change)
        await store.inbox.finish(claimed)
        [later] = await store.inbox.claim(limit=1, lease_seconds=30)
        await store.close()

    assert read_job(claimed.envelope.payload) == (RenamedCommand("hello"), origin)
    assert read_job(later.envelope.payload) == (
        RenamedCommand("later"),
        replace(work().origin, surface=Surface.JOB),
    )
    assert found == [record]
    kind = kind_of(RenamedRecord)
    assert kind_named("RecordNamedBefore") is kind
    assert kind.row(kind.body(record))["kind"] == "RecordNamedBefore"


def test_a_stored_name_is_taken_once() -> None:
    with pytest.raises(TypeError, match="two kinds are named Contact"):
        register(Record(RenamedRecord, stored_as="Contact"))
    with pytest.raises(TypeError, match="two commands are written down as Undo"):
        type("Another", (Command,), {"former_names": ("Undo",), "__slots__": ()})
    assert "Another" not in Command.registry
    assert kind_of(type(contact())).name == "Contact"
    assert Command.registry["Undo"].__name__ == "Undo"
