"""Plain words that ask for what a slash command does, and the equal command line (B4)."""

from __future__ import annotations

import re
from collections.abc import Callable

_PLEASE = re.compile(
    r"^(?:(?:hey|hi|hello|ok|okay|so|well|now|and|then|please|pls|bot|tactegic|@?tactegic)[\s,:]+)*"
    r"(?:(?:can|could|would|will) you\s+(?:please\s+)?|(?:i['\u2019]?d like|i want|i would like) (?:you )?to\s+)?(?:please\s+|pls\s+)?",
    re.IGNORECASE,
)
_THANKS = re.compile(r"[\s,.!]*(?:please|pls|thanks|thank you|thx|for me)?[\s.!?]*$", re.IGNORECASE)
_NAME = r"(?P<{}>[^\s,;:?!][^,;:?!\n]{{0,60}}?)"
_A, _B = _NAME.format("a"), _NAME.format("b")
_SHOW = r"(?:show|list|see|view|display|open|give)(?: me)?(?: all)?(?: of)?(?: my| the)?"

Line = Callable[[re.Match[str]], str]


def _rule(pattern: str, line: str) -> tuple[re.Pattern[str], Line]:
    def make(match: re.Match[str]) -> str:
        named = {name: (value or "").strip(" .\"'") for name, value in match.groupdict().items()}
        return " ".join(line.format(**named).split())

    return re.compile(rf"{pattern}$", re.IGNORECASE), make


_RULES = (
    _rule(rf"(?:{_SHOW}\s+)(?:contacts|people|network|address book)(?: (?:at|from|in|of) {_A})?", "contacts {a}"),
    _rule(rf"(?:my )?contacts(?: (?:at|from|in|of) {_A})?", "contacts {a}"),
    _rule(rf"(?:who do i know|whom do i know|who are my contacts)(?: (?:at|from|in) {_A})?", "contacts {a}"),
    _rule(rf"(?:show|open|view)(?: me)?(?: the)?(?: contact| card(?: of| for)?| profile(?: of| for)?) {_A}", "contact {a}"),
    _rule(
        rf"{_SHOW}?\s*(?:open |outstanding )?(?:commitments|promises|to-?dos)(?: (?:with|to|for|from|of) {_A})?",
        "promises {a}",
    ),
    _rule(rf"(?:what (?:are|were) my|my) (?:open )?(?:commitments|promises)(?: (?:with|to|for|from) {_A})?", "promises {a}"),
    _rule(rf"(?:{_SHOW}\s+)(?:last |latest |recent )?notes(?: (?:on|about|of|for|with) {_A})?", "notes {a}"),
    _rule(rf"(?:my |latest |recent )?notes(?: (?:on|about|of|for|with) {_A})?", "notes {a}"),
    _rule(rf"rename (?:contact )?{_A} (?:to|as|into) {_B}", "rename {a} to {b}"),
    _rule(rf"(?:change|correct|fix) {_A}(?:'s|\u2019s) name (?:to|into) {_B}", "rename {a} to {b}"),
    _rule(rf"merge (?:contacts? )?{_A} (?:and|with|into|&) {_B}", "merge {a}, {b}"),
    _rule(rf"{_A} and {_B} are the same(?: person| one)?", "merge {a}, {b}"),
    _rule(rf"(?:delete|remove|erase) (?:the )?(?:contact )?(?!(?:my|the|that|this|last|a)\b){_A}(?: from (?:my )?contacts)?", "delete {a}"),
    _rule(r"(?:undo|undo that|undo it|undo (?:the )?last(?: one| change| note)?|take (?:that|it) back|revert(?: that)?)", "undo"),
    _rule(rf"(?:log|record|add|note) (?:a )?(?:touch|call|meeting|chat|coffee|lunch)(?: with| to| for)? {_A}", "touch {a}"),
    _rule(rf"touch (?:with )?{_A}", "touch {a}"),
    _rule(rf"(?:set|change|move) (?:the )?(?:company|account) (?:of|for) {_A} to {_B}", "account {a} to {b}"),
    _rule(rf"(?:set|change) {_A}(?:'s|\u2019s) (?:company|account|employer) to {_B}", "account {a} to {b}"),
    _rule(rf"move {_A} to (?:the )?(?:account|company) {_B}", "account {a} to {b}"),
    _rule(rf"put {_A} (?:under|in|into) (?:the )?(?:account|company) {_B}", "account {a} to {b}"),
)  # fmt: skip


def without_courtesy(text: str) -> str:
    """A short message without greeting, please and thanks around it."""
    return _THANKS.sub("", _PLEASE.sub("", text.strip(), count=1)).strip()


def command_line(text: str) -> str:
    """The slash command line that says the same as a message, empty where there is none."""
    if len(text) > 160 or "\n" in text.strip():
        return ""
    asked = without_courtesy(text)
    for pattern, line in _RULES:
        match = pattern.match(asked)
        if match is not None:
            return line(match)
    return ""
