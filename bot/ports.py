"""What the use cases need from outside, as protocols; adapters fulfil them, wiring connects them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import date, datetime
from typing import Generic, Protocol, TypeVar

from bot.domain.agenda import Appointment
from bot.domain.drafting import Drafted
from bot.domain.identity import MemberId, Scope, Space, WorkspaceId, derived_id
from bot.domain.investment import Judged, Judgement, Proposal, Rewrite
from bot.domain.knowledge import (
    AllianceBank,
    AssumptionCues,
    ClarifyingBank,
    CriteriaBank,
    Everyday,
    FocusCues,
    InvestmentTestsBank,
    Lesson,
    MethodGlossary,
    MindsetBank,
    NudgeWordings,
    PlanCues,
    PurposeBank,
    QuestionBank,
    Rubric,
)
from bot.domain.members import Profile
from bot.domain.papers import Paper
from bot.domain.text_check import Checked, Examined
from bot.domain.themes import Themes
from bot.domain.understanding import Answer, Circumstances, Excerpt, Understanding
from bot.messages.commands import AttachedFile, Command, Origin
from bot.messages.deliveries import Delivery

T = TypeVar("T")
C_co = TypeVar("C_co", bound=Command, covariant=True)


class NotFound(LookupError):
    """There is no such row in this scope: it was never there, is erased, or belongs to somebody else."""


class ChangedSince(Exception):
    """An undo was refused because what it would restore was changed afterwards."""


class Unavailable(Exception):
    """A service did not answer in time or failed; trying again later may help."""


class OutOfScope(PermissionError):
    """A write was refused because it would reach rows of another owner or another workspace."""


class LeaseLost(Exception):
    """A commit was refused because its work is finished, or was taken over by another worker."""


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Work(Generic[C_co]):
    """One claimed piece of work. `key` is the inbox row's: every id that the work makes derives from it."""

    key: str
    scope: Scope
    command: C_co
    origin: Origin
    now: datetime
    """Aware UTC time at which the work began."""
    attempt: int = 1
    lease: str = ""
    """Names the claim, so that a worker whose lease ran out cannot commit any more."""

    def new_id(self, *parts: object) -> str:
        """An id for a new row: the same each time this work is tried."""
        return derived_id(self.key, *parts)

    @property
    def change(self) -> str:
        """The id under which all that this work changes is undone."""
        return self.new_id("change")


class Shelf(Protocol[T]):
    """The rows of one kind that a scope may see. Rows of other owners do not exist here."""

    async def get(self, id: str) -> T:
        """The row with this id; raises NotFound."""

    async def find(
        self, *, newest_first: bool = False, limit: int | None = None, offset: int = 0, **equals: object
    ) -> list[T]:
        """Rows whose fields equal the given values (a tuple or list means any of these), by `created_at`.

        A field that holds several ids, such as a note's `contact_ids`, equals each of them.
        """

    async def count(self, **equals: object) -> int:
        """How many rows `find` would give without a limit."""

    async def put(self, item: T) -> None:
        """Insert or replace a row, in a space of the scope; journalled for undo; only in `Ledger.write`."""

    async def remove(self, id: str) -> None:
        """Delete a row, journalled for undo; raises NotFound. Only inside `Ledger.write`."""


@dataclass(frozen=True, slots=True)
class LexicalHit:
    """A note found by its words; a higher score is better."""

    note_id: str
    score: float


class Books(Protocol):
    """All rows that one scope may see, inside one transaction."""

    def of(self, kind: type[T]) -> Shelf[T]:
        """The shelf of one kind of row, e.g. `books.of(Contact)`."""

    async def matching(
        self,
        words: str,
        *,
        limit: int,
        contact_ids: Sequence[str] = (),
        since: date | None = None,
        until: date | None = None,
    ) -> list[LexicalHit]:
        """Notes of the scope that hold these words, by the lexical index, the best first."""

    async def posted_as(self, subject: str) -> Posted | None:
        """Where the member's latest delivery with this subject was posted, if it was."""

    async def appointments(self) -> list[Appointment]:
        """What is due when for the scope's member, the next first."""


class OpenBooks(Books, Protocol):
    """Books that may be written. Everything is committed at once, with the work marked as done."""

    def say(self, *deliveries: Delivery) -> None:
        """Put replies into the outbox."""

    def enqueue(
        self,
        command: Command,
        *,
        key: str,
        due: datetime | None = None,
        lane: str = "",
        member: MemberId | None = None,
    ) -> None:
        """Put follow-up work into the inbox for the same member; the same key is never queued twice.

        `lane` keeps order among the jobs that share it; empty means the member's own lane. With `member` the
        work is another member's: it runs in their scope, and what it says goes to their direct message.
        """

    async def undo(self, change: str) -> None:
        """Restore what a change replaced; raises NotFound or ChangedSince. An undo is itself a change."""

    async def appoint(self, appointment: Appointment) -> None:
        """Put an appointment of the scope's member into the agenda, or move the one of its kind and subject.

        The agenda is not journalled: what follows from settings is brought in line by `KeepAgenda`.
        """

    async def cancel(self, kind: str, subject: str = "") -> None:
        """Take an appointment out of the agenda, if it is there."""


class Ledger(Protocol):
    """The truth, in SQL. The only way in, and it needs a Scope."""

    def read(self, scope: Scope) -> AbstractAsyncContextManager[Books]:
        """Read-only books."""

    def write(self, work: Work[Command]) -> AbstractAsyncContextManager[OpenBooks]:
        """Books for the one commit of this work; leaving the block normally commits and marks it done."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A note as the vector index needs it."""

    note_id: str
    text: str
    spaces: frozenset[Space]
    """Every space the note is found in: its own, and those it is shared with."""
    contact_ids: tuple[str, ...]
    occurred_on: date


@dataclass(frozen=True, slots=True)
class DenseHit:
    """A note near a question in meaning; similarity is a cosine, -1 to 1."""

    note_id: str
    similarity: float


class Memory(Protocol):
    """The vector index: derived from the ledger, can be rebuilt from it."""

    async def index(self, workspace: WorkspaceId, entries: Sequence[Entry]) -> None:
        """Make these notes findable in exactly their spaces, replacing what was there of them."""

    async def forget(self, workspace: WorkspaceId, note_ids: Sequence[str], spaces: frozenset[Space]) -> None:
        """Take notes out of these spaces."""

    async def nearest(
        self, scope: Scope, question: str, *, limit: int, contact_ids: Sequence[str] = ()
    ) -> list[DenseHit]:
        """Notes of the scope near the question, the nearest first; raises Unavailable."""


class Embedder(Protocol):
    """Turns texts into unit vectors."""

    @property
    def identity(self) -> str:
        """Model name and hash; the index is rebuilt when it changes."""

    @property
    def dimensions(self) -> int:
        """Length of a vector."""

    async def embed(self, texts: Sequence[str]) -> list[list[float]]:
        """One unit vector per text, without blocking the event loop; raises Unavailable."""


class Coach(Protocol):
    """Understands and proposes; never decides what is stored or shown to whom."""

    async def understand(self, message: str, circumstances: Circumstances) -> Understanding:
        """What a message in plain words means."""

    async def answer(
        self, question: str, excerpts: Sequence[Excerpt], circumstances: Circumstances
    ) -> Answer:
        """An answer that rests on the excerpts alone; empty where they do not say."""

    async def assess(self, proposal: Proposal, circumstances: Circumstances) -> Judged:
        """A verdict per investment test, with the words it rests on (R3)."""

    async def draft(self, name: str, excerpts: Sequence[Excerpt], circumstances: Circumstances) -> Drafted:
        """A message to somebody, in the member's voice, that the member may change, copy and send (B3)."""

    async def rewrite(
        self, proposal: Proposal, judgements: Sequence[Judgement], circumstances: Circumstances
    ) -> Rewrite:
        """An action that would pass in place of one that fails, fitted to what the notes say (R3)."""

    async def view(self, name: str, excerpts: Sequence[Excerpt], circumstances: Circumstances) -> Answer:
        """How the relationship looks from a contact's side, by the excerpts alone (S4)."""

    async def examine(self, paper: Paper, checked: Checked, circumstances: Circumstances) -> Examined:
        """A text's check, given what the cues found in it (P5, R2, S5)."""

    async def themes(self, texts: Sequence[str], circumstances: Circumstances) -> Themes:
        """What answers about the future have in common: names and members of themes (T5)."""


class Knowledge(Protocol):
    """The method in our own words, read from files; the same for everybody."""

    @property
    def lessons(self) -> tuple[Lesson, ...]:
        """All lessons, by id (S7)."""

    @property
    def tactegic(self) -> QuestionBank:
        """The weekly questions (T1)."""

    @property
    def stratical(self) -> QuestionBank:
        """The leaders' questions (T4)."""

    @property
    def mindset(self) -> MindsetBank:
        """The private questions (S1)."""

    @property
    def clarifying(self) -> ClarifyingBank:
        """What to ask when a test is unclear (R3)."""

    @property
    def investment_tests(self) -> InvestmentTestsBank:
        """What the three tests ask and mean (R3)."""

    @property
    def criteria(self) -> CriteriaBank:
        """The criteria for strategic contacts (P2)."""

    @property
    def purposes(self) -> PurposeBank:
        """The purposes of a relationship (F1)."""

    @property
    def alliance(self) -> AllianceBank:
        """The points of the alliance check (S5)."""

    @property
    def assumptions(self) -> AssumptionCues:
        """Wordings that claim control over a buyer (R2)."""

    @property
    def plan_cues(self) -> PlanCues:
        """Wordings that go on from today, or work from a future (P5)."""

    @property
    def glossary(self) -> MethodGlossary:
        """The method's own words (F6)."""

    @property
    def everyday(self) -> Everyday:
        """Short words that anybody knows (F6)."""

    @property
    def focus(self) -> FocusCues:
        """The three levels of focus (S2)."""

    @property
    def nudges(self) -> NudgeWordings:
        """How nudges begin, and messages to copy (B3)."""

    @property
    def rubric(self) -> Rubric:
        """How the three tests judge (R3)."""


class Directory(Protocol):
    """What the workspace knows of its people."""

    async def profile(self, workspace: WorkspaceId, member: MemberId) -> Profile:
        """A person's name, zone and standing; raises Unavailable, NotFound."""

    async def quiet_until(self, workspace: WorkspaceId, member: MemberId, now: datetime) -> datetime | None:
        """When Do Not Disturb ends for a person; None while it is off. Raises Unavailable."""


class Files(Protocol):
    """Content of files that members attach."""

    async def content(self, workspace: WorkspaceId, file: AttachedFile, *, limit: int) -> bytes:
        """The bytes of a file of at most `limit` bytes; raises Unavailable, ValueError when larger."""


class UnreadablePaper(Exception):
    """A document that cannot be read; the text is a sentence for the member."""


class Papers(Protocol):
    """Reads documents that members hand over, within limits of size, pages, decompression and time."""

    async def read(self, name: str, content: bytes) -> Paper:
        """The document's text with its places; raises UnreadablePaper."""


class Progress(Protocol):
    """A view of work in progress: best effort, allowed to be lost; the outbox row alone is the answer."""

    async def status(self, work: Work[Command], text: str) -> None:
        """Show a short status ("reading 14 notes ...") where the member waits; an empty text clears it."""


class Calendars(Protocol):
    """Public holidays of countries."""

    def countries(self) -> Mapping[str, str]:
        """Names of the countries by their ISO code."""

    def holidays(self, country: str, first: date, last: date) -> frozenset[date]:
        """A country's public holidays from one date to another; none for an unknown country."""


class Clock(Protocol):
    """The time that rules see; leases and pace use the monotonic clock instead."""

    def now(self) -> datetime:
        """Aware UTC time."""


# -- the pipeline ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelope:
    """Something to do, as it goes into the inbox.

    `source` says how `payload` is read: "slack" (a payload as Slack sent it) or "command" (a written
    command and origin, see `bot.codec.write_job`). `lane` keeps order: envelopes of one lane are worked on
    one after the other; an empty lane means the member's own.
    """

    key: str
    source: str
    workspace: WorkspaceId
    member: MemberId
    payload: dict[str, object]
    lane: str
    due: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Claimed:
    """An envelope that this worker holds until its lease runs out."""

    envelope: Envelope
    attempt: int
    """How often it was claimed, this time included."""
    lease: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadLetter:
    """Work that was given up; its text is not shown, only ids and the kind of error."""

    key: str
    source: str
    workspace: str
    kind: str
    error: str
    reference: str
    attempts: int
    died_at: datetime


class Inbox(Protocol):
    """Durable work to do; an envelope's key is accepted once, ever (while its key is kept)."""

    async def accept(self, envelope: Envelope) -> bool:
        """Store an envelope before anything is acknowledged; False when its key was seen before."""

    async def claim(self, *, limit: int, lease_seconds: float) -> list[Claimed]:
        """Take work that is due, at most one envelope a lane, oldest first; expired leases come back."""

    async def renew(self, held: Sequence[Claimed], *, lease_seconds: float) -> None:
        """Hold work longer; what was taken over meanwhile stays taken over."""

    async def done(self, claimed: Claimed) -> None:
        """Finish work that changed nothing (a use case that writes is marked done by `Ledger.write`)."""

    async def retry(self, claimed: Claimed, *, after_seconds: float, error: str, reference: str) -> None:
        """Give work back, to be tried again later."""

    async def bury(
        self,
        claimed: Claimed,
        *,
        error: str,
        reference: str,
        then: Envelope | None,
        erase: bool = False,
    ) -> None:
        """Give work up as a dead letter, and queue `then` (an apology) in the same commit.

        With `erase` its payload goes at once, so that it cannot be replayed (S1).
        """

    async def dead_letters(self, limit: int = 50) -> list[DeadLetter]:
        """What was given up, the newest first."""

    async def replay(self, key: str) -> bool:
        """Put a dead letter back to be tried again; False when there is none."""

    async def wait(self, timeout_seconds: float) -> None:
        """Return early when new work may have come (same process), else after the time."""


class Agenda(Protocol):
    """Everybody's appointments: keys and times, no content (DESIGN.md 7)."""

    async def take(
        self,
        now: datetime,
        taker: Callable[[Appointment], tuple[Envelope | None, Appointment | None]],
        *,
        limit: int,
    ) -> int:
        """Take appointments that are due: in one commit, queue what `taker` wants done for each, and put what
        it says comes next in its place; how many there were. Other processes take others meanwhile."""

    async def unattended(
        self, now: datetime, kind: str, *, after: tuple[str, str], limit: int
    ) -> list[tuple[WorkspaceId, MemberId]]:
        """Members, by workspace and id from `after` on, with a contact or commitment due but no such kind of
        appointment."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outgoing:
    """A claimed outbox row. `attempted` is true when an earlier claim may already have posted it."""

    id: str
    workspace: WorkspaceId
    member: MemberId
    delivery: Delivery
    attempt: int
    attempted: bool
    lease: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Posted:
    """Where a delivery ended up."""

    conversation: str | None = None
    message: str | None = None


class Outbox(Protocol):
    """Durable deliveries; at most one in flight a channel, at the pace that the platform allows."""

    async def claim(self, *, limit: int, lease_seconds: float) -> list[Outgoing]:
        """Take due deliveries: in order per channel, at each channel's pace, fair between workspaces."""

    async def renew(self, held: Sequence[Outgoing], *, lease_seconds: float) -> None:
        """Hold deliveries longer; what was taken over meanwhile stays taken over."""

    async def delivered(self, outgoing: Outgoing, posted: Posted) -> None:
        """Record that it was posted."""

    async def retry(self, outgoing: Outgoing, *, after_seconds: float, error: str) -> None:
        """Give it back, to be tried again later; the channel waits as long."""

    async def give_up(self, outgoing: Outgoing, *, error: str, reference: str) -> None:
        """Leave it undelivered as a dead letter."""

    async def posted_as(self, workspace: WorkspaceId, member: MemberId, subject: str) -> Posted | None:
        """Where the latest delivery with this subject was posted, if it was."""

    async def wait(self, timeout_seconds: float) -> None:
        """Return early when there may be something to deliver (same process), else after the time."""
