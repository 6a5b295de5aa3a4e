"""Three key goals for a week, a month or a quarter (F3)."""

from __future__ import annotations

from bot.core.contacts import Contact
from bot.core.events import ContactReplaced, Erased, follow_contact, remove_rows_of_contact
from bot.core.feature import Feature, Record
from bot.core.labels import RecordLabel
from bot.features.goals import commands, handlers
from bot.features.goals.cards.answers import goal_label
from bot.features.goals.checks import CHECKS
from bot.features.goals.contracts import Goal
from bot.features.goals.sections import SECTIONS
from bot.features.goals.subcommands import SUBCOMMANDS

FEATURE = Feature(
    name="goals",
    rules=("F3",),
    handlers={
        commands.ShowGoals: handlers.show_goals,
        commands.AddGoal: handlers.add_goal,
        commands.SaveGoal: handlers.save_goal,
        commands.SwapGoal: handlers.swap_goal,
        commands.SettleGoal: handlers.settle_goal,
        commands.CarryGoal: handlers.carry_goal,
        commands.MoveGoal: handlers.move_goal,
        commands.ReviewGoals: handlers.review_goals,
    },
    checks=CHECKS,
    subcommands=SUBCOMMANDS,
    records=(Record(Goal, subject="contact_id", state="state", label=RecordLabel(30, goal_label)),),
    events={
        ContactReplaced: follow_contact(Goal),
        Erased(Contact): remove_rows_of_contact(Goal),
    },
    sections=SECTIONS,
    at_home=(Goal,),
)
