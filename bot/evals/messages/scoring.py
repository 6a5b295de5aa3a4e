"""Scores what was understood against labels, field by field."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.conversation.subcommands import find_subcommand
from bot.evals.messages.labels import PredictedPromise, Prediction, Row, alternatives
from bot.evals.messages.matching import ENOUGH, fit_promise, overlap, pair_up, same_company, same_person

_NOT_A_NOTE = ("recall", "brief", "assess", "neglected", "help", "command")
"""Intents of messages that ask for something: kept as a note they would pollute what is recalled."""


@dataclass(slots=True)
class Scores:
    """Right and counted of each figure, and the messages with what was wrong in them."""

    counts: dict[str, list[int]] = field(default_factory=lambda: defaultdict(lambda: [0, 0]))
    rows: int = 0
    fully_right: int = 0
    wrong: list[tuple[Row, list[str]]] = field(default_factory=list)
    of_rows: dict[str, Scores] = field(default_factory=dict)
    """The scores of each row alone, by its id."""

    def add(self, figure: str, right: float, of: int = 1) -> None:
        """Count towards one figure."""
        self.counts[figure][0] += int(right)
        self.counts[figure][1] += of

    def rate(self, figure: str) -> float | None:
        """A figure from 0 to 1; None where nothing was counted."""
        right, of = self.counts.get(figure, (0, 0))
        return round(right / of, 4) if of else None


def score(rows: Iterable[Row], predictions: Mapping[str, Prediction]) -> Scores:
    """Score the predictions, by the id of their rows."""
    scores = Scores()
    for row in rows:
        alone = scores.of_rows[row["id"]] = Scores(rows=1)
        wrong = _Row(row, predictions[row["id"]], alone).score()
        alone.fully_right = int(not wrong)
        scores.rows += 1
        scores.fully_right += not wrong
        for name, (right, of) in alone.counts.items():
            scores.add(name, right, of)
        if wrong:
            scores.wrong.append((row, wrong))
    return scores


def figures(scores: Scores) -> dict[str, float | None]:
    """The figures of docs/evals-messages.md, 0 to 1; None where no row asks for it."""
    found, wanted = scores.counts["people_recall"]
    _, shown = scores.counts["people_precision"]
    return {
        "rows": scores.rows,
        "fully_right": round(scores.fully_right / scores.rows, 4) if scores.rows else None,
        "people_f1": round(2 * found / (wanted + shown), 4) if wanted + shown else None,
        **{name: scores.rate(name) for name in _FIGURES},
    }


_FIGURES = (
    "intent_accuracy", "command_accuracy", "people_recall", "people_precision", "company_of_person",
    "company_not_invented", "companies_found", "companies_right", "occurred_on", "occurred_on_where_told",
    "touch", "touch_yes_or_no", "touched", "promise_recall", "promise_precision", "promise_direction",
    "promise_whom", "promise_due", "promise_whole", "no_false_promise", "settles_recall",
    "settles_precision", "assumes_recall", "assumes_precision", "asked", "not_a_note_kept",
)  # fmt: skip


def canonical_commands(label: str) -> set[str]:
    """The commands that a label allows, by their present names: an alias stands for its command."""
    named = {name: find_subcommand(name) for name in label.split("|")}
    return {found.name if found else name for name, found in named.items()}


class _Row:
    """One labelled message against what was understood of it."""

    def __init__(self, row: Row, found: Prediction, scores: Scores) -> None:
        self._row, self._found, self._scores = row, found, scores
        self._wrong: list[str] = []

    def score(self) -> list[str]:
        """Count every figure that the row asks for; return what was wrong, in words."""
        row = self._row
        allowed = [row["intent"], *row.get("intent_either", ())]
        self._check("intent_accuracy", self._found.intent in allowed, f"wanted {'/'.join(allowed)}")
        self._scores.add("asked", self._found.asks)
        if row["intent"] in _NOT_A_NOTE and "note" not in allowed:
            self._scores.add("not_a_note_kept", self._found.is_kept)
        self._score_command(allowed)
        is_command = self._found.intent == "command" and "command" in allowed
        if is_command and "command" not in row:
            return self._wrong  # either reading is right, and there is nothing else to hold it to
        self._score_people()
        self._score_companies()
        if row["intent"] in ("note", "correction"):
            self._score_told()
        return self._wrong

    def _check(self, figure: str, right: bool, why: str) -> bool:
        self._scores.add(figure, right)
        if not right:
            self._wrong.append(f"{figure}: {why}")
        return right

    def _score_command(self, allowed: list[str]) -> None:
        if "command" not in self._row:
            return
        if self._found.intent != "command" and self._found.intent in allowed:
            return
        wanted = canonical_commands(self._row["command"])
        right = self._found.intent == "command" and self._found.command in wanted
        self._check("command_accuracy", right, f"wanted {wanted}, got {self._found.command or 'none'}")

    def _score_people(self) -> None:
        labels = self._row.get("people")
        if labels is None:
            return
        row, free = self._row, self._row.get("people_either", ())
        people = [
            each
            for each in self._found.people
            if not any(same_person(one, each[0], row) for one in free)
            or any(same_person(one, each[0], row) for one, _ in labels)
        ]
        pairs = pair_up(labels, people, lambda label, each: same_person(label[0], each[0], row))
        self._scores.add("people_recall", len(pairs), len(labels))
        self._scores.add("people_precision", len(pairs), len(people))
        self._wrong += [f"missed {label[0]}" for n, label in enumerate(labels) if n not in pairs]
        self._wrong += [f"made up {each[0]}" for n, each in enumerate(people) if n not in pairs.values()]
        for number, (name, company) in enumerate(labels):
            told = people[pairs[number]][1] if number in pairs else ""
            self._score_company_of(name, company, told, found=number in pairs)

    def _score_company_of(self, name: str, company: str, told: str, *, found: bool) -> None:
        if "?" in company.split("|"):
            return
        if company:
            right = found and bool(told) and same_company(company, told)
            self._check("company_of_person", right, f"{name} at {company}, got {told or 'none'}")
        elif found:
            known = [
                its
                for full, its in self._row.get("known", ())
                if its and any(same_person(one, full, self._row) for one in name.split("|"))
            ]
            right = not told or any(same_company(its, told) for its in known)
            self._check("company_not_invented", right, f"{name} at {told}")

    def _score_companies(self) -> None:
        labels = self._row.get("companies")
        if labels is None:
            return
        named = [*self._found.companies, *(company for _, company in self._found.people if company)]
        for label in labels:
            self._scores.add("companies_found", any(same_company(label, one) for one in named))
            if not any(same_company(label, one) for one in named):
                self._wrong.append(f"missed company {label}")
        people, known = self._row.get("people") or (), self._row.get("known", ())
        fine = [*labels, *self._row.get("companies_either", ())]
        fine += [company for _, company in (*people, *known) if company.strip("?|")]
        for one in self._found.companies:
            right = any(same_company(label, one) for label in fine)
            self._check("companies_right", right, f"made up company {one}")

    def _score_told(self) -> None:
        row, found = self._row, self._found
        if "occurred_on" in row:
            self._score_day(alternatives(row["occurred_on"]))
        if "touch" in row:
            self._score_touch(set(alternatives(row["touch"])))
        if "touched" in row:
            pairs = pair_up(row["touched"], found.touched, lambda a, b: same_person(a, b, row))
            right = len(row["touched"]) == len(found.touched) == len(pairs)
            self._scores.add("touched", right)
        if "promises" in row:
            self._score_promises()
        if "settles" in row:
            self._score_settled(row["settles"])
        if "assumes" in row:
            pairs = pair_up(row["assumes"], found.assumes, _quote_fits)
            self._scores.add("assumes_recall", len(pairs), len(row["assumes"]))
            self._scores.add("assumes_precision", len(pairs), len(found.assumes))

    def _score_day(self, wanted: list[str | None]) -> None:
        got, today = self._found.occurred_on, self._row["today"]
        either = (got is None and today in wanted) or (got == today and None in wanted)
        self._check("occurred_on", got in wanted or either, f"wanted {wanted}, got {got}")
        if None not in wanted:
            self._scores.add("occurred_on_where_told", got in wanted or either)

    def _score_touch(self, wanted: set[str]) -> None:
        got = self._found.touch
        right = got in wanted or (got == "talk" and bool(wanted & {"call", "meeting"}))
        self._check("touch", right, f"wanted {'/'.join(sorted(wanted))}, got {got}")
        if wanted == {"none"} or "none" not in wanted:
            self._scores.add("touch_yes_or_no", ("none" in wanted) == (got == "none"))

    def _score_promises(self) -> None:
        labels, found = self._row["promises"], list(self._found.promises)
        pairs = pair_up(labels, found, lambda label, one: fit_promise(label, one.what, one.by))
        for number, label in enumerate(labels):
            self._scores.add("promise_recall", number in pairs)
            if number in pairs:
                self._score_promise(label, found[pairs[number]])
            else:
                self._scores.add("promise_whole", 0)
                self._wrong.append(f"missed promise by {label['by']}: {label['what']}")
        left = [one for n, one in enumerate(found) if n not in pairs.values()]
        allowed = self._row.get("promises_either", [])
        free = pair_up(allowed, left, _allows)
        bad = [one for n, one in enumerate(left) if n not in free.values()]
        self._scores.add("promise_precision", len(pairs), len(pairs) + len(bad))
        if not labels:
            self._scores.add("no_false_promise", not bad)
        self._wrong += [f"made up promise by {one.by}: {one.what!r}" for one in bad]

    def _score_promise(self, label: dict[str, object], found: PredictedPromise) -> None:
        whole = self._check("promise_direction", label["by"] == found.by, f"{label['what']}: by {found.by}")
        if "whom" in label:
            right = same_person(str(label["whom"]), found.whom, self._row)
            whole &= self._check("promise_whom", right, f"{label['whom']}, got {found.whom or 'nobody'}")
        if "due" in label:
            right = found.due in alternatives(label["due"])
            whole &= self._check("promise_due", right, f"{label['due']}, got {found.due}")
        self._scores.add("promise_whole", whole)

    def _score_settled(self, labels: list[str]) -> None:
        pairs = pair_up(labels, self._found.settles, _quote_fits)
        self._scores.add("settles_recall", len(pairs), len(labels))
        self._scores.add("settles_precision", len(pairs), len(self._found.settles))
        self._wrong += [f"not settled: {label}" for n, label in enumerate(labels) if n not in pairs]
        wrongly = [one for n, one in enumerate(self._found.settles) if n not in pairs.values()]
        self._wrong += [f"wrongly settled: {one}" for one in wrongly]


def _allows(label: dict[str, Any], found: PredictedPromise) -> float:
    return float(label["by"] == found.by and overlap(label["what"], found.what) >= ENOUGH)


def _quote_fits(label: str, found: str) -> float:
    share = overlap(label, found)
    return share if share >= ENOUGH else 0.0
