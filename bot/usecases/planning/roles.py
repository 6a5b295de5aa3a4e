"""A member's role, and reporting lines: set by an admin or confirmed by the seller."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bot.domain.identity import WORKSPACE_SPACE, MemberId
from bot.domain.members import Member, Role
from bot.domain.names import fold
from bot.domain.reporting import (
    LineId,
    Refused,
    ReportingLine,
    alive,
    answered,
    check,
    ended,
    first_state,
)
from bot.messages.teams import (
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
from bot.ports import NotFound, Work
from bot.texts import roles as texts
from bot.texts.paging import page_within
from bot.texts.words import PAGE
from bot.usecases.desk import Desk
from bot.usecases.form_values import text_of
from bot.usecases.people.colleagues import may_use, names_of, profile_of
from bot.usecases.people.finding import answer
from bot.usecases.replies import reply, show, update
from bot.usecases.situation import Situation, look, remember

_ME = frozenset({"me", "i", "myself"})


async def show_role(work: Work[ShowRole], desk: Desk) -> None:
    """The member's role, with the others to choose from."""
    async with desk.ledger.read(work.scope) as books:
        situation = await look(books, work)
    await answer(work, desk, situation, texts.role_card(situation.member.role), in_place=True)


async def set_role(work: Work[SetRole], desk: Desk) -> None:
    """Change the role."""
    said = fold(work.command.role).replace("-", " ").strip()
    async with desk.ledger.read(work.scope) as books:
        situation = await look(books, work)
    role = next((each for each in Role if said in (each.value, each.value.split()[0])), None)
    if role is None:
        await answer(work, desk, situation, texts.no_such_role(work.command.role))
        return
    async with desk.ledger.write(work) as open_books:
        await open_books.of(Member).put(replace(situation.member, role=role))
        await remember(open_books, work)
        open_books.say(*update(work, situation.member, texts.role_card(role, change=work.change)))


async def list_lines(work: Work[ListReportingLines], desk: Desk) -> None:
    """A page of the lines that the member is on; for an admin, of all."""
    situation, lines = await _lines(work, desk)
    me, is_admin = work.scope.member, situation.member.is_admin
    mine = [each for each in alive(lines) if is_admin or me in (each.seller, each.manager)]
    page = page_within(work.command.page, len(mine))
    shown = mine[page * PAGE : (page + 1) * PAGE]
    names = await names_of(work, desk, [m for each in shown for m in (each.seller, each.manager)])
    card = texts.line_list(shown, names, me, total=len(mine), page=page, is_admin=is_admin)
    await answer(work, desk, situation, card, in_place=True)


async def _lines(work: Work[Any], desk: Desk) -> tuple[Situation, list[ReportingLine]]:
    async with desk.ledger.read(work.scope) as books:
        return await look(books, work), await books.of(ReportingLine).find(space=WORKSPACE_SPACE)


async def open_line(work: Work[OpenReportingLine], desk: Desk) -> None:
    """Fill the form for a line."""
    async with desk.ledger.read(work.scope) as books:
        situation = await look(books, work)
    form = texts.line_form(SaveReportingLine(), work.scope.member)
    async with desk.ledger.write(work) as open_books:
        open_books.say(*show(work, situation.member, form, texts.is_gone()))


async def save_line(work: Work[SaveReportingLine], desk: Desk) -> None:
    """Set or ask for the line of the form."""
    values = work.command.values
    await _set(work, desk, MemberId(text_of(values, "seller")), MemberId(text_of(values, "manager")))


async def set_line(work: Work[SetReportingLine], desk: Desk) -> None:
    """Set or ask for the line that was typed; names must be mentions, nobody is guessed."""
    command = work.command
    ids: list[MemberId] = []
    for name in (command.seller, command.manager):
        known = {fold(said): id for said, id in command.mentioned}
        id = work.scope.member if fold(name) in _ME else known.get(fold(name), "")
        if not id:
            async with desk.ledger.read(work.scope) as books:
                situation = await look(books, work)
            await answer(work, desk, situation, texts.nobody(name))
            return
        ids.append(MemberId(id))
    await _set(work, desk, *ids)


async def _set(work: Work[Any], desk: Desk, seller: MemberId, manager: MemberId) -> None:
    situation, lines = await _lines(work, desk)
    me = work.scope.member
    names = await names_of(work, desk, [seller, manager])
    for member in (seller, manager):
        if not may_use(await profile_of(work, desk, member)):
            await answer(work, desk, situation, texts.not_a_member(names[member]))
            return
    try:
        check(lines, seller, manager)
        state = first_state(seller, manager, me, is_admin=await _is_admin(work, desk))
    except Refused as refused:
        await answer(work, desk, situation, texts.refused(refused.reason))
        return
    line = ReportingLine(
        id=LineId(work.new_id("line")),
        workspace=work.scope.workspace,
        space=WORKSPACE_SPACE,
        created_at=work.now,
        seller=seller,
        manager=manager,
        set_by=me,
        state=state,
    )
    asked_before = [each for each in alive(lines) if (each.seller, each.manager) == (seller, manager)]
    await _write(work, desk, situation, line, texts.line_set(line, names, me), stale=asked_before)


async def _is_admin(work: Work[Any], desk: Desk) -> bool:
    """Whether the workspace says now that the member is an admin."""
    profile = await profile_of(work, desk, work.scope.member)
    return profile is not None and profile.is_admin


async def _write(
    work: Work[Any],
    desk: Desk,
    situation: Situation,
    line: ReportingLine,
    card: Any,
    *,
    stale: list[ReportingLine] | None = None,
) -> None:
    """Store a line in place of a request for the same, and tell the others on it."""
    others = [member for member in (line.seller, line.manager) if member != work.scope.member]
    async with desk.ledger.write(work) as books:
        for old in stale or ():
            await books.of(ReportingLine).remove(old.id)
        await books.of(ReportingLine).put(line)
        for member in others:
            told = TellReportingLine(line.id, work.scope.member)
            books.enqueue(told, key=work.new_id("told", member), member=member)
        books.say(*(update if work.origin.message else reply)(work, situation.member, card))


async def answer_line(work: Work[AnswerReportingLine], desk: Desk) -> None:
    """The seller accepts or declines."""
    situation, line = await _one(work, desk, work.command.line_id)
    if line is None:
        await answer(work, desk, situation, texts.is_gone(), in_place=True)
        return
    try:
        new = answered(line, work.scope.member, accepts=work.command.accepts)
    except Refused as refused:
        await answer(work, desk, situation, texts.refused(refused.reason))
        return
    names = await names_of(work, desk, [line.seller, line.manager])
    await _write(work, desk, situation, new, texts.answered(new, names))


async def end_line(work: Work[EndReportingLine], desk: Desk) -> None:
    """End a line, or withdraw a request."""
    situation, line = await _one(work, desk, work.command.line_id)
    if line is None:
        await answer(work, desk, situation, texts.is_gone(), in_place=True)
        return
    try:
        new = ended(line, work.scope.member, is_admin=await _is_admin(work, desk))
    except Refused as refused:
        await answer(work, desk, situation, texts.refused(refused.reason))
        return
    names = await names_of(work, desk, [line.seller, line.manager])
    await _write(work, desk, situation, new, texts.ended(new, names))


async def tell_line(work: Work[TellReportingLine], desk: Desk) -> None:
    """Tell the other member how a line stands, where they are still on it."""
    situation, line = await _one(work, desk, work.command.line_id)
    if line is None or work.scope.member not in (line.seller, line.manager):
        return
    by = work.command.by
    names = await names_of(work, desk, [line.seller, line.manager, by])
    card = texts.told(line, names, names[by], work.scope.member, situation.member.role)
    await answer(work, desk, situation, card)


async def _one(work: Work[Any], desk: Desk, line_id: str) -> tuple[Situation, ReportingLine | None]:
    async with desk.ledger.read(work.scope) as books:
        situation = await look(books, work)
        try:
            return situation, await books.of(ReportingLine).get(line_id)
        except NotFound:
            return situation, None
