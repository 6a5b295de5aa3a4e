"""The subcommands about what comes by itself: nudges, settings, a pause (B3, B4)."""

from __future__ import annotations

from bot.messages.nudges import ListNudges
from bot.messages.settings import EditSettings, Pause, Resume
from bot.usecases.commanding.subcommand import Subcommand, parse_paged

TIME: tuple[Subcommand, ...] = (
    Subcommand(
        name="nudges",
        arguments="[page 2]",
        parse=lambda rest: parse_paged(rest, lambda _, page: ListNudges(page)),
        summary="see who and what is coming, and when",
        example="nudges",
        topic="nudges",
        aliases=("coming", "reminders"),
    ),
    Subcommand(
        name="settings",
        arguments="[everybody]",
        parse=lambda rest: EditSettings(
            for_all=rest.strip().casefold() in ("everybody", "everyone", "workspace", "all")
        ),
        summary="set your hours, rounds, nudges, leave and the like",
        example="settings",
        topic="settings",
        aliases=("preferences", "options"),
    ),
    Subcommand(
        name="pause",
        parse=lambda _: Pause(),
        summary="let nothing come by itself until you resume",
        example="pause",
        topic="settings",
        aliases=("mute",),
    ),
    Subcommand(
        name="resume",
        parse=lambda _: Resume(),
        summary="let rounds and nudges come again",
        example="resume",
        topic="settings",
        aliases=("unpause", "unmute"),
    ),
)
