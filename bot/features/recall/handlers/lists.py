"""Answers a question that asks for stored rows: lists page by page, the last touch, roles (B1, B2)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.core.contacts import Contact, ContactId
from bot.core.sections import ASKED, RowsAsked
from bot.core.turn import Turn
from bot.features.recall.cards import facts
from bot.features.recall.cards import lists as cards
from bot.features.recall.commands import Ask
from bot.features.recall.handlers.birthdays import reply_with_birthdays
from bot.features.recall.handlers.known import to_known_people
from bot.features.recall.handlers.notes_of_a_time import reply_with_notes
from bot.features.recall.handlers.paging import page_of, rows_of, view_of
from bot.features.recall.handlers.promises import reply_with_promises
from bot.features.recall.handlers.replies import Reply
from bot.features.recall.handlers.roles import reply_with_role
from bot.features.recall.handlers.touches import reply_with_last_touch, reply_with_met, reply_with_times_met
from bot.features.recall.rules.last_touch_asked import LastTouchAsked, TimesMetAsked
from bot.features.recall.rules.lists_asked import (
    BirthdaysAsked,
    MetAsked,
    PeopleAsked,
    list_asked,
)
from bot.features.recall.rules.promises_asked import PromisesAsked
from bot.features.recall.rules.roles_asked import FactAsked, has_role

_FOCUS = 3
PRONOUN = re.compile(r"\b(?:she|he|her|him|his|hers|they|them|their)\b", re.IGNORECASE)


async def reply_with_list(turn: Turn[Ask], question: str, named: tuple[ContactId, ...]) -> Reply | None:
    """The list that a question asks for; None where it asks for none, or the notes may know more."""
    pronouns = tuple(dict.fromkeys(each[0] for each in PRONOUN.finditer(question)))
    async with turn.read() as reader:
        asks = RowsAsked(question=question, named=named, pronouns=pronouns)
        for told in await turn.sections(reader, ASKED, asks):
            return Reply(card=told.card, about=told.about, focus=told.focus)
    companies = list(turn.people.companies.values())
    asked = list_asked(question, to_known_people(turn.people), companies, turn.today)
    match asked:
        case PromisesAsked():
            return await reply_with_promises(turn, asked, named)
        case LastTouchAsked():
            return await reply_with_last_touch(turn, asked, question, named)
        case TimesMetAsked():
            return await reply_with_times_met(turn, asked, named)
        case MetAsked():
            return await reply_with_met(turn, asked)
        case PeopleAsked():
            return _people(turn, asked)
        case FactAsked() if named:
            return await _facts(turn, asked, named)
        case BirthdaysAsked() if not named:
            return await reply_with_birthdays(turn, asked)
        case _:
            return await reply_with_notes(turn, question, named, companies)


async def _facts(turn: Turn[Ask], asked: FactAsked, named: tuple[ContactId, ...]) -> Reply | None:
    """What is stored of those who are named; None where nothing is: a note may say it."""
    told = [each for each in turn.people.some(named) if getattr(each, asked.field)]
    if not told:
        return None
    if asked.field == "title" and len(told) == 1:
        return await reply_with_role(turn, told[0])
    shown = [view_of(turn, each) for each in told[:_FOCUS]]
    about = tuple(dict.fromkeys(id for each in told for id in each.about))
    return Reply(card=facts.facts_card(shown, asked.field, today=turn.today), about=about, focus=named)


def _people(turn: Turn[Ask], asked: PeopleAsked) -> Reply | None:
    """Whom the member knows there; None where nobody fits: a note may say who it is."""
    accounts = [each for each in turn.people.accounts if each.name in asked.companies]
    there: Sequence[Contact] = (
        [contact for account in accounts for contact in turn.people.at(account.id)]
        if asked.companies
        else turn.people.contacts
    )
    fitting = [each for each in there if not asked.role or has_role(each.title, asked.role)]
    if asked.tag:
        fitting = [each for each in there if asked.tag.casefold() in map(str.casefold, each.tags)]
    if not fitting:
        return None
    fitting.sort(key=lambda each: each.name.casefold())
    page = page_of(turn, len(fitting))
    shown = rows_of(fitting, page)
    company = " and ".join(account.name for account in accounts)
    views = [view_of(turn, each) for each in shown]
    card = cards.people_card(views, page, company=company, role=asked.role or asked.tag, today=turn.today)
    about = tuple(dict.fromkeys(id for each in shown for id in each.about))
    return Reply(card=card, about=about, focus=tuple(each.id for each in shown[:_FOCUS]))
