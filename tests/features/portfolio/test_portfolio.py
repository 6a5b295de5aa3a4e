"""P1 to P3 and F1 through the real thing: choosing relationships on purpose."""

from __future__ import annotations

from typing import Any

import pytest

from slack_sandbox.seed import ADMIN
from slack_sandbox.testing import Driver, text_of
from tests.features.conftest import Office, greeted, opened_form

pytestmark = pytest.mark.asyncio(loop_scope="module")
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
    return await person.next_message(where=lambda message: not message.get("files"))


async def met(person: Driver, *names: str) -> None:
    """Have the bot know some people."""
    for name in names:
        await person.dm(f"Met {name} from Northwind last week")
        await person.next_message()


async def activated(person: Driver, name: str) -> dict[str, Any]:
    """What is said when somebody becomes active, once their purpose was chosen (F1)."""
    asked = await run(person, f"active {name}")
    await person.click(asked, "Brings my aims closer")
    return await person.next_update(asked["ts"])


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


async def test_f1_who_becomes_active_is_asked_for_a_purpose_in_every_way(
    seller: Driver,
) -> None:
    await met(seller, "Ana Ruiz", "Lars Berg")
    asked = await run(seller, "active Ana")
    assert "What is the relationship with Ana Ruiz (Northwind) for?" in words(asked)

    await seller.click(asked, "None of these")
    wait = await seller.next_update(asked["ts"])
    assert "it may be fine to wait. Ana Ruiz stays as before." in words(wait)
    assert "known, functional" in words(await run(seller, "place Ana"))
    await seller.click(wait, "Look again")
    await seller.click(await seller.next_update(asked["ts"]), "Does me good")
    done = await seller.next_update(asked["ts"])
    assert "Ana Ruiz is one of your active relationships." in words(done)
    assert "does you good" in words(await run(seller, "place Ana"))

    place = await run(seller, "place Lars")
    await seller.click(place, "Make active")
    assert "What is the relationship with Lars Berg" in words(await seller.next_update(place["ts"]))
    await seller.dm("make Lars active")
    assert "What is the relationship with Lars Berg" in words(await seller.next_message())
    await run(seller, "park Ana")
    assert "one of your active" in words(await run(seller, "active Ana"))  # it was named already


async def test_p2_beside_each_criterion_stands_what_is_on_record(seller: Driver) -> None:
    await seller.dm("Ana Ruiz, COO of Northwind, told me frankly that she worries about her successor")
    await seller.next_message()
    await seller.dm("Ana Ruiz decides on the storage budget")
    await seller.next_message()

    form = await strategic_form(seller)

    hints = {each["block_id"]: (each.get("hint") or {}).get("text", "") for each in form["blocks"]}
    assert "Told frankly (today): “Ana Ruiz, COO of Northwind" in hints["trust"]
    assert "On their say (today): “Ana Ruiz decides on the storage budget”" in hints["reach"]
    assert hints["mutual_value"] == ""


async def test_p1_the_bot_says_so_at_the_soft_limit_and_swaps_at_the_hard_one(seller: Driver) -> None:
    await met(seller, "Ana Ruiz", "Lars Berg", "Omar Haddad")
    assert "Your limits are 1 and 2 now" in words(await run(seller, "limits 1 2"))
    assert "That makes 1 active" in words(await activated(seller, "Ana"))
    await activated(seller, "Lars")

    card = await activated(seller, "Omar")

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
    await activated(seller, "Lars")

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
    await activated(seller, "Ana")

    assert "is parked" in words(await run(seller, "park Ana"))
    assert "is released" in words(await run(seller, "release Ana"))
    assert "Nobody is active yet" in words(await run(seller, "portfolio"))
    assert "I don't know anybody called Nora" in words(await run(seller, "park Nora"))


async def test_p3_the_portfolio_shows_balance_deals_and_who_is_due_in_a_picture_and_words(
    seller: Driver,
) -> None:
    await met(seller, "Ana Ruiz", "Lars Berg")
    await chosen(seller)
    await activated(seller, "Lars")
    await run(seller, "phase Ana bridge")
    await run(seller, "target 20 20 60")

    card = await run(seller, "portfolio")

    [chart] = [block["chart"] for block in card["blocks"] if block["type"] == "data_visualization"]
    assert chart["axis_config"]["categories"] == ["Creation", "Bridge", "Capitalization"]
    values = {each["name"]: [point["value"] for point in each["data"]] for each in chart["series"]}
    assert (values["Contacts"], values["Your target"]) == ([50, 50, 0], [20, 20, 60])
    shown = words(card)
    assert "2 active of 100, nobody is due. Capitalization gets less than you want." in shown
    assert "Resting on a deal alone\n0 %" in shown
    assert "Ana Ruiz (Northwind) · bridge · strategic" in shown


async def test_p3_where_the_chart_is_not_taken_its_words_are_shown(seller: Driver) -> None:
    await met(seller, "Ana Ruiz", "Lars Berg", "Omar Haddad")
    await activated(seller, "Ana")
    await run(seller, "target 10 10 80")
    await seller.control(
        "faults", method="chat.postMessage", kind="error", error="invalid_blocks", block="data_", times=1
    )

    card = await run(seller, "portfolio")

    assert "creation has 100 % of the contacts" in words(card).lower()
    assert "Who is due comes first." in words(card)


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
    await activated(seller, "Ana")
    assert "Resting on a deal alone\n100 %" in words(await run(seller, "portfolio"))


async def test_f1_the_contact_card_opens_the_form_too(seller: Driver) -> None:
    await met(seller, "Ana Ruiz")
    await seller.click(await run(seller, "contact Ana"), "Make strategic")

    assert "What is the relationship with Ana Ruiz for?" in words(await opened_form(seller))


async def test_p2_plain_words_choose_a_contact_as_the_command_does(seller: Driver) -> None:
    await met(seller, "Ana Ruiz")
    await seller.dm("Make Ana strategic")

    assert "without any open deal" in words(await seller.next_message())
