"""Subcommands about settings, as they are typed (B3)."""

from __future__ import annotations

from bot.core.commands import Command, ExplainAnswer
from bot.core.schedule.commands import WhyAsked
from bot.core.subcommand import Incomplete, Subcommand, unquote
from bot.features.settings.cards.why import REASONS
from bot.features.settings.commands import EditSettings, Pause, Resume
from bot.features.settings.contracts import pause_from_words
from bot.features.settings.wording import quiet_part, resume_from_words, settings_from_words

_LAST = ("answer", "last-answer", "last", "that", "this", "this-answer", "that-answer")


def _why(rest: str) -> Command:
    wanted = unquote(rest).casefold().replace(" ", "-")
    if wanted in _LAST:
        return ExplainAnswer()
    kind = next((each for each in REASONS if wanted in (each, f"{each}s", each.removesuffix("s"))), "")
    if wanted and not kind:
        raise Incomplete(f"I know of these: answer, {', '.join(REASONS)}.")
    return WhyAsked(kind)


SUBCOMMANDS: tuple[Subcommand, ...] = (
    Subcommand(
        name="settings",
        arguments="[everybody]",
        parse=lambda rest: EditSettings(
            for_all=rest.strip().casefold() in ("everybody", "everyone", "workspace", "all")
        ),
        from_words=settings_from_words,
        summary="set your hours, rounds, nudges, leave and the like",
        example="settings",
        topic="settings",
        aliases=("preferences", "options"),
    ),
    Subcommand(
        name="why",
        arguments="[ANSWER | ROUND | NUDGES | ...]",
        parse=_why,
        from_words=lambda words: _why(next((each for each in REASONS if words.has(f"{each}s?")), "")),
        summary="see how my last answer came about, or what comes by itself, when, and why",
        example="why answer",
        topic="settings",
    ),
    Subcommand(
        name="pause",
        parse=lambda _: Pause(),
        from_words=lambda words: quiet_part(words) or pause_from_words(words),
        summary="let nothing come by itself until you resume",
        example="pause",
        topic="settings",
        aliases=("mute",),
    ),
    Subcommand(
        name="resume",
        parse=lambda _: Resume(),
        from_words=resume_from_words,
        summary="let rounds and nudges come again",
        example="resume",
        topic="settings",
        aliases=("unpause", "unmute"),
    ),
)
