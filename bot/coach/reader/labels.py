"""What the learned reader can say of a text; the trainer and the running bot share these lists."""

from __future__ import annotations

from enum import StrEnum

from bot.core.coaching.understanding import Intent, TouchReading


class NameLabel(StrEnum):
    """What a few words name: somebody, a company, a job, or a day in one of three roles."""

    PERSON = "P"
    COMPANY = "C"
    JOB = "T"
    DAY_OF_NOTE = "N"
    DUE = "U"
    OTHER_DAY = "O"


class ClauseLabel(StrEnum):
    """What a clause says: who promises, what was done and by whom, what is assumed or asked for."""

    MEMBER_PROMISES = "m"
    CONTACT_PROMISES = "h"
    MEMBER_DID = "M"
    CONTACT_DID = "H"
    ASSUMED = "a"
    ASKED = "r"


NAMES = tuple(NameLabel)
CLAUSES = tuple(ClauseLabel)
INTENTS = (
    Intent.NOTE,
    Intent.RECALL,
    Intent.BRIEF,
    Intent.ASSESS,
    Intent.NEGLECTED,
    Intent.HELP,
    Intent.COMMAND,
    Intent.SMALL_TALK,
)
TOUCHES = (TouchReading.NONE, TouchReading.MEETING, TouchReading.CALL, TouchReading.MESSAGE)
TOKENS = 256
"""The most word pieces that the network reads at once."""
