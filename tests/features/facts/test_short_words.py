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


async def test_p1_who_left_is_at_the_company_no_more_until_the_note_is_taken_back(office: Office) -> None:
    olga = await greeted(office.member("olga"))
    await said(olga, "Met Berit Fictiva, CFO at Fjordline")

    card = await said(olga, "Berit has left Fjordline")

    assert "Berit Fictiva has left. Before: CFO, Fjordline." in plain(card)
    there = await shown(olga, "Berit Fictiva")
    assert "not known" in there
    assert "CFO, Fjordline, until" in there
    await olga.click(card, "Delete this note")
    await olga.next_update(card["ts"])
    there = await shown(olga, "Berit Fictiva")
    assert "Company\nFjordline" in there
    assert "Title\nCFO" in there


async def test_p1_a_move_to_come_is_an_important_day_and_changes_nothing_before(office: Office) -> None:
    kai = await greeted(office.member("kai"))
    await said(kai, "Met Sanne Oduya from Halvorsen Logistik")
    await said(kai, "Met Siri Dahlmade from Litware")

    card = plain(await said(kai, "Sanne left Halvorsen, joins Brightline as COO on 1 Jan"))

    assert "Sanne Oduya's start at Brightline as COO is on 1 January 2027" in card
    assert "COO\n" not in await shown(kai, "Sanne Oduya")
    asked = await said(kai, "Siri joins Fjordline in January")
    assert "Is this so: Siri Dahlmade's start at Fjordline is on 1 January 2027?" in plain(asked)
    assert "Company\nLitware" in await shown(kai, "Siri Dahlmade")


async def test_b1_the_headquarters_of_a_company_are_no_other_company(office: Office) -> None:
    pia = await greeted(office.member("pia"))
    await said(pia, "Met Lars Holmgren from Halvorsen Logistik")

    card = plain(await said(pia, "Met with Ines and Lars at Halvorsen HQ"))

    assert "Ines (Halvorsen Logistik) and Lars Holmgren (Halvorsen Logistik)" in card
    assert "do you mean" not in card
