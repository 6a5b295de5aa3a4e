from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from bot.core.commands import Origin, Said, Surface
from bot.core.contacts import Contact
from bot.core.employment import Employment
from bot.core.identity import MemberId
from bot.core.notes import Commitment, Note, Touch
from bot.core.ports.work import Work
from bot.features.fit.contracts.values import HandOver
from bot.features.mindset.contracts import Attitude
from bot.features.nudges.contracts.values import Nudge, NudgeId
from tests.handlers.office import Office

RUIZ = "Met Ana Ruiz from Northwind. I promised to send her the storage paper by Friday."
LOPEZ = "Called Ana Lopez from Contoso about the budget."


async def test_contacts_are_listed_by_name_and_narrowed_by_company(office: Office) -> None:
    await office.say(RUIZ)
    await office.say(LOPEZ)
    seen = await office.type("contacts")
    assert seen.first == "You know 2 people."
    assert seen.text.index("Ana Lopez") < seen.text.index("Ana Ruiz")
    narrowed = await office.type("contacts northwind")
    assert "Ana Ruiz" in narrowed.text
    assert "Lopez" not in narrowed.text
    assert "None of your contacts match" in (await office.type("contacts zebra")).first


async def test_a_long_list_is_paged(office: Office) -> None:
    names = [
        "Adrian",
        "Beatriz",
        "Conrad",
        "Delphine",
        "Edmund",
        "Fatima",
        "Gunnar",
        "Hideko",
        "Ingrid",
        "Zebedee",
    ]
    for name in names:
        await office.type(f"note Met {name} Sampleton at the fair today.")
    first = await office.type("contacts")
    assert "Page 1 of 2" in first.text
    second = await office.press(first, "Next page")
    assert second.replaced
    assert "Page 2 of 2" in second.text
    assert "Next page" not in second.labels
    shown = [name for name in names if f"{name} Sampleton" in first.text + second.text]
    assert shown == names


async def test_one_contact_is_shown_with_the_latest_notes(office: Office) -> None:
    await office.say(RUIZ)
    seen = await office.type("contact Ana")
    assert seen.first == "1 note about Ana Ruiz, 1 open promise."
    assert "Company: Northwind" in seen.text
    assert "Last in touch: today" in seen.text


async def test_a_shared_first_name_is_asked_about_before_anything_happens(office: Office) -> None:
    await office.say(RUIZ)
    await office.say(LOPEZ)
    asked = await office.type("rename Ana to Anna Ruiz")
    assert asked.first == "Which Ana do you mean?"
    assert sorted(each.name for each in await office.rows(Contact)) == ["Ana Lopez", "Ana Ruiz"]
    done = await office.press(asked, "Ana Ruiz (Northwind)")
    assert done.first == "Ana Ruiz is now called Anna Ruiz."
    assert sorted(each.name for each in await office.rows(Contact)) == ["Ana Lopez", "Anna Ruiz"]


async def test_a_renamed_contact_is_still_found_by_the_old_name_and_undo_restores_it(office: Office) -> None:
    await office.say(RUIZ)
    done = await office.type("rename Ana Ruiz to Anna Rodriguez")
    assert (await office.type("contact Ana Ruiz")).card.header == "Anna Rodriguez"
    await office.press(done, "Undo")
    [contact] = await office.rows(Contact)
    assert (contact.name, contact.aliases) == ("Ana Ruiz", ())


async def test_setting_the_account_says_what_it_was(office: Office) -> None:
    await office.say(RUIZ)
    seen = await office.type("account Ana to Contoso")
    assert seen.first == "Ana Ruiz belongs to Contoso now. It was Northwind before."
    assert "already kept that way" in (await office.type("account Ana to contoso")).first


async def test_two_contacts_become_one_with_everything_of_both(office: Office) -> None:
    await office.say(RUIZ)
    await office.say("Met Annika Ruizova at the fair, she promised to call us by Monday.")
    asked = await office.type("merge Ana Ruiz, Annika Ruizova")
    assert asked.first == "Two become one. Whose name stays?"
    assert len(await office.rows(Contact)) == 2
    done = await office.press(asked, "Keep Ana Ruiz (Northwind)")
    [one] = await office.rows(Contact)
    assert one.aliases == ("Annika Ruizova",)
    assert {note.contact_ids for note in await office.rows(Note)} == {(one.id,)}
    assert {touch.contact_id for touch in await office.rows(Touch)} == {one.id}
    assert {each.contact_id for each in await office.rows(Commitment)} == {one.id}
    await office.press(done, "Undo")
    assert len(await office.rows(Contact)) == 2
    assert len({note.contact_ids for note in await office.rows(Note)}) == 2


async def test_merging_somebody_with_themselves_is_refused_kindly(office: Office) -> None:
    await office.say(RUIZ)
    assert "nothing to merge" in (await office.type("merge Ana, Ana Ruiz")).first


async def test_a_contact_is_deleted_after_a_question_and_notes_stay(office: Office) -> None:
    await office.say(RUIZ)
    asked = await office.type("delete Ana Ruiz")
    assert asked.first.startswith("Delete Ana Ruiz (Northwind)?")
    assert len(await office.rows(Contact)) == 1
    done = await office.press(asked, "Delete")
    assert done.replaced
    assert await office.rows(Contact) == []
    assert [note.contact_ids for note in await office.rows(Note)] == [()]
    await office.press(done, "Undo")
    [contact] = await office.rows(Contact)
    assert [note.contact_ids for note in await office.rows(Note)] == [(contact.id,)]
    assert len(await office.rows(Touch)) == 1


async def test_a_touch_resets_the_clock_and_an_older_one_does_not_turn_it_back(office: Office) -> None:
    await office.type("note Ana Ruiz from Northwind likes sailing")
    await office.type("touch Ana yesterday by phone")
    [contact] = await office.rows(Contact)
    assert contact.last_touch_at is not None
    assert contact.last_touch_at.date() == date(2026, 3, 4)
    seen = await office.type("touch Ana 2026-02-02")
    assert "latest touch stays the one yesterday" in seen.text
    [contact] = await office.rows(Contact)
    assert contact.last_touch_at is not None
    assert contact.last_touch_at.date() == date(2026, 3, 4)
    assert [touch.channel for touch in await office.rows(Touch)] == ["phone", "logged"]


async def test_a_day_that_is_none_and_a_day_to_come_are_not_logged(office: Office) -> None:
    await office.type("note Ana Ruiz from Northwind likes sailing")
    assert "I don't know which day" in (await office.type("touch Ana Ruiz flumsday")).first
    assert "still to come" in (await office.type("touch Ana 2026-04-01")).first
    assert await office.rows(Touch) == []


async def test_somebody_unknown_is_never_guessed(office: Office) -> None:
    await office.say(RUIZ)
    lines = ("touch Zoe today", "contact Zoe", "delete Zoe", "rename Zoe to Zoey", "account Zoe to Contoso")
    for line in lines:
        seen = await office.type(line)
        assert seen.first == "I don't know anybody called Zoe yet.", line
    assert len(await office.rows(Contact)) == 1


async def test_who_was_not_touched_for_a_month_is_named_without_blame(office: Office) -> None:
    await office.say(RUIZ)
    assert "Nobody is waiting" in (await office.type("neglected")).first
    office.now += timedelta(days=50)
    await office.say(LOPEZ)
    seen = await office.type("neglected")
    assert seen.first == "1 person you have not been in touch with for a while."
    assert "Ana Ruiz (Northwind) · last in touch 7 weeks ago · 1 open promise" in seen.text


async def test_who_was_never_touched_is_listed_as_not_yet(office: Office) -> None:
    await office.say(RUIZ)
    await office.say("Ana Ruiz says that Jonas Keller decides on storage at Vantage Foods.")
    seen = await office.type("neglected")
    assert seen.first == "1 person you have not been in touch with yet."
    assert "Jonas Keller (Vantage Foods) · not yet in touch" in seen.text
    assert "Ana Ruiz" not in seen.text
    office.now += timedelta(days=50)
    seen = await office.type("neglected")
    assert "Ana Ruiz (Northwind) · last in touch 7 weeks ago" in seen.text
    assert "Jonas Keller (Vantage Foods) · not yet in touch" in seen.text


async def test_promises_are_listed_both_ways_the_earliest_due_first(office: Office) -> None:
    await office.say("Ana Ruiz will send me the org chart by 20 March.")
    await office.say("I promised Ana Ruiz to send the storage paper by 10 March.")
    await office.say("I promised Ana Ruiz to call her by 8 March.")
    text = (await office.type("promises Ana")).text
    assert "3 open promises with Ana Ruiz." in text
    assert text.index("You promised") < text.index("call her") < text.index("storage paper")
    assert text.index("storage paper") < text.index("You were promised") < text.index("org chart")


async def test_the_form_changes_name_company_and_title_at_once(office: Office) -> None:
    await office.say(RUIZ)
    shown = await office.type("contact Ana")
    form = await office.press(shown, "Edit")
    changed = await office.send(form, name="Anna Ruiz", title="CFO", account="Contoso")
    assert changed.first == "Saved what you changed for Anna Ruiz (Contoso)."
    [contact] = await office.rows(Contact)
    assert (contact.name, contact.title, contact.aliases) == ("Anna Ruiz", "CFO", ("Ana Ruiz",))


async def test_two_of_one_name_are_told_apart_before_they_become_one(office: Office) -> None:
    await office.say("Met Lars Berg from Fabrikam.")
    await office.say("Met Lars Holm from Contoso.")
    asked = await office.type("merge Lars Berg, Lars Holm")
    assert asked.first == "They work at different companies. Shall they become one, and whose name stays?"
    assert "Lars Berg · Fabrikam · last in touch today · 1 note" in asked.text
    assert "Contoso" in asked.text


async def test_what_hangs_on_a_merged_contact_goes_to_the_one_that_stays(office: Office) -> None:
    await office.say("Met Ana Ruiz from Northwind, head of procurement.")
    await office.say("Ana left Northwind, now VP Supply at Tesseract.")
    await office.say("Met Annika Ruizova at the fair.")
    ana, annika = sorted(await office.rows(Contact), key=lambda each: each.name)
    base = {"workspace": ana.workspace, "space": ana.space, "created_at": office.now}
    attitude = Attitude(
        id="a", contact_id=ana.id, name=ana.name, question_id="q", question="How?", answer="Well", **base
    )
    nudge = Nudge(
        id=NudgeId("n"),
        about=ana.id,
        contact_id=ana.id,
        on=date(2026, 3, 5),
        again_on=date(2026, 3, 12),
        wording="",
        **base,
    )
    offer = HandOver(
        id="h",
        giver=office.scope.member,
        giver_name="Kim",
        receiver=MemberId("U2"),
        shared_with=(),
        contact_id=ana.id,
        name=ana.name,
        title="",
        company="",
        words="",
        notes=(),
        **base,
    )
    await _put(office, attitude, nudge, offer)
    asked = await office.type("merge Annika Ruizova, Ana Ruiz")
    await office.press(asked, "Keep Annika Ruizova")
    for kind in (Attitude, Nudge, HandOver, Employment):
        rows = await office.rows(kind)
        assert [row.contact_id for row in rows] == [annika.id], kind


async def test_a_deleted_contact_takes_answers_and_waiting_offers_along(office: Office) -> None:
    await office.say(RUIZ)
    [ana] = await office.rows(Contact)
    base = {"workspace": ana.workspace, "space": ana.space, "created_at": office.now}
    attitude = Attitude(
        id="a", contact_id=ana.id, name=ana.name, question_id="q", question="How?", answer="Well", **base
    )
    await _put(office, attitude)
    asked = await office.type("delete Ana Ruiz")
    await office.press(asked, "Delete")
    assert await office.rows(Attitude) == []


async def _put(office: Office, *rows: Any) -> None:
    work = Work(
        key="put", scope=office.scope, command=Said(""), origin=Origin(surface=Surface.JOB), now=office.now
    )
    async with office.store.write(work) as uow:
        for row in rows:
            await uow.of(type(row)).put(row)
