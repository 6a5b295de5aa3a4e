"""Checks a pasted text or a file against the method (P5, R2, S5)."""

from __future__ import annotations

import re
from typing import Any

from bot.core.cards import Card
from bot.core.coaching.checking import Checked, Sort
from bot.core.commands import AttachedFile, FormValues, Said
from bot.core.deliveries import NOTHING
from bot.core.documents import DocumentFlaw, TextDocument
from bot.core.form_values import text_of
from bot.core.knowledge.basics import LessonMoment
from bot.core.ports.apart import Bound, Bounds, OutOfBounds
from bot.core.ports.errors import Unavailable, UnreadableDocument
from bot.core.turn import Turn
from bot.features.text_check.cards import forms, refusals
from bot.features.text_check.cards.findings import name_of, part_card, reading_status, summary
from bot.features.text_check.commands import CheckText, OpenCheck, ShowCheck, SubmitCheck
from bot.features.text_check.rules import MOST_SENTENCES, CheckCues, TextCheck, check_whole

MOST_BYTES = 5_000_000
_CHECKED_HERE = 3_000
"""A text of so many characters, as a form takes it, is checked at once: that costs some milliseconds."""
_BOUNDS = Bounds(processor_seconds=20.0, seconds=80.0)
_WANTS = re.compile(r"\b(?:check|review this|plan or strategy)\b", re.IGNORECASE)


def wants_check(said: Said) -> bool:
    """Whether files came with the wish to have them checked."""
    return bool(said.files) and len(said.text) <= 300 and _WANTS.search(said.text) is not None


async def open_check(turn: Turn[OpenCheck]) -> None:
    """Fill the form for a text; answer with a card and a button where none could be opened."""
    await turn.show(forms.paste_form(), otherwise=forms.paste_here(), about=NOTHING)


async def check_typed(turn: Turn[CheckText]) -> None:
    """Check the words after the command."""
    await _check(turn, TextDocument(name=name_of(turn.command.text), pages=(turn.command.text,)))


async def check_pasted(turn: Turn[SubmitCheck]) -> None:
    """Check the text of the form."""
    text = text_of(turn.command.values, "text")
    await _check(turn, TextDocument(name=name_of(text), pages=(text,)), _sort(turn.command.values))


async def check_files(turn: Turn[Said]) -> None:
    """Check a file that came with "check this"."""
    files = turn.command.files
    if len(files) > 1:
        await turn.answer(refusals.one_at_a_time_card([file.name for file in files]), about=NOTHING)
        return
    await turn.status(reading_status(files[0].name))
    document = await _read(turn, files[0])
    if isinstance(document, Card):
        await turn.answer(document, about=NOTHING)
    else:
        await _check(turn, document)


async def show_check(turn: Turn[ShowCheck]) -> None:
    """Show one part of a check, in place of the card that was clicked."""
    command = turn.command
    made = await turn.one(TextCheck, command.check_id)
    if made is None:
        await turn.answer(refusals.forgotten_card(), in_place=True, about=NOTHING)
        return
    card = part_card(made, command.part, command.page) if command.part else summary(made)
    await turn.answer(card, in_place=True, about=_about(turn, made))


def _about(turn: Turn[Any], made: TextCheck) -> tuple[str, ...]:
    """The ids that a card of a check speaks of: its own, and those of the contacts whom its quotes name."""
    words = made.words
    named = (c for c in turn.people.contacts if any(name in words for name in (c.name, *c.aliases)))
    return (made.id, *(contact.id for contact in named))


async def _read(turn: Turn[Any], file: AttachedFile) -> TextDocument | Card:
    """The text of a file, or the card that says why it could not be read."""
    if file.size > MOST_BYTES:
        return refusals.unread_card(file.name, DocumentFlaw.TOO_LARGE, limit=MOST_BYTES)
    try:
        content = await turn.files.content(turn.scope.workspace, file, limit=MOST_BYTES)
        return await turn.documents.read(file.name, content)
    except UnreadableDocument as problem:
        return refusals.unread_card(file.name, problem.flaw, problem.has, problem.limit)
    except ValueError:
        return refusals.unread_card(file.name, DocumentFlaw.TOO_LARGE, limit=MOST_BYTES)
    except Unavailable:
        return refusals.unread_card(file.name, DocumentFlaw.NOT_ARRIVED)


async def _check(turn: Turn[Any], document: TextDocument, sort: Sort | None = None) -> None:
    cues = CheckCues(
        plan=turn.knowledge.plan_cues,
        assumptions=turn.knowledge.assumptions,
        alliance=turn.knowledge.alliance,
    )
    found = await _look(turn, document, cues, sort)
    if isinstance(found, Card):
        await turn.answer(found, about=NOTHING)
        return
    examined = await turn.coach.examine(document, found, turn.circumstances())
    made = TextCheck(
        id=turn.new_id("check"),
        workspace=turn.scope.workspace,
        space=turn.scope.own,
        created_at=turn.now,
        name=document.name,
        checked=examined.checked,
        mode=examined.provenance.mode,
        prompt=examined.provenance.prompt,
    )
    async with turn.commit() as uow:
        await uow.of(TextCheck).put(made)
        offers = await turn.lesson_buttons(uow, LessonMoment.PLAN_CHECK)
        uow.say(*turn.reply(summary(made, turn.change, offers), about=_about(turn, made)))


async def _look(
    turn: Turn[Any], document: TextDocument, cues: CheckCues, sort: Sort | None
) -> Checked | Card:
    """What the rules find, or the card that says why they came to no end; a long text is checked apart."""
    buyers = _buyers(turn)
    if len(document.text) <= _CHECKED_HERE:
        looked = check_whole(document, cues, sort=sort, buyers=buyers)
    else:
        try:
            looked = await turn.bounded.run(_BOUNDS, check_whole, document, cues, sort=sort, buyers=buyers)
        except OutOfBounds as out:
            slow = out.bound is Bound.TIME
            flaw = DocumentFlaw.TOO_SLOW if slow else DocumentFlaw.TOO_HEAVY
            return refusals.unread_card(document.name, flaw)
    if looked.checked is None:
        flaw = DocumentFlaw.TOO_MANY_SENTENCES
        return refusals.unread_card(document.name, flaw, looked.statements, MOST_SENTENCES)
    return looked.checked


def _buyers(turn: Turn[Any]) -> tuple[str, ...]:
    """The names of whoever decides for themselves: contacts, also by first name, and accounts."""
    people = turn.people
    names = {
        name for c in people.contacts for name in (c.name, c.name.split()[0], *c.aliases) if len(name) > 2
    }
    return tuple(sorted(names | {account.name for account in people.accounts}))


def _sort(values: FormValues) -> Sort | None:
    chosen = text_of(values, "sort")
    return Sort(chosen) if chosen in list(Sort) else None
