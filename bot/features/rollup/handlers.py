"""Shares rounds upward by the seller's choice, and shows managers what was shared (T5)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from bot.core.commands import Surface
from bot.core.deliveries import NOTHING
from bot.core.identity import MemberId, own_space
from bot.core.members import Role
from bot.core.paging import page_within
from bot.core.ports.errors import NotFound, Unavailable
from bot.core.ports.store import StoreReader
from bot.core.turn import Turn
from bot.features.reporting.contracts import LineState, ReportingLine
from bot.features.rollup.cards import roll_up as cards
from bot.features.rollup.cards import sharing
from bot.features.rollup.commands import (
    ListShared,
    PreviewSharing,
    RollUp,
    ShareRound,
    ShowTheme,
    WithdrawRound,
)
from bot.features.rollup.rules import latest_of_each, latest_voices, select_visible, theme_voices
from bot.features.rounds.contracts.cards import is_gone, organization_of
from bot.features.rounds.contracts.picture import KnownAnswer, own_words_of
from bot.features.rounds.contracts.reading import RoundProgress, find_managers, find_round, progress_of
from bot.features.rounds.contracts.sharing import share, take_back
from bot.features.rounds.contracts.values import (
    AnswerOutcome,
    Round,
    RoundKind,
    SharedAnswer,
    SharedRound,
    shared_round_id,
)

_LISTENED = 400
"""How many shared rounds a roll-up reads, the latest first."""


async def preview_sharing(turn: Turn[PreviewSharing]) -> None:
    """Show exactly what managers would see of a round; nothing is shared yet."""
    progress, managers = await _find_round(turn)
    if progress is None or not managers:
        await _say_impossible(turn, progress)
        return
    shown = _copy(turn, progress, answers=True)
    accounts = (id for id in progress.round.account_ids if id)
    about = (*accounts, *sharing.about_shared(shown))
    await turn.answer(sharing.preview(shown, await _names(turn, managers)), about=about)


async def share_round(turn: Turn[ShareRound]) -> None:
    """Share a round upward: its answers, or only that it was answered."""
    progress, managers = await _find_round(turn)
    if progress is None or not managers:
        await _say_impossible(turn, progress)
        return
    spaces = tuple(own_space(each) for each in managers)
    shared = replace(_copy(turn, progress, answers=turn.command.answers), shared_with=spaces)
    card = sharing.shared_card(shared, await _names(turn, managers))
    async with turn.commit() as uow:
        await share(uow, shared)
        await turn.remember(uow)
        uow.say(*turn.update(card, about=(shared.id,)))


async def _say_impossible(turn: Turn[Any], progress: RoundProgress | None) -> None:
    """Say why a round cannot be shared: it is gone, or nobody is above the member."""
    await turn.answer(is_gone() if progress is None else sharing.no_manager(), about=NOTHING)


def _copy(turn: Turn[Any], progress: RoundProgress, *, answers: bool) -> SharedRound:
    """Copy a round's answers as they are now for sharing, without the questions that were left out."""

    def name(account_id: str) -> str:
        return progress.name(account_id) if account_id else organization_of(turn.member.name)

    known: list[tuple[str, str, KnownAnswer]] = [
        (name(each.account_id), each.question.id, each.last)
        for each in progress.asked
        if each.last is not None
        and (answer := progress.answers.get((each.account_id, each.question.id))) is not None
        and answer.given is not AnswerOutcome.PASSED
    ]
    told = tuple(
        SharedAnswer(whose, question, own_words_of(one.note), one.note.occurred_on, one.note.id)
        for whose, question, one in known
    )
    pictured = {each.account_id for each in progress.asked if each.last is not None}
    asked = [progress.name(id) for id in progress.round.account_ids if id and id not in pictured]
    without = dict.fromkeys((*asked, *progress.gaps))
    return SharedRound(
        id=shared_round_id(progress.round.id),
        workspace=turn.scope.workspace,
        space=turn.scope.own,
        created_at=turn.now,
        seller=turn.scope.member,
        name=turn.member.name,
        round_id=progress.round.id,
        kind=progress.round.kind,
        period=progress.round.period,
        answers=told if answers else (),
        without_picture=tuple(without) if answers else (),
        shared_with=(),
        model_allowed=turn.member.model_allowed,
    )


async def _find_round(turn: Turn[Any]) -> tuple[RoundProgress | None, list[MemberId]]:
    """The round as it stands, None where it is gone, and everybody who would see it."""
    async with turn.read() as reader:
        round = await find_round(reader, turn.command.round_id)
        progress = await progress_of(reader, turn, round) if round else None
        return progress, await find_managers(reader, turn)


async def _names(turn: Turn[Any], members: Sequence[MemberId]) -> list[str]:
    """The names of members, as the workspace's directory has them."""
    return [await _name(turn, each) for each in members]


async def _name(turn: Turn[Any], member: MemberId) -> str:
    try:
        return (await turn.directory.profile(turn.scope.workspace, member)).name
    except (NotFound, Unavailable):
        return sharing.UNKNOWN_MANAGER


async def withdraw_round(turn: Turn[WithdrawRound]) -> None:
    """Take back what was shared of a round, so that managers see it no more."""
    async with turn.read() as reader:
        mine = await reader.of(SharedRound).count(id=turn.command.shared_id, space=turn.scope.own)
    if not mine:
        await turn.answer(sharing.nothing_shared_now(), about=NOTHING)
        return
    async with turn.commit() as uow:
        await take_back(uow, turn.command.shared_id)
        await turn.remember(uow)
        uow.say(*turn.update(sharing.withdrawn_card(turn.change), about=NOTHING))


async def list_shared(turn: Turn[ListShared]) -> None:
    """Show all that the member shares now, as managers see it, and offer the latest round for sharing."""
    async with turn.read() as reader:
        total = await reader.of(SharedRound).count(space=turn.scope.own)
        page = page_within(turn.command.page, total, sharing.SHARED)
        rows = await reader.of(SharedRound).find(
            space=turn.scope.own, newest_first=True, limit=sharing.SHARED, offset=page * sharing.SHARED
        )
        last = await reader.of(Round).find(space=turn.scope.own, newest_first=True, limit=1)
        managers = await find_managers(reader, turn)
    can_share = bool(managers) and bool(last) and all(each.round_id != last[0].id for each in rows)
    offered = last[0] if can_share else None
    card = sharing.list_card(rows, await _names(turn, managers), offered, total=total, page=page)
    await turn.answer(card, in_place=True, about=sharing.about_shared(*rows))


async def roll_up(turn: Turn[RollUp]) -> None:
    """Show what recurs across accounts, what is missing and who answered, of all that was shared upward."""
    by_itself = turn.origin.surface is Surface.JOB
    async with turn.read() as reader:
        shared = await _find_visible(reader, turn)
        leads = await _leads(reader, turn)
    if not shared:
        if not by_itself:
            await turn.answer(cards.nothing_shared(leads=leads), about=NOTHING)
        return
    view = await _view(turn, shared)
    await turn.answer(cards.roll_up_card(view), in_place=True, about=view.about)


async def _find_visible(reader: StoreReader, turn: Turn[Any]) -> list[SharedRound]:
    found = await reader.of(SharedRound).find(newest_first=True, limit=_LISTENED)
    lines = await reader.of(ReportingLine).find(state=LineState.CONFIRMED)
    return select_visible(found, lines, turn.scope.member)


async def _leads(reader: StoreReader, turn: Turn[Any]) -> bool:
    """Whether anybody reports to the member."""
    lines = await reader.of(ReportingLine).count(manager=turn.scope.member, state=LineState.CONFIRMED)
    return bool(lines) or turn.member.role in (Role.MANAGER, Role.LEADER)


async def _view(turn: Turn[Any], shared: list[SharedRound]) -> cards.RollUpView:
    """Find the themes of what was shared."""
    heard = theme_voices(shared)
    circumstances = turn.circumstances()
    if not all(each.model_allowed for each in shared):  # a seller who opted out is not read by a model
        circumstances = replace(circumstances, model_allowed=False)
    themes = await turn.coach.themes([each.answer.words for each in heard], circumstances)
    views = [
        cards.ThemeView(group.name, tuple(heard[number] for number in group.members))
        for group in themes.groups
    ]
    return cards.RollUpView(
        # What recurs within one account is no theme across accounts.
        themes=[each for each in views if each.accounts > 1],
        answers=len(latest_voices(shared)),
        shared=latest_of_each(shared),
        without=_without_picture(shared),
        mode=themes.provenance.mode,
        page=turn.command.page,
    )


def _without_picture(shared: list[SharedRound]) -> list[str]:
    """Names of the accounts that nobody has a picture of, by everybody's latest round."""
    now = latest_of_each(each for each in shared if each.kind is RoundKind.TACTEGIC)
    pictured = {answer.account for each in shared for answer in each.answers}
    return sorted({name for each in now for name in each.without_picture} - pictured, key=str.casefold)


async def show_theme(turn: Turn[ShowTheme]) -> None:
    """Show the answers of a theme with their sources, as far as they are shared still."""
    async with turn.read() as reader:
        shared = await _find_visible(reader, turn)
    wanted, size = set(turn.command.notes), cards.QUOTES
    quotes = latest_voices(shared)
    if wanted:
        quotes = [each for each in theme_voices(shared) if each.answer.note_id in wanted]
    page = page_within(turn.command.page, len(quotes), size)
    shown = quotes[page * size : (page + 1) * size]
    card = cards.theme_card(turn.command, shown, total=len(quotes), page=page)
    await turn.answer(card, about=tuple(dict.fromkeys(id for voice in shown for id in voice.about)))
