"""What comes from notes is answered to the member alone, wherever it was asked (B6)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.core.coaching.investment import Assessment
from bot.core.commands import Command, Origin, Said, Surface
from bot.core.contacts import Contact
from bot.core.notes import Note
from bot.core.rich import plain
from bot.features.assessment.commands import OpenAssessment
from bot.features.goals.commands import ReviewGoals
from bot.features.notes.commands import DeleteNote, ListNotes, OpenNote
from bot.features.people.commands import ShowContact
from bot.features.portfolio.commands import SetPhase
from bot.features.rounds.commands import SaveAnswers
from bot.features.text_check.commands import ShowCheck
from bot.features.text_check.rules import TextCheck
from tests.handlers.board import Board
from tests.handlers.test_taking_back import MIRA, NAME, VIEWS, WORDS, board, one, told

pytestmark = pytest.mark.slow

__all__ = ["board"]

CHANNEL = "C1"
HERE = {
    "a mention in a channel": Origin(surface=Surface.CHANNEL, conversation=CHANNEL, message="7", thread="7"),
    "the slash command in a channel": Origin(surface=Surface.SLASH, conversation=CHANNEL),
    "a button of a card in a channel": Origin(surface=Surface.BUTTON, conversation=CHANNEL, message="8"),
    "a button in a thread of a channel": Origin(
        surface=Surface.BUTTON, conversation=CHANNEL, message="8", thread="7"
    ),
    "a shortcut of a message in a channel": Origin(
        surface=Surface.SHORTCUT, conversation=CHANNEL, message="7"
    ),
    "a form that was opened in a channel": Origin(surface=Surface.FORM, conversation=CHANNEL),
    "a conversation of several": Origin(surface=Surface.BUTTON, conversation="G1", message="8"),
    "a direct conversation of others": Origin(surface=Surface.BUTTON, conversation="D-U9", message="8"),
}


def in_public(board: Board) -> list[str]:
    """Every message that stands anywhere but in a member's own conversation with the bot."""
    own = {f"D-{member}" for member in board.directory.people}
    return [plain(card.text) for (place, _), card in board.messages.items() if place not in own]


async def commands(board: Board) -> list[Command]:
    """Views and changes that answer with what the member told."""
    contact, note = await one(board, Contact), await one(board, Note)
    plain_views = [view() for view in sorted(VIEWS, key=repr) if not _needs_fields(view)]
    return [
        *plain_views,
        ShowContact(contact_id=contact.id),
        ListNotes(NAME),
        OpenNote(note.id),
        OpenAssessment((await one(board, Assessment)).id),
        ReviewGoals(),
        ShowCheck((await one(board, TextCheck)).id),
        SetPhase("", "bridge", contact.id),
        Said(f"What did I promise {NAME}?"),
        Said(f"Met {NAME} today, he sells {WORDS}."),
        DeleteNote(note.id),
    ]


def _needs_fields(view: type[Command]) -> bool:
    try:
        view()
    except TypeError:
        return True
    return False


@pytest.mark.parametrize("place", HERE)
async def test_b6_nothing_from_notes_is_answered_where_others_read_along(board: Board, place: str) -> None:
    await told(board)
    origin = HERE[place]
    for command in await commands(board):
        before, board.whispered = len(board.messages), []
        await board.do(command, origin)
        assert in_public(board) == [], command
        assert len(board.messages) >= before
        # At most one line, to the member alone, that quotes nothing.
        assert [plain(card.text) for _, card in board.whispered] in (
            [],
            ["I answered you in our direct message, where only you can read it."],
        ), command
    assert board.standing(WORDS, of=f"D-{MIRA}")


async def test_b6_a_form_that_names_a_place_in_a_channel_puts_nothing_there(board: Board) -> None:
    await board.say("Met Ana Ruiz from Northwind.")
    filled = await board.press(await board.type("round"), "Answer in a form")
    form = filled.form
    values = {form.fields[0].name: f"They grow {WORDS}"}
    assert isinstance(form.submit, SaveAnswers)

    await board.do(replace(form.submit, card="C1/8", values=values), Origin(surface=Surface.FORM))

    assert WORDS in (await one(board, Note)).text
    assert in_public(board) == []


async def test_the_answer_stays_in_the_members_own_conversation_and_thread(board: Board) -> None:
    await board.say("Met Ana Ruiz from Northwind.")
    seen = await board.say("contacts", thread="1.5")
    assert (seen.place[0], seen.thread) == (f"D-{MIRA}", "1.5")
    shown = await board.press(seen, "Show")
    assert shown.place[0] == f"D-{MIRA}"
    assert board.whispered == []
