"""What overviews add to answers: what was decided with somebody or at a company (B2)."""

from __future__ import annotations

from typing import Any

from bot.core.naming import company_key
from bot.core.notes import Note
from bot.core.ports.store import StoreReader
from bot.core.sections import ASKED, FromRows, RowsAsked, Section
from bot.core.turn import Turn
from bot.features.overviews.cards.decisions import decisions_card
from bot.features.overviews.rules.decisions_asked import decisions_asked
from bot.features.overviews.rules.telling import find_decisions
from bot.language.asking import companies_named

_MOST = 6


async def answer_with_decisions(
    reader: StoreReader, turn: Turn[Any], asks: RowsAsked
) -> tuple[FromRows, ...]:
    """The sentences of notes that tell of decisions with those who are named; none where no note does."""
    whom = decisions_asked(asks.question)
    if not whom:
        return ()
    named = companies_named(whom, list(turn.people.companies.values()))
    accounts = [each for each in turn.people.accounts if each.name in named[:1]]
    is_company = bool(accounts) and company_key(whom) == company_key(accounts[0].name)
    if not is_company and not asks.named:
        return ()
    ids = [each.id for each in turn.people.at(accounts[0].id)] if is_company else list(asks.named)
    notes: dict[str, Note] = {}
    own: dict[str, Any] = {"space": turn.scope.own, "superseded_by": None}
    wanted: dict[str, Any] = {"contact_ids": ids, "account_ids": [accounts[0].id] if is_company else []}
    for field, values in wanted.items():
        found = await reader.of(Note).find(**own, **{field: values}) if values else []
        notes |= {each.id: each for each in found}
    decisions = find_decisions(notes.values())[::-1]
    if not decisions:
        return ()
    shown = decisions[:_MOST]
    name = accounts[0].name if is_company else turn.people.names(asks.named)[0]
    about = dict.fromkeys(id for each in shown for id in (each.note.id, *each.note.contact_ids))
    focus = () if is_company else asks.named
    card = decisions_card(name, shown, len(decisions) - len(shown))
    return (FromRows(card=card, about=tuple(about), focus=focus),)


SECTIONS = (Section(ASKED, 20, answer_with_decisions),)
