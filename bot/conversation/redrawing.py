"""Draws one post anew by the command that showed it, in the scope of who reads it, as of now (B6)."""

from __future__ import annotations

from dataclasses import replace

import structlog

from bot.core.commands import Origin, Surface
from bot.core.common_cards import home_for_guests
from bot.core.deliveries import NOTHING, PublishHome
from bot.core.people import everybody
from bot.core.ports.errors import Conflict, LeaseLost, Unavailable
from bot.core.ports.queues import Post, PostState
from bot.core.redrawing import Redrawing
from bot.core.threads import latest_steps
from bot.core.turn import Handler, Turn
from bot.core.withdrawal_jobs import empty_post
from bot.core.withdrawing import RedrawPost
from bot.features.home.commands import HomeOpened

_log = structlog.get_logger(__name__)


async def redraw_post(turn: Turn[RedrawPost], *, dispatch: Handler) -> None:
    """Show what may still be seen in the place of a post; where that cannot be done, empty it."""
    async with turn.read() as reader:
        found = await reader.find_posts(ids=(turn.command.post,))
    if not found:  # something else was put in its place meanwhile
        return
    [post] = found
    if post.state is PostState.LEAVING:
        raise Conflict("delivery")
    if turn.command.empties and post.is_home:
        await _empty_home(turn)
    elif turn.command.empties or (not await _drawn_anew(turn, post, dispatch) and not post.is_home):
        await empty_post(turn, post)


async def _empty_home(turn: Turn[RedrawPost]) -> None:
    async with turn.commit() as uow:
        withdrawal = turn.command.withdrawal
        uow.say(PublishHome(home=home_for_guests(), about=NOTHING, withdrawal=withdrawal))


async def _drawn_anew(turn: Turn[RedrawPost], post: Post, dispatch: Handler) -> bool:
    view = HomeOpened("home") if post.is_home else post.redraw
    if view is None or not turn.is_own_place(post.place):
        return False
    redrawing = Redrawing(post, turn.command.withdrawal)
    async with turn.read() as reader:
        people, history = await everybody(reader), await latest_steps(reader, turn.scope)
    behind = replace(turn.work, origin=Origin(surface=Surface.JOB))
    drawing = replace(turn, work=behind, known=people, history=history, redrawing=redrawing)
    try:
        await dispatch(drawing.instead(view))
    except (Unavailable, Conflict, LeaseLost):
        raise
    except Exception as error:  # a view that fails must not keep up what was withdrawn
        _log.error("redrawing failed", error=type(error).__name__, view=type(view).__name__)
        return False
    return bool(redrawing.sent)
