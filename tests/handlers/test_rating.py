"""A button that rates an answer is checked again: who it is of, and whether it is still remembered (B2)."""

from __future__ import annotations

import pytest

from bot.core.commands import Command, Origin, Surface
from bot.core.dialogue import Exchange
from bot.features.feedback.commands import OpenComplaint, RateAnswer, SaveComplaint
from bot.features.feedback.contracts import AnswerRating
from tests.handlers.office import Office

PRESSED = Origin(surface=Surface.BUTTON, conversation="D-U1", message="2.0", thread="1.0")


@pytest.mark.parametrize(
    "command",
    [
        RateAnswer("of nobody"),
        OpenComplaint("of nobody"),
        SaveComplaint("of nobody", "D1/2.0", {"reason": "It is Lars."}),
    ],
)
async def test_an_answer_that_is_not_remembered_is_not_rated(office: Office, command: Command) -> None:
    await office.say("Met Ana Ruiz from Northwind.")

    seen = await office.do(command, PRESSED)

    assert "I don't remember that answer any more, so nothing was kept." in seen.text
    assert await office.rows(AnswerRating) == []


async def test_a_forged_form_without_a_reason_keeps_nothing(office: Office) -> None:
    await office.say("Met Ana Ruiz from Northwind.")
    await office.say("What do I know about Ana?")
    [*_, exchange] = await office.rows(Exchange)

    await office.do(SaveComplaint(exchange.id, None, {"reason": " "}), Origin(surface=Surface.FORM))

    assert await office.rows(AnswerRating) == []
