"""B6 through the real thing: everything of one member is erased, from every store and for good."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from bot.backup.restoring import restore_backup
from bot.backup.taking import take_backup
from slack_sandbox.testing import Driver, text_of
from tests.features.conftest import Office, greeted, opened_form
from tests.features.leavers.test_leavers import own_rows, rows, shared_with_team, words
from tests.features.own_data.test_export import answered_privately, exported, run
from tests.features.people.test_erasing import files_holding, waiting
from tests.features.teams.test_team_documents import team_of
from tests.features.waiting import until
from tests.features.ways.test_ways import shared

pytestmark = pytest.mark.asyncio(loop_scope="module")
SECRETS = ("heliotropes", "quizzical-marmalade", "Quillfeather")


async def noted(person: Driver) -> None:
    """Let the bot know things that nobody else says."""
    await person.dm(
        "Met Zebedee Quillfeather from Oakhurst, he grows heliotropes. I owe him a paper by Friday."
    )
    await person.next_message()
    await answered_privately(person, "Zebedee", "quizzical-marmalade")


async def erase_form(person: Driver, line: str = "erase-me") -> dict[str, Any]:
    await person.command("/tactegic", line)
    return await opened_form(person)


def ticked(word: str = "erase", *more: str, **fields: str) -> dict[str, dict[str, Any]]:
    """A form as it is filled."""
    return {"word": {"word": word}, "more": {"more": list(more)}} | {
        name: {name: value} for name, value in fields.items()
    }


async def test_b6_a_member_erases_everything_and_a_restored_backup_too(
    office: Office, seller: Driver, tmp_path: Path
) -> None:
    mate = await greeted(office.member("devan"))
    await noted(seller)
    await team_of(seller, mate)
    await seller.dm("Met Orla Finn from Northwind, the harbour crane fails every March.")
    await seller.next_message()
    await shared_with_team(seller, "harbour crane")
    await exported(seller, "export all my notes")
    await until(lambda: not waiting(office.data))
    assert {word for _, word in files_holding(office.data, *SECRETS)} == set(SECRETS)
    [database] = office.data.glob("*.db")
    await take_backup(f"sqlite:///{database}", tmp_path / "backup", office.sandbox.clock.now())

    form = await erase_form(seller)
    assert "For good, without Undo" in text_of(form)
    refused = await seller.submit(form, ticked("yes"))
    assert "Type ERASE here" in str(refused)
    assert own_rows(office, seller) > 1
    await seller.submit(form, ticked("erase", "shared", "files"))

    receipt = await seller.next_message(where=lambda message: "erased for good" in text_of(message))
    assert "Receipt" in text_of(receipt)
    await until(lambda: not waiting(office.data))
    assert own_rows(office, seller) == 0
    assert rows(office, "SELECT count(*) FROM journal WHERE member = ?", seller.user) == [(0,)]
    await until(lambda: not files_holding(office.data, *SECRETS))
    left = [text_of(each) for each in await seller.messages() if each.get("bot_id")]
    assert [each for each in left if "erased for good" not in each] == []
    place, files = await seller.dm_channel(), office.sandbox.world.files.values()
    assert not any(file.name.startswith("tactegic-export") and place in file.channels for file in files)
    found = words(await run(mate, "ask What about the harbour crane?"))
    assert "fails every March" not in found

    other = tmp_path / "other"
    other.mkdir()
    done = await restore_backup(
        f"sqlite:///{other / 'tactegic.db'}",
        tmp_path / "backup",
        office.sandbox.clock,
        receipts=[office.data / f"{database.name}.receipts"],
    )
    assert done.erased_again
    assert files_holding(other, *SECRETS) == []
    await seller.dm("Met Ana Ruiz from Northwind, she likes harbours.")
    await seller.next_message(where=lambda message: "Ana Ruiz" in text_of(message))
    assert "Zebedee" not in words(await run(seller, "contacts"))


async def test_b6_an_admin_has_everything_of_a_member_erased_and_sees_nothing_of_it(office: Office) -> None:
    admin = await greeted(office.member("ada", role="admin"))
    mira = await greeted(office.member("mira"))
    await noted(mira)
    await exported(mira, "export all my notes")
    assert "Only an admin" in text_of(await erase_form(mira, "erase-member"))

    form = await erase_form(admin, "erase-member")
    await admin.submit(form, ticked(member=mira.user))

    told = await admin.next_message(where=lambda message: "They were told so" in text_of(message))
    assert "Everything that Mira kept with me is erased" in words(told)
    receipt = await mira.next_message(where=lambda message: "erased for good" in text_of(message))
    assert "Ada asked for it, as an admin" in text_of(receipt)
    assert "Still here, as you left it so: the zip" in text_of(receipt)
    await until(lambda: not waiting(office.data))
    assert own_rows(office, mira) == 0
    await until(lambda: not files_holding(office.data, *SECRETS))
    read = str(await admin.messages())
    assert [each for each in SECRETS if each in read] == []


async def test_b6_whom_a_member_knows_is_erased_though_what_is_shared_stays_and_the_receipt_says_so(
    office: Office,
) -> None:
    mate, nora = await greeted(office.member("jun")), await greeted(office.member("nora"))
    await team_of(nora, mate)
    await nora.dm("Met Orla Finn from Northwind, the harbour crane fails every March.")
    await nora.next_message()
    await shared_with_team(nora, "harbour crane")
    await shared(nora, "Orla Finn", "well", "workspace")
    way = await run(mate, "way Orla Finn")
    assert "knows Orla Finn" in words(way)

    await nora.submit(await erase_form(nora), ticked())

    receipt = words(await nora.next_message(where=lambda message: "erased for good" in text_of(message)))
    assert "Everything you kept with me alone is erased for good" in receipt
    assert "Still with whom it is shared: 1 entry" in receipt
    await until(lambda: not waiting(office.data))
    assert own_rows(office, nora) == 1
    seen = [words(each) for each in await mate.messages() if each["ts"] == way["ts"]]
    assert not [each for each in seen if "knows Orla Finn" in each]
    assert "I know no way to Orla Finn yet" in words(await run(mate, "way Orla Finn"))
