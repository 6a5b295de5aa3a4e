"""B8: a reminder counts from an important day that was told before: "a week before Ana's birthday"."""

from __future__ import annotations

from datetime import date

import pytest

from bot.features.reminders.known_days import find_day_meant
from slack_sandbox.testing import Driver, text_of
from tests.features.conftest import Office, greeted
from tests.features.reminders.test_reminders import said

pytestmark = pytest.mark.asyncio(loop_scope="module")
ON = date(2027, 3, 12)


@pytest.mark.parametrize(
    ("words", "who", "called", "reminds"),
    [
        ("remind me a week before Ana's birthday", "Ana", "birthday", date(2027, 3, 5)),
        ("two days before Lars' birthday to call him", "Lars", "birthday", date(2027, 3, 10)),
        ("the day before her birthday", "her", "birthday", date(2027, 3, 11)),
        ("on Ana Ruiz\u2019s birthday", "Ana Ruiz", "birthday", ON),
        ("before Ana's birthday", "Ana", "birthday", date(2027, 3, 11)),
        ("before the Northwind renewal to call Lars", "Northwind", "renewal", date(2027, 2, 10)),
        ("a month before the contract with Northwind ends", "Northwind", "contract", date(2027, 2, 12)),
        ("a fortnight before Vantage Foods' contract ends", "Vantage Foods", "contract", date(2027, 2, 26)),
        ("10 days before our anniversary with Denholm", "Denholm", "anniversary", date(2027, 3, 2)),
    ],
)
async def test_b8_words_count_from_an_important_day(words: str, who: str, called: str, reminds: date) -> None:
    meant = find_day_meant(words)

    assert meant is not None
    assert (meant.who, meant.called, meant.day_before(ON)) == (who, called, reminds)


@pytest.mark.parametrize(
    "words",
    ["to call Ana before the board meeting", "before lunch to call Ana", "to prepare the contract on Friday"],
)
async def test_b8_other_words_count_from_none(words: str) -> None:
    assert find_day_meant(words) is None


async def test_b8_a_reminder_comes_a_week_before_a_birthday_that_was_told(office: Office) -> None:
    seller = await greeted(office.member("nils"))
    await said(seller, "Met Ana Ruiz from Northwind. Her birthday is on 12 March.")

    card = await said(seller, "remind me a week before Ana's birthday to buy flowers")
    assert "5 March 2027" in text_of(card)
    assert "buy flowers (Ana Ruiz's birthday: 12 March)" in text_of(card)
    alone = await said(seller, "remind me two days before Ana's birthday")
    assert "10 March 2027" in text_of(alone)
    assert "Ana Ruiz's birthday is on 12 March" in text_of(alone)


async def test_b8_a_day_of_a_company_counts_as_well(office: Office) -> None:
    seller = await greeted(office.member("ida"))
    await said(seller, "Met Omar Haddad from Vantage Foods. The Vantage Foods contract ends on 31 May 2027.")

    card = await said(seller, "remind me a month before the contract with Vantage Foods ends to call Omar")
    assert "30 April 2027" in text_of(card)
    assert "call Omar (Vantage Foods' contract end: 31 May)" in text_of(card)


async def test_b8_what_is_not_known_or_gone_by_is_asked_about(seller: Driver) -> None:
    await said(seller, "Met Ana Ruiz from Northwind.")
    unknown = await said(seller, "remind me a week before Ana's birthday to buy flowers")
    assert "I don't know on which day Ana's birthday is" in text_of(unknown)
    assert "Ana's birthday is on 12 March" in text_of(unknown)

    await said(seller, "Ana's birthday is on 27 November.")
    near = await said(seller, "remind me a week before Ana's birthday to buy flowers")
    assert "I can't take “a week before Ana's birthday” as one day to come." in text_of(near)
    assert "buy flowers" in text_of(near)
