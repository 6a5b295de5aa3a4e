"""Settings through the real thing: the form, everybody's defaults, a pause, and what goes to a model."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
import pytest_asyncio

from slack_sandbox.seed import ADMIN
from slack_sandbox.testing import Driver, text_of
from tests.features.conftest import Office, greeted
from tests.features.modelled import modelled_office
from tests.features.settings.forms import form_of, held, save, words
from tests.features.waiting import find_scheduled, until, wait_until_scheduled
from tests.support.openai_server import scripted_model

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def test_the_form_shows_the_zone_and_what_holds(office: Office) -> None:
    person = await greeted(office.member("noor", zone="Asia/Kolkata"))

    form = await form_of(person)

    assert "Asia/Kolkata" in text_of(form)
    state = held(form)
    assert state["begin"]["begin"] == "08:00"
    assert state["weekdays"]["weekdays"] == ["0", "1", "2", "3", "4"]
    assert (state["a_day"]["a_day"], state["a_week"]["a_week"]) == ("2", "6")
    assert state["round_at"]["round_at"] == "09:00"


async def test_saved_settings_hold_and_can_be_undone(office: Office, seller: Driver) -> None:
    await until(lambda: find_scheduled(office, seller, "round"))
    [(before, *_)] = find_scheduled(office, seller, "round")
    form = await form_of(seller)

    answer = await save(seller, form, round_weekday="3", round_at="10:30", a_day="1", country="Spain")

    assert answer["result"] != "errors"
    card = await seller.next_message()
    assert "Your look ahead comes on Thursday at 10:30." in words(card)
    assert "At most 1 nudge a day and 6 a week." in words(card)
    assert held(await form_of(seller))["country"]["country"] == "Spain"
    await until(lambda: find_scheduled(office, seller, "round")[0][0] != before)
    await seller.click(card, "Undo")
    await until(lambda: find_scheduled(office, seller, "round")[0][0] == before)


async def test_what_is_not_ticked_comes_only_when_asked_for(office: Office, seller: Driver) -> None:
    await until(lambda: find_scheduled(office, seller, "round"))
    form = await form_of(seller)
    assert held(form)["comes"]["comes"] == ["rounds", "reviews", "mindset", "vision"]

    await save(seller, form, comes=["reviews", "vision"])

    assert "Only when you ask: looks ahead and the quiet minutes." in words(await seller.next_message())
    await until(lambda: not find_scheduled(office, seller, "round"))
    assert not find_scheduled(office, seller, "mindset")
    assert find_scheduled(office, seller, "goals")


async def test_t4_a_leader_chooses_month_or_quarter(office: Office) -> None:
    lena = await greeted(office.member("lena"))
    await lena.command("/tactegic", "role leader")
    await lena.next_message()
    form = await form_of(lena)
    assert "roll-ups" in held(form)["comes"]["comes"]

    await save(lena, form, leaders_every="quarter")

    assert "the first Monday of each quarter at 09:00" in words(await lena.next_message())
    await until(lambda: "-Q" in find_scheduled(office, lena, "stratical-round")[0][1])


async def test_everything_pauses_from_the_form(office: Office, seller: Driver) -> None:
    form = await form_of(seller)

    await seller.click(form, "Pause everything")

    assert "Paused" in words(await seller.next_message())
    assert "Resume" in text_of(await form_of(seller))


async def test_what_does_not_fit_is_said_beside_the_field(seller: Driver) -> None:
    form = await form_of(seller)

    refused = await save(
        seller, form, end="07:00", a_day="99", leave_first="2027-03-09", leave_last="2027-03-01"
    )

    assert refused["result"] == "errors"
    assert "after it begins" in refused["errors"]["end"]
    assert "0 to 20" in refused["errors"]["a_day"]
    assert "before the first" in refused["errors"]["leave_last"]


async def test_an_unknown_country_is_said_and_the_rest_is_kept(seller: Driver) -> None:
    form = await form_of(seller)
    await save(seller, form, country="Nowhereland", floor="20")

    card = await seller.next_message()

    assert "Nowhereland" in words(card)
    assert held(await form_of(seller))["floor"]["floor"] == "20"


async def test_everything_pauses_in_one_click_and_resumes(office: Office, seller: Driver) -> None:
    await seller.dm("Met Ana Ruiz from Northwind.")
    await seller.next_message()
    await seller.dm("pause everything")
    card = await seller.next_message()
    assert "Paused" in words(card)

    office.sandbox.clock.jump_to_next(0, "09:01", "Europe/Berlin")
    await wait_until_scheduled(office, seller, "round")
    await seller.click(card, "Resume")  # after what was due: one member's work keeps its order
    assert "Resumed" in words(await seller.next_update(card["ts"]))
    assert not [each for each in await seller.messages() if "look ahead this week" in words(each)]

    await seller.dm("pause")
    again = await seller.next_message()
    await seller.click(again, "Undo")
    assert "Undone" in words(await seller.next_update(again["ts"]))
    await seller.command("/tactegic", "resume")
    assert "Nothing is paused" in words(await seller.next_message())


async def test_only_admins_set_what_holds_for_everybody(office: Office, seller: Driver) -> None:
    assert "Only an admin" in text_of(await form_of(seller, "settings everybody"))

    admin = office.sandbox.driver(ADMIN)
    await admin.open_home("messages")
    await admin.next_message()
    form = await form_of(admin, "settings everybody")
    assert "leave_first" not in held(form)
    assert (await save(admin, form, a_week="4"))["result"] != "errors"
    saved = await admin.next_message(where=lambda message: "Saved for everybody" in words(message))

    assert held(await form_of(seller))["a_week"]["a_week"] == "4"
    await admin.click(saved, "Undo")
    await admin.next_update(saved["ts"])
    assert held(await form_of(seller))["a_week"]["a_week"] == "6"


async def test_t1_nothing_comes_on_leave(office: Office, seller: Driver) -> None:
    await seller.dm("Met Ana Ruiz from Northwind.")
    await seller.next_message()
    today = office.sandbox.clock.now().date()
    form = await form_of(seller)
    await save(
        seller,
        form,
        leave_first=today.isoformat(),
        leave_last=(today + timedelta(days=20)).isoformat(),
    )
    assert "Away from" in words(await seller.next_message())

    office.sandbox.clock.jump_to_next(0, "09:01", "Europe/Berlin")
    await wait_until_scheduled(office, seller, "round")
    await form_of(seller)  # what was due before is done: one member's work keeps its order
    assert not [each for each in await seller.messages() if "look ahead this week" in words(each)]

    office.sandbox.clock.advance(timedelta(days=21))
    await seller.next_message(where=lambda message: "look ahead this week" in words(message))


async def test_a_move_to_another_zone_moves_what_is_due(office: Office, seller: Driver) -> None:
    await until(lambda: find_scheduled(office, seller, "round"))
    [(before, key, _)] = find_scheduled(office, seller, "round")

    await seller.profile(tz="America/New_York")

    await until(lambda: find_scheduled(office, seller, "round")[0][0] != before)
    [(after, same, _)] = find_scheduled(office, seller, "round")
    assert same == key
    assert after > before


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def modelled(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Office]:
    data = tmp_path_factory.mktemp("modelled")
    async with scripted_model() as script, modelled_office(script, data) as made:
        yield made


async def test_a_member_is_told_once_what_goes_to_a_model_and_may_decline(modelled: Office) -> None:
    person = modelled.member("mira")
    await person.open_home("messages")
    await person.next_message()
    card = await person.next_message()
    assert "a language model helps me read and answer, at 127.0.0.1" in words(card)

    await person.click(card, "Rules only")
    assert "Rules only: nothing you write goes" in words(await person.next_update(card["ts"]))

    await person.open_home("messages")
    assert held(await form_of(person))["model"]["model"] == "off"
    told = [each for each in await person.messages() if "One thing you should know" in words(each)]
    assert told == []
