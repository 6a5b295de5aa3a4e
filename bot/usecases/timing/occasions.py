"""What each kind of scheduled job does at its time: one explicit table beside
`bot.domain.occasions.SCHEDULED_KINDS`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from bot.domain.occasions import NUDGE_DIGEST, NUDGES
from bot.messages.commands import Command
from bot.messages.schedule import Awaken, Due, KeepAgenda, LookAgain
from bot.usecases.lookahead.round_actions import ROUND_ACTIONS
from bot.usecases.nudging import nudges
from bot.usecases.timing import on_time
from bot.usecases.timing.on_time import Action
from bot.usecases.turn import Handler

ACTIONS: Mapping[str, Action] = {NUDGES: nudges.nudge, NUDGE_DIGEST: nudges.digest, **ROUND_ACTIONS}

ON_TIME: dict[type[Command], Handler] = {
    Due: partial(on_time.on_time, act=ACTIONS.__getitem__),
    KeepAgenda: on_time.keep_agenda,
    Awaken: on_time.keep_agenda,
    LookAgain: on_time.look_again,
}
