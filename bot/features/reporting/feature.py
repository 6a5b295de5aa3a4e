"""Roles, and who reports to whom (T5)."""

from __future__ import annotations

from bot.core.events import Changed, Removed
from bot.core.feature import Feature, Record
from bot.core.members import Member
from bot.features.reporting import commands, events
from bot.features.reporting.checks import CHECKS
from bot.features.reporting.contracts import ReportingLine
from bot.features.reporting.handlers import lines, roles
from bot.features.reporting.subcommands import SUBCOMMANDS

FEATURE = Feature(
    name="reporting",
    rules=("T5",),
    handlers={
        commands.ShowRole: roles.show_role,
        commands.SetRole: roles.set_role,
        commands.ListReportingLines: lines.list_lines,
        commands.OpenReportingLine: lines.open_line,
        commands.SaveReportingLine: lines.save_line,
        commands.SetReportingLine: lines.set_line,
        commands.AnswerReportingLine: lines.answer_line,
        commands.EndReportingLine: lines.end_line,
        commands.TellReportingLine: lines.tell_line,
    },
    checks=CHECKS,
    subcommands=SUBCOMMANDS,
    records=(Record(ReportingLine, subject="seller", state="state", comes_back=False),),
    events={
        Removed(Member): events.end_lines_to,
        Changed(ReportingLine): events.end_sight,
        Removed(ReportingLine): events.end_sight,
    },
)
