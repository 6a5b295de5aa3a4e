"""Facts with the time they hold, ties between contacts, important days, and local time (B8, P1)."""

from __future__ import annotations

from bot.core.contacts import Contact
from bot.core.events import Added, Changed, ContactReplaced, Erased, Removed, quote_no_more
from bot.core.facts.values import Fact
from bot.core.feature import Feature, Record
from bot.core.labels import RecordLabel
from bot.core.members import Member
from bot.core.notes import Note
from bot.core.schedule.times import IMPORTANT_DATE
from bot.features.facts import commands, events, scheduling
from bot.features.facts.cards.known import fact_label_in_undo
from bot.features.facts.checks import CHECKS
from bot.features.facts.handlers import days, doubts, ties
from bot.features.facts.sections import SECTIONS
from bot.features.facts.subcommands import SUBCOMMANDS

FEATURE = Feature(
    name="facts",
    rules=("B8",),
    handlers={
        commands.ConfirmFact: doubts.confirm_fact,
        commands.RejectFact: doubts.reject_fact,
        commands.EndFact: doubts.end_fact,
        commands.ListFacts: doubts.list_facts,
        commands.OpenTie: ties.open_tie,
        commands.SaveTie: ties.save_tie,
        commands.ListDates: days.list_dates,
        commands.OpenDate: days.open_date,
        commands.SaveDate: days.save_date,
        commands.FinishDate: days.finish_date,
    },
    checks=CHECKS,
    subcommands=SUBCOMMANDS,
    records=(
        Record(
            Fact,
            subject="contact_id",
            state="standing",
            label=RecordLabel(65, fact_label_in_undo),
        ),
    ),
    events={
        Added(Contact): events.follow_contacts,
        Changed(Contact): events.follow_contacts,
        ContactReplaced: events.follow_replaced,
        Erased(Contact): events.forget_contacts,
        Removed(Note): events.take_back_told,
        Changed(Note): events.take_back_corrected,
        Added(Fact): scheduling.follow_days,
        Changed(Fact): scheduling.follow_days,
        Removed(Fact): (scheduling.follow_days, quote_no_more),
        Changed(Member): scheduling.follow_zone,
    },
    sections=SECTIONS,
    at_home=(Fact,),
    actions={IMPORTANT_DATE: days.bring},
)
