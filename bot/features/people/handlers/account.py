"""Shows the page of an account: who is there, how things stand, and what is known of their future (B2)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from bot.core.commands import ShowAccount
from bot.core.contacts import Account, Contact, Standing, Tier
from bot.core.deliveries import NOTHING
from bot.core.finding import touch_day
from bot.core.naming import Nobody, One
from bot.core.notes import Commitment, CommitmentState, Note, Touch
from bot.core.paging import page_within
from bot.core.ports.store import StoreReader
from bot.core.sections import ACCOUNT
from bot.core.turn import Turn
from bot.core.words import PAGE
from bot.features.people.cards import account as cards
from bot.features.people.commands import SetAccount, ShowContact
from bot.features.people.contracts.reading import sort_by_due_date, view_commitments
from bot.features.people.handlers.contacts import set_account, show_contact

_LATEST = 4
"""Touches that the page shows."""
_LATEST_NOTES = 3
"""Notes that the page shows."""
_MOST_PROMISES = 6
"""Promises that the page shows; a button leads to the rest."""


async def show_account(turn: Turn[ShowAccount]) -> None:
    """Show one account; "account Ana Northwind" says that Ana belongs to Northwind."""
    command, people = turn.command, turn.people
    account = _find(turn)
    if account is not None:
        await show_page(turn, account, command.page, turns=command.turns)
    elif command.account_id:
        await turn.answer(cards.account_is_gone(), about=NOTHING)
    elif not command.name.strip():
        await _ask_which(turn)
    elif isinstance(one := people.who(command.name), One):
        await _show_company_of(turn, one.contact)
    elif (named := split_person(turn, command.name)) is not None:
        person, company = named
        if people.account_meant(company) is not None:
            await set_account(turn.instead(SetAccount(person.name, company, contact_id=person.id)))
            return
        await turn.answer(cards.no_account_card(command.name, person, company), about=(person.id,))
    else:
        await turn.answer(cards.no_account_card(command.name, None, ""), about=NOTHING)


async def _show_company_of(turn: Turn[ShowAccount], contact: Contact) -> None:
    """Show the account that somebody belongs to, or say that it is not known."""
    account = next((each for each in turn.people.accounts if each.id == contact.account_id), None)
    if account is None:
        await turn.answer(cards.company_not_known(contact), about=(contact.id,))
    else:
        await show_page(turn, account)


async def _ask_which(turn: Turn[ShowAccount]) -> None:
    """Offer the accounts with most people."""
    people = turn.people
    known = [(each, len(people.at(each.id))) for each in people.accounts]
    known.sort(key=lambda pair: (-pair[1], pair[0].name.casefold()))
    card = cards.which_account(known)
    await turn.answer(card, about=tuple(each.id for each, _ in known[: cards.MOST_ASKED]))


async def show_contact_or_account(turn: Turn[ShowContact]) -> None:
    """Show a person; where nobody has the name, but a company does, show that."""
    command = turn.command
    unknown = not command.contact_id and isinstance(turn.people.who(command.name), Nobody)
    account = turn.people.account_meant(command.name) if unknown else None
    if account is None:
        await show_contact(turn)
    else:
        await show_page(turn, account)


def _find(turn: Turn[ShowAccount]) -> Account | None:
    command, people = turn.command, turn.people
    if command.account_id:
        return next((each for each in people.accounts if each.id == command.account_id), None)
    return people.account_meant(command.name) if command.name.strip() else None


def split_person(turn: Turn[Any], words: str) -> tuple[Contact, str] | None:
    """The known person with whom words begin, by the longest name that fits, and what follows it."""
    parts = words.split()
    for length in range(len(parts) - 1, 0, -1):
        match turn.people.who(" ".join(parts[:length])):
            case One(contact):
                return contact, " ".join(parts[length:])
    return None


async def show_page(turn: Turn[Any], account: Account, page: int = 0, *, turns: bool = False) -> None:
    """Show a page of an account, and what other features know of it on the first one."""
    people = sorted(turn.people.at(account.id), key=_closest_first)
    page = page_within(page, len(people))
    here = people[page * PAGE : (page + 1) * PAGE]
    async with turn.read() as reader:
        touches = [] if page else await _latest_touches(reader, people)
        promises = [] if page else await _open_promises(reader, people)
        notes = [] if page else await _latest_notes(reader, turn, account)
        told = () if page else await turn.sections(reader, ACCOUNT, account)
    shown = sort_by_due_date(promises)[:_MOST_PROMISES]
    names = {each.id: each.name for each in people}
    days: dict[str, date] = {each.id: day for each in people if (day := touch_day(turn, each)) is not None}
    view = cards.AccountView(
        account=account,
        people=here,
        total=len(people),
        strategic=sum(each.tier is Tier.STRATEGIC for each in people),
        last_touch=max(days.values(), default=None),
        last_touches=[(each, names[each.contact_id]) for each in touches],
        promises=view_commitments(shown, turn.people),
        open_promises=len(promises),
        notes=notes,
        touched_on=days,
        page=page,
        today=turn.today,
    )
    card = cards.account_card(view, [part for section in told for part in section.parts])
    of_people = [each.contact_id for each in touches] + [each.contact_id for each in shown if each.contact_id]
    ids = [
        *(each.id for each in here),
        *(each.id for each in touches),
        *(each.id for each in shown),
        *(each.id for each in notes),
    ]
    quoted = (account.id, *ids, *of_people)
    about = dict.fromkeys((*quoted, *(id for section in told for id in section.about)))
    send = turn.update if turns else turn.reply
    async with turn.commit() as uow:
        await turn.remember(uow, changed=False)
        uow.say(*send(card, about=tuple(about), redraw=ShowAccount(account_id=account.id, page=page)))


_STANDINGS = (Standing.ACTIVE, Standing.KNOWN, Standing.PARKED, Standing.RELEASED)


def _closest_first(contact: Contact) -> tuple[int, bool, float, str]:
    """The active ones first, of these the strategic ones, then those touched last."""
    touched: datetime | None = contact.last_touch_at
    ago = -touched.timestamp() if touched else 0.0
    return _STANDINGS.index(contact.standing), contact.tier is not Tier.STRATEGIC, ago, contact.name


async def _latest_touches(reader: StoreReader, people: list[Contact]) -> list[Touch]:
    ids = tuple(each.id for each in people)
    found = await reader.of(Touch).find(contact_id=ids) if ids else []

    def newest(touch: Touch) -> tuple[date, datetime]:
        return touch.occurred_on, touch.created_at

    return sorted(found, key=newest, reverse=True)[:_LATEST]


async def _latest_notes(reader: StoreReader, turn: Turn[Any], account: Account) -> list[Note]:
    """The member's own latest notes about the company, or about somebody there."""
    return await reader.of(Note).find(
        account_ids=account.id,
        space=turn.scope.own,
        superseded_by=None,
        newest_first=True,
        limit=_LATEST_NOTES,
    )


async def _open_promises(reader: StoreReader, people: list[Contact]) -> list[Commitment]:
    ids = tuple(each.id for each in people)
    return await reader.of(Commitment).find(contact_id=ids, state=CommitmentState.OPEN) if ids else []
