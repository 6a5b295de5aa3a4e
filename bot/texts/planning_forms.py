"""What is said beside a field of a form about plans, goals, meetings, objectives and teams."""

from __future__ import annotations

from bot.domain.objectives import Lack

WHAT_WILL_YOU_DO = "Write in a few words what you will do."
WHAT_TO_REACH = "Write in one sentence what you want to reach."
WHICH_PERIOD = "Choose a week, a month or a quarter."
WRITE_SOMETHING = "Write something first, or close the form."
WHAT_TOGETHER = "Write in a sentence what you want to reach together."
WHICH_ACCOUNT = "Name the company that the team works with."
WHO_IS_ON_IT = "Choose at least one colleague."
WHAT_WAS_DECIDED = "Write what was decided."
WHO_REPORTS = "Choose a member."


def lack_sentence(party: str, lack: Lack) -> str:
    """What a mutual objective lacks for a party (F7)."""
    match lack:
        case Lack.NOTHING:
            return f"What does {party} have of it? Without that it serves one side only."
        case Lack.EMPTY_WORDS:
            return f"Which benefit is it that {party} would notice? Say it in a few concrete words."
        case Lack.OTHERS_BENEFIT:
            return f"This is what your side has of it. What does {party} have, in their own terms?"
