"""An action held against the three investment tests (R3, R4)."""

from __future__ import annotations

from bot.core.coaching.investment import Assessment
from bot.core.contacts import Contact
from bot.core.events import ContactReplaced, Erased
from bot.core.feature import Feature, Record
from bot.features.assessment import commands, events
from bot.features.assessment.checks import CHECKS
from bot.features.assessment.handlers import answers, assess, more
from bot.features.assessment.subcommands import SUBCOMMANDS

FEATURE = Feature(
    name="assessment",
    rules=("R3", "R4"),
    handlers={
        commands.AssessAction: assess.assess_action,
        commands.AssessDraft: assess.assess_draft,
        commands.ComposeAction: assess.compose_action,
        commands.AssessWritten: assess.assess_written,
        commands.ClarifyAction: answers.clarify,
        commands.ServeNetwork: answers.serve_network,
        commands.ReviseAction: more.revise,
        commands.PutOnPlan: more.put_on_plan,
        commands.Disagree: more.disagree,
        commands.KeepDispute: more.keep_dispute,
        commands.ExplainTests: more.explain,
        commands.KeepActionAsNote: more.keep_as_note,
        commands.ListAssessments: more.list_assessments,
        commands.OpenAssessment: more.open_assessment,
        commands.ShowWholeAssessment: more.show_whole,
    },
    checks=CHECKS,
    subcommands=SUBCOMMANDS,
    records=(Record(Assessment, links=("contact_ids",)),),
    events={
        ContactReplaced: events.follow_contact,
        Erased(Contact): events.erase,
    },
)
