"""Reporting lines: set by an admin or confirmed by the seller (T5)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from bot.core.cards import Card
from bot.core.colleagues import ask_standing, is_admin_now, may_use, names_of
from bot.core.common_cards import cannot_check
from bot.core.deliveries import NOTHING
from bot.core.form_values import text_of
from bot.core.identity import WORKSPACE_SPACE, MemberId
from bot.core.paging import page_within
from bot.core.rich import MemberName
from bot.core.turn import Turn
from bot.core.words import PAGE
from bot.features.reporting.cards import lines as cards
from bot.features.reporting.commands import (
    AnswerReportingLine,
    EndReportingLine,
    ListReportingLines,
    OpenReportingLine,
    SaveReportingLine,
    SetReportingLine,
    TellReportingLine,
)
from bot.features.reporting.contracts import LineId, LineState, ReportingLine
from bot.features.reporting.rules import (
    Refused,
    answer_request,
    check,
    end_reporting,
    find_live_lines,
    first_state,
)
from bot.language.names import fold

_ME = frozenset({"me", "i", "myself"})


async def list_lines(turn: Turn[ListReportingLines]) -> None:
    """Show a page of the lines that the member is on; to an admin, of all."""
    lines = await _lines(turn)
    me = turn.scope.member
    is_admin = turn.member.is_admin and bool(await is_admin_now(turn))
    mine = [each for each in find_live_lines(lines) if is_admin or me in (each.seller, each.manager)]
    page = page_within(turn.command.page, len(mine))
    shown = mine[page * PAGE : (page + 1) * PAGE]
    names = await names_of(turn, [m for each in shown for m in (each.seller, each.manager)])
    card = cards.line_list_card(shown, names, me, total=len(mine), page=page, is_admin=is_admin)
    await turn.answer(card, in_place=True, about=tuple(line.id for line in shown))


async def _lines(turn: Turn[Any]) -> list[ReportingLine]:
    async with turn.read() as reader:
        return await reader.of(ReportingLine).find(space=WORKSPACE_SPACE)


async def open_line(turn: Turn[OpenReportingLine]) -> None:
    """Fill the form for a line."""
    form = cards.line_form(SaveReportingLine(), turn.scope.member)
    await turn.show(form, otherwise=cards.gone_card(), about=NOTHING)


async def save_line(turn: Turn[SaveReportingLine]) -> None:
    """Set or ask for the line of the form."""
    values = turn.command.values
    await _set(turn, MemberId(text_of(values, "seller")), MemberId(text_of(values, "manager")))


async def set_line(turn: Turn[SetReportingLine]) -> None:
    """Set or ask for the line that was typed; names must be mentions, nobody is guessed."""
    command = turn.command
    known = {fold(said): id for said, id in command.mentioned}
    ids: list[MemberId] = []
    for name in (command.seller, command.manager):
        id = turn.scope.member if fold(name) in _ME else known.get(fold(name), "")
        if not id:
            await turn.answer(cards.nobody_card(name), about=NOTHING)
            return
        ids.append(MemberId(id))
    await _set(turn, *ids)


async def _set(turn: Turn[Any], seller: MemberId, manager: MemberId) -> None:
    me, lines = turn.scope.member, await _lines(turn)
    standing = await ask_standing(turn, seller, manager, me)
    if standing is None:
        await turn.answer(cannot_check(), about=NOTHING)
        return
    names = await names_of(turn, [seller, manager])
    for member in (seller, manager):
        if not may_use(standing[member]):
            await turn.answer(cards.not_a_member_card(names[member]), about=NOTHING)
            return
    mine = standing[me]
    try:
        check(lines, seller, manager)
        state = first_state(seller, manager, me, is_admin=mine is not None and mine.is_admin)
    except Refused as refused:
        await turn.answer(cards.refused_card(refused.reason), about=NOTHING)
        return
    line = _new_line(turn, seller, manager, state)
    asked_before = [
        each for each in find_live_lines(lines) if (each.seller, each.manager) == (seller, manager)
    ]
    await _save(turn, line, cards.line_set_card(line, names, turn.scope.member), instead_of=asked_before)


def _new_line(turn: Turn[Any], seller: MemberId, manager: MemberId, state: LineState) -> ReportingLine:
    return ReportingLine(
        id=LineId(turn.new_id("line")),
        workspace=turn.scope.workspace,
        space=WORKSPACE_SPACE,
        created_at=turn.now,
        seller=seller,
        manager=manager,
        set_by=turn.scope.member,
        state=state,
    )


async def _save(
    turn: Turn[Any],
    line: ReportingLine,
    card: Card,
    *,
    instead_of: Sequence[ReportingLine] = (),
    ends: bool = False,
) -> None:
    """Store a line in place of requests for the same, and tell the others on it."""
    others = [member for member in (line.seller, line.manager) if member != turn.scope.member]
    async with turn.commit() as uow:
        for old in instead_of:
            await uow.of(ReportingLine).remove(old.id)
        await uow.of(ReportingLine).put(line)
        for member in others:
            tell = TellReportingLine(line.id, turn.scope.member)
            uow.enqueue(tell, key=turn.new_id("told", member), member=member)
        if ends:
            uow.say(*turn.receipt(uow, card, about=(line.id,)))
            return
        send = turn.update if turn.origin.message else turn.reply
        uow.say(*send(card, about=(line.id,)))


async def answer_line(turn: Turn[AnswerReportingLine]) -> None:
    """Accept or decline the line, as its seller."""
    command, me = turn.command, turn.scope.member
    await _change(turn, lambda line: answer_request(line, me, accepts=command.accepts), cards.answered_card)


async def end_line(turn: Turn[EndReportingLine]) -> None:
    """End a line, or withdraw a request."""
    me, line = turn.scope.member, await turn.one(ReportingLine, turn.command.line_id)
    on_it = line is not None and me in (line.seller, line.manager)
    is_admin = False if on_it else await is_admin_now(turn)
    if is_admin is None:
        await turn.answer(cannot_check(), about=NOTHING)
        return
    await _change(turn, lambda line: end_reporting(line, me, is_admin=is_admin), cards.ended_card)


async def _change(
    turn: Turn[AnswerReportingLine] | Turn[EndReportingLine],
    change: Callable[[ReportingLine], ReportingLine],
    card: Callable[[ReportingLine, Mapping[str, MemberName]], Card],
) -> None:
    """Change the line of the command; say so where it is gone, or not the member's to change."""
    line = await turn.one(ReportingLine, turn.command.line_id)
    if line is None:
        await turn.answer(cards.gone_card(), in_place=True, about=NOTHING)
        return
    try:
        changed = change(line)
    except Refused as refused:
        await turn.answer(cards.refused_card(refused.reason), about=NOTHING)
        return
    names = await names_of(turn, [line.seller, line.manager])
    ends = line.state is LineState.CONFIRMED and changed.state is not LineState.CONFIRMED
    await _save(turn, changed, card(changed, names), ends=ends)


async def tell_line(turn: Turn[TellReportingLine]) -> None:
    """Tell the other member how a line stands, where they are still on it."""
    line = await turn.one(ReportingLine, turn.command.line_id)
    if line is None or turn.scope.member not in (line.seller, line.manager):
        return
    by = turn.command.by
    names = await names_of(turn, [line.seller, line.manager, by])
    card = cards.told_card(line, names, names[by], turn.scope.member, turn.member.role)
    await turn.answer(card, about=(line.id,))
