"""Which handler takes which command: the tables of all features, gathered."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from bot.conversation.agent.answering import ask_before_doing, trust
from bot.conversation.attending import stop_answering
from bot.conversation.commands import AskBeforeDoing, ReadAgain, ReadDraftAs, TrustProposals
from bot.conversation.converse import handle_said, handle_typed
from bot.conversation.doubt import read_again, read_draft_as
from bot.conversation.feature import FEATURE as CONVERSATION
from bot.conversation.redrawing import redraw_post
from bot.core.attending import StopAnswering
from bot.core.commands import Command, Said, Typed
from bot.core.feature import gathered
from bot.core.handlers import HANDLERS as CORE
from bot.core.ports.errors import Unreadable
from bot.core.schedule.commands import Due
from bot.core.schedule.on_time import Action, act_on_time
from bot.core.turn import Handler, Turn
from bot.core.withdrawing import RedrawPost
from bot.features.listing import FEATURES


class NoHandler(Unreadable):
    """No handler takes this command: it belongs to a capability that is not there."""


async def dispatch(turn: Turn[Any]) -> None:
    """Hand a piece of work to the handler of its command."""
    await handler_of(turn.command)(turn)


def handler_of(command: Command) -> Handler:
    """The handler of a command; raises NoHandler."""
    handler = HANDLERS.get(type(command))
    if handler is None:
        raise NoHandler(type(command).__name__)
    return handler


ACTIONS: Mapping[str, Action] = gathered(feature.actions for feature in FEATURES)
"""What each scheduled kind does at its time."""

HANDLERS: Mapping[type[Command], Handler] = gathered(
    (
        CORE,
        *(feature.handlers for feature in (*FEATURES, CONVERSATION)),
        {
            Said: partial(handle_said, dispatch=dispatch),
            Typed: partial(handle_typed, dispatch=dispatch),
            ReadDraftAs: partial(read_draft_as, dispatch=dispatch),
            ReadAgain: partial(read_again, dispatch=dispatch),
            TrustProposals: partial(trust, dispatch=dispatch),
            AskBeforeDoing: ask_before_doing,
            StopAnswering: stop_answering,
            Due: partial(act_on_time, act=ACTIONS.__getitem__),
            RedrawPost: partial(redraw_post, dispatch=dispatch),
        },
    )
)
"""Which handler takes which command."""
