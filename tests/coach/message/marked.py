"""Messages with what the reader reads marked in the text: "Met [P Ana], I {m call her [U by Friday]}"."""

from __future__ import annotations

import re

from bot.coach.reader.labels import INTENTS, ClauseLabel, NameLabel
from bot.coach.reader.reading import ClauseSpan, MessageReading, NameSpan
from bot.core.coaching.understanding import Intent, TouchReading

_PART = re.compile(r"\[([PCTNUO]) ([^\]]+)\]|\{([mhMHar]) |(\})")


def read_marked(
    marked: str,
    intent: Intent = Intent.NOTE,
    command: str = "contact",
    touch: TouchReading = TouchReading.NONE,
) -> tuple[str, MessageReading]:
    """Return the text of a marked message and the reading that its marks stand for."""
    text, done = "", 0
    names: list[NameSpan] = []
    clauses: list[ClauseSpan] = []
    begun: list[tuple[int, str]] = []
    for part in _PART.finditer(marked):
        text += marked[done : part.start()]
        done = part.end()
        if part[1]:
            person, company = float(part[1] == "P"), float(part[1] == "C")
            end = len(text) + len(part[2])
            names.append(NameSpan(len(text), end, NameLabel(part[1]), 1.0, person, company))
            text += part[2]
        elif part[3]:
            begun.append((len(text), part[3]))
        else:
            start, label = begun.pop()
            clauses.append(ClauseSpan(start, len(text), ClauseLabel(label), 1.0))
    text += marked[done:]
    intents = ((intent, 0.9), *((each, 0.01) for each in INTENTS if each is not intent))
    touches = ((touch, 1.0),)
    return text, MessageReading(tuple(names), tuple(clauses), intents, ((command, 1.0),), touches)
