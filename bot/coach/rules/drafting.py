"""Messages to copy without a language model: whole sentences around what was kept (B3, B7)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from bot.coach.rules.phrases import Phrase, addressed, phrase_of
from bot.coach.rules.shapes import shuffled
from bot.coach.rules.topics import Topics
from bot.coach.rules.word_files import read_words
from bot.config import data_root
from bot.core.coaching.drafting import Drafted, DraftWish
from bot.core.coaching.understanding import Excerpt, Mode, Provenance
from bot.language.names import split_name

_WITH = re.compile(r"\bw/(?!o\b)\s*", re.IGNORECASE)
_WITHOUT = re.compile(r"\bw/o\s*", re.IGNORECASE)
"""Notes cut words short; a message to somebody does not."""


def _in_short(text: str) -> str:
    """A message's greeting, its first thought and its end."""
    greeting, thought, *more, end = text.split("\n\n")
    return "\n\n".join((greeting, thought, end)) if more else text


class RulesDrafter:
    """Drafts from the templates of knowledge/nudges/wordings.yaml."""

    def __init__(self, knowledge: Path | None = None) -> None:
        self._folder = knowledge or data_root("knowledge")

    def draft(self, wish: DraftWish, excerpts: Sequence[Excerpt], today: date) -> Drafted:
        """Return one of the templates that need most of what was kept; none of them has a gap.

        The day and the name choose among those that need the same.
        """
        have = self._have(wish, excerpts, today)
        fitting = next(each for each in self._drafts if all(have.get(need) for need in each["needs"]))
        equal = [each for each in self._drafts if each["needs"] == fitting["needs"]]
        chosen = min(equal, key=lambda each: shuffled(f"{wish.name}:{today}", str(each["text"])))
        text = str(chosen["text"]).format(**have)
        text = _in_short(text) if wish.short else text
        text = _WITHOUT.sub("without ", _WITH.sub("with ", re.sub(r"[ \t]+\n", "\n", text)))
        return Drafted(re.sub(r"\n{3,}", "\n\n", text).strip(), Provenance(Mode.RULES))

    def _have(self, wish: DraftWish, excerpts: Sequence[Excerpt], today: date) -> dict[str, str]:
        first = next(iter(split_name(wish.name).key.split()), "") and wish.name.split()[0]
        words = addressed(wish.promise, wish.name)
        kind = phrase_of(words)
        owed = wish.owed.strip(" .,;:")
        owed_kind = phrase_of(owed)
        return {
            "first": f" {first}" if first else "",
            "sender": wish.sender.split()[0] if wish.sender.split() else "",
            "deed": words if kind is Phrase.DEED else "",
            "thing": words if kind is Phrase.THING else "",
            "promise": wish.promise,
            "owed_deed": owed if owed_kind is Phrase.DEED else "",
            "owed_thing": owed if owed_kind is Phrase.THING else "",
            "owed": wish.owed,
            "due": self._due(wish, today),
            "topic": self._topic(wish.name, excerpts),
        }

    def _topic(self, name: str, excerpts: Sequence[Excerpt]) -> str:
        """Return what they have on their mind, as it is said to them; nothing where there is no phrase."""
        found = next(self._topics.find(excerpts, name), None)
        said = addressed(found.words, name) if found else ""
        return "" if re.search(r"\b(?:you|my|our)\b", said) else said

    def _due(self, wish: DraftWish, today: date) -> str:
        if wish.due_on is None or not (wish.promise or wish.owed):
            return ""
        day = f"{wish.due_on.day} {wish.due_on:%B}"
        sentences: Mapping[str, str] = read_words(self._folder / "nudges" / "wordings.yaml")["due"]
        late = "late" if wish.due_on < today else "ahead"
        return str(sentences[f"owed_{late}" if wish.owed else late]).format(day=day)

    @cached_property
    def _drafts(self) -> Sequence[Mapping[str, Any]]:
        rows: Sequence[Mapping[str, Any]] = read_words(self._folder / "nudges" / "wordings.yaml")["drafts"]
        return rows

    @cached_property
    def _topics(self) -> Topics:
        return Topics.read(read_words(self._folder / "investment-tests" / "rewrites.yaml"))
