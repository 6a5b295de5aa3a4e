"""Templates become labelled samples: names and days filled in, templates joined, words made noisy."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from bot.core.coaching.understanding import Intent
from bot.language.names import fold
from tools.reader.day_words import day_words
from tools.reader.noise import make_noisy
from tools.reader.pools import (
    JOBS,
    company,
    first_name,
    full_in_other_script,
    last_name,
    whole_name,
)
from tools.reader.templates import UNCLEAR, Template, choose_alternatives

Span = tuple[int, int, str]
_STRONGEST_FIRST = "MCE?-"
_PART = re.compile(
    r"@([abcd])|\$([abc])|(#ts)|(#t)|%([nuop])|\[([PCT]) ([^\[\]]+)\]|\{([mhMHar]) |(\})", re.ASCII
)
_ME = re.compile(
    r"(?<![\w'])(?:me(?=\s*(?:[:>\u2013-]|->|to\b))|(?<=, )me\b|(?<=\bAI )me\b|(?<=\bAP )me\b|"
    r"I(?= will\b| to\b))"
)
_LONG = 160
"""Characters after which a template stands alone."""
_LONGEST = 420
_JOINTS = (" ", ". ", ". ", "\n", " - ", ", ", " and ", "; ", "\n- ", "\n\n", " / ")


@dataclass(frozen=True, slots=True)
class Sample:
    """A text with all that is to be learned of it, and the words that count as known to the member."""

    text: str
    intent: Intent
    command: str
    channel: str
    names: tuple[Span, ...]
    clauses: tuple[Span, ...]
    known_people: frozenset[str] = frozenset()
    known_companies: frozenset[str] = frozenset()
    me: frozenset[str] = frozenset()


@dataclass(slots=True)
class _Cast:
    """Who and which companies a text speaks of, so that a name comes back as people repeat it."""

    chance: random.Random
    people: dict[str, tuple[str, str]] = field(default_factory=dict)
    companies: dict[str, tuple[str, str]] = field(default_factory=dict)
    said: set[str] = field(default_factory=set)

    def person(self, key: str) -> str:
        """Return a person in full at first, later mostly as they are called."""
        if key not in self.people:
            self.people[key] = _person(self.chance)
        full, short = self.people[key]
        first = "@" + key not in self.said
        self.said.add("@" + key)
        return full if first or self.chance.random() < 0.3 else short

    def company(self, key: str) -> str:
        """Return a company in full at first, later as it is called."""
        if key not in self.companies:
            self.companies[key] = company(self.chance)
        full, short = self.companies[key]
        first = "$" + key not in self.said
        self.said.add("$" + key)
        return full if first else short


def _person(chance: random.Random) -> tuple[str, str]:
    first, last, kind = first_name(chance), last_name(chance), chance.random()
    if chance.random() < 0.03:
        return (whole_name(chance),) * 2
    if kind < 0.47:
        return first, first
    if kind < 0.81:
        return f"{first} {last}", chance.choice((first, first, first, last))
    if kind < 0.89:
        title = chance.choice(("Mr", "Mrs", "Ms", "Dr", "Dr.", "Frau", "Herr", "Prof.", "Mr.", "Ms."))
        return f"{title} {last}", f"{title} {last}" if chance.random() < 0.5 else last
    if kind < 0.93:
        return f"{first[0]}. {last}", last
    if kind < 0.96:
        return last, last
    if kind < 0.975:
        return f"{first} {chance.choice('ABCDEFGHJKLMRST')}. {last}", first
    if kind < 0.983:
        whole = full_in_other_script(chance)
        return (f"{whole} ({first} {last})" if chance.random() < 0.4 else whole), whole
    return f"{first} {last}", first[0] + chance.choice((".", ""))


class SampleMaker:
    """Makes samples from templates; the same seed makes the same ones."""

    def __init__(self, templates: Sequence[Template], seed: int) -> None:
        self._chance = random.Random(seed)
        notes = [each for each in templates if each.intent is Intent.NOTE]
        self._notes = notes + [each for each in notes if each.channel in "MCE"]
        groups: dict[tuple[Intent, str], list[Template]] = {}
        for each in templates:
            if each.intent is not Intent.NOTE:
                groups.setdefault((each.intent, each.command), []).append(each)
        self._asked = [
            self._chance.choice(group)
            for group in groups.values()
            for _ in range(int(40 * len(group) ** 0.7))
        ]

    def samples(self, count: int) -> list[Sample]:
        """Return this many samples."""
        return [self._sample() for _ in range(count)]

    def _sample(self) -> Sample:
        chance = self._chance
        template = chance.choice(self._asked if chance.random() < 0.42 else self._notes)
        cast = _Cast(chance)
        channel = template.channel if template.intent is Intent.NOTE else "-"
        text, names, clauses = _fill(template.text, cast)
        if template.intent is Intent.NOTE and len(text) < _LONG:
            for _ in range(chance.choice((0, 0, 0, 1, 1, 2))):
                other = chance.choice(self._notes)
                if (
                    len(other.text) <= _LONG
                    and len(text) < _LONGEST
                    and {"-", UNCLEAR} & {channel, other.channel}
                ):
                    channel = min(channel, other.channel, key=_STRONGEST_FIRST.index)
                    text, names, clauses = _join(text, names, clauses, other.text, cast)
        text, me = _call_me_by_name(text, names, clauses, chance)
        text, names, clauses = make_noisy(text, names, clauses, chance)
        sample = Sample(text, template.intent, template.command, channel, tuple(names), tuple(clauses), me=me)
        return _make_known(sample, chance)


def _fill(template: str, cast: _Cast) -> tuple[str, list[Span], list[Span]]:
    """Return the template's text with its names and clauses, as (start, end, label)."""
    template = choose_alternatives(template, cast.chance)
    text, done = "", 0
    names: list[Span] = []
    clauses: list[Span] = []
    begun: list[tuple[int, str]] = []
    for part in _PART.finditer(template):
        text += template[done : part.start()]
        done = part.end()
        if part[8]:
            begun.append((len(text), part[8]))
        elif part[9]:
            if begun:
                start, label = begun.pop()
                clauses.append((start, len(text), label))
        else:
            words, label = _words_for(part, cast, text)
            names.append((len(text), len(text) + len(words), label))
            text += words
    return text + template[done:], names, clauses


def _words_for(part: re.Match[str], cast: _Cast, before: str) -> tuple[str, str]:
    if part[1]:
        return cast.person(part[1]), "P"
    if part[2]:
        return cast.company(part[2]), "C"
    if part[3] or part[4]:
        return cast.chance.choice(JOBS) + ("s" if part[3] else ""), "T"
    if part[6]:
        return part[7], part[6]
    words = day_words(part[5], cast.chance)
    if re.search(r"(?:^|[.\n])\s*$", before):
        words = words[0].upper() + words[1:]
    if re.search(
        r"\b(?:on|in|by|the|since|to|til|until|for|from|is|due|before|till)\s$", before, re.IGNORECASE
    ):
        words = re.sub(r"^(?:on|in|by|until|till|til|from|since|before|for|the) (?:the )?", "", words)
    return words, {"n": "N", "u": "U", "o": "O", "p": "O"}[part[5]]


def _join(
    text: str, names: list[Span], clauses: list[Span], template: str, cast: _Cast
) -> tuple[str, list[Span], list[Span]]:
    chance = cast.chance
    if chance.random() < 0.4:
        cast.people.pop("a", None)
        cast.said.discard("@a")
    joint = chance.choice(_JOINTS)
    if text.endswith((".", "!", "?")):
        joint = chance.choice((" ", "\n"))
    more, more_names, more_clauses = _fill(template, cast)
    if joint.strip() in ("", ".", "-") and chance.random() < 0.5 and more:
        more = _capital(more)
    at = len(text) + len(joint)
    return (
        text + joint + more,
        names + [(start + at, end + at, label) for start, end, label in more_names],
        clauses + [(start + at, end + at, label) for start, end, label in more_clauses],
    )


def _capital(text: str) -> str:
    return text[0].upper() + text[1:] if len(text[0].upper()) == 1 else text


def _call_me_by_name(
    text: str, names: list[Span], clauses: list[Span], chance: random.Random
) -> tuple[str, frozenset[str]]:
    """Put the member's own name for "me" here and there, as minutes do; changes the spans in place."""
    found = _ME.search(text) if chance.random() < 0.6 else None
    if found is None:
        return text, frozenset()
    first, last = first_name(chance), last_name(chance)
    name = chance.choice((first, first, first, f"{first} {last}"))
    start, end = found.span()
    by = len(name) - (end - start)
    for spans in (names, clauses):
        spans[:] = [(a + by if a >= end else a, b + by if b >= end else b, label) for a, b, label in spans]
    return text[:start] + name + text[end:], frozenset(_words(f"{first} {last}"))


def _words(text: str) -> list[str]:
    return [fold(word) for word in re.findall(r"[^\W_]+", text)]


def _make_known(sample: Sample, chance: random.Random) -> Sample:
    """Let some of the names be known to the member, and now and then an ordinary word be a known name."""
    people: set[str] = set()
    companies: set[str] = set()
    for start, end, label in sample.names:
        words = [word for word in _words(sample.text[start:end]) if len(word) > 1]
        if label == "P" and chance.random() < 0.5:
            people.update(words)
        elif label == "C" and chance.random() < 0.4:
            companies.update(words)
    if chance.random() < 0.12:
        people.update(chance.sample(_words(sample.text) or ["will"], 1))
    return replace(sample, known_people=frozenset(people), known_companies=frozenset(companies))
