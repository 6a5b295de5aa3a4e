"""What follows for posted nudges when their contact or promise has changed (B3)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from bot.core.events import Change, ContactReplaced
from bot.core.ports.store import UnitOfWork
from bot.core.ports.work import Work
from bot.features.nudges.commands import LookAtNudges
from bot.features.nudges.contracts.values import Nudge, NudgeState


async def look_again(uow: UnitOfWork, work: Work[Any], changes: Sequence[Change]) -> None:
    """Have the posted nudges about these contacts or promises looked at: a reason may be gone."""
    ids = tuple(sorted(change.id for change in changes))
    posted = await uow.of(Nudge).find(about=ids, state=NudgeState.POSTED, space=work.scope.own)
    if about := tuple(sorted({nudge.about for nudge in posted})):
        uow.enqueue(LookAtNudges(about), key=work.new_id("nudges", *about))


async def look_at_tagged(uow: UnitOfWork, work: Work[Any], _: Sequence[Change]) -> None:
    """Have the posted nudges about people looked at: by the rhythm of a tag they may be due no longer."""
    posted = await uow.of(Nudge).find(state=NudgeState.POSTED, space=work.scope.own)
    if about := tuple(sorted({each.about for each in posted if each.about == each.contact_id})):
        uow.enqueue(LookAtNudges(about), key=work.new_id("nudges", *about))


async def follow_contact(uow: UnitOfWork, work: Work[Any], events: Sequence[ContactReplaced]) -> None:
    """Let nudges about a contact that was merged be about the one that stays, and have them looked at.

    Those about a deleted contact are taken back by `look_again`.
    """
    for event in events:
        if event.by is None:
            continue
        found = await uow.of(Nudge).find(contact_id=event.gone, space=work.scope.own)
        for nudge in found:
            about = event.by if nudge.about == event.gone else nudge.about
            await uow.of(Nudge).put(replace(nudge, about=about, contact_id=event.by))
        if about_now := tuple(sorted({event.by if n.about == event.gone else n.about for n in found})):
            uow.enqueue(LookAtNudges(about_now), key=work.new_id("nudges", event.gone, *about_now))
