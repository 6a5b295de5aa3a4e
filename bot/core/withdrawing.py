"""What was said is withdrawn wherever it stands: which posts of whom are drawn anew, and when that is done.

A post is known by what it is about. When somebody may no longer see a row, or nobody may, each member who was
sent something that quotes it gets a job with a key: it draws their posts anew, by what they may see then.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, ClassVar

from bot.core.cards import Card
from bot.core.commands import Command
from bot.core.deliveries import Retract
from bot.core.identity import MemberId, derive_id
from bot.core.ports.store import UnitOfWork
from bot.core.ports.work import Work

_FIRST_LOOK = timedelta(seconds=2)
"""After this time it is looked for the first time whether everything was removed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawn:
    """Rows may no longer be seen, by anybody or by some: what was posted of them is drawn anew."""

    ids: tuple[str, ...]
    readers: tuple[MemberId, ...] = ()
    """Who may be reading the rows just now, besides those to whom something was posted of them."""
    only_readers: bool = False
    """Nobody else lost sight of them."""
    owner: MemberId | None = None
    """Whose rows they stay: of the owner's own posts only the lists and views are drawn anew."""
    empties: bool = False
    """The readers may see nothing of it, whatever their scope still says: nothing is drawn anew."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RedrawPosts(Command):
    """Draw the member's posts anew that quote rows which were withdrawn, and empty those that cannot be.

    With `erased`, what quotes nothing else is deleted. `spared` are posts of the withdrawing work itself.
    """

    unasked: ClassVar[bool] = True
    for_everybody: ClassVar[bool] = True
    reads_people: ClassVar[bool] = False
    private: ClassVar[bool] = True  # the ids of what is erased are kept no longer than it takes
    withdrawal: str
    about: tuple[str, ...]
    spared: tuple[str, ...] = ()
    views_only: bool = False
    empties: bool = False
    """Draw nothing anew: the member may see nothing that is not their own."""
    erased: bool = False
    companies: tuple[str, ...] = ()
    """Accounts of erased contacts: what names only them besides quotes nothing else."""
    again: int = 0
    """How often it was put off, as a post was just leaving."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RedrawPost(Command):
    """Draw one post of the member's anew, or empty it."""

    unasked: ClassVar[bool] = True
    for_everybody: ClassVar[bool] = True
    reads_people: ClassVar[bool] = False  # only where a view is drawn anew
    withdrawal: str
    post: str
    empties: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportWithdrawal(Command):
    """Say on the receipt of a withdrawal what was done, once everything is."""

    unasked: ClassVar[bool] = True
    for_everybody: ClassVar[bool] = True
    reads_people: ClassVar[bool] = False
    private: ClassVar[bool] = True  # the card is kept no longer than it takes
    withdrawal: str
    card: Card
    looks: int = 0


def withdrawal_of(work: Work[Any]) -> str:
    """The id of what a piece of work withdraws; its jobs and deliveries are counted by it."""
    return work.new_id("withdrawal")


def redraw_key(withdrawal: str) -> str:
    """What the keys of all jobs of a withdrawal begin with."""
    return f"redraw:{withdrawal}:"


_RECEIPT = "withdrawal:"


def receipt_subject(withdrawal: str) -> str:
    """The subject under which the receipt of a withdrawal is posted."""
    return f"{_RECEIPT}{withdrawal}"


def is_receipt(subject: str) -> bool:
    """Whether what is posted under this subject is the receipt of a withdrawal."""
    return subject.startswith(_RECEIPT)


async def queue_redraws(uow: UnitOfWork, work: Work[Any], events: Sequence[Withdrawn]) -> None:
    """Queue the redrawing for everybody who was sent what was withdrawn, or may be about to be."""
    erased = uow.removed_ids if uow.erases else frozenset()
    me = work.scope.member  # whose other work is done one after the other: nothing of theirs is on its way
    for event in events:
        left, gone = _split(event.ids, erased)
        if left:
            others = {*event.readers} - {me} | {*await uow.find_readers(left)}
            for member in sorted({*event.readers} if event.only_readers else others):
                how = {"empties": True} if event.empties else {"views_only": event.owner == member}
                _queue(uow, work, member, left, **how)
        if gone:  # those to whom it was posted follow at the end of the erasure
            for member in sorted({*event.readers} - {me}):
                _queue(uow, work, member, gone, erased=True)


def _split(ids: Iterable[str], erased: Collection[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return (
        tuple(sorted(id for id in ids if id not in erased)),
        tuple(sorted(id for id in ids if id in erased)),
    )


async def queue_erased(uow: UnitOfWork, work: Work[Any], companies: Iterable[str]) -> None:
    """Queue the deletion of what was posted of erased rows, and the redrawing of what quotes others, too."""
    ids = tuple(sorted(uow.removed_ids))
    if work.scope.member in uow.removed_ids:  # who is gone for good has no work of their own any more
        for place in (each.place for each in await uow.find_posts(about=ids)):
            if place.conversation and place.message:
                uow.say(Retract(conversation=place.conversation, message=place.message))
    for member in set(await uow.find_readers(ids)) - uow.removed_ids:
        _queue(uow, work, member, ids, erased=True, companies=tuple(sorted(companies)))


def _queue(uow: UnitOfWork, work: Work[Any], member: MemberId, ids: tuple[str, ...], **how: Any) -> None:
    withdrawal = withdrawal_of(work)
    spared = uow.said_ids if member == work.scope.member else ()
    command = RedrawPosts(withdrawal=withdrawal, about=ids, spared=spared, **how)
    part = derive_id("withdrawn", *ids, *sorted(how.items()))
    uow.enqueue(command, key=f"{redraw_key(withdrawal)}{part}", member=member)


def queue_report(uow: UnitOfWork, withdrawal: str, card: Card, now: datetime, looks: int = 0) -> None:
    """Queue a look at whether everything was removed, later each time: 2 s, 4 s, 8 s ... up to an hour."""
    report = ReportWithdrawal(withdrawal=withdrawal, card=card, looks=looks)
    due = now + min(_FIRST_LOOK * 2 ** min(looks, 11), timedelta(hours=1))
    # The key is none of those that it counts, and order is kept with nothing else.
    key = f"withdrawal:{withdrawal}:{looks}"
    uow.enqueue(report, key=key, due=due, ordering_key=f"withdrawal:{withdrawal}")


def quotes_only(about: Collection[str], gone: Collection[str]) -> bool:
    """Whether a post quotes nothing but what is gone."""
    return not set(about) - set(gone)
