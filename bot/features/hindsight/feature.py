"""What became of what a member expected and tested (R2, R3)."""

from __future__ import annotations

from bot.core.events import Removed
from bot.core.feature import Feature, Record
from bot.core.labels import RecordLabel
from bot.core.notes import Note
from bot.features.hindsight import commands, events, handlers
from bot.features.hindsight.cards import answer_label
from bot.features.hindsight.checks import CHECKS
from bot.features.hindsight.contracts.values import ExpectationOutcome
from bot.features.hindsight.sections import SECTIONS
from bot.features.hindsight.subcommands import SUBCOMMANDS

FEATURE = Feature(
    name="hindsight",
    rules=("R2", "R3"),
    handlers={
        commands.LookBack: handlers.look_back,
        commands.ListExpectations: handlers.list_expectations,
        commands.AnswerExpectation: handlers.answer_expectation,
        commands.TellOutcome: handlers.tell_outcome,
        commands.DescribeOutcome: handlers.describe_outcome,
        commands.KeepOutcome: handlers.keep_outcome,
    },
    checks=CHECKS,
    subcommands=SUBCOMMANDS,
    records=(Record(ExpectationOutcome, subject="note_id", label=RecordLabel(47, answer_label)),),
    sections=SECTIONS,
    events={Removed(Note): events.follow_note},
)
