"""How one post is drawn anew: once, also after a crash, and emptied where it cannot be (B6)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from bot.coach.rules.coach import RulesCoach
from bot.codec import read_job
from bot.conversation.membership import receive
from bot.core.cards import Card
from bot.core.commands import Command, ListContacts, Origin, Said, Surface
from bot.core.deliveries import Delivery, Revise, Say
from bot.core.identity import MemberId
from bot.core.members import Profile
from bot.core.notes import Note
from bot.core.ports.memory import Embedder
from bot.core.ports.work import Work
from bot.core.rich import plain
from bot.features.notes.commands import DeleteNote, ListNotes
from bot.features.rollup.commands import RollUp, WithdrawRound
from bot.features.rounds.contracts.values import SharedRound
from tests.handlers.board import Board
from tests.handlers.test_taking_back import (
    JUN,
    MIRA,
    SHARED,
    TOMO,
    ask_for,
    board,
    one,
    shared_upward,
)

__all__ = ["board"]
WORDS = "heliotropes"
EMPTY = "What stood here was taken back."


async def post(board: Board, member: str, *says: Delivery, settled: bool = True) -> None:
    """Have something posted to a member, or about to be."""
    scope = await board.scope_of(member)
    origin = Origin(surface=Surface.JOB)
    key = f"posted{next(board.numbers)}"
    work = Work(key=key, scope=scope, command=Said(""), origin=origin, now=board.now)
    async with board.store.write(work) as uow:
        uow.say(*says)
    if settled:
        await board.settle()


async def withdrawing(board: Board, member: str, command: Command) -> Work[Any]:
    """A member's command, whose jobs and deliveries wait for now."""
    origin = Origin(surface=Surface.SLASH)
    scope = await board.scope_of(member)
    return Work(key="withdrawing", scope=scope, command=command, origin=origin, now=board.now)


def say(note: Note, *, redraw: Command | None = None, conversation: str | None = None) -> Say:
    card = Card(text=(f"He grows {WORDS}",))
    return Say(card=card, about=(note.id,), redraw=redraw, conversation=conversation)


async def noted(board: Board) -> Note:
    await board.say(f"Met Zebedee Quillfeather yesterday, he grows {WORDS}.")
    note = await one(board, Note)
    assert isinstance(note, Note)
    return note


def shown(board: Board, member: str) -> list[str]:
    return [plain(card.text) for (place, _), card in board.messages.items() if place == f"D-{member}"]


async def test_b6_a_deleted_note_stands_in_none_of_its_own_members_messages(board: Board) -> None:
    note = await noted(board)
    for line in ("notes", "contacts", "contact Zebedee", "ask What does Zebedee grow?"):
        await board.type(line)
    assert len(board.standing(WORDS)) == 3

    await ask_for(board, DeleteNote(note.id))

    assert board.standing(WORDS) == []
    assert (
        shown(board, MIRA).count(EMPTY) == 2
    )  # the card that noted it, and the answer; lists are drawn anew


async def test_b6_what_has_no_view_is_emptied(board: Board) -> None:
    note = await noted(board)
    await post(board, MIRA, say(note))
    await ask_for(board, DeleteNote(note.id))
    assert f"He grows {WORDS}" not in shown(board, MIRA)
    assert EMPTY in shown(board, MIRA)


async def test_b6_a_view_that_fails_is_emptied(board: Board, embedder: Embedder) -> None:
    class Broken(RulesCoach):
        async def themes(self, *_: Any) -> Any:
            raise ValueError("broken")

    await shared_upward(board)
    note = await noted(board)
    await post(board, TOMO, say(note, redraw=RollUp()))
    board.ports = replace(board.ports, coach=Broken(embedder))
    await ask_for(board.as_member(MIRA), DeleteNote(note.id))
    assert board.standing(WORDS, of=TOMO) == []
    assert EMPTY in shown(board, TOMO)


async def test_b6_what_came_to_stand_in_a_channel_is_emptied_and_not_drawn_anew(board: Board) -> None:
    note = await noted(board)
    await post(board, MIRA, say(note, redraw=ListContacts(), conversation="C1"))
    await ask_for(board, DeleteNote(note.id))
    [card] = [card for (place, _), card in board.messages.items() if place == "C1"]
    assert plain(card.text) == EMPTY


async def test_b6_what_has_not_left_yet_leaves_as_it_may_be_seen_now(board: Board) -> None:
    note = await noted(board)
    await post(board, JUN, say(note, redraw=ListNotes()), say(note), settled=False)
    await receive(await withdrawing(board, MIRA, DeleteNote(note.id)), board.ports)
    while await board.work_once():
        pass

    await board.settle()

    assert board.standing(WORDS, of=JUN) == []
    assert [text for text in shown(board, JUN) if "Hello" not in text] == ["There are no notes yet."]


async def test_b6_what_was_read_before_and_is_said_after_is_drawn_anew_too(board: Board) -> None:
    await shared_upward(board)
    shared = await one(board, SharedRound)
    await receive(await withdrawing(board, MIRA, WithdrawRound(shared.id)), board.ports)
    late = Say(card=Card(text=(f"Too few {SHARED}",)), about=(shared.id,))
    await post(board, TOMO, late)
    assert board.standing(SHARED, of=TOMO) == []


async def test_b6_a_revision_that_waits_brings_nothing_back(board: Board) -> None:
    note = await noted(board)
    await post(board, JUN, replace(say(note, redraw=ListNotes()), subject="list"))
    revise = Revise(card=Card(text=(f"He still grows {WORDS}",)), subject="list", about=(note.id,))
    await post(board, JUN, revise, settled=False)
    await receive(await withdrawing(board, MIRA, DeleteNote(note.id)), board.ports)
    while await board.work_once():
        pass

    await board.settle()

    assert board.standing(WORDS, of=JUN) == []
    assert [text for text in shown(board, JUN) if "Hello" not in text] == ["There are no notes yet."]


async def test_b6_who_became_a_guest_keeps_nothing_that_was_taken_back(board: Board) -> None:
    await shared_upward(board)
    guest = Profile(name="Tomo Aoki", zone="Europe/Madrid", is_guest=True)
    board.directory.people[TOMO] = guest
    await board.wait(2 * 24 * 3600)

    await ask_for(board.as_member(MIRA), WithdrawRound((await one(board, SharedRound)).id))

    assert board.standing(SHARED, of=TOMO) == []


@pytest.mark.slow
async def test_b6_who_becomes_a_guest_loses_what_others_shared_and_keeps_their_own(board: Board) -> None:
    await shared_upward(board)
    await board.as_member(TOMO).say("Met Ola Berg from Oakhurst, she likes kites.")
    assert board.standing(SHARED, of=TOMO)
    board.directory.people[TOMO] = Profile(name="Tomo Aoki", zone="Europe/Madrid", is_guest=True)
    await board.wait(2 * 24 * 3600)

    await board.as_member(TOMO).say("hello")
    await board.wait()

    assert board.standing(SHARED, of=TOMO) == []
    assert board.standing("Ola Berg", of=TOMO)
    assert board.standing(SHARED, of=MIRA)


@pytest.mark.slow
@pytest.mark.parametrize("stops_after", [1, 2, 3, 4, 5])
async def test_b6_a_crash_in_between_loses_nothing(board: Board, stops_after: int) -> None:
    """Each job is done twice, as after a crash between its commit and its end, and some are left lying."""
    await shared_upward(board)
    shared = await one(board, SharedRound)
    await receive(await withdrawing(board, MIRA, WithdrawRound(shared.id)), board.ports)
    for _ in range(stops_after):
        for each in await board.store.inbox.claim(limit=1, lease_seconds=1):
            command, origin = read_job(each.envelope.payload)
            scope = await board.scope_of(MemberId(each.envelope.member))
            done = Work(key=each.envelope.key, scope=scope, command=command, origin=origin, now=board.now)
            await receive(done, board.ports)  # and it stops before the job is marked as done
    await board.wait()
    assert board.standing(SHARED, of=TOMO) == []
    assert not [text for text in shown(board, TOMO) if text.startswith("Too few")]
