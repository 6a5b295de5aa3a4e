"""Plain words and command lines: finds out what is wanted, and hands it on (B4)."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any

from bot.domain.correcting import asks_for_correction
from bot.domain.notes import NoteSource
from bot.domain.question_words import COMMON
from bot.domain.threads import Draft
from bot.domain.understanding import Intent, Understanding
from bot.messages.cards import Button, Card
from bot.messages.commands import Command, NamesMembers, Said, Surface, Typed
from bot.messages.notes import Ask, Brief, Help, KeepDraft, Neglected
from bot.ports import Work
from bot.texts import general
from bot.usecases.assessment import assess, assess_answers, check_text
from bot.usecases.commanding import commands
from bot.usecases.commanding.commands import Unfinished, Unknown
from bot.usecases.desk import Desk
from bot.usecases.lookahead import round_answers
from bot.usecases.notes import attachments
from bot.usecases.notes.mentions import answer_in_words
from bot.usecases.notes.take_note import Telling, keep, new_draft, refused, without_controls
from bot.usecases.people.finding import answer
from bot.usecases.replies import instead, reply
from bot.usecases.situation import Situation, look

Dispatch = Callable[[Work[Any], Desk], Awaitable[None]]

_QUOTED = 60
_FEW = 3
_DOUBT = 0.65
_PLAIN = re.compile(
    r"(?:what|who)(?:\s+\S+){4,}$|(?:show|list|log|find|open|review|remove|delete)\s+(?:me|my|our|the|an?|all)\b",
    re.IGNORECASE,
)
"""Lines after `/tactegic` that begin like a command and are plain words: "show my portfolio"."""
_ASKS = (Intent.RECALL, Intent.BRIEF, Intent.ASSESS, Intent.NEGLECTED, Intent.HELP)


async def typed(work: Work[Typed], desk: Desk, *, dispatch: Dispatch) -> None:
    """A line after `/tactegic`."""
    await _run_line(work, desk, work.command.line, dispatch)


async def said(work: Work[Said], desk: Desk, *, dispatch: Dispatch) -> None:
    """Plain words: an answer to what the bot asked, a command, a question, or something to remember."""
    text = without_controls(work.command.text)
    source = NoteSource.MENTION if work.origin.surface is Surface.CHANNEL else NoteSource.MESSAGE
    if check_text.wants_check(work.command):
        await check_text.check_files(work, desk)
        return
    if work.command.files:
        await attachments.keep_files(work, desk, text)
        return
    async with desk.ledger.read(work.scope) as books:
        situation = await look(books, work)
    refusal = refused(text)
    if refusal is not None:
        await answer(work, desk, situation, refusal)
        return
    command = _exact_command(text)
    if command is not None:
        await dispatch(instead(work, command), desk)
        return
    if await round_answers.answer_in_words(work, desk, text):
        return
    if await answer_in_words(work, desk, text) or await assess_answers.answer_in_words(work, desk, text):
        return
    if asks_for_correction(text) or not any(c.isalnum() for c in text):
        await keep(work, desk, Telling(text=text, source=source))
        return
    understanding = await desk.coach.understand(text, situation.circumstances())
    await _act(work, desk, situation, text, understanding, source, dispatch)


async def _run_line(work: Work[Any], desk: Desk, line: str, dispatch: Dispatch) -> None:
    parsed = commands.parse_line(without_controls(line))
    if isinstance(work.command, Typed) and (isinstance(parsed, Unknown) or _PLAIN.match(line)):
        async with desk.ledger.read(work.scope) as books:
            situation = await look(books, work)
        wanted = await _meant(desk, situation, line)
        if wanted is not None and wanted.intent is not Intent.COMMAND:
            await _act(work, desk, situation, line, wanted, NoteSource.MESSAGE, dispatch)
            return
        parsed = commands.parse_line(wanted.command) if wanted is not None else parsed
    if isinstance(parsed, NamesMembers) and isinstance(work.command, Typed):
        parsed = replace(parsed, mentioned=work.command.mentioned)  # type: ignore[type-var]
    if isinstance(parsed, Command):
        await dispatch(instead(work, parsed), desk)
        return
    async with desk.ledger.read(work.scope) as books:
        situation = await look(books, work)
    if isinstance(parsed, Unfinished):
        card = general.line_incomplete(parsed.problem, parsed.subcommand.example)
        await answer(work, desk, situation, card)
    else:
        await _unknown(work, desk, situation, line, parsed)


async def _meant(desk: Desk, situation: Situation, line: str) -> Understanding | None:
    """What plain words after `/tactegic` ask for; None where they rather tell something, or in doubt."""
    found = await desk.coach.understand(without_controls(line), situation.circumstances())
    if found.intent is Intent.COMMAND:
        return found if isinstance(commands.parse_line(found.command), Command) else None
    return found if found.intent in _ASKS and found.confidence >= _DOUBT else None


async def _unknown(work: Work[Any], desk: Desk, situation: Situation, text: str, unknown: Unknown) -> None:
    """Name what comes near, and offer to keep the words: nothing that was written is lost."""
    draft = new_draft(work, without_controls(text))
    keep_it = Button(label="Keep it as a note", command=KeepDraft(draft.id))
    short = text if len(text) <= _QUOTED else text[: _QUOTED - 1] + "…"
    offered = commands.suggestions(unknown.near, _whom(text, situation))
    card = general.not_understood(short, offered, keep_it)
    await _offer(work, desk, situation, card, draft)


def _whom(text: str, situation: Situation) -> str:
    """A known person whom a text names, else the latest; empty where nobody is known."""
    said = set(text.casefold().split())
    latest = situation.people.recent(len(situation.people.contacts))
    return next((each.name for each in latest if said & set(each.name.casefold().split())), "") or next(
        (each.name for each in latest), ""
    )


async def _offer(work: Work[Any], desk: Desk, situation: Situation, card: Card, draft: Draft) -> None:
    async with desk.ledger.write(work) as books:
        await books.of(Draft).put(draft)
        books.say(*reply(work, situation.member, card))


def _exact_command(text: str) -> Command | None:
    """The command of a message that is nothing but a subcommand's name, e.g. "help" or "undo"."""
    words = (
        text.strip(" .!").removeprefix("/tactegic").strip()
        if text.startswith("/tactegic ")
        else text.strip(" .!")
    )
    if text.startswith("/tactegic "):
        parsed = commands.parse_line(words)
        return parsed if isinstance(parsed, Command) else None
    begun = commands.with_colon(text)
    if isinstance(begun, Command):
        return begun
    if " " in words or "\n" in words or commands.named(words) is None or words.casefold() == "open":
        return None
    parsed = commands.parse_line(words)
    return parsed if isinstance(parsed, Command) else None


async def _act(
    work: Work[Any],
    desk: Desk,
    situation: Situation,
    text: str,
    understanding: Understanding,
    source: NoteSource,
    dispatch: Dispatch,
) -> None:
    match understanding.intent:
        case Intent.NOTE if _says_little(text, understanding):
            await _unknown(work, desk, situation, text, Unknown(text, commands.near(text)))
        case Intent.NOTE:
            await keep(work, desk, Telling(text=text, source=source, understanding=understanding))
        case Intent.RECALL:
            await dispatch(instead(work, Ask(text)), desk)
        case Intent.BRIEF:
            await dispatch(instead(work, _brief(understanding, situation)), desk)
        case Intent.NEGLECTED:
            await dispatch(instead(work, Neglected()), desk)
        case Intent.HELP:
            await dispatch(instead(work, Help(_topic(text))), desk)
        case Intent.COMMAND:
            await _run_line(work, desk, understanding.command or text, dispatch)
        case Intent.SMALL_TALK:
            # A newcomer's hello was answered by the greeting already.
            if situation.member.created_at != work.now:
                await answer(work, desk, situation, general.small_talk(text))
        case Intent.ASSESS:
            await assess.assess_said(work, desk, situation, text, understanding)
        case Intent.UNKNOWN:
            await _unknown(work, desk, situation, text, Unknown(text, commands.near(text)))


def _says_little(text: str, understanding: Understanding) -> bool:
    """Two or three small words about nobody: rather a command gone wrong than something to remember."""
    told = understanding.mentions or understanding.companies or understanding.promises
    small = text == text.lower() and len(text.split()) <= _FEW and "\n" not in text
    return small and not told and understanding.confidence <= _DOUBT


def _brief(understanding: Understanding, situation: Situation) -> Command:
    """A brief on whom the message names, else on whom the thread was about."""
    named = next((m for m in understanding.mentions if not m.is_pronoun), None)
    if named is not None:
        return Brief(f"{named.written} ({named.company})" if named.company else named.written)
    if situation.focus:
        return Brief("", situation.focus[0])
    company = understanding.companies[0] if understanding.companies else ""
    return Brief(company)


def _topic(text: str) -> str:
    """The help topic that a message names, if it names one."""
    topics = {each.topic for each in commands.SUBCOMMANDS} | {each.name for each in commands.SUBCOMMANDS}
    words = [word.strip("?.,!").casefold() for word in text.split()]
    return next((word for word in words if word in topics - COMMON and word != "help"), "")
