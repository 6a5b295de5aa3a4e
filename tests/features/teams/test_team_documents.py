"""S6 and sharing (B6) through the real thing: only the team sees it, and it can be taken back."""

from __future__ import annotations

import pytest

from slack_sandbox.testing import Driver, text_of
from tests.features.conftest import Office, greeted, opened_form
from tests.features.plans.test_plans import ask

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def team_of(seller: Driver, mate: Driver, account: str = "Northwind") -> None:
    await seller.command("/tactegic", f"team {account}")
    await seller.click(await seller.next_message(), "Make a team")
    await seller.submit(await opened_form(seller), {"members": {"members": [mate.user]}})
    assert "You made a team for Northwind" in text_of(await seller.next_message())
    assert "took you into the team for Northwind" in text_of(await mate.next_message())


async def test_s6_a_team_document_has_versions_authors_and_a_diff(office: Office, seller: Driver) -> None:
    mate = await greeted(office.member("jun"))
    await team_of(seller, mate)
    await seller.command("/tactegic", "team-document Northwind")
    card = await seller.next_message()
    await seller.click(card, "Edit")
    await seller.submit(await opened_form(seller), {"purpose": {"purpose": "Ports without diesel by 2030"}})
    await seller.next_update(card["ts"])
    told = await mate.next_message()
    assert "changed the team document for Northwind." in text_of(told)
    assert "+ Ports without diesel by 2030" in text_of(told)
    assert "Open the document" in text_of(told)

    await mate.command("/tactegic", "team-document Northwind")
    seen = await mate.next_message()
    assert "Ports without diesel by 2030" in text_of(seen)
    assert "Shared with the Northwind team" in text_of(seen)
    await mate.click(seen, "Add a decision")
    await mate.submit(await opened_form(mate), {"text": {"text": "We meet on the first Tuesday"}})
    added = await mate.next_update(seen["ts"])
    told = await seller.next_message()
    assert "We meet on the first Tuesday" in text_of(told)
    assert "Ports without diesel" not in text_of(told)
    await seller.click(told, "Open the document")
    assert "Ports without diesel by 2030" in text_of(await seller.next_update(told["ts"]))
    await seller.command("/tactegic", "help")
    await seller.next_message()
    texts = [text_of(each) for each in await seller.messages()]
    assert not [each for each in texts if "changed the team document" in each]  # nobody hears of their own
    await mate.click(added, "History")
    history = await mate.next_update(seen["ts"])
    assert "Version 2" in text_of(history)
    await mate.click(history, "What changed")

    changed = text_of(await mate.next_update(seen["ts"]))
    assert "first Tuesday" in changed
    assert "Ports without diesel" not in changed


async def test_s6_who_writes_at_once_is_asked_and_overwrites_nothing(office: Office, seller: Driver) -> None:
    mate = await greeted(office.member("kim"))
    await team_of(seller, mate)
    forms = {}
    for person in (seller, mate):
        await person.command("/tactegic", "team-document Northwind")
        await person.click(await person.next_message(), "Edit")
        forms[person] = await opened_form(person)
    await seller.submit(forms[seller], {"purpose": {"purpose": "Ports without diesel"}})
    await mate.next_message(where=lambda message: "changed the team document" in text_of(message))

    await mate.submit(forms[mate], {"purpose": {"purpose": "Cheaper cold stores"}})

    both = await mate.next_message(where=lambda message: "while you wrote" in text_of(message))
    assert "Now there: Ports without diesel" in text_of(both).replace("_", "")
    assert "Yours: Cheaper cold stores" in text_of(both).replace("_", "")
    assert "Ports without diesel" in await ask(seller, "team-document Northwind")
    await mate.click(both, "Go on with mine")
    form = await opened_form(mate)
    assert "Cheaper cold stores" in str(form["blocks"])
    await mate.submit(form, {"purpose": {"purpose": "Cheaper cold stores without diesel"}})
    told = await seller.next_message(where=lambda message: "changed the team document" in text_of(message))
    assert "Cheaper cold stores without diesel" in text_of(told)


async def test_s6_somebody_outside_the_team_sees_nothing(office: Office, seller: Driver) -> None:
    mate, other = await greeted(office.member("jun")), await greeted(office.member("devan"))
    await team_of(seller, mate)

    assert "You are on no team for Northwind" in await ask(other, "team-document Northwind")


async def test_b6_a_note_is_shared_found_by_the_team_and_taken_back(office: Office, seller: Driver) -> None:
    mate, other = await greeted(office.member("jun")), await greeted(office.member("devan"))
    await team_of(seller, mate)
    await seller.dm("Met Ana Ruiz from Northwind, the harbour crane fails every March.")
    await seller.next_message()
    await seller.command("/tactegic", "share")
    await seller.click(await seller.next_message(), "Share …")
    form = await opened_form(seller)
    [block] = [each for each in form["blocks"] if each.get("block_id") == "teams"]
    await seller.submit(form, {"teams": {"teams": [block["element"]["options"][0]["value"]]}})
    shared = await seller.next_message()
    assert "Shared with the Northwind team" in text_of(shared)

    question = "ask When does the harbour crane fail?"
    assert "every March" in await ask(mate, question)
    assert "every March" not in await ask(other, question)
    await seller.click(shared, "Take back")
    await seller.next_message()
    assert "every March" not in await ask(mate, question)


async def test_b6_words_choose_the_note_to_share(seller: Driver) -> None:
    for text in ("Had lunch with Ana Ruiz from Northwind", "Met Ana Ruiz about the audit", "Met Omar Haddad"):
        await seller.dm(text)
        await seller.next_message()

    await seller.dm("share my note about the lunch with Ana with the Northwind team")
    shown = text_of(await seller.next_message())

    assert "This is the note about “the lunch with Ana”." in shown
    assert "Had lunch with Ana Ruiz" in shown
    assert "audit" not in shown
    assert "No note of yours speaks of “steel”" in await ask(seller, "share steel")


async def test_b6_leaving_a_team_takes_back_what_was_shared(office: Office, seller: Driver) -> None:
    mate = await greeted(office.member("jun"))
    await team_of(seller, mate)
    await mate.command("/tactegic", "team Northwind")
    await mate.click(await mate.next_message(), "Leave")

    assert "You left the team for Northwind" in text_of(await mate.next_message())
    assert "You are on no team for Northwind" in await ask(mate, "team-document Northwind")


async def test_s6_a_change_of_members_is_undone_and_whom_it_concerns_is_told(
    office: Office, seller: Driver
) -> None:
    mate, third = await greeted(office.member("jun")), await greeted(office.member("devan"))
    await team_of(seller, mate)
    await seller.command("/tactegic", "team Northwind")
    await seller.click(await seller.next_message(), "Change members")
    await seller.submit(await opened_form(seller), {"members": {"members": [third.user]}})
    changed = await seller.next_message()
    assert "took you off the team" in text_of(await mate.next_message())
    assert "took you into the team" in text_of(await third.next_message())

    await seller.click(changed, "Undo")

    assert "took you into the team" in text_of(await mate.next_message())
    assert "took you off the team" in text_of(await third.next_message())
    assert "Not written yet" in await ask(mate, "team-document Northwind")
    assert "You are on no team" in await ask(third, "team-document Northwind")
