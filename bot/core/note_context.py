"""Who writes a note, when, and whom they know: what the rules for writing a note down need."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.core.contacts import Account, AccountId, Contact, ContactId
from bot.core.identity import Space, WorkspaceId
from bot.core.matching import NamesRead
from bot.language.name_variants import plain_name

NewId = Callable[..., str]


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteContext:
    """Who writes, when and where, and whom they know already."""

    workspace: WorkspaceId
    space: Space
    now: datetime
    zone: str
    new_id: NewId
    contacts: Sequence[Contact]
    accounts: Sequence[Account]
    in_focus: tuple[ContactId, ...] = ()
    """Whom a pronoun may mean."""
    in_thread: tuple[ContactId, ...] = ()
    """Whom a bare first name means where several have it: the people of the same thread, of no other."""

    names_read: NamesRead = field(default_factory=NamesRead, compare=False)
    """The names of the contacts as they were read."""

    @property
    def today(self) -> date:
        """The member's local date."""
        return self.now.astimezone(ZoneInfo(self.zone)).date()

    def new_contact(self, name: str, title: str, account_id: AccountId | None) -> Contact:
        """A contact that a note mentions for the first time: known, not yet active (P1).

        Other names that are written beside the name become aliases: "Jenny Baker (Johnson)".
        """
        plain, others = plain_name(name)
        return Contact(
            id=ContactId(self.new_id("contact", name.casefold())),
            workspace=self.workspace,
            space=self.space,
            name=plain,
            aliases=others,
            created_at=self.now,
            title=title,
            account_id=account_id,
        )

    def new_account(self, name: str) -> Account:
        """An account that is named for the first time."""
        id = AccountId(self.new_id("account", name.casefold()))
        return Account(id=id, workspace=self.workspace, space=self.space, name=name, created_at=self.now)
