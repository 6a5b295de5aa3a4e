"""F7 through the real thing: one text with the benefit to every party; one-sided ones come back."""

from __future__ import annotations

import pytest

from slack_sandbox.testing import Driver, text_of
from tests.features.conftest import Office, greeted, opened_form
from tests.features.plans.test_plans import ask, knows_ana
from tests.features.teams.test_team_documents import team_of

pytestmark = pytest.mark.asyncio(loop_scope="module")
GOOD = {
    "text": {"text": "Carbon figures that an auditor accepts at first reading"},
    "theirs": {"theirs": "Two weeks less work for every quarterly report"},
    "ours": {"ours": "We learn how audits work, with a reference in logistics"},
}


async def form_for_ana(seller: Driver) -> tuple[str, dict[str, object]]:
    """The ts of the card that it was opened from, and the form."""
    await seller.command("/tactegic", "objective Ana")
    card = await seller.next_message()
    await seller.click(card, "Write it")
    return card["ts"], await opened_form(seller)


async def test_f7_a_one_sided_objective_comes_back_naming_who_has_nothing_of_it(seller: Driver) -> None:
    await knows_ana(seller)
    _, form = await form_for_ana(seller)

    selling = await seller.submit(
        form, GOOD | {"theirs": {"theirs": "They buy more from us and we hit our quota"}}
    )
    empty = await seller.submit(form, GOOD | {"theirs": {"theirs": "more value"}})

    assert "What does Northwind have, in their own terms?" in str(selling["errors"])
    assert "Northwind would notice" in str(empty["errors"])


async def test_f7_versions_are_kept_and_both_sides_shown_alike(seller: Driver) -> None:
    await knows_ana(seller)
    ts, form = await form_for_ana(seller)
    await seller.submit(form, GOOD)
    kept = await seller.next_update(ts)
    assert "Northwind" in text_of(kept)
    assert "Our side" in text_of(kept)
    await seller.click(kept, "Change")
    await seller.submit(
        await opened_form(seller), GOOD | {"text": {"text": "Carbon figures that hold in every audit"}}
    )
    changed = await seller.next_update(kept["ts"])
    await seller.click(changed, "Earlier versions")

    history = text_of(await seller.next_update(kept["ts"]))

    assert "Version 2" in history
    assert "accepts at first reading" in history


async def test_f7_the_objective_feeds_the_brief(seller: Driver) -> None:
    await knows_ana(seller)
    ts, form = await form_for_ana(seller)
    await seller.submit(form, GOOD)
    await seller.next_update(ts)

    assert "auditor accepts at first reading" in await ask(seller, "brief Ana")


async def test_f7_a_team_sees_the_same_text_with_its_versions_until_it_is_taken_back(
    office: Office, seller: Driver
) -> None:
    mate, other = await greeted(office.member("jun")), await greeted(office.member("devan"))
    await team_of(seller, mate)
    await knows_ana(seller)
    ts, form = await form_for_ana(seller)
    await seller.submit(form, GOOD)
    await seller.click(await seller.next_update(ts), "Share with a team …")
    choice = await opened_form(seller)
    [block] = [each for each in choice["blocks"] if each.get("block_id") == "teams"]
    await seller.submit(choice, {"teams": {"teams": [block["element"]["options"][0]["value"]]}})
    shared = await seller.next_update(ts)
    assert "Shared with the Northwind team" in text_of(shared)
    await seller.click(shared, "Change")
    await seller.submit(
        await opened_form(seller), GOOD | {"text": {"text": "Carbon figures that hold in every audit"}}
    )
    changed = await seller.next_update(ts)

    await mate.command("/tactegic", "objective Northwind")
    seen = await mate.next_message()
    for words in ("Carbon figures that hold in every audit", *(each for each in sides_of(GOOD))):
        assert words in text_of(seen)
        assert words in text_of(changed)
    assert "Shared with the Northwind team" in text_of(seen)
    assert "Change" not in text_of(seen).splitlines()
    await knows_ana(mate)
    assert "shared by a colleague of the Northwind team\nCarbon figures" in await ask(mate, "brief Ana")
    assert "Mutual objective 10/10" in (await ask(mate, "score Ana")).replace("*", "")
    await mate.click(seen, "Earlier versions")
    assert "accepts at first reading" in text_of(await mate.next_update(seen["ts"]))
    assert "Carbon figures" not in await ask(other, "objective Northwind")

    await seller.click(changed, "Take back from the team")
    assert "Only you can see this" in text_of(await seller.next_update(ts))
    assert "Carbon figures" not in await ask(mate, "objective Ana")


def sides_of(values: dict[str, dict[str, str]]) -> list[str]:
    return [values["theirs"]["theirs"], values["ours"]["ours"]]


async def test_f7_leaving_the_team_takes_the_shared_objective_back(office: Office, seller: Driver) -> None:
    mate = await greeted(office.member("jun"))
    await team_of(seller, mate)
    await knows_ana(seller)
    ts, form = await form_for_ana(seller)
    await seller.submit(form, GOOD)
    await seller.click(await seller.next_update(ts), "Share with a team …")
    choice = await opened_form(seller)
    [block] = [each for each in choice["blocks"] if each.get("block_id") == "teams"]
    await seller.submit(choice, {"teams": {"teams": [block["element"]["options"][0]["value"]]}})
    await seller.next_update(ts)
    assert "accepts at first reading" in await ask(mate, "objective Ana")

    await seller.command("/tactegic", "team Northwind")
    await seller.click(await seller.next_message(), "Leave")
    assert "You left the team" in text_of(await seller.next_message())

    assert "accepts at first reading" not in await ask(mate, "objective Ana")
    assert "Only you can see this" in await ask(seller, "objective Ana")
