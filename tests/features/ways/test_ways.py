"""R1, B6 through the real thing: the warmest way, over what colleagues chose to share and nothing else."""

from __future__ import annotations

from typing import Any

import pytest

from slack_sandbox.testing import Driver, text_of
from tests.features.conftest import Office, greeted, opened_form

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def said(person: Driver, words: str) -> dict[str, Any]:
    """The answer to a message."""
    await person.dm(words)
    return await person.next_message()


async def typed(person: Driver, line: str) -> dict[str, Any]:
    """The answer to a slash command."""
    await person.command("/tactegic", line)
    return await person.next_message()


def words_of(message: dict[str, Any]) -> str:
    """The text of a message without stress marks."""
    return text_of(message).replace("*", "")


async def shared(person: Driver, name: str, how: str, *whom: str) -> dict[str, Any]:
    """The card after somebody lets colleagues know that they know a contact."""
    offer = await typed(person, f"acquaintances {name}")
    await person.click(offer, "Choose what to share")
    form = await opened_form(person)
    await person.submit(form, {"closeness": {"closeness": how}, "with": {"with": list(whom)}})
    return await person.next_update(offer["ts"])


async def test_b6_nothing_is_shared_until_a_member_chooses_it_and_what_is_taken_back_goes_everywhere(
    office: Office,
) -> None:
    mira, tomo = await greeted(office.member("mira")), await greeted(office.member("tomo"))
    await said(mira, "Met Jonas Weber from Kitano Rail, he breeds heliotropes and I promised him a map.")
    asked = await said(tomo, "who can introduce me to Jonas Weber?")
    assert "I know no way to Jonas Weber yet" in words_of(asked)

    offer = await said(mira, "let my colleagues know that I know Jonas Weber")
    assert "Nothing is shared yet" in text_of(offer)
    await mira.click(offer, "Choose what to share")
    form = await opened_form(mira)
    assert "knows Jonas Weber (Kitano Rail) well" in text_of(form)
    refused = await mira.submit(form, {})
    assert set(refused["errors"]) == {"closeness", "with"}
    await mira.submit(form, {"closeness": {"closeness": "well"}, "with": {"with": ["workspace"]}})
    saved = await mira.next_update(offer["ts"])
    assert "knows Jonas Weber (Kitano Rail) well" in words_of(saved)
    assert "Shared with everybody here" in text_of(saved)

    way = await said(tomo, "who can introduce me to Jonas Weber?")
    found = words_of(way)
    assert "The warmest way to Jonas Weber (Kitano Rail) goes by" in found
    assert "knows Jonas Weber (Kitano Rail) well" in found
    assert "Nobody is told that you asked" in found
    assert "heliotropes" not in found
    assert "map" not in found
    await tomo.click(way, "Draft an ask")
    draft = await tomo.next_message()
    assert "I would like to get to know Jonas Weber (Kitano Rail)" in words_of(draft)
    assert "you know Jonas Weber well" in words_of(draft)
    assert "Nothing was sent, and nobody was told" in words_of(draft)

    await mira.click(saved, "Take back")
    gone = words_of(await tomo.next_update(draft["ts"]))
    assert "That way is no longer open" in gone
    assert "Kitano" not in gone
    drawn = await tomo.next_update(way["ts"])
    assert "I know no way to Jonas Weber yet" in words_of(drawn)
    assert "Kitano" not in words_of(drawn)
    assert "You let nobody know whom you know" in words_of(await typed(mira, "acquaintances"))


async def test_b6_what_is_shared_with_a_team_is_for_the_team_alone(office: Office) -> None:
    nora, jun, sol = [await greeted(office.member(name)) for name in ("nora", "jun", "sol")]
    await said(nora, "Met Eva Lund from Oakhurst today.")
    none_yet = await typed(nora, "team Oakhurst")
    await nora.click(none_yet, "Make a team")
    await nora.submit(await opened_form(nora), {"members": {"members": [jun.user]}})
    await nora.next_message()
    await jun.next_message()
    offer = await typed(nora, "acquaintances Eva")
    await nora.click(offer, "Choose what to share")
    form = await opened_form(nora)
    [team] = [
        option["value"]
        for block in form["blocks"]
        for option in (block.get("element") or {}).get("options", [])
        if "Oakhurst team" in str(option)
    ]
    await nora.submit(form, {"closeness": {"closeness": "worked"}, "with": {"with": [team]}})
    saved = await nora.next_update(offer["ts"])
    assert "Shared with the Oakhurst team" in text_of(saved)

    way = await typed(jun, "way Eva Lund")
    assert "has worked with Eva Lund (Oakhurst)" in words_of(way)
    assert "I know no way to Eva Lund yet" in words_of(await typed(sol, "way Eva Lund"))

    listed = await typed(nora, "team Oakhurst")
    await nora.click(listed, "Change members")
    await nora.submit(await opened_form(nora), {"members": {"members": [nora.user]}})
    assert "I know no way to Eva Lund yet" in words_of(await jun.next_update(way["ts"]))


async def test_r1_ones_own_people_come_first_and_the_company_last(office: Office) -> None:
    seller, mate = await greeted(office.member("vito")), await greeted(office.member("wera"))
    await said(seller, "Met Ana Ruiz from Kestrel today.")
    await said(seller, "Met Omar Haddad from Halden today.")
    await said(seller, "Omar Haddad used to work with Petra Stone from Kestrel.")
    await said(mate, "Met Petra Stone from Kestrel today.")
    await shared(mate, "Petra Stone", "met", "workspace")

    way = words_of(await said(seller, "who knows Petra Stone?"))

    assert "Omar Haddad" in way
    assert "has met Petra Stone (Kestrel)" in way
    assert "Ana Ruiz" in way
    assert way.index("Omar Haddad") < way.index("has met Petra Stone") < way.index("Ana Ruiz")
    assert "I don't know whether they know each other." in way


async def test_b6_a_share_is_changed_listed_and_undone(office: Office) -> None:
    one, other = await greeted(office.member("xara")), await greeted(office.member("yuri"))
    await said(one, "Met Lena Frost from Vantage today.")
    card = await shared(one, "Lena Frost", "met", "workspace")
    listed = await typed(one, "acquaintances")
    assert "Lena Frost (Vantage) · you have met" in words_of(listed)
    way = await typed(other, "way Lena Frost at Vantage")
    assert "has met Lena Frost" in words_of(way)

    await one.click(card, "Undo")
    await one.next_update(card["ts"])

    assert "I know no way to Lena Frost (Vantage) yet" in words_of(await other.next_update(way["ts"]))
    assert "To whom shall the way lead?" in words_of(await typed(other, "way"))


async def test_r1_a_company_or_a_role_there_is_enough_to_find_a_way(office: Office) -> None:
    gesa = await greeted(office.member("gesa"))
    await said(gesa, "Met Dana Erfunden, CEO of Nordfrost")
    await said(gesa, "Met Pelle Erdacht from Nordfrost")

    anybody = words_of(await said(gesa, "who knows somebody at Nordfrost?"))
    assert "Whom you know at Nordfrost" in anybody
    assert "Dana Erfunden" in anybody
    assert "Pelle Erdacht" in anybody
    assert "You know Dana Erfunden yourself" in words_of(
        await said(gesa, "how do I get to the CEO of Nordfrost?")
    )
    nobody = words_of(await said(gesa, "who knows anyone at Plumfield?"))
    assert "I know no way to anybody (Plumfield)" in nobody


async def test_b6_plain_words_take_an_acquaintance_back(office: Office) -> None:
    ole = await greeted(office.member("ole"))
    await said(ole, "Met Grete Erdacht from Litware")
    await shared(ole, "Grete Erdacht", "well", "workspace")

    back = await said(ole, "Do not share that I know Grete any more")

    assert "Grete Erdacht" in words_of(back)
    assert "Grete" not in words_of(await typed(ole, "acquaintances"))
    await ole.click(back, "Undo")
    await ole.next_update(back["ts"])
    assert "Grete Erdacht" in words_of(await typed(ole, "acquaintances"))


async def test_b6_a_contact_who_is_renamed_or_moves_is_shared_only_anew(office: Office) -> None:
    one, other = await greeted(office.member("zora")), await greeted(office.member("quin"))
    await said(one, "Met Ines Falk from Ambergate today.")
    await shared(one, "Ines Falk", "well", "workspace")
    way = await typed(other, "way Ines Falk")
    assert "knows Ines Falk (Ambergate) well" in words_of(way)

    await one.command("/tactegic", "rename Ines Falk to Ines Falkner")
    asked = await one.next_message(where=lambda message: "Shall they read" in text_of(message))

    assert "Colleagues could read that you know Ines Falk (Ambergate)" in words_of(asked)
    assert "Ines Falkner (Ambergate)" in words_of(asked)
    assert "I know no way to Ines Falk yet" in words_of(await other.next_update(way["ts"]))
    await one.click(asked, "Choose what to share")
    form = await opened_form(one)
    await one.submit(form, {"closeness": {"closeness": "met"}, "with": {"with": ["workspace"]}})
    await one.next_update(asked["ts"])
    again = await typed(other, "way Ines Falkner")
    assert "has met Ines Falkner (Ambergate)" in words_of(again)

    await one.command("/tactegic", "company Ines Falkner, Brackwater")
    moved = await one.next_message(
        where=lambda message: "Shall they read" in text_of(message) and "Brackwater" in text_of(message)
    )
    assert "Ines Falkner (Ambergate)" in words_of(moved)
    assert "no way to Ines Falkner" in words_of(await other.next_update(again["ts"]))
    assert "You let nobody know whom you know" in words_of(await typed(one, "acquaintances"))


async def test_b6_a_contact_who_is_merged_is_shared_only_anew(office: Office) -> None:
    one, other = await greeted(office.member("petra")), await greeted(office.member("oskar"))
    await said(one, "Met Ravi Moss from Ambergate today.")
    await said(one, "Met Signe Holm from Brackwater today.")
    await shared(one, "Ravi Moss", "well", "workspace")
    way = await typed(other, "way Ravi Moss")
    assert "knows Ravi Moss (Ambergate) well" in words_of(way)
    await one.click(await typed(one, "merge Signe Holm, Ravi Moss"), "Keep Signe Holm (Brackwater)")

    offer = await one.next_message(where=lambda message: "Shall they read" in text_of(message))

    assert "you know Ravi Moss (Ambergate)" in words_of(offer)
    assert "Signe Holm (Brackwater) now" in words_of(offer)
    assert "no way to Ravi Moss" in words_of(await other.next_update(way["ts"]))


async def test_b6_a_name_of_no_letters_is_no_way(office: Office) -> None:
    person = await greeted(office.member("rufus"))
    assert "To whom shall the way lead?" in words_of(await typed(person, "way * at Kitano Rail"))
