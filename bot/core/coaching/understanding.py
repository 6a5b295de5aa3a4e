"""What a coach makes of a member's words, before any rule has decided anything."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from bot.core.coaching.model_call import MayStillAsk, TellUse
from bot.core.notes import Assumption, Promiser


class Intent(StrEnum):
    """What a member wants with a message in plain words (B4)."""

    NOTE = "note"
    RECALL = "recall"
    BRIEF = "brief"
    ASSESS = "assess"
    NEGLECTED = "neglected"
    HELP = "help"
    COMMAND = "command"
    """Plain words for what a slash command does, e.g. "show my contacts"; see `Understanding.command`."""
    SMALL_TALK = "small talk"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Mention:
    """A person as written in a text; `start` and `end` are character offsets."""

    written: str
    start: int
    end: int
    title: str = ""
    """An honorific or a job title written with the name."""
    company: str = ""
    is_pronoun: bool = False
    job: str = ""
    """What they do, as written with the name: "head of procurement"."""
    former_company: str = ""
    """Where they worked before, if the text tells of a change: "left Northwind, now at Tesseract"."""
    has_moved: bool = False
    """Whether the text says that `company` is new: it replaces the one that is known."""
    beside: str = ""
    """The person as written who works at the same company, where the text names none: "her boss Raj"."""
    apart_from: str = ""
    """A company that the text names, and where they do not work: a rival, or "what Northwind pays"."""


@dataclass(frozen=True, slots=True)
class Promise:
    """A commitment as written; `whom` is the person as written, `due_on` the member's local date."""

    by: Promiser
    what: str
    quote: str
    whom: str = ""
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class Done:
    """Something reported as done, by the member or for the member; it may settle a promise (B12)."""

    by: Promiser
    what: str
    quote: str
    whom: str = ""
    """The person as written, empty where the text names nobody with it."""
    sentence: str = ""
    """The whole sentence in which it is told."""
    is_sure: bool = True
    """Whether the words plainly report it; else a promise in nearly the same words is asked about."""
    beside: tuple[str, ...] = ()
    """Others whom the same words name: "booked the Trattoria for Bram" names Bram beside the place."""


@dataclass(frozen=True, slots=True)
class Request:
    """Something that a contact asked of the member, who has not promised it."""

    what: str
    quote: str
    whom: str = ""


class TouchReading(StrEnum):
    """Whether a text tells of real contact with its people, and how it took place (B1)."""

    MEETING = "meeting"
    CALL = "call"
    MESSAGE = "message"
    NONE = "none"


class Mode(StrEnum):
    """Which coach answered."""

    MODEL = "model"
    RULES = "rules"
    RULES_AFTER_FAILURE = "rules after failure"
    RULES_OVER_BUDGET = "over budget"
    """The member has used up what they may of the model in a day."""
    RULES_AFTER_REFUSAL = "rules after refusal"
    """The model answered, and nothing that it wrote held."""


@dataclass(frozen=True, slots=True)
class Provenance:
    """How a result came about; stored with it."""

    mode: Mode
    prompt: str = ""
    """Prompt as `id@version#hash`, empty where rules answered."""
    model: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Understanding:
    """A message as understood: a proposal only; code decides what is stored."""

    intent: Intent
    confidence: float
    """0 to 1."""
    provenance: Provenance
    mentions: tuple[Mention, ...] = ()
    companies: tuple[str, ...] = ()
    occurred_on: date | None = None
    promises: tuple[Promise, ...] = ()
    assumptions: tuple[Assumption, ...] = ()
    is_correction: bool = False
    command: str = ""
    """For Intent.COMMAND: the equal slash command line, e.g. "contacts" or "touch Ana"."""
    since: date | None = None
    until: date | None = None
    """For questions: the time asked about, as local dates, both inclusive."""
    alternative: Intent | None = None
    """The second likeliest intent, offered where the first is not sure; None where there is no second."""
    touch: TouchReading | None = None
    """None where nobody said: then the words of the text decide (`bot.core.touching`)."""
    done: tuple[Done, ...] = ()
    requests: tuple[Request, ...] = ()
    unread_days: tuple[str, ...] = ()
    """Words that name a day which does not exist, or which could not be read: "31 April"."""
    is_english: bool = True
    """False for a text in another language: it is kept as written, and no field is guessed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Circumstances:
    """What a coach needs to know about the moment: the member's local date and zone, and known names."""

    today: date
    zone: str
    known_people: tuple[str, ...] = ()
    known_companies: tuple[str, ...] = ()
    in_focus: tuple[str, ...] = ()
    """People the thread was about last, the most recent first (for "she")."""
    model_allowed: bool = True
    asked_by: str = ""
    """Whose question it is, as a key: each member has a share of the model a day. No model is shown it."""
    model_refused: bool = False
    """The model was asked already, and nothing that it wrote held."""
    me: tuple[str, ...] = ()
    """How the member is called: names, mail address, handle. The member is never a contact of their own."""
    locale: str = ""
    """The member's locale in Slack, for the order of day and month."""
    known_tags: tuple[str, ...] = ()
    """The tags of the member's contacts."""
    tell_use: TellUse | None = field(default=None, compare=False, repr=False)
    """Is told what a model was asked; None where nobody writes it down."""
    may_still_ask: MayStillAsk | None = field(default=None, compare=False, repr=False)
    """Asked before each request to a model: choices may change while the work goes on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Excerpt:
    """A note as shown to a coach; `number` is how an answer cites it."""

    number: int
    note_id: str
    text: str
    occurred_on: date
    people: tuple[str, ...] = ()
    superseded: bool = False
    is_weak: bool = False
    """It was found, but does not seem to answer: a model may read it, a quotation leaves it out."""


@dataclass(frozen=True, slots=True)
class AnswerStatement:
    """One sentence of an answer and the excerpts that carry it."""

    text: str
    cites: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """An answer from notes; no statements means that the notes do not say (B2)."""

    statements: tuple[AnswerStatement, ...]
    provenance: Provenance
    quoted: bool = field(default=False)
    """True where the statements are the notes' own words (simple mode)."""
    left_out: int = 0
    """How many sentences of a model were left out, as the notes do not carry them."""
