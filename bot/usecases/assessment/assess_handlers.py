"""Which use case takes which command about the investment tests."""

from __future__ import annotations

from bot.messages import assessing
from bot.messages.commands import Command
from bot.usecases.assessment import assess, assess_answers, assess_more
from bot.usecases.turn import Handler

ASSESSING: dict[type[Command], Handler] = {
    assessing.AssessAction: assess.assess_action,
    assessing.AssessDraft: assess.assess_draft,
    assessing.ComposeAction: assess.compose_action,
    assessing.AssessWritten: assess.assess_written,
    assessing.ClarifyAction: assess_answers.clarify,
    assessing.ServeNetwork: assess_answers.serve_network,
    assessing.ReviseAction: assess_more.revise,
    assessing.PutOnPlan: assess_more.put_on_plan,
    assessing.Disagree: assess_more.disagree,
    assessing.KeepDispute: assess_more.keep_dispute,
    assessing.ExplainTests: assess_more.explain,
    assessing.KeepActionAsNote: assess_more.keep_as_note,
    assessing.ListAssessments: assess_more.list_assessments,
    assessing.OpenAssessment: assess_more.open_assessment,
}
"""The rows of the registry."""
