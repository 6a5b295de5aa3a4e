"""Sentences on how reading a calendar goes (B9)."""

from __future__ import annotations

from bot.core.ports.feeds import FeedFlaw
from bot.features.calendar.rules.values import BriefTime

BRIEF_TIMES = {
    BriefTime.HOUR: "An hour before",
    BriefTime.QUARTER: "A quarter of an hour before",
    BriefTime.MORNING: "In the morning of the day",
    BriefTime.EVENING: "The evening before",
    BriefTime.OFF: "No briefs",
}
"""When briefs come, as a choice."""
_BRIEFS = {
    BriefTime.HOUR: "briefs come an hour before",
    BriefTime.QUARTER: "briefs come a quarter of an hour before",
    BriefTime.MORNING: "briefs come in the morning",
    BriefTime.EVENING: "briefs come the evening before",
    BriefTime.OFF: "no briefs come",
}
NO_ADDRESS = "Paste the whole secret address: it begins with https:// or webcal:// and mostly ends with .ics."
NO_MAILS = "Write mail addresses, with commas between."
_FLAWS = {
    FeedFlaw.NOT_HTTPS: "its address is no https address, or leads to one that is none",
    FeedFlaw.NOT_ALLOWED: "its address leads into a private network or to an unusual port, which I never ask",
    FeedFlaw.ODD: "its address is too long, or is written in a way that I cannot ask",
    FeedFlaw.WITH_USER: "its address has a user's name or a password in it, and I sign in nowhere",
    FeedFlaw.NUMBERS: "its address names its server by odd numbers, and I ask servers by their names",
    FeedFlaw.NO_SUCH_HOST: "nobody knows the server in its address",
    FeedFlaw.NO_ANSWER: "its server does not answer",
    FeedFlaw.TOO_SLOW: "its server takes too long to answer",
    FeedFlaw.NOT_TRUSTED: "its server cannot prove that it is the one in the address",
    FeedFlaw.REFUSED: "the address answers {}. It was probably reset: copy the new one",
    FeedFlaw.GONE: "the address answers {}. It was probably reset or deleted: copy the new one",
    FeedFlaw.SERVER: "the address answers {}",
    FeedFlaw.REDIRECTS: "the address leads from one place to the next without end",
    FeedFlaw.TOO_LARGE: "it is larger than I may read",
    FeedFlaw.NO_CALENDAR: "what stands at the address is no calendar, but maybe a page to sign in",
    FeedFlaw.CUT_OFF: "it ends in the middle, so I took nothing of it in, and nothing back",
    FeedFlaw.TOO_MUCH: "it holds more than I read: at most 5,000 events that recur or come now, and "
    "50,000 people and days in them. I took nothing back",
    FeedFlaw.UNREADABLE: "it takes longer to read than I may spend on it",
    FeedFlaw.NO_KEY: "the key that its address was sealed with is missing on my side. Please tell whoever "
    "runs me, or give me the address again",
}


def trouble_words(flaw: str, status: int) -> str:
    """What is wrong, as a part of a sentence: "the address answers 404"."""
    return _FLAWS[FeedFlaw(flaw)].format(status or "with an error")


def briefs_words(brief: BriefTime) -> str:
    """When briefs come, as a part of a sentence."""
    return _BRIEFS[brief]
