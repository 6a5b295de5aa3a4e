"""Reads what a member's words ask for: the one decision whether to act, or to ask what was meant (B4)."""

from __future__ import annotations

from dataclasses import dataclass

from bot.conversation import subcommands
from bot.conversation.wishes import Wish, read_wish
from bot.core.answer_records import ReadBy
from bot.core.coaching.understanding import Circumstances, Intent, Mode, Provenance, Understanding
from bot.core.commands import Command, ShowAccount
from bot.core.correcting import asks_for_correction
from bot.core.facts.asking import surely_asks
from bot.core.ports.coach import Coach
from bot.core.subcommand import Subcommand
from bot.features.briefs.commands import Brief
from bot.features.introductions.contracts import introductions_asked
from bot.features.overviews.commands import Compare, PreparePack, Summarize
from bot.features.overviews.contracts import overview_asked
from bot.features.people.contracts.asking import account_asked, brief_asked
from bot.features.recall.contracts import asks_for_rows, looks_for_somebody
from bot.features.tags.commands import ListTagged, SetTagRhythm
from bot.features.tags.contracts import tagging_asked, tags_asked
from bot.features.ways.commands import ShowWay
from bot.features.ways.contracts import ways_asked
from bot.language.asking import KnownPerson, spans_of_names
from bot.language.dates import day_first_in
from bot.language.pastes import Paste, recognize_paste

_FEW = 3
"""Words of a message that says too little to be a note."""
DOUBT = 0.65
"""An understanding less sure than this is not acted on without a second sign."""
SURE = 0.8
"""An understanding less sure than this offers the other reading as a button; a surer one in the menu."""
_ASKS_BELOW = 0.7
"""An understanding less sure than this is asked about, and nothing is done before the answer.

On both development sets (331 messages) no question, idea or command becomes a note unasked from .6 on; with
.7 three in a hundred messages are asked about.
"""
_OF_INTENTS = {
    "ask": Intent.RECALL,
    "brief": Intent.BRIEF,
    "test": Intent.ASSESS,
    "neglected": Intent.NEGLECTED,
    "help": Intent.HELP,
    "note": Intent.NOTE,
}
"""Subcommands that do what an intent of plain words does."""
_LINES_OF_OVERVIEWS: dict[type[Command], str] = {
    Compare: "compare",
    Summarize: "recap",
    PreparePack: "qbr",
}


@dataclass(frozen=True, slots=True)
class Reading:
    """What a message asks for: an exact command, or what a coach understood of plain words."""

    text: str
    command: Command | None = None
    understanding: Understanding | None = None
    paste: Paste | None = None
    """What the words are where they are rather a list or a paper than a message."""
    wish: Wish | None = None
    """What plain words ask for, where they are understood as a command."""
    is_coachs: bool = False
    """A coach read the words; else they are plain enough for fixed rules."""

    @property
    def read_by(self) -> ReadBy:
        """Who found out what the words mean."""
        if not self.is_coachs or self.understanding is None:
            return ReadBy.RULES
        by_model = self.understanding.provenance.mode is Mode.MODEL
        return ReadBy.MODEL if by_model else ReadBy.READER

    @property
    def says_too_little(self) -> bool:
        """Whether the words are understood as a note that says too little to be one."""
        found = self.understanding
        return found is not None and found.intent is Intent.NOTE and says_little(self.text, found)

    @property
    def in_doubt(self) -> bool:
        """Whether the words are not understood surely enough to act on them."""
        found = self.understanding
        if found is None:
            return False
        lost = found.intent is Intent.COMMAND and self.wish is None
        unsure = found.is_english and found.confidence < _ASKS_BELOW  # another language is kept as written
        return lost or found.intent is Intent.UNKNOWN or unsure

    @property
    def asks(self) -> bool:
        """Whether the bot asks what was meant, in place of acting."""
        return self.paste is not None or self.says_too_little or self.in_doubt

    @property
    def keeps_note(self) -> bool:
        """Whether the words become a note without a question."""
        return self.understanding is not None and self.understanding.intent is Intent.NOTE and not self.asks

    @property
    def subcommand(self) -> Subcommand | None:
        """The subcommand that the words reach; None where they reach none."""
        if self.paste is not None:
            return None
        line = self.text.strip(" .!").removeprefix("/tactegic").strip()
        if self.command is None:
            if self.understanding is None or self.understanding.intent is not Intent.COMMAND:
                return None
            line = self.understanding.command or line
        name = line.split(":")[0] if ":" in line.split(" ")[0] else line.split(" ")[0]
        return subcommands.find_subcommand(name)

    @property
    def reached(self) -> str:
        """The name of the subcommand that the words reach; empty for none."""
        return self.subcommand.name if self.subcommand is not None else ""

    @property
    def label(self) -> str:
        """The intent in the words of labelled messages (docs/evals-messages.md)."""
        if self.paste is not None:
            return Intent.UNKNOWN.value
        reached = self.subcommand
        if self.understanding is not None and self.understanding.intent is not Intent.COMMAND:
            corrects = asks_for_correction(self.text) or self.understanding.is_correction
            is_note = self.understanding.intent is Intent.NOTE
            return "correction" if is_note and corrects else self.understanding.intent.value.replace(" ", "")
        return _OF_INTENTS.get(reached.name, Intent.COMMAND).value if reached else Intent.COMMAND.value


async def read_words(text: str, coach: Coach, circumstances: Circumstances) -> Reading:
    """Read a message that answers nothing the bot asked."""
    command = read_exact_command(text)
    if command is not None:
        return Reading(text, command)
    return await read_plain_words(text, coach, circumstances)


async def read_plain_words(text: str, coach: Coach, circumstances: Circumstances) -> Reading:
    """Read a message that is no exact command."""
    if (paste := recognize_paste(text)) is not None:
        return Reading(text, paste=paste)
    if (
        looks_for_somebody(text)
        or surely_asks(text)
        or asks_for_rows(text, circumstances.known_people, circumstances.known_companies, circumstances.today)
    ):
        surely = Understanding(intent=Intent.RECALL, confidence=1.0, provenance=Provenance(mode=Mode.RULES))
        return Reading(text, understanding=surely)
    if account := account_asked(text, circumstances.known_companies, circumstances.known_people):
        return _surely(text, f"account {account}", ShowAccount(account))
    if (briefed := _brief_asked(text, circumstances)) is not None:
        return briefed
    names = (circumstances.known_people, circumstances.known_companies)
    day_first = day_first_in(circumstances.zone)
    if (view := overview_asked(text, *names, circumstances.today, day_first=day_first)) is not None:
        return _surely(text, _LINES_OF_OVERVIEWS[type(view)], view)
    if (meeting := introductions_asked(text, circumstances.known_people)) is not None:
        return _surely(text, "introduce", meeting)
    if (way := ways_asked(text)) is not None:
        return _surely(text, "way" if isinstance(way, ShowWay) else "acquaintances", way)
    if (tagging := tagging_asked(text, circumstances.known_people)) is not None:
        return _surely(text, "tags", tagging)
    match tags_asked(text, circumstances.known_tags):
        case ListTagged(tag) as listed:
            return _surely(text, f"list {tag}", listed)
        case SetTagRhythm(tag) as rhythm:
            return _surely(text, f"tag-rhythm {tag}", rhythm)
    found = await coach.understand(text, circumstances)
    wish = read_wish(text, found, circumstances) if found.intent is Intent.COMMAND else None
    return Reading(text, understanding=found, wish=wish, is_coachs=True)


def _brief_asked(text: str, circumstances: Circumstances) -> Reading | None:
    """A polite wish for a brief on a company or a person who is known: "can I get a brief on Ana?"."""
    whom = brief_asked(text)
    if not whom:
        return None
    if account := account_asked(f"show {whom}", circumstances.known_companies, circumstances.known_people):
        return _surely(text, f"account {account}", ShowAccount(account))
    known = [KnownPerson(name, (name,)) for name in circumstances.known_people]
    is_somebody = any(start == 0 and end == len(whom) for start, end in spans_of_names(whom, known))
    return _surely(text, "brief", Brief(whom)) if is_somebody else None


def _surely(text: str, line: str, wish: Command) -> Reading:
    """A message that asks for something known by its name: a company's page, a list of a tag."""
    found = Understanding(
        intent=Intent.COMMAND, confidence=1.0, command=line, provenance=Provenance(mode=Mode.RULES)
    )
    return Reading(text, understanding=found, wish=wish)


def read_exact_command(text: str) -> Command | None:
    """The command of a message that is nothing but a command: "undo", "plan: visit Ana", "/tactegic help".

    None for every other message.
    """
    words = text.strip(" .!")
    if not text.startswith("/tactegic "):
        begun = subcommands.with_colon(text)
        if isinstance(begun, Command):
            return begun
        is_name = subcommands.find_subcommand(words) is not None and len(words.split()) == 1
        # "open" lists promises after a slash; by itself it is as likely to be something else.
        if not is_name or words.casefold() == "open":
            return None
    parsed = subcommands.parse_line(words.removeprefix("/tactegic"))
    return parsed if isinstance(parsed, Command) else None


def says_little(text: str, understanding: Understanding) -> bool:
    """Whether a note is two or three small words about nobody: rather a command gone wrong."""
    says_something = understanding.mentions or understanding.companies or understanding.promises
    small = text == text.lower() and len(text.split()) <= _FEW and "\n" not in text
    return small and understanding.is_english and not says_something and understanding.confidence <= DOUBT
