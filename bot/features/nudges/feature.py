"""Nudges: which people and promises it is time for, said in time and not too often (B3)."""

from __future__ import annotations

from bot.core.contacts import Contact
from bot.core.events import Added, Changed, ContactReplaced, Erased, Removed, remove_rows_of_contact
from bot.core.feature import Feature, Record
from bot.core.notes import Commitment
from bot.core.rhythms import TagRhythm
from bot.core.schedule import times
from bot.features.nudges import commands, events
from bot.features.nudges.checks import CHECKS
from bot.features.nudges.contracts.values import Nudge
from bot.features.nudges.handlers import asked, care, digests, dormant, lists, nudges
from bot.features.nudges.sections import SECTIONS
from bot.features.nudges.subcommands import SUBCOMMANDS

FEATURE = Feature(
    name="nudges",
    rules=("B3",),
    handlers={
        commands.ListNudges: lists.list_nudges,
        commands.Snooze: care.snooze,
        commands.ChooseSnooze: care.choose_snooze,
        commands.SnoozeUntil: care.snooze_until,
        commands.DraftMessage: asked.draft_message,
        commands.DraftFor: asked.draft_for,
        commands.SnoozeAbout: asked.snooze_about,
        commands.LookAtNudges: care.look_at_nudges,
    },
    checks=CHECKS,
    subcommands=SUBCOMMANDS,
    sections=SECTIONS,
    at_home=(Nudge, Contact, Commitment),
    records=(Record(Nudge, subject="about", state="state"),),
    actions={
        times.NUDGES: nudges.post_nudges,
        times.NUDGE_DIGEST: digests.post_digest,
        times.DORMANT: dormant.post_dormant,
    },
    events={
        Added(Contact): events.look_again,
        Changed(Contact): events.look_again,
        Removed(Contact): events.look_again,
        Changed(TagRhythm): events.look_at_tagged,
        Removed(TagRhythm): events.look_at_tagged,
        Added(Commitment): events.look_again,
        Changed(Commitment): events.look_again,
        Removed(Commitment): events.look_again,
        ContactReplaced: events.follow_contact,
        Erased(Contact): remove_rows_of_contact(Nudge),
    },
)
