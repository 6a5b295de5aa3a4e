"""B7: an admin decides for whom a language model is asked; it holds at once, and members hear of it once."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from bot.core.settings import ModelRule, may_ask_model, must_hear_of_model
from slack_sandbox.seed import ADMIN
from slack_sandbox.testing import Driver, text_of
from tests.features.conftest import Office, informed
from tests.features.modelled import conversed, modelled_office, understood
from tests.features.settings.forms import form_of, held, save, words
from tests.features.waiting import until
from tests.support.openai_server import ScriptedModel

pytestmark = pytest.mark.asyncio(loop_scope="module")
NOTE = "Met Ana Ruiz from Northwind. She worries about carbon reporting."
PATIENCE_SECONDS = 20
ON, ASK, OFF = (f"settings model {each} everybody" for each in ("on", "ask", "off"))
CHANGED = {
    ON: "is asked again for all",
    ASK: "is asked only with a yes",
    OFF: "turned the language model off",
}
"""What members are told of each."""


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def office(
    model_server: ScriptedModel, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Office]:
    async with modelled_office(model_server, tmp_path_factory.mktemp("bot")) as made:
        yield made


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def boss(office: Office) -> Driver:
    return await informed(office.sandbox.driver(ADMIN))


@pytest_asyncio.fixture(loop_scope="module")
async def admin(boss: Driver, model: ScriptedModel) -> AsyncIterator[Driver]:
    """An admin of a workspace where the model is asked for everybody, before and after."""
    yield boss
    await boss.command("/tactegic", ON)
    await boss.next_message()
    assert model.is_empty, "something that was scripted was never asked for"


@pytest_asyncio.fixture(loop_scope="module")
async def mira(office: Office, model: ScriptedModel) -> Driver:
    return await informed(office.member("mira"))


async def sets(admin: Driver, line: str) -> dict[str, object]:
    await admin.command("/tactegic", line)
    return await admin.next_message(where=lambda message: "From now on: the language model" in words(message))


async def noted(person: Driver, note: str = NOTE) -> str:
    """What the card of a note says."""
    await person.dm(note)
    card = await person.next_message(
        where=lambda message: words(message).startswith("Noted"), timeout=PATIENCE_SECONDS
    )
    return words(card)


async def hears(person: Driver, line: str) -> dict[str, object]:
    return await person.next_message(where=lambda message: CHANGED[line] in words(message))


async def heard(person: Driver, line: str) -> int:
    return len([each for each in await person.messages() if CHANGED[line] in words(each)])


def asked_by(model: ScriptedModel, before: int) -> int:
    return len(model.requests) - before


@pytest.mark.parametrize(
    ("rule", "allowed", "agreed", "may"),
    [
        (ModelRule.OFFERED, True, False, True),
        (ModelRule.OFFERED, True, True, True),
        (ModelRule.OFFERED, False, False, False),
        (ModelRule.OFFERED, False, True, False),
        (ModelRule.AGREED, True, False, False),
        (ModelRule.AGREED, True, True, True),
        (ModelRule.AGREED, False, True, False),
        (ModelRule.AGREED, False, False, False),
        *((ModelRule.OFF, allowed, agreed, False) for allowed in (True, False) for agreed in (True, False)),
    ],
)
async def test_the_strictest_of_rule_and_choice_holds(
    rule: ModelRule, allowed: bool, agreed: bool, may: bool
) -> None:
    assert may_ask_model(rule, allowed=allowed, agreed=agreed) is may


async def test_who_was_told_hears_of_each_other_rule_and_who_was_not_only_where_a_model_is_asked() -> None:
    for known in ModelRule:
        assert [must_hear_of_model(each, told=False, told_rule=known) for each in ModelRule] == [
            True,
            True,
            False,
        ]
        assert [must_hear_of_model(each, told=True, told_rule=known) for each in ModelRule] == [
            each is not known for each in ModelRule
        ]


async def test_off_holds_at_once_for_everybody_and_undo_turns_it_on_again(
    office: Office, admin: Driver, mira: Driver, model: ScriptedModel
) -> None:
    noor = await informed(office.member("noor"))
    model.reply(understood("note", "Ana Ruiz", company="Northwind"))
    assert "simple mode" not in await noted(mira)
    before = len(model.requests)

    form = await form_of(admin, "settings everybody")
    assert held(form)["model_rule"]["model_rule"] == "offered"
    assert (await save(admin, form, model_rule="off"))["result"] != "errors"
    saved = await admin.next_message(where=lambda message: "Saved for everybody" in words(message))
    assert "The language model is asked for nobody: rules answer everybody." in words(saved)

    assert "simple mode" in await noted(mira, "Met Lars Holm from Tesseract.")
    await hears(mira, OFF)
    assert "simple mode" in await noted(mira, "Met Olga Berg from Tesseract.")
    assert asked_by(model, before) == 0
    assert await heard(mira, OFF) == 1
    assert await heard(noor, OFF) == 0, "who does nothing is not written to"
    assert await heard(admin, OFF) == 0, "who changed it knows"

    await admin.click(saved, "Undo")
    await admin.next_update(saved["ts"])
    model.reply(understood("note", "Ina Frost", company="Northwind"))
    assert "simple mode" not in await noted(mira, "Met Ina Frost from Northwind.")
    await hears(mira, ON)
    assert asked_by(model, before) == 1
    model.reply(understood("note", "Ana Ruiz", company="Northwind"))
    assert "simple mode" not in await noted(noor)
    assert await heard(noor, OFF) == await heard(noor, ON) == 0, "nothing has changed since they were told"


async def test_with_a_yes_only_those_are_asked_for_who_gave_it(
    admin: Driver, mira: Driver, model: ScriptedModel
) -> None:
    await sets(admin, ASK)
    before = len(model.requests)

    assert "simple mode" in await noted(mira)
    told = await hears(mira, ASK)
    assert "You have not said yes, so I go by rules" in words(told)
    form = await form_of(mira)
    assert held(form)["model"]["model"] == "off"
    await save(mira, form, a_day="1")
    await mira.next_message()
    assert "simple mode" in await noted(mira, "Met Lars Holm from Tesseract.")
    assert asked_by(model, before) == 0

    await mira.click(told, "Yes, it may help")
    await mira.next_update(told["ts"])
    model.reply(understood("note", "Olga Berg", company="Tesseract"))
    assert "simple mode" not in await noted(mira, "Met Olga Berg from Tesseract.")
    assert asked_by(model, before) == 1


async def test_who_comes_while_a_yes_is_asked_for_is_told_so_and_who_comes_while_it_is_off_is_told_nothing(
    office: Office, admin: Driver, model: ScriptedModel
) -> None:
    await sets(admin, ASK)
    first = office.member("lena")
    await first.open_home("messages")
    card = await first.next_message(where=lambda message: "One thing you should know" in words(message))
    assert "It is asked only for those who say yes; until you do, I go by rules." in words(card)
    before = len(model.requests)
    assert "simple mode" in await noted(first)

    await sets(admin, OFF)
    second = office.member("omar")
    await second.open_home("messages")
    assert "simple mode" in await noted(second)
    assert "language model" not in " ".join(
        words(each) for each in await second.messages() if "Noted" not in words(each)
    )
    assert asked_by(model, before) == 0


async def test_what_a_member_chose_is_kept_while_it_is_off_and_works_again_afterwards(
    admin: Driver, mira: Driver, model: ScriptedModel
) -> None:
    await mira.command("/tactegic", "settings model off")
    await mira.next_message()
    await sets(admin, OFF)
    before = len(model.requests)
    await mira.command("/tactegic", "settings model")
    card = await mira.next_message(where=lambda message: "off for everybody, so" in words(message))
    assert "Your own choice, rules only, stays kept." in words(card)
    form = await form_of(mira)
    assert held(form)["model"]["model"] == "off"

    await sets(admin, ON)
    assert "simple mode" in await noted(mira)
    assert asked_by(model, before) == 0
    await mira.command("/tactegic", "settings model on")
    await mira.next_message(where=lambda message: "may help" in words(message))
    model.reply(understood("note", "Lars Holm", company="Tesseract"))
    assert "simple mode" not in await noted(mira, "Met Lars Holm from Tesseract.")


async def test_work_that_goes_on_makes_no_other_call(
    admin: Driver, mira: Driver, model: ScriptedModel
) -> None:
    model.reply(understood("note", "Ana Ruiz", company="Northwind"))
    await noted(mira)
    before = len(model.requests)
    model.reply_later(conversed(look_ups=({"tool": "notes", "words": "carbon"},)))
    model.reply(conversed(("Ana worries about carbon reporting.", "N1")))

    await mira.dm("What worries Ana, and since when?")
    await until(lambda: asked_by(model, before) == 1)
    await sets(admin, OFF)
    model.go_on()
    answer = await mira.next_message(
        where=lambda message: "simple mode" in words(message), timeout=PATIENCE_SECONDS
    )

    assert "She worries about carbon reporting" in words(answer)
    assert asked_by(model, before) == 1
    model.forget()


async def test_only_admins_decide_for_everybody(admin: Driver, mira: Driver) -> None:
    await mira.command("/tactegic", OFF)
    assert "Only an admin of this workspace" in words(await mira.next_message())
    await mira.command("/tactegic", "settings model")
    card = await mira.next_message()
    assert "Off for everybody" not in text_of(card)
    await admin.command("/tactegic", "settings model")
    own = await admin.next_message(where=lambda message: "As an admin" in words(message))
    assert "Only with a yes" in text_of(own)
    await admin.click(own, "Off for everybody")
    assert "for nobody" in words(await admin.next_update(own["ts"]))
    await admin.command("/tactegic", OFF)
    assert "It is like that already." in words(await admin.next_message())


async def test_home_and_the_words_about_an_answer_agree(
    admin: Driver, mira: Driver, model: ScriptedModel
) -> None:
    await sets(admin, OFF)
    await mira.open_home()
    async with asyncio.timeout(PATIENCE_SECONDS):
        while "An admin has it off for everybody, so I go by rules." not in text_of(await mira.home() or {}):
            await asyncio.sleep(0.02)
    await noted(mira)
    await mira.command("/tactegic", "why answer")
    why = await mira.next_message(where=lambda message: "without a language model" in words(message))
    assert "No language model was asked." in words(why)


async def test_an_admin_may_say_it_in_plain_words(admin: Driver, model: ScriptedModel) -> None:
    await admin.dm("Turn off the language model for everybody")
    assert "for nobody: rules answer everybody" in words(await admin.next_message())
