"""Review meetings with a partner, and the member's own review (F4)."""

from __future__ import annotations

from bot.core.contacts import Contact
from bot.core.events import ContactReplaced, Erased, move_rows_of_contact, remove_rows_of_contact
from bot.core.feature import Feature, Record
from bot.features.meetings import commands
from bot.features.meetings.checks import CHECKS
from bot.features.meetings.contracts import Meeting
from bot.features.meetings.handlers import meetings, reviews
from bot.features.meetings.sections import SECTIONS
from bot.features.meetings.subcommands import SUBCOMMANDS

FEATURE = Feature(
    name="meetings",
    rules=("F4",),
    handlers={
        commands.ShowMeeting: meetings.show_meeting,
        commands.EditAgenda: meetings.edit_agenda,
        commands.SaveAgenda: meetings.save_agenda,
        commands.EditSummary: meetings.edit_summary,
        commands.SaveSummary: meetings.save_summary,
        commands.ListMeetings: meetings.list_meetings,
        commands.OpenMeeting: meetings.open_meeting,
        commands.Review: reviews.review,
        commands.WriteReview: reviews.write_review,
        commands.SaveReview: reviews.save_review,
    },
    checks=CHECKS,
    subcommands=SUBCOMMANDS,
    records=(Record(Meeting, subject="contact_id"),),
    events={
        ContactReplaced: move_rows_of_contact(Meeting),
        Erased(Contact): remove_rows_of_contact(Meeting),
    },
    sections=SECTIONS,
)
