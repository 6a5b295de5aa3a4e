"""B12 over a real store: reports of something done close promises, other words move or drop them."""

from __future__ import annotations

from datetime import date

from bot.core.contacts import Contact
from bot.core.notes import Commitment, CommitmentState, Note, Touch
from tests.handlers.office import Office

PROMISED = "Met Ana Ruiz from Northwind. I promised her the storage paper by Friday."


async def test_a_report_closes_the_promise_that_it_means_and_undo_opens_it_again(office: Office) -> None:
    await office.say(PROMISED)
    seen = await office.say("Sent Ana the storage paper.")
    assert "That closes your promise to Ana Ruiz: the storage paper." in seen.text
    [promise] = await office.rows(Commitment)
    assert promise.state is CommitmentState.KEPT
    assert [touch.channel for touch in await office.rows(Touch)] == ["in person", "message"]
    await office.press(seen, "Undo")
    [promise] = await office.rows(Commitment)
    assert promise.state is CommitmentState.OPEN
    assert len(await office.rows(Note)) == 1


async def test_a_settled_promise_can_be_reopened_from_the_card(office: Office) -> None:
    await office.say(PROMISED)
    seen = await office.say("Sent Ana the storage paper.")
    again = await office.press(seen, "Reopen")
    assert again.first == "Open again: the storage paper (Ana Ruiz)."
    [promise] = await office.rows(Commitment)
    assert promise.state is CommitmentState.OPEN


async def test_a_report_without_a_name_is_about_the_person_of_its_promise(office: Office) -> None:
    await office.say(PROMISED)
    seen = await office.say("Sent the storage paper today.")
    assert "That closes your promise to Ana Ruiz: the storage paper." in seen.text
    note = (await office.rows(Note))[-1]
    assert len(note.contact_ids) == 1


async def test_where_several_promises_fit_one_question_is_asked(office: Office) -> None:
    await office.say("Met Ana Ruiz. I promised her the storage paper by Friday.")
    await office.say("Met Lars Berg from Fabrikam. I promised him the storage paper by Monday.")
    seen = await office.say("Sent the storage paper today.")
    assert [promise.state for promise in await office.rows(Commitment)] == [CommitmentState.OPEN] * 2
    assert "Which promise does that close?" in seen.text
    [label] = [label for label in seen.labels if label.startswith("Lars Berg: the storage paper")]
    chosen = await office.press(seen, label)
    assert "That closes your promise to Lars Berg: the storage paper." in chosen.text
    states = {promise.due_on: promise.state for promise in await office.rows(Commitment)}
    assert states == {date(2026, 3, 6): CommitmentState.OPEN, date(2026, 3, 9): CommitmentState.KEPT}


async def test_bare_words_change_the_promise_just_spoken_of(office: Office) -> None:
    await office.say(PROMISED)
    still = await office.say("not yet")
    assert still.first.startswith("Still open is your promise to Ana Ruiz: the storage paper")
    moved = await office.say("moved to Tuesday")
    assert moved.first.startswith("That moves your promise to Ana Ruiz: the storage paper from ")
    assert [each.due_on for each in await office.rows(Commitment)] == [date(2026, 3, 10)]
    await office.press(moved, "Undo")
    assert [each.due_on for each in await office.rows(Commitment)] == [date(2026, 3, 6)]
    gone = await office.say("she cancelled")
    assert gone.first == "That takes off the list your promise to Ana Ruiz: the storage paper."
    assert [each.state for each in await office.rows(Commitment)] == [CommitmentState.DROPPED]
    assert len(await office.rows(Note)) == 1


async def test_done_closes_the_promise_just_spoken_of_with_a_touch(office: Office) -> None:
    await office.say(PROMISED)
    done = await office.say("Done, sent it")
    assert done.first == "That closes your promise to Ana Ruiz: the storage paper."
    assert [each.state for each in await office.rows(Commitment)] == [CommitmentState.KEPT]
    assert len(await office.rows(Touch)) == 2


async def test_words_on_something_else_change_no_promise(office: Office) -> None:
    await office.say(PROMISED)
    await office.say("Ana cancelled the summer party.")
    await office.say("Ana moved to Tuesday meetings with her own team.")
    [promise] = await office.rows(Commitment)
    assert (promise.state, promise.due_on) == (CommitmentState.OPEN, date(2026, 3, 6))


async def test_a_note_may_move_or_drop_a_promise(office: Office) -> None:
    await office.say(PROMISED)
    moved = await office.say("Ana told me the storage paper is postponed until next Friday.")
    assert "That moves your promise to Ana Ruiz: the storage paper from " in moved.text
    [promise] = await office.rows(Commitment)
    assert promise.due_on == date(2026, 3, 13)
    dropped = await office.say("Ana no longer needs the storage paper.")
    assert "That takes off the list your promise to Ana Ruiz: the storage paper." in dropped.text


async def test_a_request_becomes_a_promise_with_one_click(office: Office) -> None:
    await office.say("Met Ana Ruiz from Northwind.")
    seen = await office.say("Ana asked for two references.")
    assert "Ana Ruiz asked you for: two references." in seen.text
    assert "Nothing is open" in (await office.type("promises")).text
    promised = await office.press(seen, "I'll do it")
    assert "You promised Ana Ruiz: two references" in promised.text
    [promise] = await office.rows(Commitment)
    assert promise.state is CommitmentState.OPEN


async def test_who_is_only_spoken_of_gets_no_touch(office: Office) -> None:
    await office.say("Met Ana Ruiz from Northwind. Lars Berg will replace her.")
    assert len(await office.rows(Touch)) == 1


async def test_a_job_move_changes_company_and_title_and_keeps_what_was(office: Office) -> None:
    await office.say("Met Ana Ruiz from Northwind, head of procurement.")
    seen = await office.say("Ana left Northwind, now VP Supply at Tesseract.")
    assert "Ana Ruiz moved: now VP Supply, Tesseract (before:" in seen.text
    shown = await office.type("contact Ana")
    assert "Tesseract" in shown.text
    assert "Northwind" in shown.text
    await office.say("undo")
    shown = await office.type("contact Ana")
    assert "Tesseract" not in shown.text


async def test_a_promise_that_was_not_kept_is_moved_or_marked(office: Office) -> None:
    await office.say(PROMISED)
    moved = await office.say("I broke my promise to Ana about the storage paper, told her it'll be March 16")
    assert "That moves your promise to Ana Ruiz: the storage paper from " in moved.text
    [promise] = await office.rows(Commitment)
    assert (promise.state, promise.due_on) == (CommitmentState.OPEN, date(2026, 3, 16))
    later = await office.say("didn't manage the storage paper for ana, moved to Friday next week")
    assert "That moves your promise to Ana Ruiz: the storage paper from " in later.text
    missed = await office.say("I missed my promise to Ana about the storage paper")
    assert "That marks as not kept your promise to Ana Ruiz: the storage paper." in missed.text
    [promise] = await office.rows(Commitment)
    assert promise.state is CommitmentState.BROKEN


async def test_words_that_name_another_thing_are_asked_about(office: Office) -> None:
    await office.say(PROMISED)
    asked = await office.say("I broke my promise to Ana about the timeline, told her it'll be March 16")
    assert "Which promise moves?" in asked.text
    assert len([label for label in asked.labels if "storage paper" in label or label == "None of these"]) == 2
    [promise] = await office.rows(Commitment)
    assert promise.due_on == date(2026, 3, 6)


async def test_an_introduction_that_took_place_closes_its_promise(office: Office) -> None:
    await office.say("Met Ana Ruiz from Northwind. She'll intro me to her CFO Pieter Vos next week.")
    still = await office.say("Ana still owes me the intro")
    assert "Still open is the promise of Ana Ruiz to you: intro me to her CFO Pieter Vos" in still.text
    assert len(await office.rows(Commitment)) == 1
    done = await office.say("Pieter Vos intro happened today, Ana brought us together on a call")
    assert "That closes the promise of Ana Ruiz to you" in done.text
    [promise] = await office.rows(Commitment)
    assert promise.state is CommitmentState.KEPT


async def test_what_somebody_did_not_keep_is_marked(office: Office) -> None:
    await office.say("Met Ritu Shah from Northwind. She promised me the site map by Friday.")
    seen = await office.say("Ritu didn't keep her promise about the site map")
    assert "That marks as not kept the promise of Ritu Shah to you: the site map." in seen.text
    [promise] = await office.rows(Commitment)
    assert promise.state is CommitmentState.BROKEN


async def test_who_others_report_to_gets_no_touch_where_nobody_is_named_as_met(office: Office) -> None:
    await office.say("Long lunch today. Pieter Vos from Fabrikam reports to Carla Mendes.")
    touched = {touch.contact_id for touch in await office.rows(Touch)}
    names = {contact.name for contact in await office.rows(Contact) if contact.id in touched}
    assert names == {"Pieter Vos"}
