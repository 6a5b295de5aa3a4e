"""T5: managers and leaders see of rounds only what sellers shared, along confirmed reporting lines."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bot.core.identity import MemberId
from bot.features.reporting.contracts import ReportingLine, above
from bot.features.rounds.contracts.picture import CHALLENGES
from bot.features.rounds.contracts.values import RoundKind, SharedAnswer, SharedRound


def select_visible(
    shared: Iterable[SharedRound], lines: Iterable[ReportingLine], manager: MemberId
) -> list[SharedRound]:
    """Select what a manager may see now: what is shared by sellers who still report to them."""
    now = list(lines)
    return [each for each in shared if each.seller != manager and manager in above(now, each.seller)]


def latest_of_each(shared: Iterable[SharedRound]) -> list[SharedRound]:
    """Each seller's latest shared round of each kind, by the sellers' names."""
    found: dict[tuple[str, str], SharedRound] = {}
    for each in sorted(shared, key=lambda one: (one.period, one.created_at)):
        found[each.seller, each.kind.value] = each
    return sorted(found.values(), key=lambda one: one.name.casefold())


@dataclass(frozen=True, slots=True)
class Voice:
    """One shared answer, with the name of the seller who gave it."""

    seller: str
    answer: SharedAnswer
    shared_id: str = ""
    """The shared round that it stands in."""
    seller_id: str = ""

    @property
    def about(self) -> tuple[str, ...]:
        """Ids of the shared round, and of the note that the answer was."""
        return tuple(id for id in (self.shared_id, self.answer.note_id) if id)


def latest_voices(shared: Iterable[SharedRound]) -> list[Voice]:
    """All answers that are shared: the latest of each seller on each account and question."""
    found: dict[tuple[str, str, str], Voice] = {}
    for each in sorted(shared, key=lambda one: one.created_at):
        for answer in each.answers:
            found[each.seller, answer.account, answer.question_id] = Voice(
                each.name, answer, each.id, each.seller
            )
    return list(found.values())


def theme_voices(shared: Iterable[SharedRound]) -> list[Voice]:
    """The answers that themes are made of: those on challenges, and all of leaders' rounds."""
    rounds = list(shared)
    stratical = {a.note_id for one in rounds if one.kind is RoundKind.STRATICAL for a in one.answers}
    return [
        each
        for each in latest_voices(rounds)
        if each.answer.question_id in CHALLENGES or each.answer.note_id in stratical
    ]


_FEWEST_LETTERS = 4
_LONGEST_ITEM = 8
"""Words of one item of an enumeration; what is longer is a clause with a comma of its own."""
_CLAUSE = re.compile(r"(?:which|who|whose|that|because|so|but|when|while|if|as|since|until|where)\b", re.I)
_LINES = re.compile(r"\s*(?:\n|;|(?<=[.!?])\s+(?=[A-Z0-9])|(?:^|(?<=\s))(?:[-*\u2022]|\(?\d{1,2}[.)])\s+)\s*")
_ITEMS = re.compile(r"\s*,\s*(?:and\s+|or\s+)?|\s+and\s+|\s+as well as\s+")


def split_challenges(words: str) -> tuple[str, ...]:
    """The challenges that one answer names, each on its own.

    "Too few drivers, energy prices and her successor" are three; "Ana, who runs the depot, worries" is one.
    """
    found: list[str] = []
    for line in _LINES.split(words):
        items = [item.strip(" .") for item in _ITEMS.split(line)]
        found += items if _is_list(line, items) else [line.strip(" .")]
    whole = [each for each in found if len(each) >= _FEWEST_LETTERS]
    return tuple(dict.fromkeys(whole)) or (words,)


def _is_list(line: str, items: Sequence[str]) -> bool:
    """Whether the items of a line are things of one kind: several short ones, none a clause of another."""
    joined = len(items) > 2 or bool(re.search(r"\s(?:and|or|as well as)\s", line))
    short = all(len(item) >= _FEWEST_LETTERS and len(item.split()) <= _LONGEST_ITEM for item in items)
    return len(items) > 1 and joined and short and not any(map(_CLAUSE.match, items))


@dataclass(frozen=True, slots=True)
class ThemeView:
    """A theme with the answers that make it."""

    name: str
    voices: tuple[Voice, ...]

    @property
    def accounts(self) -> int:
        """In how many accounts the theme recurs."""
        return len({each.answer.account for each in self.voices})

    def new(self, since: Collection[str]) -> int:
        """How many of its answers are among those that are new."""
        return sum(fact_of(each) in since for each in self.voices)


MONTHS = 6
"""How many months themes are followed."""
MOST_THEMES = 6


def count_by_month(
    themes: Sequence[ThemeView], today: date
) -> tuple[tuple[date, ...], tuple[tuple[int, ...], ...]]:
    """The last months, and for each theme how many answers on it were given in each of them (T5)."""
    months = [today.replace(day=1)]
    while len(months) < MONTHS:
        months.append((months[-1] - timedelta(days=1)).replace(day=1))
    months.reverse()
    counts = tuple(
        tuple(sum(voice.answer.told_on.replace(day=1) == month for voice in theme.voices) for month in months)
        for theme in themes
    )
    return tuple(months), counts


def fact_of(voice: Voice) -> str:
    """What a roll-up says by an answer: the answer itself, and from whom."""
    return f"{voice.seller_id} {voice.answer.note_id}"


def facts_of(shared: Iterable[SharedRound]) -> tuple[str, ...]:
    """What a roll-up has to say: the answers that stand, who answered, and what has no picture."""
    rounds = list(shared)
    return (*map(fact_of, latest_voices(rounds)), *map(answered_fact, rounds), *without_picture(rounds))


def answered_fact(shared: SharedRound) -> str:
    """What a roll-up says by a round that was answered, whatever is shared of it."""
    return f"answered {shared.id}"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """The one thing that a manager may do next: ask a seller about something, on a day."""

    voice: Voice
    theme: str
    day: date


def suggest(
    themes: Sequence[ThemeView], voices: Sequence[Voice], new: Collection[str], day: date
) -> Suggestion | None:
    """Suggest one talk, about the newest answer of the theme with most news, else about the newest answer."""
    for theme in sorted(themes, key=lambda each: (-each.new(new), -each.accounts)):
        fresh = [each for each in theme.voices if fact_of(each) in new]
        if fresh:
            return Suggestion(_latest(fresh), theme.name, day)
    fresh = [each for each in voices if fact_of(each) in new]
    return Suggestion(_latest(fresh), "", day) if fresh else None


def _latest(voices: Sequence[Voice]) -> Voice:
    return max(voices, key=lambda each: (each.answer.told_on, each.answer.note_id))


def without_picture(shared: Iterable[SharedRound]) -> list[str]:
    """Names of the accounts that nobody has a picture of, by everybody's latest round."""
    rounds = list(shared)
    now = latest_of_each(each for each in rounds if each.kind is RoundKind.TACTEGIC)
    pictured = {answer.account for each in rounds for answer in each.answers}
    return sorted({name for each in now for name in each.without_picture} - pictured, key=str.casefold)


def sellers_meant(shared: Iterable[SharedRound], name: str) -> dict[str, str]:
    """The sellers whom a name may mean, by their ids: a mention, a whole name, or the beginning of one."""
    wanted = " ".join(name.casefold().split())
    found: dict[str, str] = {each.seller: each.name for each in shared}
    if mention := re.fullmatch(r"<@([^|>]+)(?:\|[^>]*)?>", name.strip()):
        return {id: each for id, each in found.items() if id == mention[1]}
    exact = {id: each for id, each in found.items() if wanted in (each.casefold(), id.casefold())}
    begins = {
        id: each
        for id, each in found.items()
        if any(part.startswith(wanted.lstrip("@")) for part in (each.casefold(), *each.casefold().split()))
    }
    return exact or begins
