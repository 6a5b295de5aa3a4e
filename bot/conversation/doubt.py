"""Asks what words are where that is not clear, and does the other thing where it was understood wrongly (B4).

Words that wait for an answer are a `Draft`: nothing is made of them before a click.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any, TypeVar

from bot.conversation import subcommands
from bot.conversation.cards import doubt as cards
from bot.conversation.cards import general
from bot.conversation.choices import Choice, choices_in_doubt, other_choice
from bot.conversation.commands import ReadAgain, ReadDraftAs
from bot.conversation.reading import SURE, Reading
from bot.conversation.wishes import from_words, plain_words
from bot.core.cards import Button, Card
from bot.core.coaching.understanding import Intent, Mode, Provenance, Understanding
from bot.core.commands import Command, Surface
from bot.core.common_cards import changed_since_card, is_gone
from bot.core.deliveries import NOTHING
from bot.core.notes import Note, NoteSource
from bot.core.ports.errors import ChangedSince, NotFound
from bot.core.threads import ConversationStep, Draft
from bot.core.turn import Handler, Turn
from bot.features.assessment.commands import AssessAction
from bot.features.importing.contracts.taking import take_text
from bot.features.notes.contracts.taking import check_note_text, keep, new_draft
from bot.features.notes.contracts.telling import Telling
from bot.features.recall.commands import Ask
from bot.features.text_check.commands import CheckText
from bot.language.pastes import LISTS, Paste, recognize_paste

C = TypeVar("C", bound=Command)
_LONGEST_CARRIED = 900
"""Characters of a text that a button carries; of a longer one no other reading is offered."""


async def ask_what_it_is(turn: Turn[Any], reading: Reading) -> None:
    """Ask with two or three buttons what words are, and keep them as a draft meanwhile."""
    draft = new_draft(turn, reading.text)
    options = [(choice, label_of(choice)) for choice in choices_in_doubt(reading)]
    await _ask(turn, draft, cards.what_is_it(draft.id, reading.text, options))


async def take_paste(turn: Turn[Any], text: str, paste: Paste, name: str = "") -> None:
    """Show what a list or a calendar would bring; say what else a paste or a file looks like, and ask what to
    do with it."""
    draft = new_draft(turn, text)
    if paste.kind not in LISTS:
        await _ask(turn, draft, cards.looks_like(draft.id, paste))
        return
    async with turn.apart("pasted").commit() as uow:
        await uow.of(Draft).put(draft)
    keep_it = Button(label=cards.LABELS[Choice.NOTE], command=ReadDraftAs(draft.id, Choice.NOTE))
    await take_text(turn.without_offers().offering(keep_it, aside=True), name, text)


async def offer_words(turn: Turn[C], text: str, *, aside: bool = False) -> Turn[C]:
    """The same Turn, whose replies offer to keep the words that came with a file."""
    if not any(map(str.isalnum, text)) or check_note_text(text) is not None:
        return turn
    draft = new_draft(turn, text)
    async with turn.apart("words").commit() as uow:
        await uow.of(Draft).put(draft)
    button = Button(label=cards.KEEP_WORDS, command=ReadDraftAs(draft.id, Choice.NOTE, beside=True))
    return turn.offering(button, aside=aside)


async def _ask(turn: Turn[Any], draft: Draft, card: Card) -> None:
    turn = turn.without_offers()
    async with turn.commit() as uow:
        await uow.of(Draft).put(draft)
        uow.say(*turn.reply(card, about=(draft.id,)))


def offer_other(turn: Turn[Any], reading: Reading) -> Turn[Any]:
    """The same Turn, whose result offers the other reading: as a button in doubt, else in the menu."""
    found, choice = reading.understanding, other_choice(reading)
    if found is None or not choice:
        return turn
    in_doubt = found.confidence < SURE
    if found.intent is Intent.NOTE:
        again = ReadAgain(choice, note_id=turn.new_id("note"))
        return turn.offering(_other_button(again), aside=not in_doubt)
    if found.intent is Intent.ASSESS or len(reading.text) > _LONGEST_CARRIED:
        return turn  # the card of a test keeps the words as a note by itself
    again = ReadAgain(choice, change=turn.change, text=reading.text)
    return turn.offering(_other_button(again), aside=not in_doubt)


def _other_button(command: ReadAgain) -> Button:
    return Button(label=cards.other_label(command.choice), command=command)


def label_of(choice: str) -> str:
    """The button that reads words in a way."""
    subcommand = subcommands.find_subcommand(choice) if choice not in set(Choice) else None
    return cards.command_label(subcommand.name, subcommand.summary) if subcommand else cards.LABELS[choice]


async def read_draft_as(turn: Turn[ReadDraftAs], *, dispatch: Handler) -> None:
    """Do with words that waited what the member chose."""
    draft = await turn.one(Draft, turn.command.draft_id)
    if draft is None:
        await turn.answer(is_gone(), about=NOTHING)
        return
    choice = turn.command.choice
    if turn.command.beside:
        turn = _beside_card(turn)
    elif choice != Choice.NOTE:
        async with turn.apart("chosen").commit() as uow:
            uow.say(*turn.update(cards.chosen(label_of(choice)), about=(draft.id,)))
    await _do(turn, draft.text, choice, dispatch)


def _beside_card(turn: Turn[C]) -> Turn[C]:
    """The same Turn, whose answer comes below the card that was clicked, not in its place."""
    origin = turn.origin
    below = replace(origin, surface=Surface.DIRECT, message=None, thread=origin.thread or origin.message)
    return replace(turn, work=replace(turn.work, origin=below))


async def read_again(turn: Turn[ReadAgain], *, dispatch: Handler) -> None:
    """Take back what was made of the words, in a commit of its own, and then do the other thing."""
    command = turn.command
    note = await turn.one(Note, command.note_id)
    text = note.text if note is not None else command.text
    if not text:
        await turn.answer(is_gone(), about=NOTHING)
        return
    change = command.change or await _change_of(turn, command.note_id)
    try:
        turn = await _take_back(turn, change)
    except ChangedSince:
        await turn.answer(changed_since_card(), about=NOTHING)
        return
    await _do(turn, text, command.choice, dispatch)


async def _change_of(turn: Turn[Any], note_id: str) -> str:
    """The change that made a note; empty where it is not known any more."""
    async with turn.read() as reader:
        steps = await reader.of(ConversationStep).find(space=turn.scope.own, note_id=note_id)
    return next((step.change for step in steps if step.change), "")


async def _take_back(turn: Turn[ReadAgain], change: str) -> Turn[ReadAgain]:
    """Undo the change and say so in place of its card; the Turn as it is then. Raises ChangedSince."""
    if not change:
        return turn
    choice = turn.command.choice
    try:
        async with turn.apart("taken-back").commit() as uow:
            left = await turn.after_undo(uow, await uow.undo(change))
            if choice != Choice.NOTE:
                uow.say(*turn.update(cards.taken_back(choice), about=NOTHING))
            return left
    except NotFound:  # nothing was changed, or it is taken back already
        return turn


async def _do(turn: Turn[Any], text: str, choice: str, dispatch: Handler) -> None:
    """Do with words what was chosen."""
    match choice:
        case Choice.NOTE:
            bare = _nothing_read() if recognize_paste(text) else None
            await keep(turn, Telling(text=text, source=NoteSource.MESSAGE, understanding=bare, anyway=True))
        case Choice.RECALL:
            await dispatch(turn.instead(Ask(text)))
        case Choice.ASSESS:
            await dispatch(turn.instead(AssessAction(text)))
        case Choice.CHECK:
            await dispatch(turn.instead(CheckText(text)))
        case _:
            await _do_command(turn, text, choice, dispatch)


async def _do_command(turn: Turn[Any], text: str, name: str, dispatch: Handler) -> None:
    """Do a subcommand with the arguments that the words name, or ask for what they lack."""
    subcommand = subcommands.find_subcommand(name)
    if subcommand is None:
        await turn.answer(is_gone(), about=NOTHING)
        return
    circumstances = turn.circumstances()
    found = await turn.coach.understand(text, circumstances)
    made = from_words(subcommand, plain_words(text, found, circumstances))
    if isinstance(made, Command):
        await dispatch(turn.instead(made))
    else:
        await turn.answer(general.line_incomplete(made.problem, made.subcommand.example), about=NOTHING)


def _nothing_read() -> Understanding:
    """An understanding without a guess: words that are kept as they are."""
    return Understanding(intent=Intent.NOTE, confidence=1.0, provenance=Provenance(Mode.RULES))
