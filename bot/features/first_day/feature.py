"""The first steps of a newcomer (B4)."""

from __future__ import annotations

from bot.core.contacts import Contact
from bot.core.events import Added
from bot.core.feature import Feature, Record
from bot.core.notes import Note
from bot.core.threads import ConversationStep
from bot.features.first_day import commands, handlers
from bot.features.first_day.checks import CHECKS
from bot.features.first_day.events import end_with_question, follow_first_day
from bot.features.first_day.rules import FirstDay
from bot.features.first_day.sections import SECTIONS
from bot.features.first_day.subcommands import SUBCOMMANDS

FEATURE = Feature(
    name="first_day",
    rules=("B4",),
    handlers={
        commands.StartFirstDay: handlers.start,
        commands.KeepFirstHours: handlers.keep_hours,
        commands.OpenFirstHours: handlers.open_hours,
        commands.SaveFirstHours: handlers.save_hours,
        commands.ChooseFirstRole: handlers.choose_role,
        commands.OpenFirstPeople: handlers.open_people,
        commands.SaveFirstPeople: handlers.save_people,
        commands.AskFirstQuestion: handlers.ask_question,
        commands.SkipFirstStep: handlers.skip,
        commands.LeaveFirstDay: handlers.leave,
        commands.EndFirstDay: handlers.end,
        commands.FollowFirstDay: handlers.follow,
    },
    checks=CHECKS,
    subcommands=SUBCOMMANDS,
    records=(Record(FirstDay, journalled=False),),
    events={
        Added(Note): follow_first_day,
        Added(Contact): follow_first_day,
        Added(ConversationStep): end_with_question,
    },
    sections=SECTIONS,
    at_home=(FirstDay,),
)
