"""Sums up what happened with somebody, with a company or with everybody over a span of days (B2)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from bot.core.coaching.understanding import Mode
from bot.core.contacts import Account, Contact
from bot.core.deliveries import NOTHING
from bot.core.form_values import written_day
from bot.core.turn import Turn
from bot.features.notes.contracts.sharers import find_sharers
from bot.features.overviews.cards import summary as cards
from bot.features.overviews.commands import Summarize
from bot.features.overviews.gathering import ask_model, read_everybody, read_side, whom_named, within
from bot.features.overviews.rules.asked import read_span_of
from bot.features.overviews.rules.sides import SideRecord
from bot.features.overviews.rules.telling import choose_notes, find_changes, find_decisions
from bot.language.dates import day_first_in

_USUAL = timedelta(days=91)
"""How far back a summary goes that names no time."""


async def summarize(turn: Turn[Summarize]) -> None:
    """Say what changed, what was decided and promised, and what was noted, each with its day and source."""
    turn = _with_span(turn)
    command = turn.command
    until = written_day(command.until) or turn.today
    since = written_day(command.since) or until - _USUAL
    if since > turn.today or until < since:
        await turn.answer(cards.not_yet(), about=NOTHING)
        return
    whom = await _find(turn)
    if isinstance(whom, str):
        await _show(turn, None, since, min(until, turn.today))
    elif whom is not None:
        await _show(turn, whom, since, min(until, turn.today))


def _with_span(turn: Turn[Summarize]) -> Turn[Summarize]:
    """The same Turn, with the words of its command read."""
    command = turn.command
    if not command.words:
        return turn
    asked = read_span_of(command.words, turn.today, day_first=day_first_in(turn.member.zone))
    since, until = (each.isoformat() if each else "" for each in (asked.since, asked.until))
    return turn.instead(Summarize(asked.whom, since, until, command.contact_id))


async def _find(turn: Turn[Summarize]) -> Contact | Account | str | None:
    """Whom to sum up: "" for everybody; None when the member was asked or told."""
    command = turn.command
    if not command.name.strip() and not command.contact_id:
        return ""
    return await whom_named(
        turn,
        command.name,
        command.contact_id,
        lambda id: Summarize(command.name, command.since, command.until, id),
    )


async def _show(turn: Turn[Any], whom: Contact | Account | None, since: date, until: date) -> None:
    name = whom.name if whom else ""
    await turn.status(cards.summing_status(name))
    async with turn.read() as reader:
        whole = await (read_side(reader, turn, whom) if whom else read_everybody(reader, turn))
    record = within(whole, since, until, turn.day_of)
    wanted = _wanted(record)
    promised_in = {each.note_id for each in record.promises if each.note_id}
    notes = choose_notes(record.notes, promised_in, wanted, turn.today, cards.MOST_NOTES)
    weighty = choose_notes(record.notes, promised_in, wanted, turn.today, len(record.notes))
    asked = await ask_model(turn, cards.question(name, since, until), weighty[::-1], wanted)
    written, mode = asked if asked is not None else (None, Mode.RULES)
    changes = find_changes(whole.facts, since, until)
    decisions = find_decisions(record.notes)
    contacts = turn.people.contacts
    view = cards.SummaryView(
        whom=name,
        contact_id=whom.id if isinstance(whom, Contact) else "",
        since=since,
        until=until,
        today=turn.today,
        record=record,
        notes=notes,
        decisions=decisions,
        changes=changes,
        names={each.id: each.name for each in contacts},
        sharers=await find_sharers(turn, notes),
        written=written,
        mode=mode,
    )
    shown = [*notes, *(each.note for each in decisions[-cards.MOST_DECISIONS :])]
    people = (whom,) if isinstance(whom, Contact) else ()
    about = dict.fromkeys(
        [
            *((whom.id,) if whom else ()),
            *(id for note in shown for id in (note.id, *note.contact_ids)),
            *(each.note_id for each in (written.cited if written else ())),
            *(id for each in changes[: cards.MOST_CHANGES] for id in each.about),
            *(each.id for each in record.promises),
            *(each.contact_id for each in record.promises if each.contact_id),
        ]
    )
    async with turn.commit() as uow:
        await turn.remember(uow, focus=tuple(each.id for each in people), changed=False)
        uow.say(*turn.reply(cards.summary_card(view), about=tuple(about)))


def _wanted(record: SideRecord) -> list[str]:
    """Whose notes have to be among those shown: everybody of a company who has any, the busiest first."""
    counts: dict[str, int] = {}
    for note in record.notes:
        for id in note.contact_ids:
            if id in record.contact_ids:
                counts[id] = counts.get(id, 0) + 1
    return sorted(counts, key=lambda id: -counts[id])[: cards.MOST_NOTES]
