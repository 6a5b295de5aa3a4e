"""Checks a pasted text or an uploaded document (P5, R2, S5)."""

from __future__ import annotations

import re
from typing import Any

from bot.core.cards import Card
from bot.core.coaching.checking import Sort
from bot.core.commands import AttachedFile, FormValues, Said
from bot.core.deliveries import UNSAID
from bot.core.form_values import text_of
from bot.core.knowledge.basics import LessonMoment
from bot.core.papers import DocumentFlaw, TextDocument
from bot.core.ports.errors import NotFound, Unavailable, UnreadableDocument
from bot.core.turn import Turn
from bot.core.words import shorten
from bot.features.text_check import cards as texts
from bot.features.text_check.commands import CheckText, OpenCheck, ShowCheck, SubmitCheck
from bot.features.text_check.rules import CheckCues, TextCheck, check

MOST_BYTES = 5_000_000
_WANTS = re.compile(r"\b(?:check|review this|plan or strategy)\b", re.IGNORECASE)


def wants_check(said: Said) -> bool:
    """Whether files came with the wish to have them checked."""
    return bool(said.files) and len(said.text) <= 300 and _WANTS.search(said.text) is not None


async def open_check(turn: Turn[OpenCheck]) -> None:
    """The form for a text; a card with a button where none could be opened."""
    await turn.show(texts.paste_form(), otherwise=texts.paste_here(), about=UNSAID)


async def check_typed(turn: Turn[CheckText]) -> None:
    """Words after the command."""
    await _check(turn, TextDocument(name=_name(turn.command.text), pages=(turn.command.text,)))


async def check_pasted(turn: Turn[SubmitCheck]) -> None:
    """A text from the form."""
    text = text_of(turn.command.values, "text")
    await _check(turn, TextDocument(name=_name(text), pages=(text,)), _sort(turn.command.values))


async def check_files(turn: Turn[Said]) -> None:
    """A file that came with "check this"."""
    files = turn.command.files
    if len(files) > 1:
        await _refuse(turn, texts.one_at_a_time([file.name for file in files]))
        return
    await turn.status(f"reading {shorten(files[0].name, 60)} ...")
    document = await _document(turn, files[0])
    if isinstance(document, Card):
        await _refuse(turn, document)
    else:
        await _check(turn, document)


async def show_check(turn: Turn[ShowCheck]) -> None:
    """One part of a check, in place of the card that was clicked."""
    command = turn.command
    async with turn.read() as reader:
        try:
            made = await reader.of(TextCheck).get(command.check_id)
        except NotFound:
            made = None
    if made is None:
        card = texts.forgotten_card()
    elif command.part:
        card = texts.part_card(made, command.part, command.page)
    else:
        card = texts.summary(made)
    await turn.answer(card, in_place=True, about=UNSAID)


async def _document(turn: Turn[Any], file: AttachedFile) -> TextDocument | Card:
    if file.size > MOST_BYTES:
        return texts.unread(file.name, DocumentFlaw.TOO_LARGE, limit=MOST_BYTES)
    try:
        content = await turn.files.content(turn.scope.workspace, file, limit=MOST_BYTES)
        return await turn.documents.read(file.name, content)
    except UnreadableDocument as problem:
        return texts.unread(file.name, problem.flaw, problem.has, problem.limit)
    except ValueError:
        return texts.unread(file.name, DocumentFlaw.TOO_LARGE, limit=MOST_BYTES)
    except Unavailable:
        return texts.unread(file.name, DocumentFlaw.NOT_ARRIVED)


async def _check(turn: Turn[Any], document: TextDocument, sort: Sort | None = None) -> None:
    cues = CheckCues(
        plan=turn.knowledge.plan_cues,
        assumptions=turn.knowledge.assumptions,
        alliance=turn.knowledge.alliance,
    )
    found = check(document, cues, sort=sort, buyers=_buyers(turn))
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
        uow.say(*turn.reply(texts.summary(made, turn.change, offers), about=UNSAID))


def _buyers(turn: Turn[Any]) -> tuple[str, ...]:
    """Everybody whose acts are their own: contacts, also by first name, and accounts."""
    people = turn.people
    names = {
        name for c in people.contacts for name in (c.name, c.name.split()[0], *c.aliases) if len(name) > 2
    }
    return tuple(sorted(names | {account.name for account in people.accounts}))


def _name(text: str) -> str:
    first = next((line.strip("# *-\t") for line in text.splitlines() if line.strip("# *-\t")), "")
    return f"“{shorten(first, 40)}”" if first else "a pasted text"


def _sort(values: FormValues) -> Sort | None:
    chosen = text_of(values, "sort")
    return Sort(chosen) if chosen in list(Sort) else None


async def _refuse(turn: Turn[Any], card: Card) -> None:
    await turn.answer(card, about=UNSAID)
