"""B1, B8 through the real thing: days, birthdays and ties in the short words that sellers write."""

from __future__ import annotations

import pytest

from tests.features.conftest import Office, greeted
from tests.features.facts.test_facts import plain, said, shown

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def test_b8_the_day_of_a_company_in_its_short_form_is_kept(office: Office) -> None:
    ines = await greeted(office.member("ines"))
    await said(ines, "Met Sanne Oduya from Halvorsen Logistik")

    card = plain(await said(ines, "The Halvorsen contract ends on 15 January 2027."))

    assert "contract with Halvorsen Logistik ends" in card
    answer = plain(await said(ines, "when does the Halvorsen contract end?"))
    assert "15 January 2027" in answer


async def test_b8_a_birthday_in_short_words_is_found_again(office: Office) -> None:
    bo = await greeted(office.member("bo"))
    await said(bo, "Met Carla Fabula from Vantage Foods. Bday 14 Dec")

    assert "14 December" in plain(await said(bo, "when's Carla's birthday?"))
    assert "14 December" in plain(await said(bo, "when is Carla's bday?"))


async def test_b1_two_who_know_each_other_are_a_tie(office: Office) -> None:
    eva = await greeted(office.member("eva"))
    await said(eva, "Met Dirk Inventar and Petra Ersonnen from Litware")
    card = await said(eva, "Dirk Inventar knows Petra Ersonnen from uni.")
    assert "Dirk Inventar and Petra Ersonnen know each other from uni" in plain(card)

    assert "from uni" in plain(await said(eva, "how do Dirk and Petra know each other?"))
    assert "know each other from uni" in plain(await said(eva, "who could introduce me to Petra Ersonnen?"))

    await eva.click(card, "Undo")
    await eva.next_update(card["ts"])
    assert "uni" not in await shown(eva, "Dirk Inventar")
