"""Checks a pasted text or an uploaded document (P5, R2, S5)."""

from __future__ import annotations

import re
from typing import Any

from bot.domain.knowledge import Moment
from bot.domain.papers import DocumentFlaw, Paper
from bot.domain.text_check import CheckCues, Sort, TextCheck, check
from bot.messages.cards import Card
from bot.messages.commands import AttachedFile, FormValues, Said
from bot.messages.learning import CheckText, OpenCheck, ShowCheck, SubmitCheck
from bot.ports import NotFound, Unavailable, UnreadablePaper, Work
from bot.texts import text_check as texts
from bot.texts.words import shortened
from bot.usecases.desk import Desk
from bot.usecases.form_values import text_of
from bot.usecases.learning.lessons import minute_on
from bot.usecases.people.finding import answer
from bot.usecases.replies import reply, show
from bot.usecases.situation import Situation, look

MOST_BYTES = 5_000_000
_WANTS = re.compile(r"\b(?:check|review this|plan or strategy)\b", re.IGNORECASE)


def wants_check(said: Said) -> bool:
    """Whether files came with the wish to have them checked."""
    return bool(said.files) and len(said.text) <= 300 and _WANTS.search(said.text) is not None


async def open_check(work: Work[OpenCheck], desk: Desk) -> None:
    """The form for a text; a card with a button where none could be opened."""
    async with desk.ledger.read(work.scope) as books:
        situation = await look(books, work)
    async with desk.ledger.write(work) as open_books:
        open_books.say(*show(work, situation.member, texts.paste_form(), texts.paste_here()))


async def check_typed(work: Work[CheckText], desk: Desk) -> None:
    """Words after the command."""
    await _check(work, desk, Paper(name=_name(work.command.text), pages=(work.command.text,)))


async def check_pasted(work: Work[SubmitCheck], desk: Desk) -> None:
    """A text from the form."""
    text = text_of(work.command.values, "text")
    await _check(work, desk, Paper(name=_name(text), pages=(text,)), _sort(work.command.values))


async def check_files(work: Work[Said], desk: Desk) -> None:
    """A file that came with "check this"."""
    files = work.command.files
    if len(files) > 1:
        await _refuse(work, desk, texts.one_at_a_time([file.name for file in files]))
        return
    await desk.progress.status(work, f"reading {shortened(files[0].name, 60)} ...")
    paper = await _paper(work, desk, files[0])
    if isinstance(paper, Card):
        await _refuse(work, desk, paper)
    else:
        await _check(work, desk, paper)


async def show_check(work: Work[ShowCheck], desk: Desk) -> None:
    """One part of a check, in place of the card that was clicked."""
    command = work.command
    async with desk.ledger.read(work.scope) as books:
        situation = await look(books, work)
        try:
            made = await books.of(TextCheck).get(command.check_id)
        except NotFound:
            made = None
    if made is None:
        card = texts.forgotten()
    elif command.part:
        card = texts.part_card(made, command.part, command.page)
    else:
        card = texts.summary(made)
    await answer(work, desk, situation, card, in_place=True)


async def _paper(work: Work[Any], desk: Desk, file: AttachedFile) -> Paper | Card:
    if file.size > MOST_BYTES:
        return texts.unread(file.name, DocumentFlaw.TOO_LARGE, limit=MOST_BYTES)
    try:
        content = await desk.files.content(work.scope.workspace, file, limit=MOST_BYTES)
        return await desk.papers.read(file.name, content)
    except UnreadablePaper as problem:
        return texts.unread(file.name, problem.flaw, problem.has, problem.limit)
    except ValueError:
        return texts.unread(file.name, DocumentFlaw.TOO_LARGE, limit=MOST_BYTES)
    except Unavailable:
        return texts.unread(file.name, DocumentFlaw.NOT_ARRIVED)


async def _check(work: Work[Any], desk: Desk, paper: Paper, sort: Sort | None = None) -> None:
    async with desk.ledger.read(work.scope) as books:
        situation = await look(books, work)
    cues = CheckCues(
        plan=desk.knowledge.plan_cues,
        assumptions=desk.knowledge.assumptions,
        alliance=desk.knowledge.alliance,
    )
    found = check(paper, cues, sort=sort, buyers=_buyers(situation))
    examined = await desk.coach.examine(paper, found, situation.circumstances())
    made = TextCheck(
        id=work.new_id("check"),
        workspace=work.scope.workspace,
        space=work.scope.own,
        created_at=work.now,
        name=paper.name,
        checked=examined.checked,
        mode=examined.provenance.mode,
        prompt=examined.provenance.prompt,
    )
    async with desk.ledger.write(work) as books_open:
        await books_open.of(TextCheck).put(made)
        offers = await minute_on(books_open, work, Moment.PLAN_CHECK)
        books_open.say(*reply(work, situation.member, texts.summary(made, work.change, offers)))


def _buyers(situation: Situation) -> tuple[str, ...]:
    """Everybody whose acts are their own: contacts, also by first name, and accounts."""
    people = situation.people
    names = {
        name for c in people.contacts for name in (c.name, c.name.split()[0], *c.aliases) if len(name) > 2
    }
    return tuple(sorted(names | {account.name for account in people.accounts}))


def _name(text: str) -> str:
    first = next((line.strip("# *-\t") for line in text.splitlines() if line.strip("# *-\t")), "")
    return f"“{shortened(first, 40)}”" if first else "a pasted text"


def _sort(values: FormValues) -> Sort | None:
    chosen = text_of(values, "sort")
    return Sort(chosen) if chosen in list(Sort) else None


async def _refuse(work: Work[Any], desk: Desk, card: Card) -> None:
    async with desk.ledger.read(work.scope) as books:
        situation = await look(books, work)
    await answer(work, desk, situation, card)
