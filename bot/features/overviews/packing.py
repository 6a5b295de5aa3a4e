"""Puts a pack for a QBR together, from the member's own notes alone (B2)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from bot.core.contacts import Account, Contact
from bot.core.finding import touch_day
from bot.core.notes import Note, NoteKind, Promiser, is_missed
from bot.core.ports.store import StoreReader
from bot.core.sections import OBJECTIVE_POINT, REVIEWED
from bot.core.turn import Turn
from bot.features.overviews.cards import pack as cards
from bot.features.overviews.gathering import read_side
from bot.features.overviews.rules.pack import (
    PackLine,
    PackSection,
    ReviewPack,
    choose_questions,
    promises_of,
    review_since,
    sort_people,
)
from bot.features.overviews.rules.sides import SideRecord
from bot.features.overviews.rules.telling import find_changes, find_decisions
from bot.features.partner_view.contracts import find_doubts
from bot.features.rounds.contracts.cards import topic_of
from bot.features.rounds.contracts.picture import Picture, own_words_of, picture_of

_MOST = 12
"""Lines of a section."""


async def make_pack(reader: StoreReader, turn: Turn[Any], account: Account) -> ReviewPack:
    """All that a review with a company needs; what others share with the member is left out.

    A file leaves the bot, so it holds nothing that somebody else may take back.
    """
    own = turn.scope.own
    read = await read_side(reader, turn, account)
    side = replace(
        read,
        notes=tuple(each for each in read.notes if each.space == own and each.kind is not NoteKind.REVIEW),
        promises=tuple(each for each in read.promises if each.space == own),
        facts=tuple(each for each in read.facts if each.space == own),
    )
    since = review_since(turn.today)
    told = [
        each
        for each in side.notes
        if since <= each.occurred_on <= turn.today and each.kind is not NoteKind.ANSWER
    ]
    answers = picture_of(each for each in side.notes if each.kind is NoteKind.ANSWER)
    everybody: list[Contact | Account] = [account, *side.people]
    points = [point for whom in everybody for point in await turn.sections(reader, REVIEWED, whom)]
    has_objective = any(each.label == OBJECTIVE_POINT for each in points)
    topics = [each.id for each in turn.knowledge.tactegic.questions]
    answered = {question for (of, question) in answers if of == account.id}
    asked = choose_questions(topics, answered, has_objective)
    sections = (
        *_people(turn, side),
        *_promises(turn, side, since),
        _changes(turn, side, told, since),
        _future(account, answers, topics),
        _risks(turn, side, told, account.name),
        cards.questions_section(asked, account.name),
        _to_bring(turn, side, {point.label: point.words for point in reversed(points)}),
    )
    quoted = [line.note_id for section in sections for line in section.lines if line.note_id]
    ids = [*(each.id for each in side.people), *(each.id for each in side.promises), *quoted]
    of_points = [id for point in points for id in point.about]
    return ReviewPack(
        account_id=account.id,
        name=account.name,
        since=since,
        made_on=turn.today,
        sections=sections,
        quotes=tuple(dict.fromkeys((account.id, *ids, *of_points))),
    )


def _people(turn: Turn[Any], side: SideRecord) -> tuple[PackSection, ...]:
    there = sort_people(side.people, turn.today)
    present = [cards.person_line(each, touch_day(turn, each), turn.today) for each in there.present]
    missing = [cards.quiet_line(each, touch_day(turn, each), turn.today) for each in there.quiet]
    missing += [cards.to_meet_line(each) for each in there.to_meet]
    return cards.present_section(present[:_MOST]), cards.missing_section(missing[:_MOST])


def _promises(turn: Turn[Any], side: SideRecord, since: date) -> tuple[PackSection, ...]:
    names = _names(turn)
    found = []
    for by in (Promiser.MEMBER, Promiser.CONTACT):
        rows = promises_of(side.promises, by, since, turn.today)
        lines = [cards.promise_line(each, names, turn.today) for each in rows[:_MOST]]
        found.append(cards.promises_section(lines, mine=by is Promiser.MEMBER))
    return tuple(found)


def _changes(turn: Turn[Any], side: SideRecord, told: Sequence[Note], since: date) -> PackSection:
    names = _names(turn)
    lines = [cards.change_line(each, names) for each in find_changes(side.facts, since, turn.today)]
    lines += [
        PackLine(each.text, each.note.occurred_on, each.note.id, is_quote=True)
        for each in find_decisions(told)
    ]
    lines.sort(key=lambda line: line.day or since)
    return cards.changes_section(lines[-_MOST:])


def _future(account: Account, answers: Picture, topics: list[str]) -> PackSection:
    lines = []
    for topic in topics:
        known = answers.get((account.id, topic))
        if known is not None:
            words = own_words_of(known.note)
            lines.append(cards.answer_line(topic_of(topic), words, known.note.occurred_on, known.note.id))
    lines += [cards.open_line(topic_of(each)) for each in topics if (account.id, each) not in answers]
    return cards.future_section(lines[:_MOST])


def _risks(turn: Turn[Any], side: SideRecord, told: Sequence[Note], name: str) -> PackSection:
    names, lines = _names(turn), list[PackLine]()
    for each in side.promises:
        if is_missed(each, turn.today):
            lines.append(cards.missed_line(each, names, mine=each.by is Promiser.MEMBER))
    if len(side.people) == 1:
        lines.append(cards.alone_line(side.people[0], name))
    lines += [
        PackLine(each.text, each.note.occurred_on, each.note.id, is_quote=True) for each in find_doubts(told)
    ]
    return cards.risks_section(lines[:_MOST])


def _to_bring(turn: Turn[Any], side: SideRecord, points: dict[str, str]) -> PackSection:
    opened = promises_of(side.promises, Promiser.MEMBER, turn.today, turn.today)
    names = _names(turn)
    lines = [cards.promise_line(each, names, turn.today) for each in opened]
    lines += cards.bring_lines(points)
    return cards.bring_section(lines[:_MOST])


def _names(turn: Turn[Any]) -> dict[str, str]:
    return {each.id: each.name for each in turn.people.contacts}
