"""Nothing points at somebody else's contact, and what hung on a deleted message or note goes (S1, B1, F6)."""

from __future__ import annotations

from bot.core.commands import Origin, Surface
from bot.core.notes import Note
from bot.features.glossary.rules import AskedTerm
from bot.features.mindset.commands import SaveAttitude
from bot.features.mindset.contracts import Attitude
from bot.features.notes.commands import DeleteNote, MessageDeleted, MessageEdited
from tests.handlers.board import Board
from tests.handlers.test_taking_back import JUN, MIRA, ask_for, board, contact_named, one

__all__ = ["board"]


async def test_s1_an_answer_about_a_contact_of_somebody_else_is_refused(board: Board) -> None:
    await board.as_member(MIRA).say("Met Ana Ruiz from Northwind.")
    contact = await contact_named(board, "Ana Ruiz")
    question = board.ports.knowledge.mindset.questions[0]
    forged = SaveAttitude(contact.id, question.id, values={"answer": "mine now"})
    seen = await ask_for(board.as_member(JUN), forged)
    assert "Nothing was changed" in seen.text
    assert await board.rows(Attitude) == []


async def test_s1_an_answer_to_a_question_that_there_is_not_is_refused(board: Board) -> None:
    await board.as_member(MIRA).say("Met Ana Ruiz from Northwind.")
    contact = await contact_named(board, "Ana Ruiz")
    await ask_for(board, SaveAttitude(contact.id, "no-such", values={"answer": "what"}))
    assert await board.rows(Attitude) == []
    question = board.ports.knowledge.mindset.questions[0]
    await ask_for(board, SaveAttitude(contact.id, question.id, values={"answer": "what"}))
    assert [each.contact_id for each in await board.rows(Attitude)] == [contact.id]


async def test_f6_a_word_that_was_asked_about_goes_with_its_note(board: Board) -> None:
    await board.as_member(MIRA).say("Met Ana Ruiz from Northwind, she wants the ZQX by June.")
    assert await board.rows(AskedTerm)
    await ask_for(board, DeleteNote((await one(board, Note)).id))
    assert await board.rows(AskedTerm) == []


async def test_b1_words_of_an_edited_message_go_when_it_is_deleted(board: Board) -> None:
    await board.as_member(MIRA).say("Met Ana Ruiz from Northwind.")
    here = Origin(surface=Surface.DIRECT, conversation=f"D-{MIRA}", message=board.last_message)
    await board.do(MessageEdited(board.last_message, "Met Ana Ruiz, she likes obsidian."), here)
    assert board.standing("obsidian")
    await board.do(MessageDeleted(board.last_message), here)
    assert board.standing("obsidian") == []
    assert board.standing("You deleted that message later")
