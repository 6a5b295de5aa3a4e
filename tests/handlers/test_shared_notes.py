"""What a shared note shows to whom: when it is changed, taken back, put back, and shown to others (B6)."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from bot.core.commands import Origin, Surface, Undo
from bot.core.notes import Note
from bot.core.rich import plain
from bot.features.fit.commands import EraseContact, SendHandOver
from bot.features.notes.commands import ChangeNote, DeleteNote, OpenNote
from bot.features.teams.commands import LeaveTeam, SaveSharing, TakeBackNote
from bot.store.queues import outbox
from tests.handlers.board import Board
from tests.handlers.test_taking_back import (
    JUN,
    MIRA,
    NORTH,
    ask_for,
    board,
    contact_named,
    northern_team,
    one,
)

__all__ = ["board"]
OLD = "Met Ana Ruiz, the quartz seal in Lyon leaks."
NEW = "Met Ana Ruiz, the basalt seal in Lyon leaks."
ASK = "ask Where does the seal leak?"


async def sharing(board: Board) -> Note:
    """A note that Mira shares with her team, after which Jun asked for it."""
    await northern_team(board)
    await board.as_member(MIRA).say(OLD)
    note = await one(board, Note)
    assert isinstance(note, Note)
    await ask_for(board, SaveSharing(note.id, values={"teams": (NORTH,)}))
    await board.as_member(JUN).type(ASK)
    assert board.standing("quartz", of=JUN)
    board.as_member(MIRA)
    return note


async def reworded(board: Board, note: Note) -> str:
    values = {"text": NEW, "people": "Ana Ruiz", "date": note.occurred_on.isoformat()}
    return (await ask_for(board, ChangeNote(note.id, None, values=values))).text


async def test_b6_the_card_of_a_changed_note_says_with_whom_it_stays_shared(board: Board) -> None:
    note = await sharing(board)
    said = await reworded(board, note)
    assert "Shared with the Northwind team." in said
    assert "Only you can see this" not in said


async def test_b6_words_that_were_corrected_stand_with_nobody_else(board: Board) -> None:
    note = await sharing(board)
    await reworded(board, note)
    assert board.standing("quartz", of=JUN) == []
    seen = (await board.as_member(JUN).type(ASK)).text
    assert "basalt" in seen
    assert "quartz" not in seen
    assert "what you had told me before" not in seen


@pytest.mark.parametrize("times", [1, 2])
async def test_b6_taking_back_an_older_wording_takes_back_the_newest(board: Board, times: int) -> None:
    note = await sharing(board)
    await reworded(board, note)
    if times == 2:
        again = await one(board, Note)
        values = {"text": NEW.replace("seal", "valve"), "people": "Ana Ruiz"}
        await ask_for(board, ChangeNote(again.id, None, values=values))

    seen = await ask_for(board, TakeBackNote(note.id))

    assert "yours alone again" in seen.text
    assert "basalt" in seen.text
    assert [each.shared_with for each in await board.rows(Note) if "leaks" in each.text] == [()] * (times + 1)
    assert board.standing("basalt", "quartz", of=JUN) == []
    assert "basalt" not in (await board.as_member(JUN).type(ASK)).text


async def test_b6_a_note_that_is_as_before_says_that_it_is_shared(board: Board) -> None:
    note = await sharing(board)
    values = {"text": NEW, "people": "Ana Ruiz"}
    await ask_for(board, ChangeNote(note.id, None, values=values))
    seen = await ask_for(board, Undo(""))
    assert "As before: noted" in seen.text
    assert "Only you can see this" not in seen.text
    assert "Shared with the Northwind team" in seen.text


async def test_b6_the_card_of_a_new_note_stays_true_when_it_is_shared(board: Board) -> None:
    await board.as_member(MIRA).say(OLD)
    contexts = [plain(card.context) for card in board.messages.values()]
    assert [each for each in contexts if "Only you can see this" in each] == [
        each for each in contexts if "Only you can see this until you share it" in each
    ]
    assert any("until you share it" in each for each in contexts)


async def test_b2_a_brief_of_shared_notes_does_not_say_that_nobody_sees_them(board: Board) -> None:
    await sharing(board)
    seen = (await board.type("brief Ana")).text
    assert "only you can see this" not in seen
    assert "I show this brief to you alone" in seen


async def test_b6_a_note_of_a_colleague_names_who_shared_it_and_offers_no_change(board: Board) -> None:
    note = await sharing(board)
    board.as_member(JUN)
    by = "shared by Mira Vale · the Northwind team"
    assert by in (await board.type("notes")).text
    answer = (await board.type(ASK)).text
    assert by in answer
    assert "In the words of notes that others shared with you" in answer
    assert by in (await board.type("ask What happened this week?")).text
    opened = await board.do(OpenNote(note.id), Origin(surface=Surface.HOME, view="v1"))
    assert opened.form.buttons == ()
    assert by in str([plain(value) for part in opened.form.parts for _, value in getattr(part, "pairs", ())])
    assert "nobody in particular" not in str(opened.form)
    card = await ask_for(board, OpenNote(note.id))
    assert card.labels == []
    assert by in plain(card.card.context)


async def test_b6_ones_own_shared_note_is_ones_own(board: Board) -> None:
    note = await sharing(board)
    assert "shared by" not in (await board.type("notes")).text
    assert "In the words of your notes" in (await board.type(ASK)).text
    opened = await board.do(OpenNote(note.id), Origin(surface=Surface.HOME, view="v1"))
    assert [button.label for button in opened.form.buttons] == ["Edit", "Delete"]


async def sent_to(board: Board, member: str) -> list[str]:
    """What the outbox still holds of what was sent to a member."""
    async with board.store._database.begin_read() as connection:
        rows = await connection.scalars(select(outbox.c.delivery).where(outbox.c.member == member))
        return [str(each) for each in rows.all() if each]


@pytest.mark.slow
@pytest.mark.parametrize("how", ["taken back", "left", "deleted", "erased"])
async def test_b6_a_form_that_was_opened_of_a_note_leaves_no_words_behind(board: Board, how: str) -> None:
    note = await sharing(board)
    origin = Origin(surface=Surface.BUTTON, conversation="D-U4", message="p1", view="view1")
    await board.as_member(JUN).do(OpenNote(note.id), origin)
    assert [each for each in await sent_to(board, JUN) if "quartz" in each and "show" in each]
    if how == "left":
        await ask_for(board, LeaveTeam(NORTH))
    elif how == "taken back":
        await ask_for(board.as_member(MIRA), TakeBackNote(note.id))
    elif how == "deleted":
        await ask_for(board.as_member(MIRA), DeleteNote(note.id))
    else:
        board.as_member(MIRA)
        contact = await contact_named(board, "Ana Ruiz")
        await ask_for(board, EraseContact(contact.id))
    assert [each for each in await sent_to(board, JUN) if "quartz" in each] == []


async def test_f5_an_offer_that_was_withdrawn_leaves_no_words_with_the_colleague(board: Board) -> None:
    await board.as_member(MIRA).say(OLD)
    contact = await contact_named(board, "Ana Ruiz")
    values = {"receiver": JUN, "words": "She likes pumice"}
    await ask_for(board, SendHandOver(contact.id, values=values))
    assert [each for each in await sent_to(board, JUN) if "pumice" in each]
    await ask_for(board, Undo(""))
    assert [each for each in await sent_to(board, JUN) if "pumice" in each] == []
    assert board.standing("pumice", of=JUN) == []


async def test_b6_an_undo_of_taking_back_says_with_whom_it_is_shared_again(board: Board) -> None:
    note = await sharing(board)
    receipt = await ask_for(board, TakeBackNote(note.id))
    seen = await board.type("undo")
    assert "It is shared again with the Northwind team." in seen.text
    [(_, older)] = [each for each in board.messages.items() if each[0] == receipt.place]
    assert "yours alone again" not in plain(older.text)
    assert "shared again" in plain(older.text)
    assert "quartz" in (await board.as_member(JUN).type(ASK)).text


async def test_b6_an_undo_on_the_receipt_itself_says_that_it_is_shared_again(board: Board) -> None:
    note = await sharing(board)
    receipt = await ask_for(board, TakeBackNote(note.id))
    await board.press(receipt, "Undo")
    assert "shared again with the Northwind team" in plain(board.messages[receipt.place].text)


async def test_b6_an_undo_of_sharing_says_that_it_is_being_removed(board: Board) -> None:
    await sharing(board)
    seen = await board.type("undo")
    assert "being removed" in plain(seen.cards[0].context)
    assert "None of my messages shows it any more" in plain(board.messages[seen.place].context)
    assert board.standing("quartz", of=JUN) == []
