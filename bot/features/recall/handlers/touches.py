"""Answers from the touches: who was met in a time, and when somebody was last met (B1, B2)."""

from __future__ import annotations

from collections.abc import Sequence

from bot.core.contacts import ContactId
from bot.core.notes import Note, Touch
from bot.core.turn import Turn
from bot.features.recall.cards import facts
from bot.features.recall.cards import lists as cards
from bot.features.recall.commands import Ask
from bot.features.recall.handlers.notes_of_a_time import notes_within
from bot.features.recall.handlers.paging import page_of, rows_of, view_of
from bot.features.recall.handlers.replies import Reply
from bot.features.recall.rules.deciding import Way
from bot.features.recall.rules.last_touch_asked import LastTouchAsked, TimesMetAsked
from bot.features.recall.rules.lists_asked import MetAsked
from bot.language.asking import companies_named

_FOCUS = 3
_CERTAIN = frozenset({"in person", "phone", "video", "email", "message"})
"""Channels that are surely no other one."""


async def reply_with_met(turn: Turn[Ask], asked: MetAsked) -> Reply | None:
    """Whom the member was in touch with in a time, or the notes of that time."""
    async with turn.read() as reader:
        touches = await reader.of(Touch).find(space=turn.scope.own)
        notes = await reader.of(Note).find(superseded_by=None)
    latest: dict[ContactId, Touch] = {}
    for touch in sorted(touches, key=lambda each: (each.occurred_on, each.created_at)):
        if asked.since <= touch.occurred_on <= asked.until and turn.people.get(touch.contact_id):
            latest[touch.contact_id] = touch
    if asked.companies:
        latest = _only_at(turn, latest, asked.companies)
        if not latest:
            return None
    if not latest:
        return await notes_within(turn, notes, (asked.since, asked.until), ()) or Reply(
            card=cards.nobody_met_then((asked.since, asked.until)), way=Way.REFUSED
        )
    met = sorted(latest.values(), key=lambda each: (each.occurred_on, each.created_at), reverse=True)
    page = page_of(turn, len(met))
    shown = rows_of(met, page)
    rows = [
        cards.MetView(view_of(turn, contact), touch.occurred_on, touch.note_id or "")
        for touch in shown
        for contact in turn.people.some([touch.contact_id])
    ]
    card = cards.met_card(rows, page, span=(asked.since, asked.until), today=turn.today)
    ids = tuple(each.contact_id for each in shown)
    told = tuple(each.note_id for each in shown if each.note_id)
    return Reply(card=card, about=(*ids, *told), focus=ids[:_FOCUS], note_ids=told)


def _only_at(
    turn: Turn[Ask], latest: dict[ContactId, Touch], companies: Sequence[str]
) -> dict[ContactId, Touch]:
    """Those of them who are at these companies."""
    accounts = {each.id for each in turn.people.accounts if each.name in companies}
    there = {each.id for each in turn.people.some(list(latest)) if each.account_id in accounts}
    return {id: touch for id, touch in latest.items() if id in there}


async def reply_with_last_touch(
    turn: Turn[Ask], asked: LastTouchAsked, question: str, named: tuple[ContactId, ...]
) -> Reply | None:
    """When the member was last in touch with those who are named; None where no touch is known.

    "When did we last meet?" means whom the conversation is about.
    """
    wanted = named or _people_at_companies(turn, question) or turn.focus[:1]
    async with turn.read() as reader:
        touches = await reader.of(Touch).find(space=turn.scope.own)
        latest = _latest_of_each(touches, wanted, asked)
        ids = tuple(each.note_id for each in latest if each.note_id)
        notes = {note.id: note for note in (await reader.of(Note).find(id=ids) if ids else ())}
    if not latest:
        return None
    shown = latest[:_FOCUS] if named else latest[:1]
    views = [
        facts.LastTouchView(
            name=contact.name,
            day=touch.occurred_on,
            channel=touch.channel,
            note=(note := notes.get(touch.note_id) if touch.note_id else None),
            people=turn.people.names(note.contact_ids) if note else (),
            is_other=not _may_be(touch, asked),
        )
        for touch in shown
        for contact in turn.people.some([touch.contact_id])
    ]
    told = tuple(dict.fromkeys(each.note.id for each in views if each.note))
    people = tuple(id for each in views if each.note for id in each.note.contact_ids)
    about = tuple(dict.fromkeys((*(each.contact_id for each in shown), *told, *people)))
    focus = tuple(each.contact_id for each in shown)
    return Reply(card=facts.last_touch_card(views), about=about, focus=focus, note_ids=told)


async def reply_with_times_met(
    turn: Turn[Ask], asked: TimesMetAsked, named: tuple[ContactId, ...]
) -> Reply | None:
    """How often the member was in touch with those who are named, by which ways; None where nobody is."""
    people = turn.people.some(named or turn.focus[:1])[:_FOCUS]
    if not people:
        return None
    async with turn.read() as reader:
        touches = await reader.of(Touch).find(space=turn.scope.own)
    within = [
        each
        for each in touches
        if (asked.since is None or each.occurred_on >= asked.since)
        and (asked.until is None or each.occurred_on <= asked.until)
    ]
    views = [
        facts.TimesMetView(
            each.name, tuple((t.occurred_on, t.channel) for t in within if t.contact_id == each.id)
        )
        for each in people
    ]
    ids = tuple(each.id for each in people)
    return Reply(card=facts.times_met_card(views), about=ids, focus=ids)


def _people_at_companies(turn: Turn[Ask], question: str) -> tuple[ContactId, ...]:
    companies = companies_named(question, list(turn.people.companies.values()))
    accounts = [each for each in turn.people.accounts if each.name in companies]
    return tuple(contact.id for account in accounts for contact in turn.people.at(account.id))


def _latest_of_each(
    touches: Sequence[Touch], wanted: Sequence[ContactId], asked: LastTouchAsked
) -> list[Touch]:
    """The last touch of each contact, those by a channel that was asked about before any other."""
    latest: dict[ContactId, Touch] = {}
    for touch in sorted(touches, key=lambda each: (_may_be(each, asked), each.occurred_on, each.created_at)):
        if touch.contact_id in wanted:
            latest[touch.contact_id] = touch
    return sorted(latest.values(), key=lambda each: (each.occurred_on, each.created_at), reverse=True)


def _may_be(touch: Touch, asked: LastTouchAsked) -> bool:
    """Whether a touch was, or may have been, by one of the channels asked about."""
    return not asked.channels or touch.channel in asked.channels or touch.channel not in _CERTAIN
