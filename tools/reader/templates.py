"""Reads the template files in knowledge/reader/: headings name what a message wants, a line is one template.

A line is `channel|text`. In the text: `@a` a person, `$a` a company, `#t` a job, `%n %u %o %p` a day, `{m …}`
a clause, `<x|y>` one of these words, `[P Will Mark]` a name as it is. knowledge/reader/README.md says more.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.coach.reader.labels import CLAUSES, INTENTS
from bot.core.coaching.understanding import Intent

_ALTERNATIVES = re.compile(r"<([^<>]*)>")
_CHANNELS = ("M", "C", "E", "-")
UNCLEAR = "?"
"""The channel of a template whose words leave it open: "she told me"."""
_WRITTEN = re.compile(
    r"\{M [^}]*\b(?:sent|mailed|emailed|forwarded|texted|wrote|replied|pinged|messaged)\b", re.IGNORECASE
)
_CALLED = re.compile(r"\{M [^}]*\b(?:called|rang|phoned|rung)\b", re.IGNORECASE)
_SAID = re.compile(
    r"\b(?:told|said|says|spoke|talked|mentioned|asked|confirmed|heard from|let me know)\b", re.IGNORECASE
)


class BadTemplate(ValueError):
    """A template that cannot be read; the message says which and why."""


@dataclass(frozen=True, slots=True)
class Template:
    """One template: `channel` is M (meeting), C (call), E (message) or - (no contact took place)."""

    intent: Intent
    command: str
    """The subcommand that is meant, for Intent.COMMAND; else empty."""
    channel: str
    text: str


def read_templates(files: Sequence[Path]) -> list[Template]:
    """Return the templates of these files; raises BadTemplate."""
    return [template for file in files for template in _read(file)]


def _read(file: Path) -> Iterator[Template]:
    intent, command = None, ""
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip():
            continue
        if heading := re.fullmatch(r"# ([a-z ]+?)(?::([a-z-]+))?", line.rstrip()):
            intent, command = Intent(heading[1]), heading[2] or ""
            continue
        channel, bar, text = line.partition("|")
        if intent is None or intent not in INTENTS or not bar or channel not in _CHANNELS:
            raise BadTemplate(f"{file.name}:{number}: no heading or no channel: {line[:60]}")
        _check(f"{file.name}:{number}", text)
        told = text.replace("\\n", "\n").replace("\\t", "\t")
        yield Template(intent, command, _channel(channel, told), told)


def _channel(given: str, text: str) -> str:
    """Return the channel that was given; else the one that a report of sending or calling implies."""
    if given != "-":
        return given
    if _WRITTEN.search(text):
        return "E"
    return "C" if _CALLED.search(text) else UNCLEAR if _SAID.search(text) else "-"


def _check(place: str, text: str) -> None:
    if text.count("{") != text.count("}"):
        raise BadTemplate(f"{place}: braces do not pair: {text[:60]}")
    for label in re.findall(r"\{(.)", text):
        if label not in CLAUSES:
            raise BadTemplate(f"{place}: no such clause: {{{label}")


def choose_alternatives(text: str, chance: random.Random) -> str:
    """Return the text with one of each group of alternatives chosen, from the innermost group outwards."""
    chosen = _ALTERNATIVES.sub(lambda group: chance.choice(group[1].split("|")), text)
    return chosen if chosen == text else choose_alternatives(chosen, chance)
