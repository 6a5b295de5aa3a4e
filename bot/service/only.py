"""One of the two processes, as its parent starts it or as somebody runs it alone."""

from __future__ import annotations

import os
from contextlib import AbstractAsyncContextManager, suppress
from dataclasses import dataclass

import structlog

from bot.config import Settings
from bot.core.ports.time import Clock
from bot.service.child import ParentProcess
from bot.service.link import ProcessLink
from bot.service.parts import ServicePart
from bot.supervision import Running, until_stopped

_NICENESS = 10
"""The worker leaves the processor to the intake where both want it."""


@dataclass(frozen=True, slots=True)
class Family:
    """The way to the other process, and to the parent of both."""

    link: ProcessLink
    parent: ParentProcess

    @classmethod
    def of(cls, descriptors: str) -> Family | None:
        """Return the family by the descriptors that the parent handed down, e.g. "5,7"; None without any."""
        if not descriptors:
            return None
        link, parent = map(int, descriptors.split(","))
        return cls(ProcessLink(link), ParentProcess(parent))


async def serve_only(settings: Settings, part: ServicePart, clock: Clock, family: Family | None) -> None:
    """Run one part until SIGINT or SIGTERM. Raises BadSettings, AlreadyRunning, Unavailable."""
    structlog.contextvars.bind_contextvars(process=part.value)
    if family is not None:
        family.parent.end_with_it()
        if part is ServicePart.WORKER:
            with suppress(OSError):
                os.nice(_NICENESS)
    async with _running(settings, part, clock, family.link if family else None) as bot:
        if family is not None:
            family.parent.tell_ready(bot.port)
        await until_stopped(bot.failed)


def _running(
    settings: Settings, part: ServicePart, clock: Clock, link: ProcessLink | None
) -> AbstractAsyncContextManager[Running]:
    # Each imports only its own, so that the intake stays small.
    if part is ServicePart.INTAKE:
        from bot.service.intake import taking_in

        return taking_in(settings, clock, link)
    from bot.service.worker import working

    return working(settings, clock, link)
