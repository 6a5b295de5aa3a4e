"""What goes upward of rounds: seen beforehand, shared by choice, taken back at any time (T5)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bot.domain.future_picture import Known, said_in
from bot.domain.identity import MemberId, own_space
from bot.domain.members import Role
from bot.domain.reporting import LineState, ReportingLine
from bot.domain.roll_up import SharedAnswer, SharedRound, everything, latest, shared_id, visible, voices
from bot.domain.rounds import Given, Round, RoundKind
from bot.messages.cards import Card
from bot.messages.commands import Surface
from bot.messages.rounds import ListShared, PreviewSharing, RollUp, ShareRound, ShowTheme, WithdrawRound
from bot.ports import Books, NotFound, Unavailable, Work
from bot.texts import roll_up as texts
from bot.texts import round_care, round_topics
from bot.texts.paging import page_within
from bot.usecases.desk import Desk
from bot.usecases.lookahead.round_reading import Held, hold, managers, round_called
from bot.usecases.people.finding import answer
from bot.usecases.replies import update
from bot.usecases.situation import Situation, look, remember

_PAGE = 3
"""Shared rounds on one page; they are shown whole."""
_LISTENED = 400
"""Shared rounds that a roll-up reads, the latest first."""


async def preview_sharing(work: Work[PreviewSharing], desk: Desk) -> None:
    """Exactly what managers would see of a round; nothing is shared yet."""
    situation, held, names = await _round(work, desk)
    if held is None:
        await answer(work, desk, situation, round_care.is_gone())
    elif not names:
        await answer(work, desk, situation, texts.no_manager())
    else:
        shown = _shared(work, held, answers=True)
        await answer(work, desk, situation, texts.preview(shown, names))


async def share_round(work: Work[ShareRound], desk: Desk) -> None:
    """Share a round upward: its answers, or only that it was answered."""
    situation, held, names = await _round(work, desk)
    if held is None or not names:
        card = round_care.is_gone() if held is None else texts.no_manager()
        await answer(work, desk, situation, card)
        return
    async with desk.ledger.read(work.scope) as books:
        spaces = tuple(own_space(MemberId(each)) for each in await managers(books, work))
    shared = replace(_shared(work, held, answers=work.command.answers), shared_with=spaces)
    async with desk.ledger.write(work) as open_books:
        await open_books.of(SharedRound).put(shared)
        await remember(open_books, work)
        open_books.say(*update(work, situation.member, texts.shared(shared, names)))


def _shared(work: Work[Any], held: Held, *, answers: bool) -> SharedRound:
    """A round's answers as they are now, with nothing that was left out."""

    def name(account_id: str) -> str:
        leader = held.situation.member.name
        return held.name(account_id) if account_id else round_topics.organization_of(leader)

    known: list[tuple[str, str, Known]] = [
        (name(each.account_id), each.question.id, each.last)
        for each in held.asked
        if each.last is not None
        and (reply := held.replies.get((each.account_id, each.question.id))) is not None
        and reply.given is not Given.PASSED
    ]
    told = tuple(
        SharedAnswer(whose, question, said_in(one.note), one.note.occurred_on, one.note.id)
        for whose, question, one in known
    )
    pictured = {each.account_id for each in held.asked if each.last is not None}
    asked = [held.name(id) for id in held.round.account_ids if id and id not in pictured]
    without = dict.fromkeys((*asked, *held.gaps))
    return SharedRound(
        id=shared_id(held.round.id),
        workspace=work.scope.workspace,
        space=work.scope.own,
        created_at=work.now,
        seller=work.scope.member,
        name=held.situation.member.name,
        round_id=held.round.id,
        kind=held.round.kind,
        period=held.round.period,
        answers=told if answers else (),
        without_picture=tuple(without) if answers else (),
        shared_with=(),
        model_allowed=held.situation.member.model_allowed,
    )


async def _round(work: Work[Any], desk: Desk) -> tuple[Situation, Held | None, list[str]]:
    """The round as it stands, and the names of those who would see it."""
    async with desk.ledger.read(work.scope) as books:
        situation = await look(books, work)
        round = await round_called(books, work.command.round_id)
        held = await hold(books, work, desk, round) if round else None
        above = await managers(books, work)
    return situation, held, [await _name(work, desk, each) for each in above]


async def _name(work: Work[Any], desk: Desk, member: str) -> str:
    try:
        return (await desk.directory.profile(work.scope.workspace, MemberId(member))).name
    except (NotFound, Unavailable):
        return "your manager"


async def withdraw_round(work: Work[WithdrawRound], desk: Desk) -> None:
    """Take back what was shared; managers see it no more from now on."""
    async with desk.ledger.read(work.scope) as books:
        situation = await look(books, work)
        mine = await books.of(SharedRound).count(id=work.command.shared_id, space=work.scope.own)
    if not mine:
        await answer(work, desk, situation, texts.nothing_shared_now())
        return
    async with desk.ledger.write(work) as open_books:
        await open_books.of(SharedRound).remove(work.command.shared_id)
        await remember(open_books, work)
        open_books.say(*update(work, situation.member, texts.withdrawn(work.change)))


async def list_shared(work: Work[ListShared], desk: Desk) -> None:
    """All that the member shares now, as managers see it; else what could be shared."""
    async with desk.ledger.read(work.scope) as books:
        situation = await look(books, work)
        total = await books.of(SharedRound).count(space=work.scope.own)
        page = page_within(work.command.page, total, _PAGE)
        rows = await books.of(SharedRound).find(
            space=work.scope.own, newest_first=True, limit=_PAGE, offset=page * _PAGE
        )
        last = await books.of(Round).find(space=work.scope.own, newest_first=True, limit=1)
        above = await managers(books, work)
        can_share = bool(above) and bool(last) and all(each.round_id != last[0].id for each in rows)
    names = [await _name(work, desk, each) for each in above]
    card = texts.list_card(rows, names, last[0] if can_share else None, total=total, page=page)
    await answer(work, desk, situation, card, in_place=True)


async def roll_up(work: Work[RollUp], desk: Desk) -> None:
    """Themes across accounts, gaps and who answered, from what was shared along confirmed lines."""
    by_itself = work.origin.surface is Surface.JOB
    async with desk.ledger.read(work.scope) as books:
        situation = await look(books, work)
        seen = await _seen(books, work)
        leads = await _leads(books, work, situation)
    if not seen:
        if not by_itself:
            await answer(work, desk, situation, texts.nothing_shared(leads=leads))
        return
    card = await _card(work, desk, situation, seen)
    await answer(work, desk, situation, card, in_place=True)


async def _seen(books: Books, work: Work[Any]) -> list[SharedRound]:
    found = await books.of(SharedRound).find(newest_first=True, limit=_LISTENED)
    lines = await books.of(ReportingLine).find(state=LineState.CONFIRMED)
    return visible(found, lines, work.scope.member)


async def _leads(books: Books, work: Work[Any], situation: Situation) -> bool:
    """Whether anybody reports to the member."""
    lines = await books.of(ReportingLine).count(manager=work.scope.member, state=LineState.CONFIRMED)
    return bool(lines) or situation.member.role in (Role.MANAGER, Role.LEADER)


async def _card(work: Work[Any], desk: Desk, situation: Situation, seen: list[SharedRound]) -> Card:
    heard = voices(seen)
    circumstances = situation.circumstances()
    if not all(each.model_allowed for each in seen):  # a seller who opted out is not read by a model
        circumstances = replace(circumstances, model_allowed=False)
    themes = await desk.coach.themes([each.answer.words for each in heard], circumstances)
    seen_themes = [
        texts.ThemeSeen(group.name, tuple(heard[number] for number in group.members))
        for group in themes.groups
    ]
    return texts.roll_up_card(
        texts.RollUpSeen(
            # What recurs within one account is no theme across accounts.
            themes=[each for each in seen_themes if each.accounts > 1],
            answers=len(everything(seen)),
            shared=latest(seen),
            without=_without(seen),
            mode=themes.provenance.mode,
            page=work.command.page,
        )
    )


def _without(seen: list[SharedRound]) -> list[str]:
    """Accounts that have no picture by anybody's latest word."""
    now = latest(each for each in seen if each.kind is RoundKind.TACTEGIC)
    pictured = {answer.account for each in seen for answer in each.answers}
    return sorted({name for each in now for name in each.without_picture} - pictured, key=str.casefold)


async def show_theme(work: Work[ShowTheme], desk: Desk) -> None:
    """The quotes of a theme with their sources; what was taken back meanwhile is gone."""
    async with desk.ledger.read(work.scope) as books:
        situation = await look(books, work)
        seen = await _seen(books, work)
    wanted = set(work.command.notes)
    quotes = [each for each in voices(seen) if each.answer.note_id in wanted] if wanted else everything(seen)
    await answer(work, desk, situation, texts.theme_card(work.command, quotes), in_place=False)
