"""Subcommands about settings, as they are typed (B3)."""

from __future__ import annotations

from bot.core.subcommand import Subcommand
from bot.features.settings.commands import EditSettings, Pause, Resume

SUBCOMMANDS: tuple[Subcommand, ...] = (
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
