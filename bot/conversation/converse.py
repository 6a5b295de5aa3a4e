"""Plain words and command lines: finds out what is wanted, and hands it on (B4)."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from bot.conversation import subcommands as commands
from bot.conversation.cards import general as cards
from bot.conversation.subcommands import Unfinished, Unknown
from bot.core.coaching.understanding import Intent, Understanding
from bot.core.commands import Command, Help, NamesMembers, Said, Surface, Typed
from bot.core.contacts import Contact
from bot.core.correcting import asks_for_correction
from bot.core.deliveries import NOTHING
from bot.core.notes import NoteSource
from bot.core.threads import Draft
from bot.core.turn import Handler, Turn
from bot.core.words import without_controls
from bot.features.assessment.handlers import answers as assess_answers
from bot.features.assessment.handlers import assess
from bot.features.briefs.commands import Brief
from bot.features.notes.contracts.taking import check_note_text, keep, new_draft
from bot.features.notes.contracts.telling import Telling
from bot.features.notes.handlers import attachments
from bot.features.notes.handlers.mentions import answer_in_words
from bot.features.people.commands import Neglected
from bot.features.recall.commands import Ask
from bot.features.rounds.handlers import answers as round_answers
from bot.features.text_check import handlers as check_text
from bot.language.question_words import COMMON

_FEW = 3
"""Words of a message that says too little to be a note."""
_DOUBT = 0.65
"""An understanding less sure than this is not acted on without a second sign."""
_PLAIN = re.compile(
    r"(?:what|who)(?:\s+\S+){4,}$|(?:show|list|log|find|open|review|remove|delete)\s+(?:me|my|our|the|an?|all)\b",
    re.IGNORECASE,
)
"""Lines after `/tactegic` that begin like a command and are plain words: "show my portfolio"."""
_ASKS = (Intent.RECALL, Intent.BRIEF, Intent.ASSESS, Intent.NEGLECTED, Intent.HELP)


async def handle_typed(turn: Turn[Typed], *, dispatch: Handler) -> None:
    """Do what a line after `/tactegic` asks for."""
    await _run_line(turn, turn.command.line, dispatch)


async def handle_said(turn: Turn[Said], *, dispatch: Handler) -> None:
    """Do what plain words ask for: they answer the bot, command, ask, or tell something to remember."""
    text = without_controls(turn.command.text)
    source = NoteSource.MENTION if turn.origin.surface is Surface.CHANNEL else NoteSource.MESSAGE
    if check_text.wants_check(turn.command):
        await check_text.check_files(turn)
        return
    if turn.command.files:
        await attachments.keep_files(turn, text)
        return
    refusal = check_note_text(text)
    if refusal is not None:
        await turn.answer(refusal, about=NOTHING)
        return
    command = _read_exact_command(text)
    if command is not None:
        await dispatch(turn.instead(command))
        return
    if await round_answers.answer_in_words(turn, text):
        return
    if await answer_in_words(turn, text) or await assess_answers.answer_in_words(turn, text):
        return
    if asks_for_correction(text) or not any(c.isalnum() for c in text):
        await keep(turn, Telling(text=text, source=source))
        return
    understanding = await turn.coach.understand(text, turn.circumstances())
    await _act_on(turn, text, understanding, source, dispatch)


async def _run_line(turn: Turn[Any], line: str, dispatch: Handler) -> None:
    """Run a command line; words in the place of a command are understood first."""
    parsed = commands.parse_line(without_controls(line))
    if isinstance(turn.command, Typed) and (isinstance(parsed, Unknown) or _PLAIN.match(line)):
        wanted = await _understand_line(turn, line)
        if wanted is not None and wanted.intent is not Intent.COMMAND:
            await _act_on(turn, line, wanted, NoteSource.MESSAGE, dispatch)
            return
        parsed = commands.parse_line(wanted.command) if wanted is not None else parsed
    if isinstance(parsed, NamesMembers) and isinstance(turn.command, Typed):
        parsed = replace(parsed, mentioned=turn.command.mentioned)  # type: ignore[type-var]
    if isinstance(parsed, Command):
        await dispatch(turn.instead(parsed))
        return
    if isinstance(parsed, Unfinished):
        card = cards.line_incomplete(parsed.problem, parsed.subcommand.example)
        await turn.answer(card, about=NOTHING)
    else:
        await _offer_help(turn, line, parsed)


async def _understand_line(turn: Turn[Any], line: str) -> Understanding | None:
    """What plain words after `/tactegic` ask for; None where they rather tell something, or in doubt."""
    found = await turn.coach.understand(without_controls(line), turn.circumstances())
    if found.intent is Intent.COMMAND:
        return found if isinstance(commands.parse_line(found.command), Command) else None
    return found if found.intent in _ASKS and found.confidence >= _DOUBT else None


async def _offer_help(turn: Turn[Any], text: str, unknown: Unknown) -> None:
    """Name what comes near, and offer to keep the words: nothing that was written is lost."""
    draft = new_draft(turn, without_controls(text))
    example = _choose_example(text, turn)
    offered = commands.suggestions(unknown.near, example.name if example else "")
    async with turn.commit() as uow:
        await uow.of(Draft).put(draft)
        card = cards.not_understood(text, offered, draft.id)
        uow.say(*turn.reply(card, about=(draft.id, *((example.id,) if example else ()))))


def _choose_example(text: str, turn: Turn[Any]) -> Contact | None:
    """A known person whom a text names, else the latest; None where nobody is known."""
    said = set(text.casefold().split())
    latest = turn.people.recent(len(turn.people.contacts))
    named = (each for each in latest if said & set(each.name.casefold().split()))
    return next(named, None) or next(iter(latest), None)


def _read_exact_command(text: str) -> Command | None:
    """The command of a message that is nothing but a command: "undo", "plan: visit Ana", "/tactegic help".

    None for every other message.
    """
    words = text.strip(" .!")
    if not text.startswith("/tactegic "):
        begun = commands.with_colon(text)
        if isinstance(begun, Command):
            return begun
        is_name = commands.find_subcommand(words) is not None and len(words.split()) == 1
        # "open" lists promises after a slash; by itself it is as likely to be something else.
        if not is_name or words.casefold() == "open":
            return None
    parsed = commands.parse_line(words.removeprefix("/tactegic"))
    return parsed if isinstance(parsed, Command) else None


async def _act_on(
    turn: Turn[Any], text: str, understanding: Understanding, source: NoteSource, dispatch: Handler
) -> None:
    """Do what words were understood to ask for."""
    match understanding.intent:
        case Intent.NOTE if _says_little(text, understanding):
            await _offer_help(turn, text, Unknown(text, commands.near(text)))
        case Intent.NOTE:
            await keep(turn, Telling(text=text, source=source, understanding=understanding))
        case Intent.RECALL:
            await dispatch(turn.instead(Ask(text)))
        case Intent.BRIEF:
            await dispatch(turn.instead(_build_brief(understanding, turn)))
        case Intent.NEGLECTED:
            await dispatch(turn.instead(Neglected()))
        case Intent.HELP:
            await dispatch(turn.instead(Help(_find_topic(text))))
        case Intent.COMMAND:
            await _run_line(turn, understanding.command or text, dispatch)
        case Intent.SMALL_TALK:
            # A newcomer's hello was answered by the greeting already.
            if turn.member.created_at != turn.now:
                await turn.answer(cards.small_talk(text), about=NOTHING)
        case Intent.ASSESS:
            await assess.assess_said(turn, text, understanding)
        case Intent.UNKNOWN:
            await _offer_help(turn, text, Unknown(text, commands.near(text)))


def _says_little(text: str, understanding: Understanding) -> bool:
    """Whether a note is two or three small words about nobody: rather a command gone wrong."""
    says_something = understanding.mentions or understanding.companies or understanding.promises
    small = text == text.lower() and len(text.split()) <= _FEW and "\n" not in text
    return small and not says_something and understanding.confidence <= _DOUBT


def _build_brief(understanding: Understanding, turn: Turn[Any]) -> Command:
    """A brief on whom the message names, else on whom the thread was about."""
    named = next((m for m in understanding.mentions if not m.is_pronoun), None)
    if named is not None:
        return Brief(f"{named.written} ({named.company})" if named.company else named.written)
    if turn.focus:
        return Brief("", turn.focus[0])
    company = understanding.companies[0] if understanding.companies else ""
    return Brief(company)


def _find_topic(text: str) -> str:
    """The help topic that a message names, if it names one."""
    topics = {each.topic for each in commands.SUBCOMMANDS} | {each.name for each in commands.SUBCOMMANDS}
    words = [word.strip("?.,!").casefold() for word in text.split()]
    return next((word for word in words if word in topics - COMMON and word != "help"), "")
