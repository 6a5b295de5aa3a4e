"""The contacts and accounts of a member, in which names are looked up."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TypeVar

from bot.core.coaching.understanding import Mention
from bot.core.contacts import Account, AccountId, Contact, ContactId, Standing
from bot.core.matching import NamesRead
from bot.core.naming import Nobody, One, Several, company_key, resolve
from bot.core.ports.store import StoreReader
from bot.core.rhythms import RhythmInForce, TagRhythm, in_rhythm, rhythm_of
from bot.language.likeness import CLOSE, likeness
from bot.language.names import fold

C = TypeVar("C", Contact, Account)


@dataclass(frozen=True, slots=True)
class People:
    """Everybody that one member knows, and the companies they belong to."""

    contacts: tuple[Contact, ...]
    accounts: tuple[Account, ...]
    tag_rhythms: tuple[TagRhythm, ...] = ()
    """The rhythms that the member set for tags."""
    names_read: NamesRead = field(default_factory=NamesRead, compare=False)
    """Their names as they were read, so that several mentions of one message read them once."""
    _by_id: dict[str, Contact] = field(default_factory=dict)

    def get(self, contact_id: str) -> Contact | None:
        """The contact with this id, if it is still there."""
        if not self._by_id:
            self._by_id.update({contact.id: contact for contact in self.contacts})
        return self._by_id.get(contact_id)

    def some(self, ids: Iterable[str]) -> tuple[Contact, ...]:
        """The contacts with these ids that are still there, in this order."""
        return tuple(contact for contact in (self.get(id) for id in ids) if contact is not None)

    def names(self, ids: Iterable[str]) -> tuple[str, ...]:
        """The names of the contacts with these ids that are still there."""
        return tuple(contact.name for contact in self.some(ids))

    @property
    def companies(self) -> dict[str, str]:
        """Account names by account id."""
        return {account.id: account.name for account in self.accounts}

    def company(self, contact: Contact) -> str:
        """The name of the company a contact belongs to, empty when unknown."""
        return self.companies.get(contact.account_id or "", "")

    def account(self, name: str) -> Account | None:
        """The account with this name, whatever the case and the legal form."""
        wanted = company_key(name)
        return next((account for account in self.accounts if company_key(account.name) == wanted), None)

    def account_meant(self, name: str) -> Account | None:
        """The account with this name, else the only one that begins with it: "Kitano" for Kitano Rail."""
        wanted = company_key(name)
        begins = [one for one in self.accounts if wanted and company_key(one.name).startswith(f"{wanted} ")]
        return self.account(name) or (begins[0] if len(begins) == 1 else None)

    def at(self, account_id: AccountId) -> tuple[Contact, ...]:
        """The contacts of one account."""
        return tuple(contact for contact in self.contacts if contact.account_id == account_id)

    def rhythm(self, contact: Contact) -> RhythmInForce | None:
        """The rhythm that holds for a contact, with the tag that it is by; None where there is none."""
        return rhythm_of(contact, self.tag_rhythms)

    def with_rhythm(self, contact: Contact) -> Contact:
        """The contact with the rhythm that holds for them: to reckon with, never to be stored."""
        return in_rhythm(contact, self.tag_rhythms)

    def in_rhythm(self) -> tuple[Contact, ...]:
        """All contacts with the rhythms that hold for them: to reckon with, never to be stored."""
        return tuple(map(self.with_rhythm, self.contacts)) if self.tag_rhythms else self.contacts

    def having(self, changed: Iterable[tuple[object, object]]) -> People:
        """The same people after rows changed, each given as it was and as it is now; None for absent."""
        contacts = {each.id: each for each in self.contacts}
        accounts = {each.id: each for each in self.accounts}
        for was, now in changed:
            match was or now:
                case Contact(id=contact_id):
                    contacts.pop(contact_id, None)
                case Account(id=account_id):
                    accounts.pop(account_id, None)
            match now:
                case Contact():
                    contacts[now.id] = now
                case Account():
                    accounts[now.id] = now
        return People(_oldest_first(contacts.values()), _oldest_first(accounts.values()), self.tag_rhythms)

    def who(
        self,
        name: str,
        company: str = "",
        in_focus: tuple[ContactId, ...] = (),
        *,
        is_told: bool = False,
    ) -> One | Several | Nobody:
        """Whom a typed name means; `is_told` where something is filed on them, as by `resolve`."""
        written = name.strip()
        if not company and written.endswith(")") and " (" in written:
            written, _, bracket = written[:-1].rpartition(" (")
            company = bracket
        mention = Mention(written, 0, len(written), company=company)
        return resolve(mention, self.contacts, self.accounts, in_focus, self.names_read, is_told=is_told)

    def close_to(self, name: str, limit: int = 3) -> tuple[Contact, ...]:
        """Contacts whose names look like this one, the most alike first."""
        wanted = fold(name.strip())
        scored = [
            (max(likeness(wanted, known) for known in _names(contact)), contact) for contact in self.contacts
        ]
        scored.sort(key=lambda pair: -pair[0])
        return tuple(contact for score, contact in scored[:limit] if score >= CLOSE)

    def recent(self, limit: int = 4) -> tuple[Contact, ...]:
        """Those touched or added last."""
        kept = [contact for contact in self.contacts if contact.standing is not Standing.RELEASED]
        kept.sort(
            key=lambda contact: max(contact.last_touch_at or contact.created_at, contact.created_at),
            reverse=True,
        )
        return tuple(kept[:limit])


async def everybody(reader: StoreReader) -> People:
    """All contacts and accounts of the scope, and the rhythms of its tags."""
    return People(
        tuple(await reader.of(Contact).find()),
        tuple(await reader.of(Account).find()),
        tuple(await reader.of(TagRhythm).find()),
    )


def _oldest_first(rows: Iterable[C]) -> tuple[C, ...]:
    """In the order in which the store gives them."""
    return tuple(sorted(rows, key=lambda row: (row.created_at, row.id)))


def _names(contact: Contact) -> list[str]:
    full = [fold(name) for name in (contact.name, *contact.aliases)]
    return full + [part for name in full for part in name.split()]
