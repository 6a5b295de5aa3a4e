"""B1: the people and companies of a note, gathered one mention after the other as known or new."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.core.coaching.understanding import Mention, Understanding
from bot.core.contacts import Account, AccountId, Contact, ContactId, is_sample, marked_name
from bot.core.naming import Nobody, One, Resolution, Several, company_key, named, resolve, same_company
from bot.core.note_context import NoteContext
from bot.core.notes import OpenMention
from bot.language.names import fold


@dataclass(slots=True)
class Gathered:
    """The people and companies of a note, gathered one mention after the other."""

    people: dict[str, Contact]
    new: set[str]
    accounts: dict[str, Account]
    opened: list[OpenMention]
    spoken: dict[str, ContactId]
    """Contact ids by the name as written."""
    left: list[tuple[Contact, Mention]]
    """People who moved, as they were before, with what the text says of it."""


def gather(understanding: Understanding, context: NoteContext) -> tuple[Gathered, tuple[AccountId, ...]]:
    """Find the people of a text, and the accounts of theirs and of the companies that it names."""
    gathered = Gathered({}, set(), {}, [], {}, [])
    understanding = _without_sites(understanding, context)
    for mention in _sort_mentions(understanding.mentions):
        _add_person(mention, understanding, context, gathered)
    _place_beside(understanding.mentions, gathered)
    mentioned = [_find_or_add_account(name, context, gathered) for name in understanding.companies]
    return gathered, _gather_account_ids(gathered, mentioned)


def _without_sites(understanding: Understanding, context: NoteContext) -> Understanding:
    """What was understood with "Halvorsen" for "Halvorsen HQ", unless an account is called just that."""
    known = {fold(account.name) for account in context.accounts}

    def bare(name: str) -> str:
        return name if fold(name) in known else _SITE.sub("", name) or name

    return replace(
        understanding,
        mentions=tuple(
            replace(each, company=bare(each.company), former_company=bare(each.former_company))
            for each in understanding.mentions
        ),
        companies=tuple(dict.fromkeys(map(bare, understanding.companies))),
    )


_SITE = re.compile(
    r"(?:'s)?\s+(?:HQ|(?:head)?quarters|(?:(?:head|main|regional) )?offices?|plant|site|factory|warehouse)$",
    re.IGNORECASE,
)


def find_whom(written: str, gathered: Gathered) -> ContactId | None:
    """The person of the note whom a promise or request is with; the only one, where no name says it."""
    if any(opened.written.casefold() == written.casefold().strip() for opened in gathered.opened):
        return None  # the card asks which one is meant
    alone = ContactId(next(iter(gathered.people))) if len(gathered.people) == 1 else None
    return gathered.spoken.get(written.casefold().strip(), _find_by_part(written, gathered) or alone)


def without_receiver(what: str, person: Contact | None) -> str:
    """What was promised, without who receives it: "send the list" for "send Ana the list"."""
    if person is None:
        return what
    names = "|".join(re.escape(name) for name in (person.name, person.name.split()[0]))
    return re.sub(rf"{_HANDS}(?:{names})\s+(?={_THING})", r"\1 ", what, count=1)


_HANDS = r"^(?i:(send|give|show|get|bring|mail|e-?mail|forward|lend|hand|offer|owe))\s+"
_THING = r"(?i:the|an?|our|my|some|his|her|their|two|three|all)\b"


def _find_by_part(whom: str, gathered: Gathered) -> ContactId | None:
    """The one person of the note who has a word of a name: "Ruiz" for Ana Ruiz."""
    wanted = set(whom.casefold().split())
    fits = [id for written, id in gathered.spoken.items() if wanted & set(written.split())]
    return fits[0] if wanted and len(set(fits)) == 1 else None


def _add_person(
    mention: Mention, understanding: Understanding, context: NoteContext, gathered: Gathered
) -> None:
    """Add the person whom a mention means, as known or new; or leave the mention open."""
    spoken = " ".join(mention.written.split())
    mention = named(mention)
    written = " ".join(mention.written.split())
    if not written:
        return
    here = tuple(ContactId(id) for id in reversed(gathered.people))
    focus = here + (_focus_of_pronoun(context) if mention.is_pronoun else context.in_thread)
    pool = [
        *(gathered.people.get(c.id, c) for c in context.contacts),
        *(gathered.people[id] for id in gathered.new),
    ]
    accounts = [*context.accounts, *gathered.accounts.values()]
    match _resolve_moved(mention, pool, accounts, focus, context):
        case One(contact):
            person = _enrich(contact, mention, context, gathered)
        case Several(candidates):
            _leave_open(written, candidates, gathered)
            return
        case Nobody():
            if mention.is_pronoun:
                return
            company = mention.company or _only_company(understanding, mention)
            account = _find_or_add_account(company, context, gathered) if company else None
            title = mention.job or mention.title
            person = context.new_contact(written, title, account.id if account else None)
            gathered.new.add(person.id)
    gathered.people[person.id] = person
    gathered.spoken |= {written.casefold(): person.id, spoken.casefold(): person.id}


def _focus_of_pronoun(context: NoteContext) -> tuple[ContactId, ...]:
    """Whom "she" may mean: a sample person only in the thread that is about them."""
    return tuple(id for id in context.in_focus if id in context.in_thread or not is_sample(id))


def _place_beside(mentions: Sequence[Mention], gathered: Gathered) -> None:
    """Give new people the company of whoever they are said to work with: "Ana's boss Raj"."""
    for mention in mentions:
        one = gathered.people.get(gathered.spoken.get(" ".join(mention.written.split()).casefold(), ""))
        other = gathered.people.get(gathered.spoken.get(" ".join(mention.beside.split()).casefold(), ""))
        if mention.beside and one and other and one.id in gathered.new and one.account_id is None:
            gathered.people[one.id] = replace(one, account_id=other.account_id)


def _resolve_moved(
    mention: Mention,
    pool: Sequence[Contact],
    accounts: Sequence[Account],
    focus: Sequence[ContactId],
    context: NoteContext,
) -> Resolution:
    """Whom a mention means; who has moved is looked for without the new company, too."""
    found = resolve(mention, pool, accounts, focus, context.names_read, is_told=True)
    if isinstance(found, One) or not mention.has_moved:
        return found
    before = replace(mention, company=mention.former_company)
    return resolve(before, pool, accounts, focus, context.names_read, is_told=True)


def _leave_open(written: str, candidates: Sequence[Contact], gathered: Gathered) -> None:
    if all(opened.written.casefold() != written.casefold() for opened in gathered.opened):
        gathered.opened.append(OpenMention(written, tuple(contact.id for contact in candidates)))


def _enrich(contact: Contact, mention: Mention, context: NoteContext, gathered: Gathered) -> Contact:
    """A known contact with the account or title that the note adds where none was known, or that is new."""
    before = contact
    if mention.company and (contact.account_id is None or mention.has_moved):
        contact = replace(contact, account_id=_find_or_add_account(mention.company, context, gathered).id)
    contact = named_in_full(contact, mention.written)
    title = mention.job or mention.title
    if title and (not contact.title or mention.has_moved):
        contact = replace(contact, title=title)
    if mention.has_moved and contact != before and (before.account_id or before.title):
        gathered.left.append((before, mention))
    return contact


def named_in_full(contact: Contact, written: str) -> Contact:
    """A contact who was known by the first name alone, with the full name that a note gives."""
    words = marked_name(contact, written).split()
    is_fuller = len(contact.name.split()) == 1 and len(words) > 1 and fold(words[0]) == fold(contact.name)
    if not is_fuller:
        return contact
    return replace(contact, name=" ".join(words), aliases=(*contact.aliases, contact.name))


def _find_or_add_account(name: str, context: NoteContext, gathered: Gathered) -> Account:
    wanted = company_key(name)
    theirs = {each.account_id for each in gathered.people.values() if is_sample(each.id)}
    known = [each for each in context.accounts if not is_sample(each.id) or each.id in theirs]
    known += gathered.accounts.values()
    for agree in (str.__eq__, same_company):
        for account in known:
            if agree(company_key(account.name), wanted):
                return account
    return gathered.accounts.setdefault(wanted, context.new_account(name.strip()))


def _only_company(understanding: Understanding, mention: Mention) -> str:
    """The one company of a note that names one person: they work there, unless they left it or are apart."""
    people = {mention.written for mention in understanding.mentions if not mention.is_pronoun}
    only = understanding.companies[0] if len(understanding.companies) == 1 and len(people) == 1 else ""
    return "" if only in (mention.former_company, mention.apart_from) else only


def _gather_account_ids(gathered: Gathered, mentioned: Sequence[Account]) -> tuple[AccountId, ...]:
    of_people = [contact.account_id for contact in gathered.people.values() if contact.account_id]
    return tuple(dict.fromkeys([*of_people, *(account.id for account in mentioned)]))


def _sort_mentions(mentions: Sequence[Mention]) -> list[Mention]:
    """Full names first, so that "Ana" later in a note is the Ana Ruiz of it; pronouns last."""
    return sorted(mentions, key=lambda m: (m.is_pronoun, -len(m.written.split()), m.start))
