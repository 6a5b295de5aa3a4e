"""Erases everything of a member, as they or an admin on their behalf asked for it (B6).

What is shared is taken back first, in a commit from which all follows that follows from removals. Then the
rest goes in one commit from which nothing follows: nobody is left for whom anything could be done.
"""

from __future__ import annotations

from typing import Any

from bot.core.colleagues import names_of, refuse_non_admin
from bot.core.commands import FormValues
from bot.core.deliveries import NOTHING, PublishHome, Retract, Say
from bot.core.form_values import choices_of, text_of
from bot.core.identity import MemberId
from bot.core.members import Departure, Member
from bot.core.notes import Note
from bot.core.ports.store import UnitOfWork
from bot.core.turn import Turn
from bot.features.own_data.cards import erasing as cards
from bot.features.own_data.commands import (
    BeginErasing,
    FinishErasing,
    OpenErasure,
    OpenMemberErasure,
    SubmitErasure,
    SubmitMemberErasure,
    TellErased,
)
from bot.features.own_data.contracts import SentExport, delete_file

_RECEIPT_LENGTH = 8


async def open_own(turn: Turn[OpenErasure]) -> None:
    """Show the form that says what goes."""
    async with turn.read() as reader:
        counts = await reader.count_own()
    await turn.show(cards.own_form(counts), otherwise=cards.open_here(counts), about=NOTHING)


async def submit_own(turn: Turn[SubmitErasure]) -> None:
    """Have everything of the member erased."""
    async with turn.commit() as uow:
        _begin(uow, turn, _chosen(turn.command.values), turn.scope.member)
        uow.say(*turn.reply(cards.begun_card(), about=NOTHING))


async def open_for_member(turn: Turn[OpenMemberErasure]) -> None:
    """Show an admin the form; to anybody else the form that waits open says why not."""
    if (refusal := await refuse_non_admin(turn, cards.only_admins_card())) is not None:
        await turn.show(cards.refusal_form(refusal), otherwise=refusal, about=NOTHING)
        return
    await turn.show(cards.member_form(), otherwise=cards.open_for_member(), about=NOTHING)


async def submit_for_member(turn: Turn[SubmitMemberErasure]) -> None:
    """Have everything of the chosen member erased."""
    if (refusal := await refuse_non_admin(turn, cards.only_admins_card())) is not None:
        await turn.answer(refusal, about=NOTHING)
        return
    member = MemberId(text_of(turn.command.values, "member"))
    name = (await names_of(turn, [member]))[member].name
    async with turn.commit() as uow:
        if member not in await uow.member_ids():
            uow.say(*turn.reply(cards.keeps_nothing_card(), about=NOTHING))
            return
        _begin(uow, turn, _chosen(turn.command.values, admin=turn.scope.member), member)
        # About nobody: the erasure deletes every message about the member, and this one tells of it.
        uow.say(*turn.reply(cards.begun_card(name), about=NOTHING))


def _chosen(values: FormValues, admin: str = "") -> BeginErasing:
    more = choices_of(values, "more")
    return BeginErasing(shared=cards.SHARED in more, files=cards.FILES in more, admin=admin)


def _begin(uow: UnitOfWork, turn: Turn[Any], command: BeginErasing, member: MemberId) -> None:
    uow.enqueue(command, key=f"erase-all:{turn.new_id('erase-all')}", member=member)


async def begin(turn: Turn[BeginErasing]) -> None:
    """Take back what is shared, where that goes too, and what goes always, and go on."""
    command = turn.command
    async with turn.read() as reader:
        found = [
            row
            async for row in reader.own_rows()
            if row.fields.get("shared_with") and (command.shared or not row.outlives_owner)
        ]
    shared = [(row.kind, row.fields["id"]) for row in found]
    async with turn.commit() as uow:
        if shared:
            uow.erase(())
        for kind, id in shared:
            await uow.take_out(kind, id)
        finish = FinishErasing(
            notes=tuple(id for kind, id in shared if kind == Note.__name__),
            gone=len(shared),
            files=command.files,
            admin=command.admin,
        )
        uow.enqueue(finish, key=f"finish-erasing:{turn.new_id('finish')}")


async def finish(turn: Turn[FinishErasing]) -> None:
    """Erase everything that is the member's own, and say so; raises Unavailable."""
    command, me = turn.command, turn.scope.member
    notes = [note.id for note in await turn.mine(Note) if not note.shared_with]
    if ids := [*notes, *command.notes]:
        await turn.memory.erase(turn.scope.workspace, ids)
    exports = await turn.mine(SentExport)
    if command.files:
        for sent in exports:
            await delete_file(turn, sent)
    left = [] if command.files else sorted({turn.day_of(each.created_at) for each in exports})
    by = (await names_of(turn, [command.admin]))[command.admin].name if command.admin else ""
    receipt = turn.new_id("erased")[:_RECEIPT_LENGTH].upper()
    async with turn.commit() as uow:
        before = sum((await uow.count_own()).values())
        posts = await uow.erase_own()
        await uow.of(Member).remove(me)
        for departure in await uow.of(Departure).find(id=me):
            await uow.of(Departure).remove(departure.id)
        stays = sum((await uow.count_own()).values())
        gone = command.gone + before - stays
        uow.say(
            *(
                Retract(conversation=each.conversation, message=each.message)
                for each in posts
                if each.conversation and each.message
            ),
            PublishHome(home=cards.empty_home(), about=NOTHING),
            Say(card=cards.erased_card(gone, receipt, by, left, stays), about=NOTHING),
        )
        if command.admin:
            told = TellErased(turn.member.name, receipt, stays)
            uow.enqueue(told, key=f"erased:{receipt}", member=MemberId(command.admin))


async def tell(turn: Turn[TellErased]) -> None:
    """Tell the admin that it is done."""
    # About nobody, as there is nobody left whom it could be about.
    await turn.answer(
        cards.told_card(turn.command.name, turn.command.receipt, turn.command.stays), about=NOTHING
    )
