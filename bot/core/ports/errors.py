"""Errors that handlers and workers must tell apart when something outside fails or refuses."""

from enum import StrEnum

from bot.core.documents import DocumentFlaw


class Dependency(StrEnum):
    """What the bot needs and may have to do without for a while; the names are stored with what waits."""

    DATABASE = "database"
    SLACK = "slack"
    MODEL = "model"
    INDEX = "index"


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

    def __init__(self, what: str = "", *, of: Dependency | None = None) -> None:
        """`of` is the dependency that failed, where it is known and its return can be waited for."""
        super().__init__(what)
        self.of = of


class OverBudget(Unavailable):
    """The member has used up what they may of a service today; it was not asked, and says nothing of it."""


class NotAllowed(Unavailable):
    """The member, or an admin for everybody, wants no language model asked; it was not."""


class Unfounded(Unavailable):
    """A model answered, and nothing that it wrote stands in what it was shown."""


class Outage(Unavailable):
    """A whole service is away, whatever it is asked: no failure of the work, which waits until it is back."""

    def __init__(self, of: Dependency, what: str, *, after_seconds: float | None = None) -> None:
        """`after_seconds` is when to ask again where nobody looks after it meanwhile."""
        super().__init__(what, of=of)
        self.after_seconds = after_seconds


class Damaged(Outage):
    """The database's files are broken: it does not come back by itself, a person must put it right."""

    def __init__(self, what: str) -> None:
        super().__init__(Dependency.DATABASE, what)


class Permanent(Exception):
    """Trying again does not help: the work itself is wrong; the text is a code and quotes nobody."""


class Disconnected(Unavailable):
    """The workspace refuses the bot's token: nothing helps but a new one, and until then nothing is lost."""


class RetryLater(Exception):
    """A delivery was not taken and may be tried again after so many seconds (its channel waits as long).

    `asked` says that the service named the time itself and has surely not taken it: that is no attempt.
    """

    def __init__(self, after_seconds: float, *, asked: bool = False) -> None:
        super().__init__(f"again in {after_seconds} s")
        self.after_seconds = after_seconds
        self.asked = asked


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
