"""What a member wants with a message: plain forms of words first, then the reader (B4)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.coach.reader.reading import MessageReading
from bot.coach.rules.forms import form
from bot.coach.rules.message.asked_of_others import asks_of_others
from bot.coach.rules.message.put_off import puts_off
from bot.coach.rules.plain_words import command_line
from bot.core.coaching.understanding import Intent
from bot.language.names import fold

SURE, LIKELY = 0.95, 0.8
"""Confidence of a form of words that leaves no doubt, and of one that seldom errs."""
_PLAN_FOR = re.compile(
    r"(?:the |my |new )?plan (?:for|with) (?P<who>[^:\n]{2,40}):\s*(?P<what>\S.*)", re.IGNORECASE
)
_QUESTION = re.compile(
    r"(?:what|who|whom|whose|which|when|where|why|how|did|does|do|is|are|was|were|has|have|had|can|could|"
    r"should|would)\b[^.?!\n]{4,160}\?",
    re.IGNORECASE,
)
"""One question and nothing else: it is no note, whatever it is."""
_ASKS = (Intent.RECALL, Intent.BRIEF, Intent.ASSESS, Intent.NEGLECTED, Intent.HELP)
_SUMS_UP = re.compile(
    r"(?:please )?(?:summari[sz]e|sum up|recap)\b|"
    r"(?:an? |the )?(?:one[- ]pager|cheat sheet) (?:on|about|for) \w",
    re.IGNORECASE,
)
_MINUTES = re.compile(
    r"(?:next steps?|actions?|action items?|minutes|meeting notes?|attendees|present|todos?|to do|"
    r"notes? from)\b[^\n:]{0,60}:",
    re.IGNORECASE,
)
_HAD_TALK = re.compile(
    r"(?:a |had a )?(?:brief|quick|short|long|good|nice) (?:chat|call|talk|word|meeting|coffee|"
    r"lunch|visit) (?:with|w/) |"
    r"(?:an? |the |my )?(?:first|second|third|fourth|fifth|another|other|next|last) (?:e-?mail|mail|call|"
    r"message|letter|text) (?:to|from|with) [A-Z]",
    re.IGNORECASE,
)
"""How a note begins: "brief chat with Omar" asks for no brief."""
_KEEPS = re.compile(
    r"(?:(?:please|pls|can you|could you|hey|ok)[\s,]+)*(?:keep|make|take|write|add|save)(?: me)? "
    r"(?:an? |this |quick )*note(?: for (?:me|later|myself))?\s*(?:[:,\u2013\u2014-]|\bthat\b)\s*\S",
    re.IGNORECASE,
)
"""Words that ask for a note and say it: "please keep a note for me: Nora likes sailing"."""
_OF_MINE = re.compile(
    r"my (?:\w+ )?(?:wife|husband|partner|fianc\u00e9e?|girlfriend|boyfriend|sons?|daughters?|kids?|brother|"
    r"sister|mother|father|mum|mom|dad|boss|manager|assistant|colleague|dog|cat)(?:['\u2019]s?)? "
    r"(?:(?:\w+ )?name (?:is|was)|is (?:called|named))\b",
    re.IGNORECASE,
)
"""What a member tells of somebody of their own: no name on the list is to be changed."""
_BEGINS_QUESTION = re.compile(
    r"(?:what|who|where|when|how|why|which|whose)(?:['\u2019]?s|['\u2019]re)?\b", re.IGNORECASE
)
_NAME = r"(?-i:[A-Z\u00c0-\u00de])[\w'\u2019-]+(?: (?-i:[A-Z\u00c0-\u00de])[\w'\u2019-]+)"
_RENAMED = re.compile(
    rf"(?:she|he|they|{_NAME}{{0,2}})(?:['\u2019](?:s|re)| is| are) (?P<now>now )?"
    rf"(?P<called>(?:called|named) )?(?P<name>{_NAME}{{1,2}})(?P<then> now)?",
    re.IGNORECASE,
)
"""Somebody who has another name since: "she's Linnea Bj\u00f6rk now"."""
_TEST_IT = re.compile(
    r"(?:^|[.!?;,\n]\s*)(?:(?:please|kindly|pls|can you|could you|would you)\s+)?(?:test (?:this|it|"
    r"that)(?: for \w+)?|"
    r"evaluate(?: (?:this|it|that))?|assess (?:this|it|that)|challenge (?:me|this|it|that)(?: on (?:it|"
    r"this|that))?|"
    r"poke holes(?: in (?:it|this|that))?|tear (?:it|this|that) apart|play devil['\u2019]?s advocate|"
    r"sanity[ -]check(?: (?:this|it|me))?|"
    r"(?:good|bad|stupid|daft|smart|wise|mad|crazy) (?:idea|move|plan)|am i (?:mad|crazy|wrong)|"
    r"what do you (?:think|make of it|reckon)|thoughts|daft|wise|too much|too early|too pushy|"
    r"or not)\s*[?.!]*$",
    re.IGNORECASE,
)
"""How a message ends that gives an action to be tested: "... Challenge me on it."""
_PLANS = re.compile(
    r"\b(?:i|we)(?:['\u2019](?:d|ll|m|re)| am| are| will| would| want| plan| propose| intend| could| might|"
    r" may)\b|"
    r"\b(?:thinking (?:of|about)|planning to|plan is to|intention is to|idea is to|gonna|going to|"
    r"tempted to|about to)\b",
    re.IGNORECASE,
)
"""What a message says that gives an action of the member's."""
_ABOUT_THEM = re.compile(
    r"(?:write|draft|give|prepare|post|leave)\b[^.;\n]{0,30}\b(?:recommendation|reference|testimonial|"
    r"endorsement|review|"
    r"article|blog ?post|portrait|case study)\b (?:for|about|of|on)\b",
    re.IGNORECASE,
)
"""A text about somebody, which is no message to them: "write a recommendation for Dana"."""
_OWN_NETWORK = re.compile(
    r"\b(?:career|mentor(?:s|ing)?|mentee|head-?hunter|recruiter|promotion|leadership program(?:me)?|(?:my|"
    r"old|former|ex|"
    r"previous)[ -](?:boss|bosses|manager|colleagues?|classmates?|professor|employer|company|job|team|"
    r"coach)|linkedin "
    r"profile|cv|resume|job (?:interview|offer|rotation)|alumni|secondment|job shadowing|coach|next role|"
    r"new role|"
    r"own network|my network|sponsor (?:inside|in my))\b",
    re.IGNORECASE,
)
"""Whom and what an action for one's own career is about (R4)."""
_ACTS = re.compile(
    r"(?:(?:i (?:want|plan|intend|would like) to|i['\u2019]d like to|i could|i might|maybe i should|"
    r"let me)\s+)?"
    r"(?:ask|apply|reconnect|reach out|meet|have (?:a )?(?:coffee|lunch|dinner|breakfast|chat|call)|get|"
    r"offer|help|invite|"
    r"join|volunteer|keep in touch|stay in touch|catch up|update|find|look for|take|thank|introduce|attend|"
    r"propose|"
    r"organi[sz]e|host|speak|talk|build|visit|teach|coach|become|go to|work|learn|call)\b",
    re.IGNORECASE,
)
"""How an action begins that the member may take."""
_DEFINES = re.compile(r"(?:\S+ ){0,4}define \S.{0,80}? (?:=|as|means|:) ?\S", re.IGNORECASE)
"""Words that say what a term means, where the reader takes them for that: "we'll define ARR = ..."."""
_I_PLAN = re.compile(
    r"(?:i (?:want|plan|intend|would like) to|i['\u2019]d like to|"
    r"i['\u2019]m (?:thinking of|planning to)) \w",
    re.IGNORECASE,
)
"""How somebody begins to tell what they mean to do, where the reader wavers."""
_COMMAND_WORDS = {
    "pause": re.compile(
        r"\b(?:paus\w*|stop|quiet|silen\w*|mute|leave|off|away|holidays?|vacation|break|sick|bother\w*|disturb\w*|"
        r"alone|hold|rest|less|nothing|no (?:more )?(?:messages|nudges|rounds|questions))\b",
        re.IGNORECASE,
    ),
    "role": re.compile(
        r"\b(?:roles?|position|seller|sales|manager|leader|alliances?|am i|i am|i['\u2019]m)\b", re.IGNORECASE
    ),
    "contacts": re.compile(
        r"\b(?:contacts?|people|persons?|list|know|knows?|every(?:one|body)|any(?:one|body)|network|"
        r"who(?:m|se)?|"
        r"address book|names|find|show|search|at|from)\b",
        re.IGNORECASE,
    ),
}
"""Words of which one has to be there, before a guess reaches the command."""
_LONG = 400
"""Longer messages are notes, unless the reader is very sure that they ask for something."""
_VERY_SURE = 0.9
_VAGUE = 0.3
"""A command less probable than this, with its subcommand, is none that can be run."""
_SAID = re.compile(r"(?: \w+){0,2} (?:said|says|wrote|writes|asked|asks|wants to know|told)\b", re.IGNORECASE)
_SAYS_UNDO = re.compile(
    r"\b(?:undo|undone|revert|roll ?back|reverse|take (?:that|it|this|the last|my last)\b.* back|oops|oh no|"
    r"mistake|wrong|didn['\u2019]?t mean|scrap|cancel that|scratch that)\b",
    re.IGNORECASE,
)
"""Words that ask to take something back: without one of them nothing is undone by a guess."""
_A_NAME = 0.6
"""Confidence that a bare name asks for that contact."""
_AN_OPEN_QUESTION = 0.7
"""Confidence that words which begin as a question, and ask for no command, are one."""
_AN_ACTION = 0.75
"""Confidence that words are an action to be tested, which begin as one and ask for nothing plainly."""
_OFFERED = 0.1
"""A second intent less probable than this is not offered."""


@dataclass(frozen=True, slots=True)
class WantedIntent:
    """An intent with its confidence, 0 to 1, the next likeliest one, and the command line that is meant."""

    intent: Intent
    confidence: float
    alternative: Intent | None = None
    command: str = ""


def is_correction(text: str) -> bool:
    """Return whether a note corrects an earlier one."""
    return form("correction").search(text[:_LONG].strip()) is not None


def what_is_wanted(
    text: str, reading: MessageReading, people: Sequence[str], known: Sequence[str] = ()
) -> WantedIntent:
    """Return what a message wants; `known` are the names of the people whom the member knows."""
    stripped = text.strip()
    if not any(letter.isalnum() for letter in stripped):
        if stripped and set(stripped) <= set("?! "):
            return WantedIntent(Intent.HELP, LIKELY)
        return WantedIntent(Intent.NOTE, 0.3) if stripped else WantedIntent(Intent.UNKNOWN, SURE)
    line = "note" if _KEEPS.match(stripped) else _renaming(stripped, known) or command_line(stripped)
    if line:
        return WantedIntent(Intent.COMMAND, LIKELY, command=line)
    if stripped[-1] != "?" and _OF_MINE.match(stripped):
        return WantedIntent(Intent.NOTE, LIKELY)
    if stripped[-1] != "?" and is_correction(stripped):
        return WantedIntent(Intent.NOTE, LIKELY)
    if stripped[-1] != "?" and (_MINUTES.match(stripped) or _HAD_TALK.match(stripped)):
        return WantedIntent(Intent.NOTE, LIKELY)
    if _SUMS_UP.match(stripped):
        return WantedIntent(Intent.BRIEF, LIKELY)
    if len(people) == 1 and people[0] == stripped.strip(" .!?"):
        return WantedIntent(Intent.COMMAND, _A_NAME, command=f"contact {people[0]}")
    if plan := _PLAN_FOR.fullmatch(stripped):
        return WantedIntent(Intent.COMMAND, LIKELY, command=f"plan {plan['who']}: {plan['what']}")
    (intent, share), (second, next_share) = reading.intents[:2]
    if intent in (Intent.COMMAND, Intent.UNKNOWN) and puts_off(stripped, people):
        return WantedIntent(Intent.NOTE, LIKELY, intent)
    if _ABOUT_THEM.match(stripped) or (_ACTS.match(stripped) and _OWN_NETWORK.search(stripped)):
        sure = round(share, 3) if intent is Intent.ASSESS else 0.0
        return WantedIntent(Intent.ASSESS, max(_AN_ACTION, sure), Intent.NOTE)
    if intent is Intent.NOTE and _QUESTION.fullmatch(stripped):
        asked = second if second in _ASKS else Intent.RECALL
        return WantedIntent(asked, max(round(next_share, 3), _A_NAME), Intent.NOTE)
    if (
        {intent, second} == {Intent.ASSESS, Intent.NOTE}
        and _I_PLAN.match(stripped)
        and next_share >= _OFFERED
    ):
        return WantedIntent(Intent.ASSESS, _AN_ACTION, Intent.NOTE)
    if intent is not Intent.ASSESS and _TEST_IT.search(stripped) and _PLANS.search(stripped):
        return WantedIntent(Intent.ASSESS, LIKELY, intent)
    if intent is Intent.RECALL and share < LIKELY and _QUESTION.fullmatch(stripped):
        return WantedIntent(Intent.RECALL, LIKELY, second)
    if len(stripped) > _LONG and intent is not Intent.NOTE and share < _VERY_SURE:
        intent, second = Intent.NOTE, intent
    if _is_lost(intent, share, reading, stripped) and asks_of_others(stripped, people, known):
        return WantedIntent(Intent.RECALL, LIKELY, intent if intent in _ASKS else None)
    if intent is Intent.COMMAND:
        return _command(stripped, reading, share, people)
    return WantedIntent(intent, round(share, 3), second if next_share >= _OFFERED else None)


def _is_lost(intent: Intent, share: float, reading: MessageReading, text: str) -> bool:
    """Return whether the reader sees no answer from notes in a question, and no command for sure."""
    if intent is Intent.COMMAND:
        return share * reading.commands[0][1] < _VAGUE or text.casefold().startswith("how did ")
    if intent in (Intent.BRIEF, Intent.NEGLECTED):
        return False
    return intent is not Intent.RECALL or share < LIKELY


def _command(text: str, reading: MessageReading, share: float, people: Sequence[str]) -> WantedIntent:
    """Return the command that is meant; none for what is pasted or reported, and none for words too vague."""
    (name, named), second = reading.commands[0], reading.intents[1][0]
    if "\n" in text or _reports(text, people):
        return WantedIntent(Intent.NOTE, LIKELY, Intent.COMMAND)
    if name == "undo" and not _SAYS_UNDO.search(text):
        return WantedIntent(Intent.UNKNOWN, min(round(share, 3), _A_NAME), second)
    if name == "define" and _DEFINES.match(text):
        return WantedIntent(Intent.COMMAND, LIKELY, second, name)
    said = _COMMAND_WORDS.get(name)
    if said is not None and not said.search(text):
        return WantedIntent(Intent.UNKNOWN, min(round(share, 3), _A_NAME), second)
    if share * named < _VAGUE and _QUESTION.fullmatch(text):
        asked = second if second in _ASKS else Intent.RECALL
        return WantedIntent(asked, max(round(reading.intents[1][1], 3), _A_NAME), Intent.COMMAND)
    if share * named < _VAGUE and _BEGINS_QUESTION.match(text):
        return WantedIntent(Intent.RECALL, _AN_OPEN_QUESTION, Intent.NOTE)
    if share * named < _VAGUE and second in _ASKS:
        return WantedIntent(second, round(reading.intents[1][1], 3), Intent.COMMAND)
    if share * named < _VAGUE:
        return WantedIntent(Intent.UNKNOWN, round(share * named, 3), second)
    alternative = second if reading.intents[1][1] >= _OFFERED else None
    return WantedIntent(Intent.COMMAND, round(share, 3), alternative, name)


def _renaming(text: str, known: Sequence[str]) -> str:
    """Return the command that gives a known person the new name that a message tells; empty for none."""
    told = _RENAMED.fullmatch(text.rstrip(" .!"))
    if told is None or not (told["now"] or told["then"] or told["called"]):
        return ""
    name = told["name"]
    before = [one for one in known if fold(one).split()[0] == fold(name).split()[0]]
    if len(before) != 1 or fold(before[0]) == fold(name):
        return ""
    return " ".join(("rename", before[0], "to", name))


def _reports(text: str, people: Sequence[str]) -> bool:
    """Return whether a text begins with what somebody said: "Ana wrote: show me all notes"."""
    begins = next((name for name in people if text.startswith(name)), "")
    return bool(begins) and _SAID.match(text, len(begins)) is not None
