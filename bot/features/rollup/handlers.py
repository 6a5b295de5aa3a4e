"""What goes upward of rounds: seen beforehand, shared by choice, taken back at any time (T5)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bot.core.cards import Card
from bot.core.commands import Surface
from bot.core.deliveries import UNSAID
from bot.core.identity import MemberId, own_space
from bot.core.members import Role
from bot.core.paging import page_within
from bot.core.ports.books import StoreReader
from bot.core.ports.errors import NotFound, Unavailable
from bot.core.turn import Turn
from bot.features.reporting.contracts import LineState, ReportingLine
from bot.features.rollup import cards as texts
from bot.features.rollup.commands import (
    ListShared,
    PreviewSharing,
    RollUp,
    ShareRound,
    ShowTheme,
    WithdrawRound,
)
from bot.features.rollup.rules import latest, latest_voices, visible, voices
from bot.features.rounds.contracts import cards as round_care
from bot.features.rounds.contracts import cards as round_topics
from bot.features.rounds.contracts.picture import KnownAnswer, own_words_of
from bot.features.rounds.contracts.reading import Held, hold, managers, round_called
from bot.features.rounds.contracts.sharing import share, take_back
from bot.features.rounds.contracts.values import (
    Given,
    Round,
    RoundKind,
    SharedAnswer,
    SharedRound,
    shared_round_id,
)

_PAGE = 3
"""Shared rounds on one page; they are shown whole."""
_LISTENED = 400
"""Shared rounds that a roll-up reads, the latest first."""


async def preview_sharing(turn: Turn[PreviewSharing]) -> None:
    """Exactly what managers would see of a round; nothing is shared yet."""
    held, names = await _round(turn)
    if held is None:
        await turn.answer(round_care.is_gone(), about=UNSAID)
    elif not names:
        await turn.answer(texts.no_manager(), about=UNSAID)
    else:
        shown = _shared(turn, held, answers=True)
        await turn.answer(texts.preview(shown, names), about=UNSAID)


async def share_round(turn: Turn[ShareRound]) -> None:
    """Share a round upward: its answers, or only that it was answered."""
    held, names = await _round(turn)
    if held is None or not names:
        card = round_care.is_gone() if held is None else texts.no_manager()
        await turn.answer(card, about=UNSAID)
        return
    async with turn.read() as reader:
        spaces = tuple(own_space(MemberId(each)) for each in await managers(reader, turn))
    shared = replace(_shared(turn, held, answers=turn.command.answers), shared_with=spaces)
    async with turn.commit() as uow:
        await share(uow, shared)
        await turn.remember(
            uow,
        )
        uow.say(*turn.update(texts.shared_card(shared, names), about=UNSAID))


def _shared(turn: Turn[Any], held: Held, *, answers: bool) -> SharedRound:
    """A round's answers as they are now, with nothing that was left out."""

    def name(account_id: str) -> str:
        leader = turn.member.name
        return held.name(account_id) if account_id else round_topics.organization_of(leader)

    known: list[tuple[str, str, KnownAnswer]] = [
        (name(each.account_id), each.question.id, each.last)
        for each in held.asked
        if each.last is not None
        and (reply := held.replies.get((each.account_id, each.question.id))) is not None
        and reply.given is not Given.PASSED
    ]
    told = tuple(
        SharedAnswer(whose, question, own_words_of(one.note), one.note.occurred_on, one.note.id)
        for whose, question, one in known
    )
    pictured = {each.account_id for each in held.asked if each.last is not None}
    asked = [held.name(id) for id in held.round.account_ids if id and id not in pictured]
    without = dict.fromkeys((*asked, *held.gaps))
    return SharedRound(
        id=shared_round_id(held.round.id),
        workspace=turn.scope.workspace,
        space=turn.scope.own,
        created_at=turn.now,
        seller=turn.scope.member,
        name=turn.member.name,
        round_id=held.round.id,
        kind=held.round.kind,
        period=held.round.period,
        answers=told if answers else (),
        without_picture=tuple(without) if answers else (),
        shared_with=(),
        model_allowed=turn.member.model_allowed,
    )


async def _round(turn: Turn[Any]) -> tuple[Held | None, list[str]]:
    """The round as it stands, and the names of those who would see it."""
    async with turn.read() as reader:
        round = await round_called(reader, turn.command.round_id)
        held = await hold(reader, turn, round) if round else None
        above = await managers(reader, turn)
    return held, [await _name(turn, each) for each in above]


async def _name(turn: Turn[Any], member: str) -> str:
    try:
        return (await turn.directory.profile(turn.scope.workspace, MemberId(member))).name
    except (NotFound, Unavailable):
        return "your manager"


async def withdraw_round(turn: Turn[WithdrawRound]) -> None:
    """Take back what was shared; managers see it no more from now on."""
    async with turn.read() as reader:
        mine = await reader.of(SharedRound).count(id=turn.command.shared_id, space=turn.scope.own)
    if not mine:
        await turn.answer(texts.nothing_shared_now(), about=UNSAID)
        return
    async with turn.commit() as uow:
        await take_back(uow, turn.command.shared_id)
        await turn.remember(
            uow,
        )
        uow.say(*turn.update(texts.withdrawn_card(turn.change), about=UNSAID))


async def list_shared(turn: Turn[ListShared]) -> None:
    """All that the member shares now, as managers see it; else what could be shared."""
    async with turn.read() as reader:
        total = await reader.of(SharedRound).count(space=turn.scope.own)
        page = page_within(turn.command.page, total, _PAGE)
        rows = await reader.of(SharedRound).find(
            space=turn.scope.own, newest_first=True, limit=_PAGE, offset=page * _PAGE
        )
        last = await reader.of(Round).find(space=turn.scope.own, newest_first=True, limit=1)
        above = await managers(reader, turn)
        can_share = bool(above) and bool(last) and all(each.round_id != last[0].id for each in rows)
    names = [await _name(turn, each) for each in above]
    card = texts.list_card(rows, names, last[0] if can_share else None, total=total, page=page)
    await turn.answer(card, in_place=True, about=UNSAID)


async def roll_up(turn: Turn[RollUp]) -> None:
    """Themes across accounts, gaps and who answered, from what was shared along confirmed lines."""
    by_itself = turn.origin.surface is Surface.JOB
    async with turn.read() as reader:
        seen = await _seen(reader, turn)
        leads = await _leads(reader, turn)
    if not seen:
        if not by_itself:
            await turn.answer(texts.nothing_shared(leads=leads), about=UNSAID)
        return
    card = await _card(turn, seen)
    await turn.answer(card, in_place=True, about=UNSAID)


async def _seen(reader: StoreReader, turn: Turn[Any]) -> list[SharedRound]:
    found = await reader.of(SharedRound).find(newest_first=True, limit=_LISTENED)
    lines = await reader.of(ReportingLine).find(state=LineState.CONFIRMED)
    return visible(found, lines, turn.scope.member)


async def _leads(reader: StoreReader, turn: Turn[Any]) -> bool:
    """Whether anybody reports to the member."""
    lines = await reader.of(ReportingLine).count(manager=turn.scope.member, state=LineState.CONFIRMED)
    return bool(lines) or turn.member.role in (Role.MANAGER, Role.LEADER)


async def _card(turn: Turn[Any], seen: list[SharedRound]) -> Card:
    heard = voices(seen)
    circumstances = turn.circumstances()
    if not all(each.model_allowed for each in seen):  # a seller who opted out is not read by a model
        circumstances = replace(circumstances, model_allowed=False)
    themes = await turn.coach.themes([each.answer.words for each in heard], circumstances)
    seen_themes = [
        texts.ThemeView(group.name, tuple(heard[number] for number in group.members))
        for group in themes.groups
    ]
    return texts.roll_up_card(
        texts.RollUpView(
            # What recurs within one account is no theme across accounts.
            themes=[each for each in seen_themes if each.accounts > 1],
            answers=len(latest_voices(seen)),
            shared=latest(seen),
            without=_without(seen),
            mode=themes.provenance.mode,
            page=turn.command.page,
        )
    )


def _without(seen: list[SharedRound]) -> list[str]:
    """Accounts that have no picture by anybody's latest word."""
    now = latest(each for each in seen if each.kind is RoundKind.TACTEGIC)
    pictured = {answer.account for each in seen for answer in each.answers}
    return sorted({name for each in now for name in each.without_picture} - pictured, key=str.casefold)


async def show_theme(turn: Turn[ShowTheme]) -> None:
    """The quotes of a theme with their sources; what was taken back meanwhile is gone."""
    async with turn.read() as reader:
        seen = await _seen(reader, turn)
    wanted = set(turn.command.notes)
    quotes = (
        [each for each in voices(seen) if each.answer.note_id in wanted] if wanted else latest_voices(seen)
    )
    await turn.answer(texts.theme_card(turn.command, quotes), in_place=False, about=UNSAID)
