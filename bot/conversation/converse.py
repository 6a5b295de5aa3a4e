"""Plain words and command lines: finds out what is wanted, and hands it on (B4)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from bot.conversation import doubt, thread_answers
from bot.conversation import subcommands as commands
from bot.conversation.agent.answering import converse
from bot.conversation.cards import general as cards
from bot.conversation.following import InFull, follow
from bot.conversation.forwarding import command_for_forwarded, keep_forwarded
from bot.conversation.keeping_people import people_kept
from bot.conversation.others_notes import refuse_notes_of_colleague, whose_notes
from bot.conversation.reading import DOUBT, Reading, read_exact_command, read_plain_words
from bot.conversation.subcommands import Unfinished, Unknown
from bot.conversation.wrong_said import ask_what_is_wrong
from bot.core.answer_records import ReadBy
from bot.core.cards import Card
from bot.core.coaching.understanding import Intent, Understanding
from bot.core.commands import AttachedFile, Command, Help, NamesMembers, Said, ShowAccount, Surface, Typed
from bot.core.contacts import Contact
from bot.core.correcting import asks_for_correction
from bot.core.deliveries import NOTHING
from bot.core.notes import NoteSource
from bot.core.ports.errors import Unavailable, Unfounded
from bot.core.promises_pointed import closes_all
from bot.core.threads import Draft
from bot.core.turn import Handler, Turn
from bot.core.words import without_controls
from bot.features.assessment.handlers import answers as assess_answers
from bot.features.assessment.handlers import assess
from bot.features.briefs.commands import Brief
from bot.features.calendar.commands import OfferCalendar
from bot.features.explaining.handlers import explain_in_words
from bot.features.glossary.commands import LookUp
from bot.features.importing.contracts.taking import take_file
from bot.features.importing.rules.entries import MOST_BYTES
from bot.features.notes.commands import ListNotes
from bot.features.notes.contracts.taking import check_note_text, keep, new_draft, refuse_note
from bot.features.notes.contracts.telling import Telling
from bot.features.notes.handlers import attachments
from bot.features.notes.handlers.mentions import answer_in_words
from bot.features.own_data.commands import LookIntoExport
from bot.features.people.commands import ListCommitments, Neglected
from bot.features.plans.handlers.moving import move_shown
from bot.features.recall.commands import Ask
from bot.features.recall.handlers.recall import is_in_rows
from bot.features.reminders.handlers import words as reminders
from bot.features.rounds.handlers import answers as round_answers
from bot.features.text_check import handlers as check_text
from bot.language.calendar_addresses import find_calendar_address
from bot.language.pastes import LIST_ENDINGS, recognize_file
from bot.language.question_words import COMMON
from bot.language.terms_asked import term_asked
from bot.language.wrong_remarks import says_wrong

_PLAIN = re.compile(
    r"(?:what|who)(?:\s+\S+){4,}$|(?:show|list|log|find|open|review|remove|delete)\s+(?:me|my|our|the|an?|all)\b",
    re.IGNORECASE,
)
"""Lines after `/tactegic` that begin like a command and are plain words: "show my portfolio"."""
_ADDRESS_ALONE = re.compile(r"\s*(?:(?:my|the)\s+)?(?:calendar\b|\S+\s*$)", re.IGNORECASE)
"""A line after `/tactegic` that gives the address of a calendar to be read."""
_WORDS_BESIDE = 8
"""Around the address of a calendar more words than these tell something of their own, which is not kept."""
_SLIP_WORDS = 4
"""A message of more words than this is asked about, not answered with commands that come near."""
_ASKS = (Intent.RECALL, Intent.BRIEF, Intent.ASSESS, Intent.NEGLECTED, Intent.HELP)


async def handle_typed(turn: Turn[Typed], *, dispatch: Handler) -> None:
    """Do what a line after `/tactegic` asks for; one with the address of a calendar is kept nowhere."""
    line = without_controls(turn.command.line)
    if address := find_calendar_address(line):
        if _ADDRESS_ALONE.match(line):
            await dispatch(turn.instead(OfferCalendar(address)))
        else:
            await refuse_note(turn, line)
        return
    await _run_line(turn, turn.command.line, dispatch)


async def handle_said(turn: Turn[Said], *, dispatch: Handler) -> None:
    """Do what plain words ask for: they answer the bot, command, ask, or tell something to remember."""
    text = without_controls(turn.command.text)
    source = NoteSource.MENTION if turn.origin.surface is Surface.CHANNEL else NoteSource.MESSAGE
    if address := find_calendar_address(text):
        await dispatch(turn.instead(OfferCalendar(address, len(text.split()) > _WORDS_BESIDE)))
        return
    forwarded = "\n".join(each.text for each in turn.command.forwarded)
    if find_calendar_address(forwarded):
        await refuse_note(turn, forwarded)
        return
    if check_text.wants_check(turn.command):
        await check_text.check_files(turn)
        return
    if turn.command.forwarded:
        wanted = await command_for_forwarded(turn)
        if wanted is None:
            await keep_forwarded(turn)
        else:
            await dispatch(turn.instead(wanted))
        return
    if turn.command.files:
        if (export := export_among(turn.command.files)) is not None:
            await dispatch((await doubt.offer_words(turn, text, aside=True)).instead(export))
        else:
            await _take_files(turn, text)
        return
    refusal = check_note_text(text)
    if refusal is not None:
        await turn.answer(refusal, about=NOTHING)
        return
    command = read_exact_command(text)
    if command is not None:
        turn.ledger.read_by = ReadBy.RULES
        await dispatch(turn.hearing(text, Intent.COMMAND, Reading(text, command).reached).instead(command))
        return
    if await round_answers.answer_in_words(turn, text) or await reminders.answer_in_words(turn, text):
        return
    if await move_shown(turn, text) or await explain_in_words(turn, text):
        return
    if await answer_in_words(turn, text) or await assess_answers.answer_in_words(turn, text):
        return
    if await thread_answers.answer_in_words(turn, text, dispatch):
        return
    if (followed := await follow(turn, text)) is not None:
        await _go_on(turn, text, followed, dispatch)
        return
    if closes_all(text):
        await dispatch(turn.instead(ListCommitments()))
        return
    if says_wrong(text):
        await ask_what_is_wrong(turn)
        return
    if asks_for_correction(text) or not any(c.isalnum() for c in text):
        await keep(turn, Telling(text=text, source=source))
        return
    if await refuse_notes_of_colleague(turn, whose_notes(text)) or await people_kept(turn, text):
        return
    reading = await read_plain_words(text, turn.coach, turn.circumstances())
    if not await thread_answers.answer_lost(turn, reading):
        await _act_on(turn, reading, source, dispatch)


async def _go_on(turn: Turn[Said], text: str, followed: Command | InFull, dispatch: Handler) -> None:
    """Do what words ask for that went on from those before them in the thread."""
    turn.ledger.read_by = ReadBy.RULES
    if isinstance(followed, Command):
        await dispatch(turn.hearing(text, Intent.COMMAND).instead(followed))
        return
    words, intent = followed.words, followed.intent
    if intent is Intent.RECALL:
        await _answer(turn.hearing(words, intent, in_full=True), words, dispatch)
        return
    reading = await read_plain_words(words, turn.coach, turn.circumstances())
    found = reading.understanding
    if found is not None and found.intent is not intent:
        reading = replace(reading, understanding=replace(found, intent=intent, confidence=1.0))
    await _act_on(turn, reading, NoteSource.MESSAGE, dispatch, in_full=True)


async def _take_files(turn: Turn[Said], text: str) -> None:
    """Keep the text of a file, or show what it would bring where it is a list or a calendar."""
    file = turn.command.files[0]
    if len(turn.command.files) == 1 and is_list_file(file):
        raw = await attachments.fetch(turn, file, MOST_BYTES)
        if isinstance(raw, Card):
            await _answer_beside_words(turn, raw, text)
        else:
            await take_file(await doubt.offer_words(turn, text, aside=True), file.name, raw)
        return
    content = await attachments.read_text(turn, text)
    if isinstance(content, Card):
        await _answer_beside_words(turn, content, text)
    elif (paste := recognize_file(file.name, content)) is not None:
        await doubt.take_paste(turn, content, paste, file.name)
    else:
        await keep(turn, Telling(text=content, source=NoteSource.FILE))


async def _answer_beside_words(turn: Turn[Said], card: Card, text: str) -> None:
    """Say why a file was not taken; the words that came with it are offered as a note."""
    turn = await doubt.offer_words(turn, text)
    await turn.answer(card, about=NOTHING)


def export_among(files: Sequence[AttachedFile]) -> LookIntoExport | None:
    """The look into a single zip, which may be an export; None where there is no such file."""
    if len(files) != 1 or not files[0].name.casefold().endswith(".zip"):
        return None
    return LookIntoExport(files[0].id, files[0].name, files[0].size)


def is_list_file(file: AttachedFile) -> bool:
    """Whether a file holds people or meetings, by its name or its kind."""
    kinds = ("text/csv", "text/vcard", "text/x-vcard", "text/calendar", "text/tab-separated-values")
    return file.name.casefold().endswith(LIST_ENDINGS) or file.mimetype.casefold() in kinds


async def _run_line(turn: Turn[Any], line: str, dispatch: Handler) -> None:
    """Run a command line; words in the place of a command are understood first."""
    parsed = commands.parse_line(without_controls(line))
    if isinstance(turn.command, Typed) and (isinstance(parsed, Unknown) or _PLAIN.match(line)):
        wanted = await _understand_line(turn, line)
        if wanted is not None:
            await _act_on(turn, wanted, NoteSource.MESSAGE, dispatch)
            return
    if isinstance(parsed, Unknown):
        await _offer_help(turn, line, parsed)
    else:
        await _run(turn, parsed, dispatch)


async def _run(turn: Turn[Any], wanted: Command | Unfinished, dispatch: Handler) -> None:
    """Do a command, or ask for what it lacks."""
    if isinstance(wanted, Unfinished):
        card = cards.line_incomplete(wanted.problem, wanted.subcommand.example)
        await turn.answer(card, about=NOTHING)
        return
    if isinstance(wanted, ListNotes) and await refuse_notes_of_colleague(turn, wanted.name):
        return
    if isinstance(wanted, NamesMembers) and isinstance(turn.command, Typed):
        wanted = replace(wanted, mentioned=turn.command.mentioned)  # type: ignore[type-var]
    await dispatch(turn.instead(wanted))


async def _understand_line(turn: Turn[Any], line: str) -> Reading | None:
    """What plain words after `/tactegic` ask for; None where they rather tell something, or in doubt."""
    reading = await read_plain_words(without_controls(line), turn.coach, turn.circumstances())
    found = reading.understanding
    if found is None or found.confidence < DOUBT:
        return None
    if found.intent is Intent.COMMAND:
        return reading if reading.wish is not None else None
    return reading if found.intent in _ASKS else None


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


async def _act_on(
    turn: Turn[Any], reading: Reading, source: NoteSource, dispatch: Handler, *, in_full: bool = False
) -> None:
    """Do what words were understood to ask for, or ask what they are; doubt keeps nothing.

    With `in_full` they went on from others, and are no longer as they were written.
    """
    text, understanding = reading.text, reading.understanding
    turn.ledger.read_by = reading.read_by
    if understanding is not None and not reading.asks:
        said = "" if understanding.intent is Intent.NOTE else text
        turn = turn.hearing(said, understanding.intent, reading.reached, in_full=in_full)
    if reading.paste is not None:
        await doubt.take_paste(turn, text, reading.paste)
    elif understanding is None or reading.says_too_little or _is_a_slip(reading):
        await _offer_help(turn, text, Unknown(text, commands.near(text)))
    elif reading.in_doubt:
        await _do_lost(turn, reading, understanding, dispatch)
    else:
        await _do(doubt.offer_other(turn, reading), reading, understanding, source, dispatch)


async def _do_lost(
    turn: Turn[Any], reading: Reading, understanding: Understanding, dispatch: Handler
) -> None:
    """Have a model say what a wish means that no command fits; without one, ask what the words are."""
    if understanding.intent in (Intent.COMMAND, Intent.UNKNOWN):
        try:
            lost = turn.hearing(reading.text, Intent.COMMAND)
            await converse(lost, reading.text, dispatch=dispatch, reads=False)
        except Unavailable:
            pass
        else:
            return
    await doubt.ask_what_it_is(turn, reading)


def _is_a_slip(reading: Reading) -> bool:
    """Whether a few words mean nothing that is known: rather a command with a slip."""
    found = reading.understanding
    return found is not None and found.intent is Intent.UNKNOWN and len(reading.text.split()) <= _SLIP_WORDS


async def _do(
    turn: Turn[Any], reading: Reading, understanding: Understanding, source: NoteSource, dispatch: Handler
) -> None:
    """Do what words were surely enough understood to ask for."""
    text = reading.text
    match understanding.intent:
        case Intent.NOTE:
            await keep(turn, Telling(text=text, source=source, understanding=understanding))
        case Intent.RECALL:
            await _answer(turn, text, dispatch)
        case Intent.BRIEF:
            await dispatch(turn.instead(_build_brief(understanding, turn)))
        case Intent.NEGLECTED:
            await dispatch(turn.instead(Neglected()))
        case Intent.HELP:
            await dispatch(turn.instead(_help_on(text)))
        case Intent.SMALL_TALK:
            # A newcomer's hello was answered by the greeting already.
            if turn.member.created_at != turn.now:
                await turn.answer(cards.small_talk(text), about=NOTHING)
        case Intent.ASSESS:
            await assess.assess_said(turn, text, understanding)
        case _:
            await _fulfil(turn, reading, dispatch)


async def _answer(turn: Turn[Any], question: str, dispatch: Handler) -> None:
    """Answer a question from the stored rows, else by a model that looks things up, else by the rules."""
    asked = turn.instead(Ask(question))
    if turn.ports.conversing is not None and not await is_in_rows(asked):
        try:
            await converse(turn, question, dispatch=dispatch)
        except Unavailable as failure:
            asked = replace(asked, model_refused=isinstance(failure, Unfounded))
        else:
            return
    await dispatch(asked)


async def _fulfil(turn: Turn[Any], reading: Reading, dispatch: Handler) -> None:
    """Do the command that plain words ask for, or ask what they are."""
    match reading.wish:
        case None:
            await doubt.ask_what_it_is(turn, reading)
        case wish:
            await _run(turn, wish, dispatch)


def _build_brief(understanding: Understanding, turn: Turn[Any]) -> Command:
    """A brief on whom the message names, the page of the company that it names, else on whom the thread was
    about."""
    named = next((m for m in understanding.mentions if not m.is_pronoun), None)
    if named is not None:
        return Brief(f"{named.written} ({named.company})" if named.company else named.written)
    if understanding.companies:
        return ShowAccount(understanding.companies[0])
    return Brief("", turn.focus[0]) if turn.focus else Brief("")


def _help_on(text: str) -> Command:
    """The help topic that a message names, the term that it asks for, or the whole help."""
    topic = _find_topic(text)
    term = "" if topic else term_asked(text)
    return LookUp(term) if term else Help(topic)


def _find_topic(text: str) -> str:
    """The help topic that a message names, if it names one."""
    topics = {each.topic for each in commands.SUBCOMMANDS} | {each.name for each in commands.SUBCOMMANDS}
    words = [word.strip("?.,!").casefold() for word in text.split()]
    return next((word for word in words if word in topics - COMMON and word != "help"), "")
