"""Messages that a member forwards: their words are the content, whatever stands beside them (B1)."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from bot.core.coaching.understanding import Intent, Mention, TouchReading, Understanding
from bot.core.commands import Command, Forwarded, Said
from bot.core.notes import NoteSource
from bot.core.turn import Turn
from bot.core.words import without_controls
from bot.features.assessment.commands import AssessAction
from bot.features.notes.contracts.taking import keep, refuse_note
from bot.features.notes.contracts.telling import Telling
from bot.features.text_check.commands import CheckText

_SAVE = re.compile(
    r"(?:please\s+|can you\s+|could you\s+)?(?:save|keep|note|store|remember|file|log)\b[^\n]{0,120}",
    re.IGNORECASE,
)
_CHECK = re.compile(r"(?:please\s+)?check\b[^\n]{0,60}", re.IGNORECASE)
_ELSEWHERE = frozenset(
    {Intent.RECALL, Intent.BRIEF, Intent.NEGLECTED, Intent.HELP, Intent.COMMAND, Intent.ASSESS}
)


async def command_for_forwarded(turn: Turn[Said]) -> Command | None:
    """Return what the words beside a forwarded message ask to do with it; None where it is to be kept."""
    comment, words = without_controls(turn.command.text), _words(turn.command.forwarded)
    if not comment or _SAVE.fullmatch(comment):
        return None
    if _CHECK.fullmatch(comment):
        return CheckText(words)
    understood = await turn.coach.understand(comment, turn.circumstances())
    if understood.intent is Intent.ASSESS:
        return AssessAction(words)
    return Said(comment) if understood.intent in _ELSEWHERE else None


async def keep_forwarded(turn: Turn[Said]) -> None:
    """Keep what was forwarded as a note, with who wrote it and where it stands.

    "I" is the author there, so nothing that is promised in it becomes the member's own promise, and it tells
    of no talk of the member's.
    """
    comment, forwarded = without_controls(turn.command.text), turn.command.forwarded
    words = _words(forwarded)
    if await refuse_note(turn, words):
        return
    understood = await turn.coach.understand(words, turn.circumstances())
    beside = await turn.coach.understand(comment, turn.circumstances()) if comment else None
    own = "" if _SAVE.fullmatch(comment) else comment
    text = "\n\n".join(part for part in (own, _signed(forwarded)) if part)
    telling = Telling(
        text=text,
        source=NoteSource.MESSAGE,
        permalink=next((each.permalink for each in forwarded if each.permalink), None),
        understanding=_about(turn, understood, beside, forwarded),
    )
    await keep(turn, telling)


def _words(forwarded: tuple[Forwarded, ...]) -> str:
    return "\n\n".join(without_controls(each.text) for each in forwarded)


def _signed(forwarded: tuple[Forwarded, ...]) -> str:
    signed = (f"{each.text}\n\u2014 {each.author}" if each.author else each.text for each in forwarded)
    return "\n\n".join(signed)


def _about(
    turn: Turn[Any],
    understood: Understanding,
    beside: Understanding | None,
    forwarded: tuple[Forwarded, ...],
) -> Understanding:
    """Return what is known of the words: whom they name, whom the comment names, and known authors."""
    known = {contact.name.casefold() for contact in turn.people.contacts}
    authors = [each.author for each in forwarded if each.author.casefold() in known]
    mentions = [*(beside.mentions if beside else ()), *understood.mentions]
    named = {mention.written.casefold() for mention in mentions}
    mentions += [Mention(author, 0, 0) for author in authors if author.casefold() not in named]
    once = {mention.written.casefold(): mention for mention in reversed(mentions)}
    return replace(
        understood,
        intent=Intent.NOTE,
        mentions=tuple(reversed(once.values())),
        companies=tuple(dict.fromkeys((*(beside.companies if beside else ()), *understood.companies))),
        promises=beside.promises if beside else (),
        done=(),
        requests=(),
        touch=TouchReading.NONE,
        is_correction=False,
    )
