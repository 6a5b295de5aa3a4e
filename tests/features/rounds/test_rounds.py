"""T1 to T3 through the real thing: a round is asked, answered in the thread and in the form, and acts."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from slack_sandbox.testing import Driver, text_of
from tests.features.conftest import Office, greeted, opened_form

pytestmark = pytest.mark.asyncio(loop_scope="module")
KNOWN = "Met Ana Ruiz from Northwind. She runs their cold stores."
IDS = ("challenges", "whom-on-challenges", "ought-to-think", "provoke", "market-shifts", "whom-on-shifts")


async def told(seller: Driver, *notes: str) -> None:
    """Notes that are kept before a round."""
    for note in notes:
        await seller.dm(note)
        await seller.next_message()


async def asked(seller: Driver, line: str) -> dict[str, Any]:
    """The card that answers a command."""
    await seller.command("/tactegic", line)
    return await seller.next_message()


async def answered(
    seller: Driver, thread: dict[str, Any], words: str, *, of: int = 6
) -> list[dict[str, Any]]:
    """What comes of an answer in a thread, up to the next question."""

    def of_the_thread(message: dict[str, Any]) -> bool:
        return bool(message.get("thread_ts") == thread["ts"])  # what comes by itself meanwhile stands outside

    await seller.dm(words, thread_ts=thread["ts"])
    cards = [await seller.next_message(where=of_the_thread)]
    while f"of {of}" not in text_of(cards[-1]) and "That is all" not in text_of(cards[-1]):
        cards.append(await seller.next_message(where=of_the_thread))
    return cards


def values(**answers: str) -> dict[str, dict[str, str]]:
    """What a form holds, by question id (with underscores)."""
    return {name.replace("_", "-"): {name.replace("_", "-"): text} for name, text in answers.items()}


async def test_t1_questions_come_one_at_a_time_in_the_thread(seller: Driver) -> None:
    await told(seller, KNOWN)

    card = await asked(seller, "round")

    assert text_of(card).startswith("Your look ahead this week")
    assert "no picture of its future yet" in text_of(card)
    [noted] = await answered(seller, card, "They run out of electricians for the cold stores by 2029")
    assert text_of(noted).startswith("Noted for Northwind: what will be hardest in two to three years.")
    assert "1 of 6" in text_of(noted)
    assert noted["thread_ts"] == card["ts"]
    assert "Leave it out" in text_of(noted)
    shown = ""
    while "*Northwind*  1 of 6" not in shown:  # the thread's count changes the message, too
        shown = text_of(await seller.next_update(card["ts"]))


async def test_t1_a_round_is_answered_half_in_the_thread_half_in_the_form_and_edited(seller: Driver) -> None:
    await told(seller, KNOWN)
    card = await asked(seller, "round Northwind")
    [noted] = await answered(seller, card, "Too few electricians")

    await seller.click(noted, "The rest in a form")
    form = await opened_form(seller)
    assert "Too few electricians" in text_of(form) or "Too few electricians" in str(form["blocks"])
    await seller.submit(
        form,
        values(ought_to_think="Storing cold as ice at night", market_shifts="Shops want hourly delivery"),
    )
    after = await seller.next_message()
    assert "2 answers" in text_of(after)
    assert "3 of 6" in text_of(after)

    await seller.click(after, "The rest in a form")
    form = await opened_form(seller)
    await seller.submit(form, values(challenges="Too few electricians and no apprentices"))
    edited = await seller.next_message()
    assert "Noted anew for Northwind" in text_of(edited)
    notes = text_of(await asked(seller, "notes"))
    assert "Too few electricians and no apprentices" in notes


async def test_s7_a_lesson_is_offered_when_a_round_is_done(seller: Driver) -> None:
    await told(seller, KNOWN)
    await seller.click(await asked(seller, "round Northwind"), "Answer in a form")
    form = await opened_form(seller)
    ids = [block["block_id"] for block in form["blocks"] if block["type"] == "input"]
    await seller.submit(form, {id: {id: "Too few electricians"} for id in ids})
    card = await seller.next_message(where=lambda message: "That is all" in text_of(message))

    await seller.click(card, "A minute on this")

    assert "Pass it on" in text_of(await seller.next_message())


async def test_t1_an_empty_form_says_so_beside_the_first_question(seller: Driver) -> None:
    await told(seller, KNOWN)
    card = await asked(seller, "round")
    await seller.click(card, "Answer in a form")

    result = await seller.submit(await opened_form(seller), {})

    assert list(result["errors"].values()) == ["Answer one of them, or close this; nothing is lost"]


async def test_t1_a_round_is_skipped_and_still_answered_late(seller: Driver) -> None:
    await told(seller, KNOWN)
    card = await asked(seller, "round")

    await seller.click(card, "Skip this week")

    assert "Skipped for this week" in text_of(await seller.next_update(card["ts"]))
    [noted] = await answered(seller, card, "Too few electricians")
    assert "Noted for Northwind" in text_of(noted)


async def test_t1_a_leave_begins_from_the_round(seller: Driver) -> None:
    await told(seller, KNOWN)
    card = await asked(seller, "round")
    await seller.click(card, "I am away …")

    await seller.submit(
        await opened_form(seller), {"first": {"first": "2031-03-03"}, "last": {"last": "2031-03-14"}}
    )

    assert "from 3 March 2031 to 14 March 2031" in text_of(await seller.next_message())
    await seller.command("/tactegic", "settings")
    assert "2031-03-14" in str(await opened_form(seller))


async def test_t1_every_card_of_a_round_takes_answers_in_its_thread_days_later_too(seller: Driver) -> None:
    await told(seller, KNOWN)
    first = await asked(seller, "round")
    second = await asked(seller, "round")
    await answered(seller, second, "Too few electricians")

    await seller.move_clock(advance=2 * 86_400)
    await seller.dm("Ana Ruiz", thread_ts=first["ts"])

    noted = await seller.next_message(where=lambda message: text_of(message).startswith("Noted for"))
    assert "whom to talk to about the challenges" in text_of(noted)
    assert "2 of 6" in text_of(noted)


async def test_t1_a_round_that_was_put_off_comes_again(office: Office) -> None:
    seller = await greeted(office.member("noor", zone="Asia/Tokyo"))
    await told(seller, KNOWN)
    card = await asked(seller, "round")

    await seller.click(card, "Tomorrow")

    put_off = text_of(await seller.next_update(card["ts"]))
    assert put_off.startswith("I'll come back with it on ")
    assert "at 09:00" in put_off


async def test_t1_a_round_comes_by_itself_at_the_members_monday_nine_and_once(office: Office) -> None:
    seller = await greeted(office.member("kei", zone="Asia/Tokyo"))
    await told(seller, KNOWN)

    office.sandbox.clock.jump_to_next(0, "09:01", "Asia/Tokyo")

    card = await seller.next_message(where=lambda message: "look ahead this week" in text_of(message))
    assert "0 of 6" in text_of(card)
    await seller.click(card, "Later today")
    assert "today at 12:0" in text_of(await seller.next_update(card["ts"]))
    await seller.move_clock(advance=4 * 3600)
    assert text_of(await seller.next_message()).startswith("Your look ahead this week")


async def test_t1_the_member_chooses_other_accounts_at_most_three(seller: Driver) -> None:
    await told(seller, KNOWN, *(f"Met {name} from {company}." for name, company in OTHERS))
    card = await asked(seller, "round")
    await seller.click(card, "Other accounts …")
    form = await opened_form(seller)
    options = [each["value"] for each in form["blocks"][0]["element"]["options"]]
    assert len(options) == 4

    result = await seller.submit(form, {"accounts": {"accounts": options}})
    assert list(result["errors"].values()) == ["At most 3 for one week"]
    await seller.submit(form, {"accounts": {"accounts": options[2:3]}})

    shown = text_of(await seller.next_update(card["ts"]))
    assert shown.count("of 6") == 1
    assert "Northwind" not in shown


OTHERS = (("Omar Haddad", "Tarn Foods"), ("Lena Brandt", "Volt Rail"), ("Ida Moen", "Fjord Ferries"))


async def test_t1_an_unknown_company_is_asked_about(seller: Driver) -> None:
    await told(seller, KNOWN)

    card = await asked(seller, "round Nortwind")

    assert text_of(card).startswith("I know no company called Nortwind.")
    await seller.click(card, "This one")
    assert "Your look ahead this week" in text_of(await seller.next_message())


async def test_t1_without_any_company_it_says_how_to_begin(seller: Driver) -> None:
    assert "I know none of yours yet" in text_of(await asked(seller, "round"))


async def test_t2_the_last_answer_stands_beside_and_no_change_is_one_click(office: Office) -> None:
    seller = await greeted(office.member("mira"))
    await told(seller, KNOWN)
    card = await asked(seller, "round")
    for words in ("Too few electricians", "skip", "Cold as ice", "skip", "skip"):
        await answered(seller, card, words)
    done = (await answered(seller, card, "pass"))[-1]
    assert text_of(done).split("\n")[0].endswith("You meet your answers again in briefs and on your plan.")

    await seller.move_clock(advance=8 * 86_400)
    await seller.command("/tactegic", "round")
    card = await seller.next_message(where=lambda message: "look ahead" in text_of(message))
    assert "You said" not in text_of(card)  # what is open comes first
    for _ in range(4):
        [again] = await answered(seller, card, "skip")
    assert "You said 8 days ago: “Cold as ice”" in text_of(again)  # of one week, another one than last time
    await seller.click(again, "No change")
    assert "Still so for Northwind: what they ought to be thinking about." in text_of(
        await seller.next_message()
    )


async def test_t2_a_changed_answer_supersedes_and_undo_asks_again(seller: Driver) -> None:
    await told(seller, KNOWN)
    card = await asked(seller, "round")
    await answered(seller, card, "Too few electricians")

    await answered(seller, card, "correction: too many suppliers")
    found = text_of(await asked(seller, "ask What will be hardest for Northwind?"))
    assert "too many suppliers" in found
    assert "Too few electricians" not in found

    [other] = await answered(seller, card, "Ana Ruiz")
    await seller.click(other, "Undo")
    taken = text_of(await seller.next_update(other["ts"]))
    assert taken.startswith("Taken back. Once more:")
    assert "On what will be hardest in two to three years: “too many suppliers”" in taken


async def test_t3_people_who_are_named_become_contacts_after_one_confirmation(seller: Driver) -> None:
    await told(seller, KNOWN)
    card = await asked(seller, "round")
    await answered(seller, card, "Too few electricians")

    [proposal, noted] = await answered(seller, card, "Ingrid Dahl, and their head of facilities")

    assert text_of(proposal).startswith("You named 2 people new to me.")
    assert "Ingrid Dahl (Northwind)  anticipated" in text_of(proposal).replace("*", "")
    await seller.click(proposal, "Add to my contacts")
    assert text_of(await seller.next_update(proposal["ts"])).startswith(
        "Added Ingrid Dahl and Head of facilities"
    )
    assert "whom to talk to about the challenges" in text_of(noted)
    contacts = text_of(await asked(seller, "contacts northwind"))
    assert "Ingrid Dahl" in contacts


async def test_t3_an_answer_leads_to_a_dated_step_and_a_question_back_is_answered(seller: Driver) -> None:
    await told(seller, KNOWN)
    card = await asked(seller, "round")

    await seller.dm("Why do you ask me about Northwind?", thread_ts=card["ts"])
    why = text_of(await seller.next_message()).replace("*", "")
    assert why.startswith("I ask about Northwind because your notes say this of it: no picture of its future")
    await seller.dm("What do you mean?", thread_ts=card["ts"])
    meant = await seller.next_message()
    assert text_of(meant).startswith("What will weigh on them in two to three years")
    [noted] = await answered(seller, card, "She worries that they run out of electricians by 2029")

    assert "1 of 6" in text_of(noted)  # the question stayed open, and she is the one who is known there
    assert "A talk about it with Ana Ruiz, by " in text_of(noted).replace("*", "")
    assert "by 1 January 2029" not in text_of(noted)  # the year of the answer is no day for a talk
    await seller.click(noted, "Put on plan")
    planned = await seller.next_message()
    assert "On your plan for Ana Ruiz" in text_of(planned).replace("*", "")
    [after] = await answered(seller, card, "Ana Ruiz")
    assert "A talk about it" not in text_of(after)  # one is offered a round
    shown = text_of(await asked(seller, "plan Ana"))
    assert "Talk with Ana Ruiz about what will be hardest in two to three years: She worries" in shown
    assert "She worries that they run out" in text_of(await asked(seller, "notes Ana"))
    await seller.click(noted, "Put on plan")
    assert "on your plan already" in text_of(await seller.next_message())
    await seller.click(planned, "Undo")
    await seller.next_update(planned["ts"])
    assert "She worries" not in text_of(await asked(seller, "plan Ana")).split("Worth bringing up")[0]


async def test_t3_who_is_named_and_what_is_planned_is_offered_whatever_was_asked(seller: Driver) -> None:
    await told(seller, KNOWN, "Met Pieter Vos from Northwind.")
    card = await asked(seller, "round Northwind")

    words = "their union head Greta Holm, she'd be upset if the depot closes"
    [proposal, _] = await answered(seller, card, words)
    assert "Greta Holm (Northwind)" in text_of(proposal).replace("*", "")
    await answered(seller, card, "skip")
    year = datetime.fromtimestamp(float(card["ts"]), tz=UTC).year + 1
    words = f"In March {year} I want to sit with Pieter and learn how they plan"
    [noted] = await answered(seller, card, words)

    assert f"A talk about it with Pieter Vos, by 1 March {year}?" in text_of(noted).replace("*", "")


async def test_t1_who_answers_no_round_is_asked_less_and_shorter(office: Office) -> None:
    seller = await greeted(office.member("abe"))
    await told(seller, KNOWN, *(f"Met {name} from {company}." for name, company in OTHERS))

    for week in range(5):
        office.sandbox.clock.jump_to_next(0, "12:01", "Europe/Berlin")
        if week != 3:  # the fourth week rests
            card = await seller.next_message(where=comes_by_itself)
    assert [comes_by_itself(message) for message in await seller.messages()].count(True) == 4
    assert "2 questions only this time" in text_of(card)
    assert text_of(card).count("0 of 2") == 1

    await answered(seller, card, "Too few electricians", of=2)
    office.sandbox.clock.jump_to_next(0, "12:01", "Europe/Berlin")
    assert "only this time" not in text_of(await seller.next_message(where=comes_by_itself))


def comes_by_itself(message: dict[str, Any]) -> bool:
    """Whether a message is the card of a week's round."""
    return "Your look ahead this week" in text_of(message)


async def test_t3_a_way_to_provoke_is_planned_tested_and_briefed(seller: Driver) -> None:
    await told(seller, KNOWN)
    card = await asked(seller, "round")
    for words in ("Too few electricians", "Ana Ruiz", "Cold as ice"):
        await answered(seller, card, words)

    [talk, _] = await answered(seller, card, "Show Ana what a night without power cost the dairy in Tarn")

    assert "Shall I put this talk on your plan for Ana Ruiz" in text_of(talk).replace("*", "")
    assert "The three tests:" in text_of(talk)
    await seller.click(talk, "Put on plan")
    assert "On your plan for Ana Ruiz" in text_of(await seller.next_update(talk["ts"])).replace("*", "")
    plan = text_of(await asked(seller, "plan Ana"))
    assert "1 activity to come" in plan
    assert "Worth bringing up" in plan
    brief = text_of(await asked(seller, "brief Ana"))
    assert "Worth bringing up" in brief
    assert "a night without power cost the dairy" in brief


async def test_r2_an_expectation_in_an_answer_is_said_to_be_one(seller: Driver) -> None:
    await told(seller, KNOWN)
    card = await asked(seller, "round")

    [noted] = await answered(seller, card, "Electricians. They sign the framework in May.")

    assert "as your expectation" in text_of(noted)


async def test_t1_refusals_leave_no_answer_and_enough_puts_the_rest_off(seller: Driver) -> None:
    await told(seller, KNOWN)
    card = await asked(seller, "round")

    [left] = await answered(seller, card, "no idea, skip")
    assert text_of(left).startswith("Left out for Northwind: what will be hardest")
    await seller.dm("that's it for today", thread_ts=card["ts"])

    stopped = await seller.next_message(where=lambda message: "Enough for now" in text_of(message))
    assert "I'll come back with the open questions on " in text_of(stopped)
    notes = text_of(await asked(seller, "notes"))
    assert "no idea" not in notes
    assert "for today" not in notes
    await seller.click(stopped, "Go on now")
    assert "1 of 6" in text_of(await seller.next_message())
