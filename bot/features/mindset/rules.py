"""S1: the first focus is one's own attitude, asked about in private and kept for oneself."""

from __future__ import annotations

from collections.abc import Sequence

from bot.core.contacts import Contact, Standing, Tier
from bot.core.knowledge.questions import MindsetQuestion
from bot.features.mindset.contracts import Attitude

LONGEST = 2_000
"""Characters of an answer."""


def whom_to_ask_about(contacts: Sequence[Contact], answers: Sequence[Attitude]) -> Contact | None:
    """The relationship whose turn it is: strategic before active before known, the longest not thought of."""
    latest = {answer.contact_id: answer.created_at for answer in sorted(answers, key=lambda a: a.created_at)}
    among = [each for each in contacts if each.standing in (Standing.ACTIVE, Standing.KNOWN)]

    def turn(contact: Contact) -> tuple[bool, bool, float, str]:
        at = latest.get(contact.id)
        return (
            contact.tier is not Tier.STRATEGIC,
            contact.standing is not Standing.ACTIVE,
            at.timestamp() if at else 0.0,
            contact.id,
        )

    return min(among, key=turn, default=None)


def question_for(
    questions: Sequence[MindsetQuestion], contact_id: str, answers: Sequence[Attitude], skip: int = 0
) -> MindsetQuestion:
    """The question for one relationship: one not answered yet for it, else the one answered longest ago."""
    times = {
        answer.question_id: answer.created_at
        for answer in sorted(answers, key=lambda a: a.created_at)
        if answer.contact_id == contact_id
    }
    start = sum(map(ord, contact_id)) % len(questions)
    turned = [*questions[start:], *questions[:start]]
    order = sorted(turned, key=lambda each: times[each.id].timestamp() if each.id in times else 0.0)
    return order[skip % len(order)]
