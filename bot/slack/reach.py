"""Whether this process reaches its database and Slack: the facts of the pages `/health` and `/ready`."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Protocol

from bot.core.guarding import Guard
from bot.core.ports.errors import Conflict, Permanent, Unavailable
from bot.slack.payloads import record
from bot.slack.token_watch import TokenWatch

_WORKER_SILENT_SECONDS = 15.0
"""A worker that was not heard for so long does not answer members just now."""
_WORKER_HANGS_SECONDS = 60.0
"""One that was not heard for so long hangs, and a new start may help."""


class CheckedDatabase(Protocol):
    """What is asked of the database."""

    async def check(self) -> None:
        """Raise Unavailable where it does not answer."""

    async def check_writing(self) -> None:
        """Raise Unavailable where it takes nothing in."""

    @property
    def write_problem(self) -> str:
        """The code of why it takes nothing in, e.g. "no_space"; empty where that is not so, or not known."""


class WatchedWorker(Protocol):
    """What is known of a worker that runs in a process of its own."""

    @property
    def health(self) -> Mapping[str, object]:
        """What its own page would have said when it was last heard."""

    @property
    def ready(self) -> Mapping[str, object]:
        """The same of the other page."""

    def may_be_there(self, seconds: float) -> bool:
        """Return whether it was heard within that many seconds, or had no time yet to be heard at all."""


class Reach:
    """Answers the two pages. Over HTTP Slack always counts as reached, since only Slack opens connections."""

    def __init__(
        self,
        database: CheckedDatabase,
        token_watch: TokenWatch,
        guards: Sequence[Guard] = (),
        *,
        over_socket: bool,
        worker: WatchedWorker | None = None,
    ) -> None:
        """`worker` is the one beside this process, if there is one; its state counts as this one's own."""
        self._worker = worker
        self._database = database
        self._guards = guards
        self._token_watch = token_watch
        self._slack = not over_socket
        self.slack_came = asyncio.Event()

    def tell(self, connected: bool) -> None:
        """Note that the socket's state changed."""
        self._slack = connected
        if connected:
            self.slack_came.set()

    async def health(self) -> Mapping[str, object]:
        """Return whether the process works; a new start helps against no full disk nor Slack's refusals."""
        database = await _is_well(self._database.check)
        if self._worker is None:
            return {"ok": database, "database": database, "slack": self._slack}
        worker = self._worker.may_be_there(_WORKER_HANGS_SECONDS)
        database = database and self._worker.health.get("database") is not False
        facts = {"ok": database and worker, "database": database, "slack": self._slack}
        return {**facts, "worker": worker}

    async def ready(self) -> Mapping[str, object]:
        """Return whether members are answered now; `paused` and `problem` say why not, as codes.

        Right after a start a worker counts as there: what is taken in meanwhile is answered within seconds.

        `away` names what is left alone for a while, where there is something, with the last failure's code.
        `problem` is there only where there is something to say: why nothing can be written, or why a token
        that is paused for is not taken yet.
        """
        database = await _is_well(self._database.check) and await _is_well(self._database.check_writing)
        paused = self._token_watch.pause_reason
        problem = self._database.write_problem or self._token_watch.problem
        away: dict[str, object] = {guard.name: guard.problem for guard in self._guards if guard.is_open}
        facts: dict[str, object] = {"database": database, "slack": self._slack, "paused": paused}
        if self._worker is not None:
            its = self._worker.ready
            facts["worker"] = self._worker.may_be_there(_WORKER_SILENT_SECONDS)
            facts["database"] = database and its.get("database") is not False
            facts["paused"] = paused or its.get("paused", "")
            problem = problem or str(its.get("problem", ""))
            away = {**record(its.get("away")), **away}
        ok = all(facts[name] for name in facts if name != "paused") and not facts["paused"]
        facts |= ({"problem": problem} if problem else {}) | ({"away": away} if away else {})
        return {"ok": ok, **facts}


async def _is_well(check: Callable[[], Awaitable[None]]) -> bool:
    try:
        await check()
    except (Unavailable, Conflict, Permanent):
        return False
    return True
