"""What others may ask of overviews: whether a whole message asks for one (B4)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.core.commands import Command
from bot.features.overviews.commands import Compare, PreparePack, Summarize
from bot.features.overviews.rules.asked import comparison_asked, pack_asked, span_asked


def overview_asked(
    text: str, people: Sequence[str], companies: Sequence[str], today: date, *, day_first: bool = True
) -> Command | None:
    """The comparison, the summary or the pack that a message asks for; None for any other message.

    `people` and `companies` are the names that are known.
    """
    if compared := comparison_asked(text, people, companies):
        return Compare(compared.names)
    if (span := span_asked(text, people, companies, today, day_first=day_first)) is not None:
        return Summarize(span.whom, *(each.isoformat() if each else "" for each in (span.since, span.until)))
    if pack := pack_asked(text, companies, people):
        return PreparePack(pack.whom)
    return None
