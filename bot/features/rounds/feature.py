"""Rounds: questions about the years ahead, their answers, and what those bring about (T1, T2, T3, T4)."""

from __future__ import annotations

from bot.core.events import Changed, Removed
from bot.core.feature import Feature, Record
from bot.core.notes import Note
from bot.core.schedule import times
from bot.core.schedule.acting import as_command
from bot.features.rounds import commands, events
from bot.features.rounds.checks import CHECKS
from bot.features.rounds.commands import BeginRound
from bot.features.rounds.contracts.values import Round, RoundAnswer, RoundKind, SharedRound
from bot.features.rounds.handlers import answers, care, consequences, form, rounds, steps
from bot.features.rounds.sections import SECTIONS
from bot.features.rounds.subcommands import SUBCOMMANDS

FEATURE = Feature(
    name="rounds",
    rules=("T1", "T2", "T3", "T4", "T5"),
    handlers={
        commands.OpenRound: rounds.open_round,
        commands.BeginRound: rounds.begin_round,
        commands.ShowRound: rounds.show_round,
        commands.AnswerInForm: form.answer_in_form,
        commands.SaveAnswers: form.save_answers,
        commands.NoChange: answers.no_change,
        commands.PassQuestion: answers.pass_question,
        commands.TakeBackAnswer: answers.take_back,
        commands.SkipRound: care.skip_round,
        commands.SnoozeRound: care.snooze_round,
        commands.ChooseAccounts: care.choose_accounts,
        commands.SaveAccounts: care.save_accounts,
        commands.GoOnLeave: care.go_on_leave,
        commands.SaveLeave: care.save_leave,
        commands.AddPeople: consequences.add_people,
        commands.PlanConversation: consequences.plan_conversation,
        commands.PlanStep: steps.plan_step,
    },
    checks=CHECKS,
    subcommands=SUBCOMMANDS,
    records=(
        Record(Round, state="state"),
        Record(RoundAnswer, subject="round_id"),
        Record(SharedRound, subject="round_id", links=("shared_with",), comes_back=False),
    ),
    actions={
        times.ROUND: as_command(lambda key: BeginRound(RoundKind.TACTEGIC.value, key), rounds.begin_round),
        times.STRATICAL_ROUND: as_command(
            lambda key: BeginRound(RoundKind.STRATICAL.value, key), rounds.begin_round
        ),
        times.ROUND_LATER: care.remind,
    },
    events={
        Removed(Note): events.share_no_more,
        Changed(SharedRound): events.show_less,
        Removed(SharedRound): events.show_less,
    },
    sections=SECTIONS,
    at_home=(Round, RoundAnswer),
)
