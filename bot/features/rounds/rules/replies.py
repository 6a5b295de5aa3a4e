"""T1: what a few words in a round's thread are, where they are no answer: a refusal, a pause, a question."""

from __future__ import annotations

import re

_FILLER = (
    r"(?:please|thanks|thank you|thx|cheers|ok(?:ay)?|sorry|hm+|well|so|then|and|but|or|just|i think|"
    r"i guess|"
    r"i(?:'m| am) afraid|for me|really|honestly|to be honest|tbh|again|yes|yeah|sure|"
    r"(?:on|about|with|for) (?:this|that|it)(?: one| question)?|for (?:today|now|this week))"
)
_WHAT = r"(?:\s+(?:on\s+)?(?:it|this|that|them|these|(?:this|that|the|your) (?:one|question)|one|question))?"
_I = r"(?:i(?:'?ll|'?d| would| will)?\s+(?:rather |have to |like to |want to )*|let'?s\s+)?"
_REFUSAL = (
    r"(?:" + _I + r"(?:skip|pass|leave)" + _WHAT + r"(?:\s+(?:out|open|blank|empty))?|"
    r"(?:the\s+)?next(?:\s+(?:one|question))?|(?:move|go) on|ask (?:me )?(?:something|"
    r"another one)(?: else)?|"
    r"no|nope|nah|nothing(?: (?:comes to mind|yet|really))?|nobody(?: comes to mind)?|none|"
    r"idk|dunno|n/?a|not applicable|(?:does not|doesn'?t) apply|tbd|no comment|beats me|unknown|search me|"
    r"(?:i(?:'ve| have)?\s+)?(?:really\s+)?(?:no|not an?|haven'?t an?|not the (?:faintest|slightest))"
    r"\s+(?:idea|clue|answer|opinion|view)(?: (?:yet|really|at all|right now))?|"
    r"(?:i\s+)?(?:really\s+|honestly\s+)?(?:don'?t|do not|dont) (?:really )?know(?: (?:yet|really|that|"
    r"it))?|"
    r"(?:i(?:'m| am)\s+)?(?:really\s+)?(?:not|un)\s?(?:so |too |really )?sure(?: yet)?|"
    r"(?:i\s+)?(?:can'?t|cannot) (?:say|tell|think of (?:anything|any|anyone|anybody|one))(?: (?:yet|"
    r"now))?|"
    r"(?:that'?s )?hard to (?:say|tell)|who knows|[?.\u2026-]+)"
)
_WHEN = (
    r"(?:\s+for)?(?:\s+(?:today|now|tonight|me|the (?:day|moment|time being)|this (?:week|time|morning|"
    r"afternoon|evening)|right now))?"
)
_LATER = r"(?:later(?: today| on)?|tomorrow|next week|another (?:time|day)|some other (?:time|day)|monday)"
_PAUSE = (
    r"(?:(?:that|this)(?:'?s| is| was| will be| would be| should be) "
    r"(?:it|all|enough|everything|plenty)" + _WHEN + r"|"
    r"(?:that'?ll|that will) (?:do|be (?:it|all))" + _WHEN + r"|"
    r"(?:(?:let'?s|can we|could we|shall we|i|we|i'?d like to|i want to|i need to|i have to|i must|"
    r"i'?ve got to|gotta)\s+)?"
    r"(?:stop|finish|pause|quit|end|wrap up|break|call it a day)(?: (?:here|it|this|there|asking))?"
    + _WHEN
    + r"|"
    r"(?:i'?ve had\s+)?enough(?: (?:questions|of (?:this|that|these)))?" + _WHEN + r"|"
    r"no more(?: questions)?" + _WHEN + r"|"
    r"(?:i'?m |i am |we'?re )?(?:done|finished|busy)" + _WHEN + r"|"
    r"(?:i (?:have|'?ve got) |i'?ve )?no time" + _WHEN + r"|"
    r"not (?:now|today|right now|tonight|this week)|(?:maybe |perhaps |rather |the rest )*" + _LATER + r"|"
    r"(?:i'?ll |i will |let'?s |can we |could we |please )?(?:ask(?: me)?|remind me|come back|continue|"
    r"go on|do|finish|answer|get back|get to)(?: (?:again|with|to))*(?: (?:it|this|that|me|you|the rest|"
    r"the others|them))*"
    r" " + _LATER + r")"
)
_BETWEEN = r"(?:\s*(?:[,.;:!?\u2026]|\u2013|\u2014|\s-\s)+\s*|\s+|$)"
_REFUSES = re.compile(rf"(?:(?:{_REFUSAL}|{_FILLER}){_BETWEEN})+", re.IGNORECASE)
_PAUSES = re.compile(rf"(?:(?:{_PAUSE}|{_REFUSAL}|{_FILLER}){_BETWEEN})+", re.IGNORECASE)
_ONLY_FILLER = re.compile(rf"(?:{_FILLER}{_BETWEEN})+", re.IGNORECASE)
_LONGEST_REPLY = 120


def says_nothing(text: str) -> bool:
    """Whether an answer is none: "idk", "no idea, skip", "not sure, pass", "next question"."""
    words = " ".join(text.split())
    return _is_all(_REFUSES, words) and not is_filler(words)


def puts_off(text: str) -> bool:
    """Whether a message ends the questions for now: "that's it for today", "later", "enough for now"."""
    words = " ".join(text.split())
    return _is_all(_PAUSES, words) and not _is_all(_REFUSES, words)


def is_filler(text: str) -> bool:
    """Whether words say neither yes nor no to a question about the future: "ok", "thanks"."""
    return _is_all(_ONLY_FILLER, " ".join(text.split()))


def put_off_until(text: str) -> str:
    """Until when words put the rest off: today, tomorrow or week."""
    if re.search(r"\blater today\b", text, re.IGNORECASE):
        return "today"
    return "week" if re.search(r"\b(?:next|this) week\b", text, re.IGNORECASE) else "tomorrow"


def _is_all(pattern: re.Pattern[str], words: str) -> bool:
    return len(words) <= _LONGEST_REPLY and bool(pattern.fullmatch(words.replace("\u2019", "'")))


_ASKS_BACK = re.compile(
    r"(?:(?:sorry|hm+|hmm|ok(?:ay)?|well|but|and|wait)\W+)*"
    r"(?:what (?:do|did) you mean\b|what does\b.{0,40}\bmean\b|what is meant\b|what[\u2019']?s meant\b|"
    r"meaning[?]|how do you mean\b|in what (?:sense|way)[?]|(?:such as|like what|for (?:example|instance)|"
    r"e\.?g\.?)\s*[?]|(?:can|could|would) you (?:please )?(?:explain|rephrase|say that|give (?:me )?an? )|"
    r"(?:give me |got |any |an )examples?\b.{0,15}[?]|why (?:do|are) you ask|why (?:this|that)\b.{0,20}[?]|"
    r"explain\b|huh\b|come again|(?:which|what) (?:kind|sort) of (?:answer|thing)s?\b|what are you asking|"
    r"i (?:don[\u2019']?t|do not) (?:understand|get|follow)(?: (?:it|that|this|you|the question|what you "
    r"mean))?\W*$|(?:what|who)[\u2019']?s? (?:is |are )?(?:a |an |to )?"
    r"(?:provok\w+|disrupt\w*|mobili[sz]e\w*|market shifts?|a growth mindset|take share)\s*[?])",
    re.IGNORECASE,
)


_ASKS_WHY = re.compile(
    r"(?:(?:sorry|hm+|ok(?:ay)?|well|but|and|wait)\W+)*"
    r"(?:(?:why|how come)\b.{0,30}\b(?:you|i|we|it|this)\b.{0,20}\bask(?:ing|ed|s)?\b|"
    r"(?:why|how come) (?:this|that|these) (?:company|account|customer|one)\b|what makes you ask\b)",
    re.IGNORECASE,
)


def asks_why(text: str) -> bool:
    """Whether a message asks why it is asked: "why do you ask me about Northwind?"."""
    return len(text) < _LONGEST_BACK and bool(_ASKS_WHY.match(" ".join(text.split())))


def asks_back(text: str) -> bool:
    """Whether a message asks what is meant: "what do you mean by provoke?" is no answer, nor a search."""
    return len(text) < _LONGEST_BACK and bool(_ASKS_BACK.match(" ".join(text.split())))


_LONGEST_BACK = 120
