"""Which use case takes which command about rounds, roll-ups, the share of future and ends of periods."""

from __future__ import annotations

from bot.messages import rounds as messages
from bot.messages.commands import Command
from bot.usecases.lookahead import (
    roll_up,
    round_answers,
    round_care,
    round_consequences,
    rounds,
    share_of_future,
)
from bot.usecases.turn import Handler

ROUNDS: dict[type[Command], Handler] = {
    messages.OpenRound: rounds.open_round,
    messages.BeginRound: rounds.begin_round,
    messages.ShowRound: rounds.show_round,
    messages.AnswerInForm: round_answers.answer_in_form,
    messages.SaveAnswers: round_answers.save_answers,
    messages.NoChange: round_answers.no_change,
    messages.PassQuestion: round_answers.pass_question,
    messages.TakeBackAnswer: round_answers.take_back,
    messages.SkipRound: round_care.skip_round,
    messages.SnoozeRound: round_care.snooze_round,
    messages.ChooseAccounts: round_care.choose_accounts,
    messages.SaveAccounts: round_care.save_accounts,
    messages.GoOnLeave: round_care.go_on_leave,
    messages.SaveLeave: round_care.save_leave,
    messages.AddPeople: round_consequences.add_people,
    messages.PlanConversation: round_consequences.plan_conversation,
    messages.PreviewSharing: roll_up.preview_sharing,
    messages.ShareRound: roll_up.share_round,
    messages.WithdrawRound: roll_up.withdraw_round,
    messages.ListShared: roll_up.list_shared,
    messages.RollUp: roll_up.roll_up,
    messages.ShowTheme: roll_up.show_theme,
    messages.ShowShare: share_of_future.show_share,
    messages.WeighWeek: share_of_future.weigh_week,
    messages.ListDeeds: share_of_future.list_deeds,
    messages.Reclassify: share_of_future.reclassify,
    messages.SetFloor: share_of_future.set_floor,
}
"""The rows of the registry."""
