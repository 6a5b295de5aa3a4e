"""T5 through the real thing: a seller sees beforehand what goes up, shares it, and takes it back."""

from __future__ import annotations

from typing import Any

import pytest

from slack_sandbox.testing import Driver, text_of
from tests.features.conftest import Office, greeted, opened_form
from tests.features.nudges.test_nudges import chosen

pytestmark = [pytest.mark.slow, pytest.mark.asyncio(loop_scope="module")]


async def asked(person: Driver, line: str) -> dict[str, Any]:
    """The card that answers a command."""
    await person.command("/tactegic", line)
    return await person.next_message()


async def reporting(office: Office, *names: str) -> tuple[Driver, list[Driver]]:
    """A manager and sellers who say that they report to them."""
    manager = await greeted(office.member("tomo"))
    sellers = []
    for name in names:
        seller = await greeted(office.member(name))
        await asked(seller, f"reports me to <@{manager.user}>")
        await manager.next_message()
        sellers.append(seller)
    return manager, sellers


async def rounded(
    seller: Driver, person: str, company: str, *answers: str, line: str = "round"
) -> dict[str, Any]:
    """What a seller gets to see after answering the first questions of a round on a company."""
    await seller.dm(f"Met {person} from {company}.")
    await seller.next_message()
    card = await asked(seller, line)
    latest = card
    for words in answers:
        await seller.dm(words, thread_ts=card["ts"])
        latest = await seller.next_message()
        while "of 6" not in text_of(latest):
            latest = await seller.next_message()
    return card


async def previewed(seller: Driver) -> dict[str, Any]:
    """The preview of the latest round."""
    offer = await asked(seller, "rollup preview")
    await seller.click(offer, "Look at the latest round")
    return await seller.next_message()


async def test_t5_the_manager_sees_exactly_what_was_previewed_until_it_is_taken_back(office: Office) -> None:
    manager, [mira] = await reporting(office, "mira")
    await rounded(mira, "Ana Ruiz", "Northwind", "Too few electricians for the cold stores")
    assert "None of your sellers shares" in text_of(await asked(manager, "rollup"))

    preview = await previewed(mira)

    assert text_of(preview).replace("*", "").startswith("This is all that Tomo would see:")
    assert "“Too few electricians for the cold stores”" in text_of(preview)
    assert "None of your sellers shares" in text_of(await asked(manager, "rollup"))  # nothing yet
    await mira.click(preview, "Share exactly this")
    shared = await mira.next_update(preview["ts"])
    assert "1 answer is shared with" in text_of(shared)

    seen = text_of(await asked(manager, "rollup"))
    assert "1 answer from 1 seller on 1 account." in seen
    assert "Mira" in seen
    await manager.command("/tactegic", "rollup")
    await manager.click(await manager.next_message(), "All answers")
    assert "“Too few electricians for the cold stores”" in text_of(await manager.next_message())

    await mira.click(shared, "Take it back")
    await mira.next_update(shared["ts"])
    assert "None of your sellers shares" in text_of(await asked(manager, "rollup"))


async def test_t5_a_round_without_an_answer_is_not_offered_for_sharing(office: Office) -> None:
    _, [mira] = await reporting(office, "mira")
    await rounded(mira, "Ana Ruiz", "Northwind")

    offer = text_of(await asked(mira, "rollup preview"))

    assert "You share nothing of your looks ahead" in offer
    assert "Look at the latest round" not in offer


async def shared_with(manager: Driver, seller: Driver) -> dict[str, Any]:
    """The card of a round that was shared as previewed, after the manager saw it."""
    preview = await previewed(seller)
    await seller.click(preview, "Share exactly this")
    shared = await seller.next_update(preview["ts"])
    assert "electricians" in text_of(await all_answers(manager))
    return shared


async def all_answers(manager: Driver) -> dict[str, Any]:
    """Every answer that a manager sees."""
    card = await asked(manager, "rollup")
    if "All answers" not in text_of(card):
        return card
    await manager.click(card, "All answers")
    return await manager.next_message()


async def test_t5_an_answer_that_is_taken_back_is_seen_no_more(office: Office) -> None:
    manager, [mira] = await reporting(office, "mira")
    card = await rounded(mira, "Ana Ruiz", "Northwind", "Too few electricians", "Ana Ruiz")
    noted = next(each for each in await mira.thread(card["ts"]) if text_of(each).startswith("Noted for"))
    await shared_with(manager, mira)

    await mira.click({**noted, "channel": card["channel"]}, "Undo")

    await mira.next_update(noted["ts"])
    seen = text_of(await all_answers(manager))
    assert "electricians" not in seen
    assert "Ana Ruiz" in seen


async def test_t5_answers_that_are_emptied_in_the_form_are_seen_no_more(office: Office) -> None:
    manager, [mira] = await reporting(office, "mira")
    card = await rounded(mira, "Ana Ruiz", "Northwind", "Too few electricians", "Ask Ana Ruiz first")
    await shared_with(manager, mira)
    assert "electricians" in text_of(await all_answers(manager))
    noted = [each for each in await mira.thread(card["ts"]) if text_of(each).startswith("Noted for")][-1]

    for field, left in (("challenges", "1 of 6"), ("whom-on-challenges", "0 of 6")):
        await mira.click({**noted, "channel": card["channel"]}, "The rest in a form")
        await mira.submit(await opened_form(mira), {field: {field: None}})
        emptied = await mira.next_message(where=lambda message: "is taken back" in text_of(message))
        assert left in text_of(emptied)
        noted = emptied
    assert "electricians" not in text_of(await asked(mira, "notes"))
    seen = text_of(await all_answers(manager))
    assert "electricians" not in seen
    assert "Ask Ana" not in seen


async def test_t5_answers_given_after_sharing_stay_the_sellers_own(office: Office) -> None:
    manager, [mira] = await reporting(office, "mira")
    card = await rounded(mira, "Ana Ruiz", "Northwind", "Too few electricians")
    await shared_with(manager, mira)

    await mira.dm("Ana Ruiz", thread_ts=card["ts"])
    await mira.next_message(where=lambda message: "whom to talk to" in text_of(message))

    assert "what is new only when you share again" in text_of(await asked(mira, "round"))
    assert "whom to talk to" not in text_of(await all_answers(manager))


async def test_t5_an_answer_whose_note_is_deleted_is_seen_no_more(office: Office) -> None:
    manager, [mira] = await reporting(office, "mira")
    await rounded(mira, "Ana Ruiz", "Northwind", "Too few electricians")
    await shared_with(manager, mira)

    notes = await asked(mira, "notes")
    await mira.click(notes, "Open")
    await mira.click(await opened_form(mira), "Delete")
    await mira.next_message(where=lambda message: "eleted" in text_of(message))

    assert "electricians" not in text_of(await all_answers(manager))


async def test_t5_themes_recur_across_sellers_with_counts_and_sources(office: Office) -> None:
    manager, [mira, noor] = await reporting(office, "mira", "noor")
    await rounded(mira, "Ana Ruiz", "Northwind", "Too few electricians for the cold stores by 2029")
    await rounded(noor, "Omar Haddad", "Tarn Foods", "They cannot find electricians, the old ones retire")
    for seller in (mira, noor):
        preview = await previewed(seller)
        await seller.click(preview, "Share exactly this")
        await seller.next_update(preview["ts"])

    card = await asked(manager, "rollup")

    assert "2 answers from 2 sellers on 2 accounts." in text_of(card)
    assert "Skilled people: electricians" in text_of(card)
    assert "2 answers, 2 accounts" in text_of(card)
    themes = await asked(manager, "chart themes")
    assert "Skilled people: electricians comes up in most accounts: 2 accounts" in text_of(themes).replace(
        "*", ""
    )
    assert "data_visualization" in [block["type"] for block in themes["blocks"]]
    await manager.click(card, "All quotes")
    quotes = text_of(await manager.next_message())
    assert "“Too few electricians for the cold stores by 2029” (Mira" in quotes.replace("_", "").replace(
        "*", ""
    )
    assert "Tarn Foods" in quotes


async def test_t5_accounts_with_no_picture_go_up_as_gaps(office: Office) -> None:
    manager, [mira] = await reporting(office, "mira")
    await chosen(mira, "Lena Brandt")
    await mira.dm("Met Ida Moen from Fjord Ferries.")
    await mira.next_message()
    await rounded(mira, "Omar Haddad", "Tarn Foods", "Too few electricians", line="round Tarn Foods")

    preview = await previewed(mira)

    assert "No picture of the future yet: Northwind." in text_of(preview)
    await mira.click(preview, "Share exactly this")
    await mira.next_update(preview["ts"])
    seen = text_of(await asked(manager, "rollup")).replace("*", "")
    assert "No picture of the future yet\nNorthwind." in seen
    assert "Fjord Ferries" not in seen


async def test_t5_that_one_answered_can_be_shared_alone(office: Office) -> None:
    manager, [mira] = await reporting(office, "mira")
    await rounded(mira, "Ana Ruiz", "Northwind", "Too few electricians")
    preview = await previewed(mira)

    await mira.click(preview, "Only that I answered")

    await mira.next_update(preview["ts"])
    seen = text_of(await asked(manager, "rollup"))
    assert "Mira" in seen
    assert "electricians" not in seen


async def test_t5_nothing_goes_up_without_a_confirmed_line(office: Office) -> None:
    manager = await greeted(office.member("tomo"))
    mira = await greeted(office.member("mira"))
    await rounded(mira, "Ana Ruiz", "Northwind", "Too few electricians")

    shown = text_of(await asked(mira, "rollup preview"))

    assert shown.startswith("You share nothing of your looks ahead.")
    assert "Look at the latest round" not in shown
    assert "Nobody reports to you here" in text_of(await asked(manager, "rollup"))
    await asked(manager, f"reports <@{mira.user}> to me")
    await mira.next_message(where=lambda message: "asks whether you report" in text_of(message))
    waits = text_of(await asked(mira, "rollup preview"))
    assert "asks whether you report to them, and waits for your answer" in waits
    assert "Lena Park" not in waits


async def test_t5_a_line_that_ended_lets_nothing_through(office: Office) -> None:
    manager, [mira] = await reporting(office, "mira")
    await rounded(mira, "Ana Ruiz", "Northwind", "Too few electricians")
    preview = await previewed(mira)
    await mira.click(preview, "Share exactly this")
    await mira.next_update(preview["ts"])
    lines = await asked(mira, "reports")

    await mira.click(lines, "End")

    await mira.next_update(lines["ts"])
    await manager.next_message()
    assert "electricians" not in text_of(await asked(manager, "rollup"))


async def test_t5_a_talk_is_prepared_from_what_was_shared_and_nothing_else(office: Office) -> None:
    manager, [mira] = await reporting(office, "mira")
    await mira.dm("Ana Ruiz is thinking of leaving Northwind.")
    await mira.next_message()
    await rounded(mira, "Ana Ruiz", "Northwind", "Too few electricians")
    await shared_with(manager, mira)
    card = await asked(manager, "rollup")
    assert "Ask Mira: “" in text_of(card).replace("*", "").replace("_", "")

    await manager.click(card, "Prepare the talk with Mira")

    pack = text_of(await manager.next_message())
    assert "Before you talk with Mira" in pack
    assert "electricians" in pack
    assert "You could ask" in pack
    assert "leaving" not in pack
    assert "With whom do you talk?" in text_of(await asked(manager, "oneonone Omar"))


async def test_t5_the_pack_of_a_talk_ends_with_the_sharing(office: Office) -> None:
    manager, [mira] = await reporting(office, "mira")
    await rounded(mira, "Ana Ruiz", "Northwind", "Too few electricians")
    shared = await shared_with(manager, mira)
    pack = await asked(manager, "oneonone Mira")
    assert "electricians" in text_of(pack)

    await mira.click(shared, "Take it back")
    await mira.next_update(shared["ts"])

    assert "electricians" not in text_of(await manager.next_update(pack["ts"]))
    assert "None of your sellers shares" in text_of(await asked(manager, "oneonone Mira"))
