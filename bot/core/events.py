"""Events: what follows from a change, whichever handler made it, an undo included.

A feature lists in `Feature.events` what it does when rows of a kind are added, changed, removed or erased.
That runs in the same commit, in the scope of the member who made the change, without a model. What concerns
other members is queued for them as a job with a key.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any, TypeVar

from bot.core.contacts import Contact, ContactId
from bot.core.identity import MemberId, Space, own_space
from bot.core.ports.store import UnitOfWork
from bot.core.ports.work import Work
from bot.core.withdrawing import Withdrawn, queue_erased

T = TypeVar("T")

_MOST_ROUNDS = 8
"""How many rounds of consequences a commit may have; more would be a circle."""


@dataclass(frozen=True, slots=True)
class Added:
    """Rows of a kind are new, or came back by an undo."""

    kind: type[Any]


@dataclass(frozen=True, slots=True)
class Changed:
    """Rows of a kind have another content than before."""

    kind: type[Any]


@dataclass(frozen=True, slots=True)
class Removed:
    """Rows of a kind are no longer there."""

    kind: type[Any]


@dataclass(frozen=True, slots=True)
class Erased:
    """Rows of a kind were removed for good: nothing that hangs on them may stay, and no undo helps."""

    kind: type[Any]


@dataclass(frozen=True, slots=True)
class ContactReplaced:
    """A contact gave way to another one that it was merged with, or to nobody; published by who did that."""

    gone: ContactId
    by: ContactId | None


Published = ContactReplaced | Withdrawn
"""What happened and no row tells; said by `uow.publish`."""

Event = Added | Changed | Removed | Erased | type[ContactReplaced] | type[Withdrawn]


@dataclass(frozen=True, slots=True)
class Change:
    """One row that a commit wrote."""

    kind: type[Any]
    id: str
    _before: Callable[[], Any] | None
    _after: Callable[[], Any] | None

    @property
    def before(self) -> Any:
        """The row as it was; None where it was not there."""
        return self._before() if self._before else None

    @property
    def after(self) -> Any:
        """The row as it is now; None where it is no longer there."""
        return self._after() if self._after else None

    def events(self, *, erases: bool) -> tuple[Event, ...]:
        """What happened to the row."""
        if self._before is None:
            return (Added(self.kind),) if self._after else ()
        if self._after is not None:
            return (Changed(self.kind),)
        return (Removed(self.kind), Erased(self.kind)) if erases else (Removed(self.kind),)


Consequence = Callable[[UnitOfWork, Work[Any], Sequence[Any]], Awaitable[None]]
"""What a feature does about the rows that an event is about (each a `Change`), or about published values."""


Events = Mapping[Event, Consequence | tuple[Consequence, ...]]
"""What a feature does at which event; a function listed for several is called once, with all changes."""


class EventTable:
    """The one table of what follows from what."""

    def __init__(self, tables: Iterable[Events]) -> None:
        self._consequences: dict[Event, list[Consequence]] = {}
        for table in tables:
            for event, consequences in table.items():
                several = consequences if isinstance(consequences, tuple) else (consequences,)
                self._consequences.setdefault(event, []).extend(several)
        for event in [each for each in self._consequences if isinstance(each, Erased)]:
            twice = set(self._consequences[event]) & set(self._consequences.get(Removed(event.kind), ()))
            if twice:  # what is erased is removed, too
                raise TypeError(f"the erasure of a {event.kind.__name__} has the same consequence twice")
        self._kinds = {getattr(event, "kind", None) for event in self._consequences}

    def hears_of(self, kind: type[Any]) -> bool:
        """Whether anything follows from changes of this kind of row."""
        return kind in self._kinds

    async def follow(self, uow: UnitOfWork, work: Work[Any]) -> None:
        """Do what follows from what the unit of work has written, and from that in turn; raises RuntimeError
        where that does not come to an end."""
        rounds = 0
        companies: set[str] = set()
        while happened := uow.take_changes():
            companies |= _companies(happened)
            due = self._due(happened, erases=uow.erases)
            rounds += 1
            if rounds > _MOST_ROUNDS:
                raise RuntimeError("consequences without end")
            for consequence, values in due.items():
                await consequence(uow, work, values)
        if uow.erases:
            await queue_erased(uow, work, companies)

    def _due(self, happened: Sequence[Change | Published], *, erases: bool) -> dict[Consequence, list[Any]]:
        """Each consequence once, with all that it is to act on."""
        found: dict[Consequence, list[Any]] = {}
        for each in happened:
            events = each.events(erases=erases) if isinstance(each, Change) else (type(each),)
            for consequence in (c for event in events for c in self._consequences.get(event, ())):
                found.setdefault(consequence, []).append(each)
        return found


def _companies(happened: Sequence[Change | Published]) -> set[str]:
    """The accounts of contacts that are gone."""
    gone = (each.before for each in happened if isinstance(each, Change) and each.kind is Contact)
    return {contact.account_id for contact in gone if contact and contact.account_id}


def remove_rows_of_contact(kind: type[Any]) -> Consequence:
    """The consequence that removes a contact's rows of this kind, by their field `contact_id`."""

    async def remove(uow: UnitOfWork, _: Work[Any], changes: Sequence[Change]) -> None:
        ids = tuple(change.id for change in changes)
        for row in await uow.of(kind).find(contact_id=ids):
            await uow.of(kind).remove(row.id)

    return remove


def follow_contact(kind: type[Any]) -> Consequence:
    """The consequence that lets rows of this kind follow a contact that is gone, by their field `contact_id`.

    They go to the contact that it was merged with; where it was deleted, they go with it, and an undo brings
    them back.
    """

    async def follow(uow: UnitOfWork, work: Work[Any], events: Sequence[ContactReplaced]) -> None:
        for event in events:
            for row in await uow.of(kind).find(contact_id=event.gone, space=work.scope.own):
                if event.by is None:
                    await uow.of(kind).remove(row.id)
                else:
                    await uow.of(kind).put(replace(row, contact_id=event.by))

    return follow


async def quote_no_more(uow: UnitOfWork, _: Work[Any], changes: Sequence[Change]) -> None:
    """Draw anew what was posted of rows that were taken back, for everybody."""
    readers = await uow.members_of(_spaces(change.before for change in changes))
    ids = tuple(change.id for change in changes)
    uow.publish(Withdrawn(ids=ids, readers=tuple(readers)))


def sees_less(before: Any, after: Any) -> bool:
    """Whether somebody with whom a row was shared sees it no more."""
    return after is None or bool(set(before.shared_with) - set(after.shared_with))


def share_no_more(is_less: Callable[[Any, Any], bool] = sees_less) -> Consequence:
    """The consequence that draws anew what was posted of rows which some see no more, or less of.

    The rows stay their owner's, who sees in lists and views that they are no longer shared.
    """

    async def withdraw(uow: UnitOfWork, work: Work[Any], changes: Sequence[Change]) -> None:
        for change in changes:
            before, after = change.before, change.after
            if before is not None and is_less(before, after):
                readers = await uow.members_of(set(before.shared_with))
                owner = work.scope.member
                uow.publish(Withdrawn(ids=(change.id,), readers=tuple(readers), owner=owner))

    return withdraw


async def hide_from_leavers(
    uow: UnitOfWork, space: Space, leavers: Sequence[MemberId], kinds: Sequence[type[Any]]
) -> None:
    """Draw anew what members who left a team were sent of the rows that they saw by being on it."""
    for member in leavers:
        ids = [
            row.id
            for kind in kinds
            for row in await rows_in_space(uow, kind, space)
            if row.space != own_space(member)
        ]
        if ids:
            uow.publish(Withdrawn(ids=tuple(sorted(ids)), readers=(member,), only_readers=True))


async def rows_in_space(uow: UnitOfWork, kind: type[Any], space: Space) -> list[Any]:
    """The rows of a kind that lie in a space, or are shared with it."""
    found = await uow.of(kind).find(space=space)
    if any(each.name == "shared_with" for each in fields(kind)):
        found += await uow.of(kind).find(shared_with=space)
    return found


def _spaces(rows: Iterable[Any]) -> set[Space]:
    return {space for row in rows for space in (row.space, *getattr(row, "shared_with", ()))}
