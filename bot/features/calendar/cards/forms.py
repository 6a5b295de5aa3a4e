"""The form with which a calendar is connected or set (B9)."""

from __future__ import annotations

from bot.core.cards import Field, FieldKind, Form, Option, Passage
from bot.core.rich import Bold, rich
from bot.features.calendar.cards.words import BRIEF_TIMES
from bot.features.calendar.commands import SaveCalendar
from bot.features.calendar.rules.values import BriefTime, CalendarLink


def calendar_form(link: CalendarLink | None, card: str | None) -> Form:
    """Ask for the secret address, or for what holds of the calendar that is read."""
    where = (
        rich("I read the calendar at ", Bold(link.host), ". Its address is sealed, and never shown again.")
        if link
        else (
            "In Google: Settings, your calendar, “Secret address in iCal format”. In Outlook: Settings, "
            "Shared calendars, Publish, the ICS link. In iCloud: share it as public, and copy the link.",
        )
    )
    return Form(
        title="Your calendar",
        submit=SaveCalendar(card),
        submit_label="Save" if link else "Connect",
        parts=(Passage(text=where),),
        fields=(
            Field(
                name="address",
                label="Another secret address" if link else "Secret address",
                placeholder="https://…/basic.ics",
                hint="Leave it empty to keep the one that I read." if link else "",
                optional=link is not None,
                max_length=2000,
            ),
            Field(
                name="mails",
                label="Your own mail addresses in it",
                value=", ".join(link.own_mails) if link else "",
                hint="So that I see which meetings you declined, and take no colleague for a stranger.",
                optional=True,
                max_length=500,
            ),
            Field(
                name="brief",
                label="Briefs on coming meetings",
                kind=FieldKind.SELECT,
                value=(link.brief if link else BriefTime.HOUR).value,
                options=tuple(Option(each.value, label) for each, label in BRIEF_TIMES.items()),
            ),
        ),
    )
