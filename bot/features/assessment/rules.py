"""R3, R4: what is unclear about an action is asked, one question at a time, and what an answer decides."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from bot.core.coaching.investment import Assessment, Clarification, Judgement, Verdict, VerdictEvidence
from bot.core.knowledge.questions import ClarifyingQuestion
from bot.language.names import fold

_FIRST_PERSON = re.compile(r"\b(?:I|I['\u2019](?:m|ll|d|ve)|my|myself)\b")
_YES = frozenset(["yes", "yep", "yeah", "sure", "of course", "definitely", "yes they do", "yes i would"])
_NO = frozenset(["no", "nope", "not really", "not at all", "no they don't", "not yet"])


_IS_IT_GOOD = (
    r"(?:do you think\s+)?(?:is it|it['\u2019]?s|would it be) (?:an? )?"
    r"(?:good|smart|wise|ok|okay|nice|great|bad)(?: (?:idea|move|thing|plan))? (?:to|if i)\s+"
)
_PRAISE = re.compile(rf"^\s*{_IS_IT_GOOD}", re.IGNORECASE)
_WEIGHING = re.compile(
    r"^\s*(?:(?:hi|hey|hello|so|well|hm+|okay|ok)[\s,.!]+)*"
    r"(?:(?:(?:i['\u2019]m|i am|i was|we['\u2019]re|we are)\s+)?(?:(?:also|just|seriously|currently)\s+)*"
    r"(?:thinking (?:of|about)|considering|contemplating|tempted to|debating|planning to|going to|about to|"
    r"wondering (?:if|whether) i should)\s+"
    r"|(?:should|shall|could|can) i\s+|what if i\s+|(?:how|what) about\s+|does it make sense to\s+"
    rf"|{_IS_IT_GOOD}|would it to\s+)",
    re.IGNORECASE,
)


def without_praise(text: str) -> str:
    """An action without the words in which a question asks whether it is good: they say nothing for it."""
    return _PRAISE.sub("", text, count=1) or text


def without_weighing(action: str) -> str:
    """The action itself, without "I'm thinking of" before it, beginning with a capital letter."""
    core = _WEIGHING.sub("", " ".join(action.split()), count=1).strip(" .?!")
    return f"{core[:1].upper()}{core[1:]}"


def question_about(
    questions: Sequence[ClarifyingQuestion], action: str, clarifications: Sequence[Clarification] = ()
) -> ClarifyingQuestion | None:
    """The question that would settle a test: not asked yet, fitting the action, not who does what "I" do."""
    asked = {each.question for each in clarifications}
    left = [each for each in questions if each.text not in asked]
    first_person = _FIRST_PERSON.search(action) is not None
    able = [each for each in left if not (first_person and each.id == "who-does-it")] or left
    return min(able, key=lambda each: _fits_at(each, action), default=None)


def _fits_at(question: ClarifyingQuestion, action: str) -> int:
    """Return where the words stand that a question would settle; behind the action where there are none."""
    found = re.search(rf"(?<!\w)(?:{question.fits or '(?!)'})(?!\w)", action, re.IGNORECASE)
    return found.start() if found else len(action)


def read_free_answer(question: ClarifyingQuestion, words: str) -> Verdict | None:
    """What free words make of a test where they say the same as a prepared answer; else None."""
    said = fold(words).strip(" .,!?")
    for answer in question.answers:
        label = fold(answer.label).strip(" .,!?")
        if said == label:
            return Verdict(answer.counts)
    for plain_words, begins in ((_YES, "yes"), (_NO, "no")):
        named = [a.counts for a in question.answers if fold(a.label).split()[0].strip(",") == begins]
        if said in plain_words and len(named) == 1:
            return Verdict(named[0])
    return None


def apply_answers(
    judgements: Sequence[Judgement], clarifications: Sequence[Clarification], why: str
) -> tuple[Judgement, ...]:
    """Judgements with the verdicts that prepared answers decide; the latest answer to a test counts."""
    decided = {each.test: each for each in clarifications if each.counts not in (None, Verdict.UNCLEAR)}
    return tuple(
        replace(
            judgement,
            verdict=decided[judgement.test].counts or judgement.verdict,
            why=why,
            evidence=(VerdictEvidence(decided[judgement.test].answer),),
        )
        if judgement.test in decided
        else judgement
        for judgement in judgements
    )


WEEKS_TO_OUTCOME = timedelta(weeks=3)
"""How long after a test, or after the day that it was planned for, it is asked what followed."""
TOO_OLD_TO_ASK = timedelta(days=180)
"""What has been over for so long is not asked about any more."""


@dataclass(frozen=True, slots=True)
class PlannedAction:
    """What a plan says of a tested action: its local date, and whether it was taken off."""

    on: date | None
    is_dropped: bool = False


def outcome_due_on(tested_on: date, planned: PlannedAction | None) -> date | None:
    """Return the day from which to ask what a tested action led to; None where it was taken off the plan.

    `tested_on` is the local date of the test.
    """
    if planned is not None and planned.is_dropped:
        return None
    on = planned.on if planned else None
    return max(on or tested_on, tested_on) + WEEKS_TO_OUTCOME


def due_outcomes(
    assessments: Sequence[Assessment],
    tested_on: Mapping[str, date],
    planned: Mapping[str, PlannedAction],
    today: date,
) -> tuple[Assessment, ...]:
    """Return the tested actions of which it is time to ask what followed, the oldest first.

    Only those that passed or failed, in their last wording, and that were not asked about yet. What was
    merely proposed counts once it was put on the plan. `planned` is by the ids of assessments.
    """
    revised = {each.revises for each in assessments if each.revises}
    due: list[tuple[date, Assessment]] = []
    for each in assessments:
        if each.outcome is not None or each.look_back or each.id in revised:
            continue
        if each.verdict is Verdict.UNCLEAR or (each.proposed and each.id not in planned):
            continue
        on = outcome_due_on(tested_on[each.id], planned.get(each.id))
        if on is not None and on <= today <= on + TOO_OLD_TO_ASK:
            due.append((on, each))
    return tuple(each for _, each in sorted(due, key=lambda pair: (pair[0], pair[1].id)))
