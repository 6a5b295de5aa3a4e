"""R3, R4: what is unclear about an action is asked, one question at a time, and what an answer decides."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.core.coaching.investment import Clarification, Judgement, Verdict, VerdictEvidence
from bot.core.knowledge.questions import ClarifyingQuestion
from bot.language.names import fold

_FIRST_PERSON = re.compile(r"\b(?:I|I['\u2019](?:m|ll|d|ve)|my|myself)\b")
_YES = frozenset(["yes", "yep", "yeah", "sure", "of course", "definitely", "yes they do", "yes i would"])
_NO = frozenset(["no", "nope", "not really", "not at all", "no they don't", "not yet"])


_WEIGHING = re.compile(
    r"^\s*(?:(?:hi|hey|hello|so|well|hm+|okay|ok)[\s,.!]+)*"
    r"(?:(?:(?:i['\u2019]m|i am|i was|we['\u2019]re|we are)\s+)?(?:(?:also|just|seriously|currently)\s+)*"
    r"(?:thinking (?:of|about)|considering|contemplating|tempted to|debating|planning to|going to|about to|"
    r"wondering (?:if|whether) i should)\s+"
    r"|(?:should|shall|could|can) i\s+|what if i\s+|(?:how|what) about\s+|is it a good idea to\s+"
    r"|would it (?:be (?:good|smart|ok|okay|wise) )?to\s+)",
    re.IGNORECASE,
)


def without_weighing(action: str) -> str:
    """The action itself, without "I'm thinking of" before it, beginning with a capital letter."""
    core = _WEIGHING.sub("", " ".join(action.split()), count=1).strip(" .?!")
    return f"{core[:1].upper()}{core[1:]}"


def question_about(
    questions: Sequence[ClarifyingQuestion], action: str, clarifications: Sequence[Clarification] = ()
) -> ClarifyingQuestion | None:
    """The question to ask about a test: the first not asked yet, and not who does what "I" do."""
    asked = {each.question for each in clarifications}
    left = [each for each in questions if each.text not in asked]
    first_person = _FIRST_PERSON.search(action) is not None
    fitting = [each for each in left if not (first_person and each.id == "who-does-it")]
    return next(iter(fitting or left), None)


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
