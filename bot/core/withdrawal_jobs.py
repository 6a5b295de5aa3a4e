"""The jobs of a withdrawal: find the posts that quote what was withdrawn, and report when all is done."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bot.core import common_cards
from bot.core.deliveries import NOTHING, Amend, Retract
from bot.core.dialogue import forget_exchanges
from bot.core.ports.queues import Post, PostState
from bot.core.ports.store import UnitOfWork
from bot.core.turn import Turn
from bot.core.withdrawing import (
    RedrawPost,
    RedrawPosts,
    ReportWithdrawal,
    queue_report,
    quotes_only,
    receipt_subject,
    redraw_key,
)

_SOON = timedelta(seconds=5)
"""How long to wait for a post that is being sent at this moment."""
_MOST_LOOKS = 30
"""How many times to look whether everything is removed, before giving up: about a day in all."""


async def redraw_posts(turn: Turn[RedrawPosts]) -> None:
    """Delete each post that quotes only what was erased, and have the others drawn anew one by one."""
    command = turn.command
    async with turn.commit() as uow:
        found = await uow.find_posts(about=command.about)
        posts = [each for each in found if each.id not in command.spared]
        for post in posts:
            if post.state is PostState.LEAVING or (command.views_only and not _is_view(post)):
                continue
            if post.is_revision:  # the post that it was to change is drawn anew, where it quotes the rows
                await uow.drop_waiting(post)
                continue
            if command.erased and _goes_whole(command, post):
                await _delete(uow, command, post)
                continue
            draw = RedrawPost(withdrawal=command.withdrawal, post=post.id, empties=command.empties)
            uow.enqueue(draw, key=f"{redraw_key(command.withdrawal)}{command.again}:{post.id}")
        if not command.views_only:
            await uow.empty_deliveries(command.about)
            await forget_exchanges(uow, turn.scope, command.about)
        if command.erased:
            await uow.forget_about(command.about)
        if any(post.state is PostState.LEAVING for post in posts):
            again = replace(command, again=command.again + 1)
            key = f"{redraw_key(command.withdrawal)}again:{turn.new_id('again')}"
            uow.enqueue(again, key=key, due=turn.now + _SOON)


def _is_view(post: Post) -> bool:
    """Return whether a post can be drawn anew: its command is known, or it is the Home tab."""
    return post.redraw is not None or post.is_home


def _goes_whole(command: RedrawPosts, post: Post) -> bool:
    """Whether a post is deleted: it quotes only what was erased, or cannot be shown in another way."""
    if post.is_home:
        return False
    return not _is_view(post) or quotes_only(post.about, {*command.about, *command.companies})


async def _delete(uow: UnitOfWork, command: RedrawPosts, post: Post) -> None:
    if post.state is PostState.WAITING:
        await uow.drop_waiting(post)
    if post.place.conversation and post.place.message:
        conversation, message = post.place.conversation, post.place.message
        uow.say(Retract(conversation=conversation, message=message, withdrawal=command.withdrawal))


async def empty_post(turn: Turn[RedrawPost], post: Post) -> None:
    """Leave of a post one sentence, which says that what stood there was taken back."""
    async with turn.commit() as uow:
        if post.state is PostState.WAITING:
            await uow.drop_waiting(post)
        if post.place.conversation and post.place.message:
            uow.say(
                Amend(
                    card=common_cards.taken_back_card(),
                    conversation=post.place.conversation,
                    message=post.place.message,
                    about=NOTHING,
                    withdrawal=turn.command.withdrawal,
                )
            )


async def report_withdrawal(turn: Turn[ReportWithdrawal]) -> None:
    """Say on the receipt what was done, once nothing is left to do; look again later before that."""
    command = turn.command
    async with turn.commit() as uow:
        pending = await uow.find_pending(command.withdrawal)
        receipts = await uow.find_posts(subject=receipt_subject(command.withdrawal))
        is_leaving = any(each.state is not PostState.POSTED for each in receipts)
        if (pending.open or is_leaving) and command.looks < _MOST_LOOKS:
            queue_report(uow, command.withdrawal, command.card, turn.now, command.looks + 1)
            return
        if pending.open:
            return
        for receipt in receipts:
            if receipt.place.conversation and receipt.place.message:
                uow.say(
                    Amend(
                        card=common_cards.removed(command.card, pending.failed),
                        conversation=receipt.place.conversation,
                        message=receipt.place.message,
                        about=receipt.about,
                        subject=receipt.subject,
                    )
                )
