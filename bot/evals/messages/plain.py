"""How well messages are understood: `tactegic eval messages` (docs/evals-messages.md defines each figure)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import date
from typing import Any

from bot.core.coaching.understanding import Circumstances, Intent, Understanding
from bot.core.naming import company_key, same_company
from bot.core.ports.coach import Coach
from bot.evals.measuring.asked import CountedCoach, ModelUse
from bot.evals.measuring.outcomes import Measured, RowOutcome
from bot.evals.measuring.side_by_side import side_by_side
from bot.language.dates import day_first_in, read_date
from bot.language.names import fold, split_name, word_set

TODAY = date(2026, 11, 22)
"""The day on which messages are said that name none."""
_ENOUGH_WORDS = 0.5
_SMALL = word_set("a an the to of for in on at and or with by my me her him them his their our us i it")


class BadRow(ValueError):
    """A row that cannot be measured on; the text says which and why."""


@dataclass(slots=True)
class Tally:
    """What was counted over the rows."""

    rows: int = 0
    intents_right: int = 0
    people_right: int = 0
    people_found: int = 0
    people_wanted: int = 0
    companies: list[bool] = field(default_factory=list)
    commitments: list[bool] = field(default_factory=list)
    dues: list[bool] = field(default_factory=list)
    missed: list[dict[str, Any]] = field(default_factory=list)
    intents: list[tuple[str, str]] = field(default_factory=list)
    """Wanted and found."""

    def add(self, other: Tally) -> None:
        """Count another tally in."""
        for each in fields(self):
            setattr(self, each.name, getattr(self, each.name) + getattr(other, each.name))


async def evaluate_messages(
    rows: Iterable[Mapping[str, Any]], coach: Coach, *, today: date = TODAY, zone: str = "Europe/Berlin"
) -> dict[str, float | None]:
    """Accuracy of intents, contacts, companies, commitments and due dates; None where no row asks for it.

    A row is `{"id", "text", "intent", "contacts": [...], "company"?, "commitment"?, "due"?, "today"?}`; the
    optional lists `known_people` and `known_companies` say what the member knows already. `due` is a date, or
    words that name one as seen from the row's day. Raises BadRow.
    """
    return figures(await tally(rows, coach, today=today, zone=zone))


async def evaluate_plain(
    rows: Sequence[Mapping[str, Any]], coach: Coach, use: ModelUse, at_once: int
) -> Measured:
    """The same, with what came of each row; raises BadRow."""
    tallies: dict[str, Tally] = {}
    answered_by: dict[str, str] = {}

    async def count_row(numbered: tuple[int, Mapping[str, Any]]) -> None:
        place, row = numbered
        counted, id = CountedCoach(coach), str(row.get("id") or place)
        tallies[id] = await tally([row], counted)
        answered_by[id] = counted.answered_by
        use.add(counted)

    await side_by_side(list(enumerate(rows, 1)), count_row, at_once)
    whole = Tally()
    for each in tallies.values():
        whole.add(each)
    ids = [str(row.get("id") or place) for place, row in enumerate(rows, 1)]
    outcomes = [_outcome(id, tallies[id], answered_by[id]) for id in ids]
    return Measured(figures=figures(whole), outcomes=outcomes)


def _outcome(id: str, counted: Tally, answered_by: str) -> RowOutcome:
    both = counted.people_found + counted.people_wanted
    parts = {
        "intent_accuracy": (counted.intents_right, counted.rows),
        "contacts_precision": (counted.people_right, counted.people_found),
        "contacts_recall": (counted.people_right, counted.people_wanted),
        "contacts_f1": (2 * counted.people_right, both),
        "company_accuracy": (sum(counted.companies), len(counted.companies)),
        "commitment_recall": (sum(counted.commitments), len(counted.commitments)),
        "due_accuracy": (sum(counted.dues), len(counted.dues)),
    }
    return RowOutcome(
        id=id,
        right=not counted.missed,
        counted={name: (float(right), float(of)) for name, (right, of) in parts.items() if of},
        classes={"intent": counted.intents[0]},
        answered_by=answered_by,
    )


async def tally(
    rows: Iterable[Mapping[str, Any]], coach: Coach, *, today: date = TODAY, zone: str = "Europe/Berlin"
) -> Tally:
    """Return the counts behind the figures, with what was missed."""
    counted = Tally()
    for row in rows:
        said_on = _day(row, "today", today) or today
        circumstances = Circumstances(
            today=said_on,
            zone=str(row.get("zone") or zone),
            known_people=tuple(row.get("known_people") or ()),
            known_companies=tuple(row.get("known_companies") or ()),
        )
        due = _day(row, "due", said_on, day_first=day_first_in(circumstances.zone))
        _count(counted, row, due, await coach.understand(str(row["text"]), circumstances))
    return counted


def figures(counted: Tally) -> dict[str, float | None]:
    """Return the figures of docs/evals-messages.md, 0 to 1, rounded to four places."""
    precision = _ratio(counted.people_right, counted.people_found)
    recall = _ratio(counted.people_right, counted.people_wanted)
    both = counted.people_found + counted.people_wanted
    return {
        "intent_accuracy": _ratio(counted.intents_right, counted.rows),
        "contacts_precision": precision,
        "contacts_recall": recall,
        "contacts_f1": _ratio(2 * counted.people_right, both),
        "company_accuracy": _ratio(sum(counted.companies), len(counted.companies)),
        "commitment_recall": _ratio(sum(counted.commitments), len(counted.commitments)),
        "due_accuracy": _ratio(sum(counted.dues), len(counted.dues)),
    }


def _day(row: Mapping[str, Any], field_name: str, today: date, *, day_first: bool = True) -> date | None:
    words = row.get(field_name)
    if not words:
        return None
    day = read_date(str(words), today, day_first=day_first, past=False)
    if day is None:
        raise BadRow(f"{row.get('id', 'A row')}: {field_name} names no day: {words}")
    return day


def _intent(row: Mapping[str, Any]) -> Intent:
    try:
        return Intent(row["intent"])
    except ValueError:
        known = ", ".join(Intent)
        raise BadRow(f"{row.get('id', 'A row')}: intent is none of {known}: {row['intent']}") from None


def _count(counted: Tally, row: Mapping[str, Any], due: date | None, found: Understanding) -> None:
    wanted = [str(name) for name in row.get("contacts") or ()]
    people = [mention.written for mention in found.mentions if not mention.is_pronoun]
    counted.rows += 1
    counted.intents_right += found.intent is _intent(row)
    counted.intents.append((_intent(row).value, found.intent.value))
    right = _matched(wanted, people)
    counted.people_right += right
    counted.people_found += len(people)
    counted.people_wanted += len(wanted)
    checks = [found.intent is _intent(row), right == len(wanted) == len(people)]
    if row.get("company"):
        key = company_key(str(row["company"]))
        named = [*found.companies, *(mention.company for mention in found.mentions)]
        counted.companies.append(any(same_company(company_key(one), key) for one in named if one))
        checks.append(counted.companies[-1])
    if row.get("commitment"):
        counted.commitments.append(_has_commitment(row["commitment"], found))
        checks.append(counted.commitments[-1])
    if due is not None:
        counted.dues.append(due in [p.due_on for p in found.promises])
        checks.append(counted.dues[-1])
    if not all(checks):
        counted.missed.append({"row": dict(row), "found": found})


def _matched(wanted: list[str], found: list[str]) -> int:
    """Return how many names of one list have a partner in the other, each used once."""
    left, right = [_key(name) for name in wanted], 0
    for name in map(_key, found):
        if name in left:
            left.remove(name)
            right += 1
    return right


def _key(name: str) -> str:
    return split_name(name).key


def _has_commitment(wanted: object, found: Understanding) -> bool:
    if wanted is True:
        return bool(found.promises)
    words = _words(str(wanted))
    return any(
        len(words & _words(f"{promise.what} {promise.quote}")) >= _ENOUGH_WORDS * len(words)
        for promise in found.promises
    )


def _words(text: str) -> frozenset[str]:
    return frozenset(word.rstrip("s") for word in re.findall(r"[^\W_]+", fold(text)) if word not in _SMALL)


def _ratio(part: float, whole: float) -> float | None:
    return round(part / whole, 4) if whole else None
