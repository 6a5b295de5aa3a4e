"""However much there is to do for a message, the member's contacts are read once for it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from bot.core.beginning import begin
from bot.core.commands import Command, Origin, Said, Surface
from bot.core.contacts import Account, AccountId, Contact, ContactId
from bot.core.people import People
from bot.core.ports.work import Work
from bot.core.schedule.commands import Due
from tests.handlers.office import Office, Seen
from tests.support.statements import Asked, listening
from tests.support.stores import START, contact

FIRST = "Met Ana Ruiz from Northwind. I promised to send her the storage paper by Friday."


def reads_of(asked: Asked, table: str) -> list[str]:
    """The statements that read a whole table of the member's: those that ask for no id."""
    return [
        words
        for words in asked.statements
        if words.startswith("SELECT") and f"FROM {table} " in words and f"{table}.id " not in _where(words)
    ]


def _where(statement: str) -> str:
    return statement.split(" WHERE ")[-1].split(" ORDER BY ")[0]


async def due_nudges(office: Office, _: Seen) -> None:
    """A week later a promise is overdue, and the time of nudges has come."""
    office.now += timedelta(days=8)
    due = Due(kind="nudges", key=f"{office.now:%Y-%m-%d}", due=office.now, once=True)
    seen = await office.do(due, Origin(surface=Surface.JOB))
    assert "Ana Ruiz" in seen.text


async def note(office: Office, _: Seen) -> None:
    assert (await office.say("Called Ana, she worries about carbon.")).first.startswith("Noted for Ana Ruiz")


async def stranger(office: Office, _: Seen) -> None:
    assert (await office.say("Met Lars Berg from Contoso.")).first == "Noted for Lars Berg (Contoso)."


async def question(office: Office, _: Seen) -> None:
    assert "storage paper" in (await office.say("What did I promise Ana Ruiz?")).text


async def undo_by_button(office: Office, taken: Seen) -> None:
    assert (await office.press(taken, "Undo")).first.startswith("Undone")


async def undo_by_words(office: Office, _: Seen) -> None:
    assert (await office.say("undo")).first.startswith("Undone")


async def goal(office: Office, _: Seen) -> None:
    assert "win the pilot" in (await office.type("goal Ana Ruiz: win the pilot")).text


async def contacts(office: Office, _: Seen) -> None:
    assert "Ana Ruiz" in (await office.type("contacts")).text


async def action(office: Office, _: Seen) -> None:
    assert (await office.say("I'm thinking of sending Ana Ruiz a gift basket")).cards


@pytest.mark.parametrize(
    "does",
    [note, stranger, question, undo_by_button, undo_by_words, goal, contacts, action, due_nudges],
    ids=lambda does: does.__name__,
)
async def test_contacts_and_accounts_are_read_once_with_all_that_follows(
    office: Office, does: Callable[[Office, Seen], Any]
) -> None:
    taken = await office.say(FIRST)

    with listening() as asked:
        await does(office, taken)

    for table in ("contacts", "accounts"):
        read = reads_of(asked, table)
        assert len(read) == 1, read


async def test_work_that_looks_at_nobody_reads_nobody(office: Office) -> None:
    await office.say(FIRST)
    quiet = [kind for kind in Command.registry.values() if not kind.reads_people]
    names = {kind.__name__ for kind in quiet if kind.__module__.startswith("bot.")}
    assert {"IndexNotes", "AdaptSchedule", "LookAtNudges"} <= names
    assert Said.reads_people

    with listening() as asked:
        for kind in ("AdaptSchedule", "LookAgain"):
            await office.do(Command.registry[kind](), Origin(surface=Surface.JOB))

    assert reads_of(asked, "contacts") == []


async def test_a_handler_that_looks_at_people_who_were_not_read_is_told_so(office: Office) -> None:
    await office.say(FIRST)
    work = Work(
        key="quiet",
        scope=office.scope,
        command=Command.registry["LookAgain"](),
        origin=Origin(surface=Surface.JOB),
        now=office.now,
    )
    member, turn_of = await begin(work, office.ports)
    assert member is not None

    with pytest.raises(LookupError, match="LookAgain"):
        _ = turn_of(member).people


def test_people_after_rows_changed_are_those_that_the_store_would_give() -> None:
    ana, lars, eva = (
        contact(id=name, created_at=START + timedelta(days=day)) for day, name in enumerate("abc")
    )
    account = Account(
        id=AccountId("a1"),
        workspace=ana.workspace,
        space=ana.space,
        name="Northwind",
        created_at=START,
    )
    renamed = contact(id="c", name="Eva", created_at=eva.created_at)

    people = People((lars, eva), (account,)).having(
        [(None, ana), (lars, None), (eva, renamed), (account, None), (START, None)]
    )

    assert people == People((ana, renamed), ())
    assert people.get(ContactId("b")) is None
    assert isinstance(people.get(ContactId("c")), Contact)
