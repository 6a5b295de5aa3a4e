"""What can be typed after `/tactegic`: meetings (F4)."""

from __future__ import annotations

from bot.core.from_words import with_person
from bot.core.subcommand import Subcommand, require
from bot.features.meetings.commands import Review, ShowMeeting

_meeting = require(ShowMeeting, "A meeting with whom? Write the name after the command.")
_review = require(Review, "Whom do you want to look back on? Write the name after the command.")


SUBCOMMANDS: tuple[Subcommand, ...] = (
    Subcommand(
        name="meeting",
        arguments="NAME",
        parse=_meeting,
        from_words=with_person(_meeting),
        summary="agenda and summary of a review meeting with somebody",
        example="meeting Ana",
        topic="meetings",
        aliases=("agenda", "summary"),
    ),
    Subcommand(
        name="review",
        arguments="NAME",
        parse=_review,
        from_words=with_person(_review),
        summary="your own review of a relationship",
        example="review Ana",
        topic="meetings",
    ),
)
