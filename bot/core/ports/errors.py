"""Errors that handlers and workers must tell apart when something outside fails or refuses."""

from bot.core.documents import DocumentFlaw


class NotFound(LookupError):
    """There is no such row in this scope: it was never there, is erased, or belongs to somebody else."""


class ChangedSince(Exception):
    """An undo was refused because what it would restore was changed afterwards."""


class Conflict(Exception):
    """A commit was refused because a row that the work was shown has changed since; trying again helps."""


class OutOfScope(PermissionError):
    """A write was refused because it would reach rows of another owner or another workspace."""


class LeaseLost(Exception):
    """A commit was refused because its work is finished, or was taken over by another worker."""


class Unavailable(Exception):
    """A service did not answer in time or failed; trying again later may help."""


class RetryLater(Exception):
    """A delivery was not taken and may be tried again after so many seconds (its channel waits as long)."""

    def __init__(self, after_seconds: float) -> None:
        super().__init__(f"again in {after_seconds} s")
        self.after_seconds = after_seconds


class Undeliverable(Exception):
    """A delivery can never succeed; `reason` is a short code such as `channel_not_found`, never a text."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class UnreadableDocument(Exception):
    """A document that cannot be read: what is wrong with it, how many it has and how many are read."""

    def __init__(self, flaw: DocumentFlaw, has: int = 0, limit: int = 0) -> None:
        super().__init__(flaw.value)
        self.flaw, self.has, self.limit = flaw, has, limit


class Unreadable(ValueError):
    """A written value that no longer fits its type: truncated, tampered with, or from another version."""
