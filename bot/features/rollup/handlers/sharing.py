"""Shares rounds upward by the seller's choice, and takes them back (T5)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from bot.core.colleagues import ask_standing, may_use
from bot.core.common_cards import cannot_check, only_sample
from bot.core.deliveries import NOTHING
from bot.core.identity import MemberId, own_space
from bot.core.paging import page_within
from bot.core.ports.errors import NotFound, Unavailable
from bot.core.ports.store import StoreReader
from bot.core.samples import touches_sample
from bot.core.turn import Turn
from bot.features.rollup.cards import sharing
from bot.features.rollup.commands import (
    ListShared,
    PreviewSharing,
    ShareRound,
    WithdrawRound,
)
from bot.features.rounds.contracts.cards import is_gone, organization_of
from bot.features.rounds.contracts.picture import KnownAnswer, own_words_of
from bot.features.rounds.contracts.reading import (
    RoundProgress,
    find_managers,
    find_requests,
    find_round,
    progress_of,
)
from bot.features.rounds.contracts.sharing import share, take_back
from bot.features.rounds.contracts.values import (
    AnswerOutcome,
    Round,
    RoundAnswer,
    SharedAnswer,
    SharedRound,
    shared_round_id,
)


async def preview_sharing(turn: Turn[PreviewSharing]) -> None:
    """Show exactly what managers would see of a round; nothing is shared yet."""
    progress, managers = await _find_round(turn)
    if managers is None:
        await turn.answer(cannot_check(), about=NOTHING)
        return
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
    if managers is None:
        await turn.answer(cannot_check(), about=NOTHING)
        return
    if progress is None or not managers:
        await _say_impossible(turn, progress)
        return
    if touches_sample(progress.round):
        await turn.answer(only_sample(), about=NOTHING)
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
    if progress is None:
        await turn.answer(is_gone(), about=NOTHING)
        return
    async with turn.read() as reader:
        lines, asking = await find_requests(reader, turn)
    await turn.answer(sharing.no_manager(await _names(turn, asking)), about=lines)


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
        agreed_to_model=turn.own_settings.agreed_to_model,
    )


async def _find_round(turn: Turn[Any]) -> tuple[RoundProgress | None, list[MemberId] | None]:
    """The round as it stands, None where it is gone, and everybody who would see it.

    Those who left see nothing; None in place of all where the workspace does not say who is there.
    """
    async with turn.read() as reader:
        round = await find_round(reader, turn.command.round_id)
        progress = await progress_of(reader, turn, round) if round else None
        managers = await find_managers(reader, turn)
    standing = await ask_standing(turn, *managers)
    return progress, None if standing is None else [each for each in managers if may_use(standing[each])]


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
        uow.say(*turn.receipt(uow, sharing.withdrawn_card(turn.change), about=NOTHING))


async def list_shared(turn: Turn[ListShared]) -> None:
    """Show all that the member shares now, and offer the latest round that they answered."""
    async with turn.read() as reader:
        total = await reader.of(SharedRound).count(space=turn.scope.own)
        page = page_within(turn.command.page, total, sharing.SHARED)
        rows = await reader.of(SharedRound).find(
            space=turn.scope.own, newest_first=True, limit=sharing.SHARED, offset=page * sharing.SHARED
        )
        last = await _find_latest_answered(reader, turn)
        managers = await find_managers(reader, turn)
        lines, asking = await find_requests(reader, turn)
    is_new = last is not None and all(each.round_id != last.id for each in rows)
    offered = last if managers and is_new else None
    waiting, above = await _names(turn, asking), await _names(turn, managers)
    card = sharing.list_card(rows, above, offered, total=total, page=page, waiting=waiting)
    about = (*sharing.about_shared(*rows), *lines)
    await turn.answer(card, in_place=True, about=about)


async def _find_latest_answered(reader: StoreReader, turn: Turn[Any]) -> Round | None:
    """The newest round with something told in it: of one that was only asked nothing can be shared."""
    told = {
        each.round_id
        for each in await reader.of(RoundAnswer).find(space=turn.scope.own)
        if each.given is not AnswerOutcome.PASSED
    }
    rounds = await reader.of(Round).find(space=turn.scope.own, id=tuple(told), newest_first=True, limit=1)
    return next(iter(rounds), None)
