"""What may be wrong with a sentence, and the sources against which it is checked (B2)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class FlawKind(StrEnum):
    """The one thing for which a sentence is left out."""

    TOO_LONG = "too long"
    CITES_NOTHING = "cites nothing"
    FOREIGN_ADDRESS = "foreign address"
    NEW_QUOTATION = "new quotation"
    NEW_NAME = "new name"
    NEW_DATE = "new date"
    NEW_NUMBER = "new number"
    NEW_CURRENCY = "new currency"
    WRONG_NAME = "wrong name"
    WRONG_NUMBER = "wrong number"
    WRONG_NEGATION = "wrong negation"
    WRONG_PROMISE = "wrong promise"
    NOT_YET = "not yet"
    ONLY_MEANT = "only meant"
    NOT_CERTAIN = "not certain"
    TOO_GENERAL = "too general"
    REPLACED = "replaced"
    OUTDATED = "outdated"
    MISCITED = "miscited"
    INVENTED_DETAIL = "invented detail"
    SAYS_NOTHING = "says nothing of its sources"


_REASONS = {
    FlawKind.TOO_LONG: "it is no plain sentence, but many words",
    FlawKind.CITES_NOTHING: "it cites nothing",
    FlawKind.FOREIGN_ADDRESS: "it has an address, a link or a ping that no source has",
    FlawKind.NEW_QUOTATION: "the words in quotation marks do not stand in its sources",
    FlawKind.NEW_NAME: "it names {words}, whom its sources do not name so",
    FlawKind.NEW_DATE: "it has the date {words}, which does not follow from its sources",
    FlawKind.NEW_NUMBER: "it has the number {words}, which does not follow from its sources",
    FlawKind.WRONG_NAME: "its sources tell it of somebody else than {words}",
    FlawKind.WRONG_NUMBER: "its sources give {words} for something else",
    FlawKind.WRONG_NEGATION: "its sources say the opposite of {words}",
    FlawKind.WRONG_PROMISE: "its sources tell otherwise who promised what to whom, or whether it is done",
    FlawKind.NEW_CURRENCY: "it gives an amount in {words}, and its sources have another currency",
    FlawKind.NOT_YET: "it tells {words} as done, which its sources only have to come or as a wish",
    FlawKind.ONLY_MEANT: "it tells {words} as sure to come, which its sources only wish or ask for",
    FlawKind.NOT_CERTAIN: "it tells as a fact what its sources only expect",
    FlawKind.TOO_GENERAL: "it says {words}, which is more than its sources say",
    FlawKind.REPLACED: "it gives what its source says was changed, and not what it was changed to",
    FlawKind.OUTDATED: "a later source that it does not cite says otherwise",
    FlawKind.MISCITED: "another source says it, not the one that it cites",
    FlawKind.INVENTED_DETAIL: "its sources do not say {words}",
    FlawKind.SAYS_NOTHING: "it shares nothing with the sources that it cites",
}


@dataclass(frozen=True, slots=True)
class Flaw:
    """Why a sentence does not stand; `words` are those of the sentence that show it, where there are some."""

    kind: FlawKind
    words: str = ""

    @property
    def reason(self) -> str:
        """The reason in plain English, as it goes back to the model."""
        return _REASONS[self.kind].format(words=f"“{self.words}”" if self.words else "this")


@dataclass(frozen=True, slots=True)
class GroundSource:
    """What a sentence may rest on: a note or a stored line.

    `day` is the local date on which it was told, by which "tomorrow" in it is read; None where it has none.
    """

    id: str
    text: str
    day: date | None = None
    people: tuple[str, ...] = ()
