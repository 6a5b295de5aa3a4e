"""Terms with one meaning for everybody (F6)."""

from __future__ import annotations

from bot.core.events import Removed
from bot.core.feature import Feature, Record
from bot.core.notes import Note
from bot.features.glossary import commands, events, handlers
from bot.features.glossary.checks import CHECKS
from bot.features.glossary.contracts.values import Term
from bot.features.glossary.rules import AskedTerm
from bot.features.glossary.subcommands import SUBCOMMANDS

FEATURE = Feature(
    name="glossary",
    rules=("F6",),
    handlers={
        commands.DefineTerm: handlers.define,
        commands.OpenTerm: handlers.open_term,
        commands.SaveTerm: handlers.save_term,
        commands.LookUp: handlers.look_up,
        commands.ListTerms: handlers.list_terms,
        commands.TermHistory: handlers.term_history,
        commands.RemoveTerm: handlers.remove_term,
    },
    checks=CHECKS,
    subcommands=SUBCOMMANDS,
    records=(
        Record(Term),
        Record(AskedTerm, journalled=False),
    ),
    events={Removed(Note): events.forget_asked},
)
