"""Whether the database answers, as its own transactions find: they tell how each of them ended."""

from __future__ import annotations

from collections.abc import Callable

import structlog

from bot.core.ports.errors import Conflict, Damaged, Dependency, Outage, Permanent
from bot.store.sqlite_failures import Failure, Kind
from bot.store.writability import sentence_of

_DAMAGED = (
    "The database is damaged ({code}): stop the bot, keep a copy of the files, and restore a backup "
    "(docs/operations.md)."
)
_AWAY = "The database does not answer just now ({code})."
_log = structlog.get_logger(__name__)


class Health:
    """Remembers whether the database answers, and calls `on_return` when it does so again."""

    def __init__(self) -> None:
        self.problem = ""
        """The code of why it does not answer; empty while it does."""
        self.on_return: list[Callable[[], None]] = []
        self._until_written = False

    def told(self, failure: Failure, *, wrote: bool) -> Exception:
        """Return the port's error for a failure, and remember one of the database itself."""
        match failure.kind:
            case Kind.CONFLICT:
                return Conflict(f"database: {failure.code}")
            case Kind.PERMANENT:
                return Permanent(f"database: {failure.code}")
            case Kind.DAMAGED:
                self._is_away(failure.code, wrote)
                return Damaged(_DAMAGED.format(code=failure.code))
            case Kind.TRANSIENT:
                self._is_away(failure.code, wrote)
                if failure.reason:
                    return Outage(Dependency.DATABASE, sentence_of(failure.reason))
                return Outage(Dependency.DATABASE, _AWAY.format(code=failure.code))

    def away(self, code: str, *, wrote: bool) -> Outage:
        """Return the error of a database that does not answer, and remember that it does not."""
        self._is_away(code, wrote)
        return Outage(Dependency.DATABASE, _AWAY.format(code=code))

    def answered(self, *, wrote: bool) -> None:
        """Remember that a transaction went through; where writing failed, only one that wrote counts."""
        if not self.problem or (self._until_written and not wrote):
            return
        _log.info("database.back", was=self.problem)
        self.problem, self._until_written = "", False
        for each in self.on_return:
            each()

    def _is_away(self, code: str, wrote: bool) -> None:
        if not self.problem:
            _log.warning("database.away", reason=code)
        self.problem = code
        self._until_written = self._until_written or wrote
