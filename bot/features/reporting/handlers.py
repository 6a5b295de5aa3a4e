"""A member's role, and reporting lines: set by an admin or confirmed by the seller."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bot.core.colleagues import may_use, names_of, profile_of
from bot.core.deliveries import UNSAID
from bot.core.form_values import text_of
from bot.core.identity import WORKSPACE_SPACE, MemberId
from bot.core.members import Member, Role
from bot.core.paging import page_within
from bot.core.ports.errors import NotFound
from bot.core.turn import Turn
from bot.core.words import PAGE
from bot.features.reporting import cards as texts
from bot.features.reporting.commands import (
    AnswerReportingLine,
    EndReportingLine,
    ListReportingLines,
    OpenReportingLine,
    SaveReportingLine,
    SetReportingLine,
    SetRole,
    ShowRole,
    TellReportingLine,
)
from bot.features.reporting.contracts import LineId, ReportingLine
from bot.features.reporting.rules import Refused, alive, answer_request, check, end_reporting, first_state
from bot.language.names import fold

_ME = frozenset({"me", "i", "myself"})


async def show_role(turn: Turn[ShowRole]) -> None:
    """The member's role, with the others to choose from."""
    await turn.answer(texts.role_card(turn.member.role), in_place=True, about=UNSAID)


async def set_role(turn: Turn[SetRole]) -> None:
    """Change the role."""
    said = fold(turn.command.role).replace("-", " ").strip()
    role = next((each for each in Role if said in (each.value, each.value.split()[0])), None)
    if role is None:
        await turn.answer(texts.no_such_role(turn.command.role), about=UNSAID)
        return
    async with turn.commit() as uow:
        await uow.of(Member).put(replace(turn.member, role=role))
        await turn.remember(
            uow,
        )
        uow.say(*turn.update(texts.role_card(role, change=turn.change), about=UNSAID))


async def list_lines(turn: Turn[ListReportingLines]) -> None:
    """A page of the lines that the member is on; for an admin, of all."""
    lines = await _lines(turn)
    me, is_admin = turn.scope.member, turn.member.is_admin
    mine = [each for each in alive(lines) if is_admin or me in (each.seller, each.manager)]
    page = page_within(turn.command.page, len(mine))
    shown = mine[page * PAGE : (page + 1) * PAGE]
    names = await names_of(turn, [m for each in shown for m in (each.seller, each.manager)])
    card = texts.line_list(shown, names, me, total=len(mine), page=page, is_admin=is_admin)
    await turn.answer(card, in_place=True, about=UNSAID)


async def _lines(turn: Turn[Any]) -> list[ReportingLine]:
    async with turn.read() as reader:
        return await reader.of(ReportingLine).find(space=WORKSPACE_SPACE)


async def open_line(turn: Turn[OpenReportingLine]) -> None:
    """Fill the form for a line."""
    form = texts.line_form(SaveReportingLine(), turn.scope.member)
    await turn.show(form, otherwise=texts.is_gone(), about=UNSAID)


async def save_line(turn: Turn[SaveReportingLine]) -> None:
    """Set or ask for the line of the form."""
    values = turn.command.values
    await _set(turn, MemberId(text_of(values, "seller")), MemberId(text_of(values, "manager")))


async def set_line(turn: Turn[SetReportingLine]) -> None:
    """Set or ask for the line that was typed; names must be mentions, nobody is guessed."""
    command = turn.command
    ids: list[MemberId] = []
    for name in (command.seller, command.manager):
        known = {fold(said): id for said, id in command.mentioned}
        id = turn.scope.member if fold(name) in _ME else known.get(fold(name), "")
        if not id:
            await turn.answer(texts.nobody(name), about=UNSAID)
            return
        ids.append(MemberId(id))
    await _set(turn, *ids)


async def _set(turn: Turn[Any], seller: MemberId, manager: MemberId) -> None:
    lines = await _lines(turn)
    me = turn.scope.member
    names = await names_of(turn, [seller, manager])
    for member in (seller, manager):
        if not may_use(await profile_of(turn, member)):
            await turn.answer(texts.not_a_member(names[member]), about=UNSAID)
            return
    try:
        check(lines, seller, manager)
        state = first_state(seller, manager, me, is_admin=await _is_admin(turn))
    except Refused as refused:
        await turn.answer(texts.refused_card(refused.reason), about=UNSAID)
        return
    line = ReportingLine(
        id=LineId(turn.new_id("line")),
        workspace=turn.scope.workspace,
        space=WORKSPACE_SPACE,
        created_at=turn.now,
        seller=seller,
        manager=manager,
        set_by=me,
        state=state,
    )
    asked_before = [each for each in alive(lines) if (each.seller, each.manager) == (seller, manager)]
    await _write(turn, line, texts.line_set(line, names, me), stale=asked_before)


async def _is_admin(turn: Turn[Any]) -> bool:
    """Whether the workspace says now that the member is an admin."""
    profile = await profile_of(turn, turn.scope.member)
    return profile is not None and profile.is_admin


async def _write(
    turn: Turn[Any],
    line: ReportingLine,
    card: Any,
    *,
    stale: list[ReportingLine] | None = None,
) -> None:
    """Store a line in place of a request for the same, and tell the others on it."""
    others = [member for member in (line.seller, line.manager) if member != turn.scope.member]
    async with turn.commit() as uow:
        for old in stale or ():
            await uow.of(ReportingLine).remove(old.id)
        await uow.of(ReportingLine).put(line)
        for member in others:
            told = TellReportingLine(line.id, turn.scope.member)
            uow.enqueue(told, key=turn.new_id("told", member), member=member)
        send = turn.update if turn.origin.message else turn.reply
        uow.say(*send(card, about=UNSAID))


async def answer_line(turn: Turn[AnswerReportingLine]) -> None:
    """The seller accepts or declines."""
    line = await _one(turn, turn.command.line_id)
    if line is None:
        await turn.answer(texts.is_gone(), in_place=True, about=UNSAID)
        return
    try:
        new = answer_request(line, turn.scope.member, accepts=turn.command.accepts)
    except Refused as refused:
        await turn.answer(texts.refused_card(refused.reason), about=UNSAID)
        return
    names = await names_of(turn, [line.seller, line.manager])
    await _write(turn, new, texts.answered_card(new, names))


async def end_line(turn: Turn[EndReportingLine]) -> None:
    """End a line, or withdraw a request."""
    line = await _one(turn, turn.command.line_id)
    if line is None:
        await turn.answer(texts.is_gone(), in_place=True, about=UNSAID)
        return
    try:
        new = end_reporting(line, turn.scope.member, is_admin=await _is_admin(turn))
    except Refused as refused:
        await turn.answer(texts.refused_card(refused.reason), about=UNSAID)
        return
    names = await names_of(turn, [line.seller, line.manager])
    await _write(turn, new, texts.ended_card(new, names))


async def tell_line(turn: Turn[TellReportingLine]) -> None:
    """Tell the other member how a line stands, where they are still on it."""
    line = await _one(turn, turn.command.line_id)
    if line is None or turn.scope.member not in (line.seller, line.manager):
        return
    by = turn.command.by
    names = await names_of(turn, [line.seller, line.manager, by])
    card = texts.told_card(line, names, names[by], turn.scope.member, turn.member.role)
    await turn.answer(card, about=UNSAID)


async def _one(turn: Turn[Any], line_id: str) -> ReportingLine | None:
    async with turn.read() as reader:
        try:
            return await reader.of(ReportingLine).get(line_id)
        except NotFound:
            return None
