"""F5 through the real thing: a contact is handed over to a colleague, who decides."""

from __future__ import annotations

import pytest

from slack_sandbox.testing import Driver
from tests.features.conftest import Office, greeted, opened_form
from tests.features.portfolio.test_portfolio import met, run, words

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def test_f5_a_contact_is_handed_over_with_picked_notes_alone_and_the_receiver_decides(
    office: Office, seller: Driver
) -> None:
    receiver = await greeted(office.member("tomo"))
    await seller.dm("Met Ana Ruiz from Northwind yesterday, she worries about carbon reporting")
    await seller.next_message()
    await seller.dm("Ana Ruiz told me in confidence that she leaves")
    await seller.next_message()
    review = await run(seller, "fit Ana")
    await seller.click(review, "Hand over")
    form = await opened_form(seller)
    field = next(block for block in form["blocks"] if block.get("block_id") == "notes")
    picked = next(o["value"] for o in field["element"]["options"] if "carbon" in o["text"]["text"])

    await seller.submit(
        form,
        {
            "receiver": {"receiver": receiver.user},
            "notes": {"notes": [picked]},
            "words": {"words": "Be kind"},
        },
    )

    assert "with 1 note" in words(await seller.next_message())
    offer = await receiver.next_message()
    assert "would like to hand over Ana Ruiz (Northwind) to you" in words(offer)
    assert "carbon" in words(offer)
    assert "confidence" not in words(offer)
    await receiver.click(offer, "Accept")
    await receiver.next_update(offer["ts"])
    notes = words(await run(receiver, "notes Ana"))
    assert "From a note of" in notes
    assert "confidence" not in notes
    assert "I released them on your side" in words(await seller.next_message())
    assert "released" in words(await run(seller, "place Ana"))


async def test_f5_who_took_a_contact_over_can_undo_it_and_the_giver_hears_of_it(
    office: Office, seller: Driver
) -> None:
    receiver = await greeted(office.member("tomo"))
    await met(seller, "Ana Ruiz")
    await seller.click(await run(seller, "fit Ana"), "Hand over")
    await seller.submit(await opened_form(seller), {"receiver": {"receiver": receiver.user}})
    await seller.next_message()
    offer = await receiver.next_message()
    await receiver.click(offer, "Accept")
    accepted = await receiver.next_update(offer["ts"])
    await seller.next_message()

    await receiver.click(accepted, "Undo")

    await receiver.next_update(offer["ts"])
    told = words(await seller.next_message())
    assert "took back the answer about Ana Ruiz" in told
    assert "they are released on your side" in told
    again = await receiver.next_message()
    assert "haven't told me about anybody" in words(await run(receiver, "contacts"))
    await receiver.click(again, "Decline")
    assert "would rather not take over Ana Ruiz" in words(await seller.next_message())


async def test_f5_an_offer_taken_back_shows_the_receiver_no_notes_any_more(
    office: Office, seller: Driver
) -> None:
    receiver = await greeted(office.member("tomo"))
    await seller.dm("Met Ana Ruiz from Northwind yesterday, she worries about carbon reporting")
    await seller.next_message()
    await seller.click(await run(seller, "fit Ana"), "Hand over")
    form = await opened_form(seller)
    field = next(block for block in form["blocks"] if block.get("block_id") == "notes")
    picked = field["element"]["options"][0]["value"]
    values = {"receiver": {"receiver": receiver.user}, "notes": {"notes": [picked]}}
    await seller.submit(form, values)
    offer = await receiver.next_message()
    assert "carbon" in words(offer)

    await seller.click(await seller.next_message(), "Take it back")

    left = words(await receiver.next_update(offer["ts"]))
    assert "the offer was taken back" in left
    for gone in ("carbon", "Ana", "Accept"):
        assert gone not in left


async def test_f5_a_declined_contact_stays_and_an_offer_to_nobody_shares_nothing(
    office: Office, seller: Driver
) -> None:
    receiver = await greeted(office.member("tomo"))
    await met(seller, "Ana Ruiz")
    review = await run(seller, "fit Ana")
    await seller.click(review, "Hand over")
    form = await opened_form(seller)
    await seller.submit(form, {"receiver": {"receiver": receiver.user}})

    assert "without notes" in words(await seller.next_message())
    await receiver.click(await receiver.next_message(), "Decline")

    assert "would rather not take over Ana Ruiz" in words(await seller.next_message())
    assert "known, functional" in words(await run(seller, "place Ana"))
    assert "haven't told me about anybody" in words(await run(receiver, "contacts"))
