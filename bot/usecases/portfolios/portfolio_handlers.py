"""Which use case takes which command about choosing relationships."""

from __future__ import annotations

from bot.messages import portfolio as messages
from bot.messages.commands import Command
from bot.usecases.portfolios import fit_review, hand_over, portfolio, score, standing, strategic, vision
from bot.usecases.turn import Handler

PORTFOLIO: dict[type[Command], Handler] = {
    messages.MakeStrategic: strategic.make_strategic,
    messages.SetStrategic: strategic.set_strategic,
    messages.EditPlace: strategic.edit_place,
    messages.ChangePlace: strategic.change_place,
    messages.SetStanding: standing.set_standing,
    messages.Swap: standing.swap,
    messages.SetPhase: standing.set_phase,
    messages.SetUniverse: standing.set_universe,
    messages.SetCadence: standing.set_cadence,
    messages.ShowPlace: standing.show_place,
    messages.ShowPortfolio: portfolio.show_portfolio,
    messages.SetLimits: portfolio.set_limits,
    messages.EditTarget: portfolio.edit_target,
    messages.ChangeTarget: portfolio.change_target,
    messages.SetTarget: portfolio.set_target,
    messages.ShowVision: vision.show_vision,
    messages.EditVision: vision.edit_vision,
    messages.SaveVision: vision.save_vision,
    messages.TakeOnPath: vision.take_on_path,
    messages.DropNeed: vision.drop_need,
    messages.ShowUnlikely: vision.show_unlikely,
    messages.ShowScore: score.show_score,
    messages.ShowSources: score.show_sources,
    messages.ChooseMeasures: score.choose_measures,
    messages.KeepMeasures: score.keep_measures,
    messages.ReviewFit: fit_review.review_fit,
    messages.DecideFit: fit_review.decide_fit,
    messages.EraseContact: fit_review.erase_contact,
    messages.ComposeHandOver: hand_over.compose_hand_over,
    messages.SendHandOver: hand_over.send_hand_over,
    messages.OfferHandOver: hand_over.offer_hand_over,
    messages.WithdrawHandOver: hand_over.withdraw_hand_over,
    messages.AnswerHandOver: hand_over.answer_hand_over,
    messages.CloseHandOver: hand_over.close_hand_over,
    messages.ReopenHandOver: hand_over.reopen_hand_over,
}
"""The rows of the registry."""
