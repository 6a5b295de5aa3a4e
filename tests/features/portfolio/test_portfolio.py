"""P1 to P6, F1, F2, F5 and S3 through the real thing: choosing relationships on purpose."""

from __future__ import annotations

from typing import Any

import pytest

from slack_sandbox.seed import ADMIN
from slack_sandbox.testing import Driver, text_of
from tests.features.conftest import Office, greeted, opened_form

pytestmark = pytest.mark.asyncio(loop_scope="module")
NOTE = "Met Ana Ruiz from Northwind for coffee yesterday. I introduced her to Lars; we spoke of 2029."
GOOD = {
    "purpose": {"purpose": "b"},
    "vision": {"vision": "3"},
    "mutual_value": {"mutual_value": "2"},
    "reach": {"reach": "2"},
    "trust": {"trust": "1"},
    "ideal": {"ideal": "30"},
}


def words(message: dict[str, Any]) -> str:
    """All that a message says, without marks."""
    return text_of(message).replace("*", "")


async def run(person: Driver, line: str) -> dict[str, Any]:
    """What comes back for a command line."""
    await person.command("/tactegic", line)
    return await person.next_message()


async def met(person: Driver, *names: str) -> None:
    """Have the bot know some people."""
    for name in names:
        await person.dm(f"Met {name} from Northwind last week")
        await person.next_message()


async def strategic_form(person: Driver, name: str = "Ana") -> dict[str, Any]:
    offer = await run(person, f"strategic {name}")
    await person.click(offer, "Answer them")
    return await opened_form(person)


async def chosen(person: Driver, name: str = "Ana") -> dict[str, Any]:
    form = await strategic_form(person, name)
    assert (await person.submit(form, GOOD))["result"] != "errors"
    return await person.next_message()


async def test_p2_a_contact_becomes_strategic_through_purpose_and_criteria_and_undo_takes_it_back(
    seller: Driver,
) -> None:
    await met(seller, "Ana Ruiz")

    card = await chosen(seller)

    assert "Ana Ruiz is a strategic contact now: 8 of 12" in words(card)
    assert "Standing\nactive, strategic" in words(await run(seller, "place Ana"))
    await seller.click(card, "Undo")
    assert "Undone" in words(await seller.next_update())
    assert "known, functional" in words(await run(seller, "place Ana"))


async def test_p2_a_deal_alone_is_not_enough_and_what_was_typed_stays(seller: Driver) -> None:
    await met(seller, "Ana Ruiz")
    form = await strategic_form(seller)
    deal = {"vision": {"vision": "0"}, "reach": {"reach": "0"}, "reason": {"reason": ["deal"]}}

    refused = await seller.submit(form, GOOD | deal)

    assert "A deal in sight is a good reason to call" in refused["errors"]["reason"]
    assert (await seller.submit(form, GOOD | {"reason": {"reason": ["deal"]}}))["result"] != "errors"
    assert "is a strategic contact now" in words(await seller.next_message())


async def test_f1_a_relationship_without_a_purpose_is_to_be_reconsidered(seller: Driver) -> None:
    await met(seller, "Ana Ruiz")
    form = await strategic_form(seller)

    refused = await seller.submit(form, GOOD | {"purpose": {"purpose": "none"}})

    assert "Reconsider" in refused["errors"]["purpose"]


async def test_p1_the_bot_says_so_at_the_soft_limit_and_swaps_at_the_hard_one(seller: Driver) -> None:
    await met(seller, "Ana Ruiz", "Lars Berg", "Omar Haddad")
    assert "Your limits are 1 and 2 now" in words(await run(seller, "limits 1 2"))
    assert "That makes 1 active" in words(await run(seller, "active Ana"))
    await run(seller, "active Lars")

    card = await run(seller, "active Omar")

    shown = words(card)
    assert "You hold 2 active relationships, and 2 is your limit. Who makes room for Omar Haddad?" in shown
    assert "nothing speaks against them" in shown
    await seller.click(card, "Release")
    swapped = await seller.next_update(card["ts"])
    assert "Omar Haddad is active now" in words(swapped)
    assert "active" not in words(await run(seller, "place Ana")).split("Standing")[1].split("Phase")[0]
    await seller.click(swapped, "Undo")
    await seller.next_update(swapped["ts"])
    assert "known, functional" in words(await run(seller, "place Omar"))


async def test_p1_answers_given_at_the_hard_limit_are_kept_until_somebody_makes_room(seller: Driver) -> None:
    await met(seller, "Ana Ruiz", "Lars Berg")
    await run(seller, "limits 1 1")
    await run(seller, "active Lars")

    card = await chosen(seller)

    assert "Who makes room for Ana Ruiz?" in words(card)
    assert "your answers are kept" in words(card)
    await seller.click(card, "Release")
    await seller.next_update(card["ts"])
    shown = words(await run(seller, "place Ana"))
    assert "active, strategic" in shown
    assert "every 30 days, at most 60" in shown


async def test_p1_limits_can_only_be_lowered_and_only_admins_lower_everybodys(
    office: Office, seller: Driver
) -> None:
    assert "can only be lowered" in words(await run(seller, "limits 200 300"))
    assert "Only admins" in words(await run(seller, "limits everybody 90 140"))
    admin = await greeted(office.sandbox.driver(ADMIN))
    try:
        assert "Everybody's limits are 90 and 140" in words(await run(admin, "limits everybody 90 140"))
        assert "I say so at 90, and at 140" in words(await run(seller, "limits"))
    finally:
        await run(admin, "limits everybody 100 150")


async def test_p1_parked_and_released_contacts_no_longer_count(seller: Driver) -> None:
    await met(seller, "Ana Ruiz")
    await run(seller, "active Ana")

    assert "is parked" in words(await run(seller, "park Ana"))
    assert "is released" in words(await run(seller, "release Ana"))
    assert "Nobody is active yet" in words(await run(seller, "portfolio"))
    assert "I don't know anybody called Nora" in words(await run(seller, "park Nora"))


async def test_p3_the_portfolio_shows_balance_deals_and_who_is_due_in_a_picture_and_words(
    seller: Driver,
) -> None:
    await met(seller, "Ana Ruiz", "Lars Berg")
    await chosen(seller)
    await run(seller, "active Lars")
    await run(seller, "phase Ana bridge")
    await run(seller, "target 20 20 60")

    card = await run(seller, "portfolio")

    picture = next(block for block in card["blocks"] if block["type"] == "image")
    assert picture["slack_file"]["id"].startswith("F")
    assert "creation has 50 % of the contacts" in picture["alt_text"].lower()
    assert "60 % wanted" in picture["alt_text"]
    shown = words(card)
    assert "2 active of 100, nobody is due. Capitalization gets less than you want." in shown
    assert "Resting on a deal alone\n0 %" in shown
    assert "Ana Ruiz (Northwind) · bridge · strategic" in shown


async def test_p3_where_the_picture_cannot_be_uploaded_its_words_are_shown(seller: Driver) -> None:
    await met(seller, "Ana Ruiz", "Lars Berg", "Omar Haddad")
    await run(seller, "active Ana")
    await run(seller, "target 10 10 80")
    await seller.control("faults", method="files.getUploadURLExternal", kind="error", times=1)

    card = await run(seller, "portfolio")

    assert not [block for block in card["blocks"] if block["type"] == "image"]
    assert "Creation has 100 % of the contacts" in words(card)
    assert "80 % wanted" in words(card)


async def test_p1_a_cadence_and_a_place_are_set_by_command_and_by_form(seller: Driver) -> None:
    await met(seller, "Ana Ruiz")
    assert "has a rhythm of 20 days, at most 45" in words(await run(seller, "cadence Ana 20 45"))
    assert "not shorter than that" in words(await run(seller, "cadence Ana 20 5"))
    assert "counts as anticipated" in words(await run(seller, "universe Ana anticipated"))
    card = await run(seller, "place Ana")
    await seller.click(card, "Change")
    form = await opened_form(seller)

    await seller.submit(form, {"phase": {"phase": "bridge"}, "reason": {"reason": ["deal"]}})

    assert "in the bridge phase" in words(await seller.next_message())
    await run(seller, "active Ana")
    assert "Resting on a deal alone\n100 %" in words(await run(seller, "portfolio"))


async def test_f1_the_contact_card_opens_the_form_too(seller: Driver) -> None:
    await met(seller, "Ana Ruiz")
    await seller.click(await run(seller, "contact Ana"), "Make strategic")

    assert "What is the relationship with Ana Ruiz for?" in words(await opened_form(seller))


async def test_p2_plain_words_choose_a_contact_as_the_command_does(seller: Driver) -> None:
    await met(seller, "Ana Ruiz")
    await seller.dm("Make Ana strategic")

    assert "without any open deal" in words(await seller.next_message())


async def test_p4_a_vision_says_whom_its_path_needs_and_takes_them_on_after_a_click(seller: Driver) -> None:
    await met(seller, "Ana Ruiz")
    empty = await run(seller, "vision")
    assert "Where would you like your relationships" in words(empty)
    await seller.click(empty, "Write it")
    form = await opened_form(seller)
    refused = await seller.submit(
        form, {"text": {"text": "Ports"}, "years": {"years": "99"}, "steps": {"steps": "One"}}
    )
    assert set(refused["errors"]) >= {"years"}

    await seller.submit(
        form,
        {
            "text": {"text": "Ports in three countries plan their storage with us"},
            "years": {"years": "3"},
            "steps": {
                "steps": "A regulator asks for us\nAna Ruiz opens the door to a head of ports at Northwind"
            },
            "also": {"also": "inside: Omar Haddad"},
        },
    )

    card = await seller.next_update(empty["ts"])
    shown = words(card)
    assert "Regulator · step 1, to create" in shown
    assert "Head of ports (Northwind) · step 2, anticipated" in shown
    assert "Ana Ruiz (Northwind) · step 2, existing, known" in shown
    await seller.click(card, "Take on 3 people")
    assert "3 people of your path joined your contacts" in words(await seller.next_update(card["ts"]))
    assert "4 gaps among 4 people" in words(await run(seller, "vision"))


async def test_p6_colleagues_of_the_path_are_contacts_like_any_other(seller: Driver) -> None:
    empty = await run(seller, "vision")
    await seller.click(empty, "Write it")
    form = await opened_form(seller)
    await seller.submit(
        form,
        {
            "text": {"text": "A service for ports"},
            "years": {"years": "2"},
            "steps": {"steps": "Our legal team agrees to shared risk"},
        },
    )
    card = await seller.next_update(empty["ts"])
    assert "a colleague" in words(card)
    await seller.click(card, "Take on 1 person")
    await seller.next_update(card["ts"])

    assert "Legal team (Our own company)" in words(await run(seller, "contacts"))


async def test_f2_unlikely_people_are_proposed_with_their_reasons(seller: Driver) -> None:
    assert "nobody outside your usual companies" in words(await run(seller, "unlikely"))
    await met(seller, "Ana Ruiz")
    await run(seller, "active Ana")
    await seller.dm("Met Petra Vance from Kestrel. Petra introduced me to the packers.")
    await seller.next_message()

    shown = words(await run(seller, "unlikely"))

    assert "Petra Vance (Kestrel) · gave an introduction (note of" in shown
    assert "Ana" not in shown


async def test_s3_a_score_names_its_sources_and_keeps_chosen_measures(seller: Driver) -> None:
    assert "I don't know anybody called Ana" in words(await run(seller, "score Ana"))
    await seller.dm(NOTE)
    await seller.next_message()

    card = await run(seller, "score Ana")

    shown = words(card)
    assert "of 100, too new for a trend" in shown
    assert "Value given 3/8" in shown
    assert "Mutual objective 0/10" in shown
    await seller.click(card, "1 source")
    assert "from these" in words(await seller.next_message())
    await seller.click(card, "Choose measures")
    form = await opened_form(seller)
    many = ["rhythm", "depth", "given", "future"]
    assert "measures" in (await seller.submit(form, {"measures": {"measures": many}}))["errors"]
    await seller.submit(form, {"measures": {"measures": ["given"]}})
    assert "You look at Value given" in words(await seller.next_message())
    assert "you chose this" in words(await run(seller, "score Ana"))


async def test_f5_both_directions_are_looked_at_and_a_release_keeps_or_erases_data(
    seller: Driver,
) -> None:
    await seller.dm("Met Ana Ruiz from Northwind yesterday. Ana introduced me to Lars Berg.")
    await seller.next_message()
    await seller.dm("Ana Ruiz worries about carbon reporting")
    await seller.next_message()

    review = await run(seller, "fit Ana")

    shown = words(review)
    assert "Do they still take part?" in shown
    assert "Are you still of use to them?" in shown
    assert "gave nothing on record" in shown
    await seller.click(review, "Release")
    released = await seller.next_update(review["ts"])
    assert "is released" in words(released)
    await seller.click(released, "Erase what is stored")
    erased = words(await seller.next_update(released["ts"]))
    assert "Erased for good: the person, touches, promises and 1 note." in erased
    assert "Ana" not in words(await run(seller, "contacts"))
    assert "carbon" not in words(await run(seller, "notes"))


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
