"""Subcommands about settings, as they are typed (B3)."""

from __future__ import annotations

from bot.core.commands import Command, ExplainAnswer
from bot.core.schedule.commands import WhyAsked
from bot.core.settings import ModelRule
from bot.core.subcommand import Incomplete, Subcommand, unquote
from bot.features.settings.cards.why import REASONS
from bot.features.settings.commands import (
    AllowModel,
    EditSettings,
    Pause,
    Resume,
    SetModelRule,
    ShowModelChoice,
)
from bot.features.settings.contracts import pause_from_words
from bot.features.settings.wording import quiet_part, resume_from_words, settings_from_words

_LAST = ("answer", "last-answer", "last", "that", "this", "this-answer", "that-answer")


_EVERYBODY = ("everybody", "everyone", "workspace", "all")
_RULES = {
    "off everybody": ModelRule.OFF,
    "ask everybody": ModelRule.AGREED,
    "on everybody": ModelRule.OFFERED,
}


def _settings(rest: str) -> Command:
    """The form, of everybody where that is said; or the language model, and what is to hold of it."""
    wanted = " ".join(rest.casefold().replace(" for ", " ").split())
    if not wanted.startswith("model"):
        return EditSettings(for_all=wanted in _EVERYBODY)
    wish = wanted.removeprefix("model").strip()
    if wish in ("on", "off"):
        return AllowModel(wish == "on")
    if wish in _RULES:
        return SetModelRule(_RULES[wish].value)
    if wish:
        raise Incomplete("After “settings model” I know on, off, and of admins on, ask or off everybody.")
    return ShowModelChoice()


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
        arguments="[everybody | model]",
        parse=_settings,
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
