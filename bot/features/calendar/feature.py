"""A calendar that keeps touches and briefs by itself (B9)."""

from __future__ import annotations

from bot.core.contacts import Contact
from bot.core.events import Added, Changed, ContactReplaced, Erased, Removed
from bot.core.feature import Feature, Record
from bot.core.labels import RecordLabel
from bot.core.members import Departure
from bot.core.schedule.times import CALENDAR, CALENDAR_BRIEF, CALENDAR_WEEK
from bot.features.calendar import commands, events
from bot.features.calendar.cards.connecting import link_label, meeting_label
from bot.features.calendar.checks import CHECKS
from bot.features.calendar.handlers import (
    briefing,
    changing,
    connecting,
    guests,
    policy,
    reading,
    showing,
)
from bot.features.calendar.rules.values import (
    CalendarLink,
    CalendarMeeting,
    CalendarOffer,
    CalendarPolicy,
    CalendarReading,
    UnknownGuest,
)
from bot.features.calendar.subcommands import SUBCOMMANDS

FEATURE = Feature(
    name="calendar",
    rules=("B9",),
    handlers={
        commands.ShowCalendar: showing.show_calendar,
        commands.OfferCalendar: connecting.offer_calendar,
        commands.ConnectOffered: connecting.connect_offered,
        commands.DeclineOffered: connecting.decline_offered,
        commands.OpenCalendar: connecting.open_calendar,
        commands.SaveCalendar: connecting.save_calendar,
        commands.ReadCalendarNow: reading.read_now,
        commands.PauseCalendar: changing.pause_calendar,
        commands.AskRemovingCalendar: changing.ask_removing,
        commands.RemoveCalendar: changing.remove_calendar,
        commands.TakeMeetingBack: changing.take_meeting_back,
        commands.SkipBrief: changing.skip_brief,
        commands.AddGuest: guests.add_guest,
        commands.PutGuestOff: guests.put_guest_off,
        commands.AllowCalendars: policy.allow_calendars,
    },
    checks=CHECKS,
    subcommands=SUBCOMMANDS,
    records=(
        Record(CalendarPolicy, comes_back=False),
        Record(
            CalendarLink,
            comes_back=False,
            withheld=("sealed",),
            label=RecordLabel(6, link_label),
        ),
        Record(CalendarOffer, journalled=False, comes_back=False, withheld=("sealed",)),
        Record(CalendarReading, journalled=False, comes_back=False),
        Record(
            CalendarMeeting,
            links=("contact_ids", "touch_ids"),
            comes_back=False,
            label=RecordLabel(55, meeting_label),
        ),
        Record(UnknownGuest, state="state", comes_back=False),
    ),
    events={
        Added(CalendarLink): events.follow_link,
        Changed(CalendarLink): events.follow_link,
        Removed(CalendarLink): events.follow_link,
        Removed(Departure): events.read_again,
        ContactReplaced: events.follow_contacts,
        Erased(Contact): events.forget_contact,
    },
    actions={
        CALENDAR: reading.read_on_time,
        CALENDAR_BRIEF: briefing.bring_brief,
        CALENDAR_WEEK: showing.show_week,
    },
)
