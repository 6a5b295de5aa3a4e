"""With a model: it looks things up, answers with sources, and proposes what the member then confirms (B2)."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio

from bot.conversation.agent.tools import SEARCH, TOOLS
from slack_sandbox.testing import Driver, text_of
from tests.features.conftest import Office, informed, opened_form
from tests.features.modelled import conversed, modelled_office, understood
from tests.support.openai_server import ScriptedModel

pytestmark = pytest.mark.asyncio(loop_scope="module")
PATIENCE_SECONDS = 20


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def office(
    model_server: ScriptedModel, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Office]:
    async with modelled_office(model_server, tmp_path_factory.mktemp("bot"), timeout="10") as made:
        model_server.reply(understood("note", "Ana Ruiz", company="Northwind"))
        await told(await informed(made.member("first")), "Met Ana Ruiz from Northwind.")
        yield made


@pytest_asyncio.fixture(loop_scope="module")
async def seller(office: Office, model: ScriptedModel) -> AsyncIterator[Driver]:
    person = await informed(office.member("mira"))
    model.reply(
        understood("note", "Ana Ruiz", company="Northwind"),
        understood("note", "Lars Holm", company="Tesseract"),
    )
    await told(person, "Met Ana Ruiz from Northwind. She worries about carbon reporting.")
    await told(person, "Met Lars Holm from Tesseract. He looks for a grid connection.")
    yield person
    assert model.is_empty, "something that was scripted was never asked for"


async def told(person: Driver, words: str, under: dict[str, Any] | None = None) -> dict[str, Any]:
    thread = under.get("thread_ts") or under["ts"] if under else None
    await person.dm(words, thread_ts=thread) if thread else await person.dm(words)
    return await person.next_message(timeout=PATIENCE_SECONDS)


async def test_what_is_asked_is_looked_up_and_each_sentence_has_its_source(
    seller: Driver, model: ScriptedModel
) -> None:
    model.reply(
        conversed(look_ups=({"tool": "person", "name": "Lars Holm"}, {"tool": "notes", "words": "carbon"})),
        conversed(("Ana worries about carbon reporting.", "N1"), ("Lars works at Tesseract.", "F3")),
    )

    answer = await told(seller, "What worries Ana, and where does Lars work?")

    said = text_of(answer)
    assert said.startswith("Ana worries about carbon reporting. [1] Lars works at Tesseract. [2]")
    assert "I looked at the contact of Lars Holm and notes on “carbon”" in said
    assert "[F1] (about Lars Holm) the contact of Lars Holm: " in model.prompt_text(-1)


_LOOKS = [tool.name for tool in TOOLS if tool.name != SEARCH]


@pytest.mark.parametrize(
    ("tools", "shown"),
    [  # one answer looks at no more than twenty things
        (_LOOKS[::2], ("the contact of", "goals of", "your portfolio", "the score of")),
        (_LOOKS[1::2], ("the account of", "the plan of")),
    ],
)
async def test_a_look_changes_nothing_and_is_not_sent(
    seller: Driver, model: ScriptedModel, tools: list[str], shown: tuple[str, ...]
) -> None:
    steps = [tools[at : at + 4] for at in range(0, len(tools), 4)]
    model.reply(
        *(
            conversed(
                look_ups=tuple(
                    {"tool": tool, "name": "Ana Ruiz", "words": "who is at Northwind?"} for tool in step
                )
            )
            for step in steps
        ),
        conversed(("Nothing of that is said.", "")),
    )
    before = len(await seller.messages())

    answer = await told(seller, "What do you know about Ana altogether?")

    assert text_of(answer).startswith("Nothing of that is said.")
    assert len(await seller.messages()) == before + 1, "the question, whose thread has one answer"
    found = model.prompt_text(-1)
    assert [name for name in shown if name not in found] == []
    assert "nothing was found" not in found
    await seller.command("/tactegic", "undo")
    assert "Lars" in text_of(await seller.next_message()), "the last change is the note before"


async def test_what_it_proposes_is_done_by_the_members_click_alone(
    seller: Driver, model: ScriptedModel
) -> None:
    model.reply(
        understood("recall", "Lars Holm"),
        conversed(proposals=("remind me to call Lars Holm on Friday", "delete Ana Ruiz")),
    )

    card = await told(seller, "What can you do so that I call Lars Holm on Friday?")

    assert text_of(card).startswith("I can do this for you: remind me to call Lars Holm on Friday")
    await seller.click(card, "Do it")
    assert text_of(await seller.next_update()).startswith("I'll remind you")
    assert not [each for each in await seller.messages() if "delete" in text_of(each)]


async def test_what_is_trusted_is_done_without_a_click_where_nothing_was_read(
    seller: Driver, model: ScriptedModel
) -> None:
    line = "remind me to call Lars Holm on Friday"
    model.reply(conversed(proposals=(line,)))
    card = await told(seller, "keep the call with Lars Holm on Friday in mind for me")
    assert text_of(card).startswith(f"I can do this for you: {line}")

    await seller.click(card, "Always do “remind” without asking")
    assert text_of(await seller.next_update()).startswith("I'll remind you")

    model.reply(conversed(proposals=(line,)))
    done = await told(seller, "keep the call with Lars Holm on Friday well in mind for me")
    assert text_of(done).startswith("I'll remind you")

    await seller.command("/tactegic", "settings")
    assert "remind" in text_of(await opened_form(seller))

    await seller.click(done, "Ask me first next time")
    assert text_of(await seller.next_message()).startswith("From now on I ask before I do remind.")
    model.reply(conversed(proposals=(line,)))
    asked = await told(seller, "keep the call with Lars Holm on Friday in mind for me!")
    assert text_of(asked).startswith("I can do this for you")


async def test_nothing_is_trusted_in_a_thread_that_showed_a_note(
    seller: Driver, model: ScriptedModel
) -> None:
    line = "snooze Lars Holm"
    model.reply(conversed(proposals=(line,)))
    card = await told(seller, "keep the call with Lars Holm on Friday in mind for me")
    await seller.click(card, "Always do “snooze” without asking")
    await seller.next_message()
    model.reply(conversed(("Lars looks for a grid connection.", "N1")))
    answer = await told(seller, "What did Lars say about the grid?")

    model.reply(conversed(proposals=(line,)))
    asked = await told(seller, "keep the call with Lars Holm on Friday well in mind for me", answer)

    assert text_of(asked).startswith(f"I can do this for you: {line}")


async def test_what_becomes_something_known_is_never_trusted(seller: Driver, model: ScriptedModel) -> None:
    model.reply(
        conversed(proposals=("note Lars Holm on Friday in mind",)),
    )

    card = await told(seller, "keep the call with Lars Holm on Friday in mind for me")

    assert text_of(card).startswith("I can do this for you: note Lars Holm")
    assert "Always do" not in str(card["blocks"])


async def test_what_shares_with_everybody_is_never_proposed(seller: Driver, model: ScriptedModel) -> None:
    model.reply(
        conversed(proposals=("define Lars Holm = the call on Friday",), question="What is it?"),
    )

    card = await told(seller, "keep the call with Lars Holm on Friday in mind for me")

    assert text_of(card).startswith("What is it?")
    assert not [each for each in await seller.messages() if "define" in text_of(each)]


async def test_nothing_is_trusted_once_a_note_was_read(seller: Driver, model: ScriptedModel) -> None:
    model.reply(
        understood("recall", "Lars Holm"), conversed(proposals=("remind me to call Lars Holm on Friday",))
    )

    card = await told(seller, "What can you do so that I call Lars Holm on Friday?")

    assert "Always do" not in str(card["blocks"])


async def test_words_that_only_a_note_says_are_not_proposed(seller: Driver, model: ScriptedModel) -> None:
    model.reply(
        conversed(("Lars looks for a grid connection.", "N1"), proposals=("note Lars Holm wants money",))
    )

    card = await told(seller, "What did Lars say about the grid?")

    assert text_of(card).startswith("Lars looks for a grid connection. [1]")
    assert "money" not in str(card["blocks"])


async def test_the_thread_is_told_to_the_model(seller: Driver, model: ScriptedModel) -> None:
    model.reply(conversed(("Ana worries about carbon reporting.", "N1")))
    first = await told(seller, "What worries Ana?")
    model.reply(conversed(("Lars looks for a grid connection.", "N1")))

    second = await told(seller, "and Lars?", first)

    assert "grid connection" in text_of(second)
    assert "Member: What worries Ana?\nYou: Ana worries about carbon reporting. [1]" in model.prompt_text(-1)
    assert "What worries Lars?" in model.prompt_text(-1)


async def test_who_wants_no_model_is_answered_by_rules(
    office: Office, seller: Driver, model: ScriptedModel
) -> None:
    await seller.command("/tactegic", "model off")
    await seller.next_message()

    answer = await told(seller, "What worries Ana?")

    assert "carbon reporting" in text_of(answer)
