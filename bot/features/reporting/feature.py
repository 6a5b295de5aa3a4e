"""Roles, and who reports to whom (T5)."""

from __future__ import annotations

from bot.core.feature import Feature, Record
from bot.features.reporting import commands, handlers
from bot.features.reporting.checks import CHECKS
from bot.features.reporting.contracts import ReportingLine
from bot.features.reporting.subcommands import SUBCOMMANDS

FEATURE = Feature(
    name="reporting",
    rules=("T5",),
    handlers={
        commands.ShowRole: handlers.show_role,
        commands.SetRole: handlers.set_role,
        commands.ListReportingLines: handlers.list_lines,
        commands.OpenReportingLine: handlers.open_line,
        commands.SaveReportingLine: handlers.save_line,
        commands.SetReportingLine: handlers.set_line,
        commands.AnswerReportingLine: handlers.answer_line,
        commands.EndReportingLine: handlers.end_line,
        commands.TellReportingLine: handlers.tell_line,
    },
    checks=CHECKS,
    subcommands=SUBCOMMANDS,
    records=(Record(ReportingLine, subject="seller", state="state"),),
)
