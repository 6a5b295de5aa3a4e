"""Makes questions and notes as rough as people type them."""

from __future__ import annotations

import random

_LEAD_INS = (
    "Remind me: ", "Do we know: ", "do i know ", "any idea ", "Tell me: ", "hey, ", "can you tell me ",
    "Quick one: ", "so ", "and ", "umm ",
)  # fmt: skip


def roughen_question(question: str, chance: random.Random) -> str:
    """Return a question as it is typed in a hurry: small letters, no marks, slips."""
    if chance.random() < 0.1:
        question = chance.choice(_LEAD_INS) + question[0].lower() + question[1:]
    if chance.random() < 0.4:
        question = question.lower()
    if chance.random() < 0.35:
        question = question.rstrip("?")
    if chance.random() < 0.15:
        question = question.replace("'", "")
    return _slip(question, 0.15, chance) if chance.random() < 0.18 else question


def roughen_note(text: str, chance: random.Random) -> str:
    """Return a note as it is typed in a hurry."""
    if chance.random() < 0.18:
        text = text.lower()
    if chance.random() < 0.12:
        text = _slip(text, 0.08, chance)
    return text.replace(".", "").replace(",", "") if chance.random() < 0.06 else text


def _slip(text: str, often: float, chance: random.Random) -> str:
    words = text.split(" ")
    for place, word in enumerate(words):
        if len(word) > 3 and chance.random() < often:
            at, kind = chance.randrange(1, len(word) - 1), chance.random()
            if kind < 0.5:
                words[place] = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
            elif kind < 0.85:
                words[place] = word[:at] + word[at + 1 :]
            else:
                words[place] = word[:at] + word[at] + word[at:]
    return " ".join(words)
