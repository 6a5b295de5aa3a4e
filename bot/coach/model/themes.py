"""Themes by a language model: names and numbers are drafted, everything else is computed (T5)."""

from __future__ import annotations

from collections.abc import Sequence

from bot.coach.model.drafts import StrictDraft
from bot.coach.model.grounding.deciding import is_invented
from bot.core.coaching.themes import FEWEST, Theme, Themes
from bot.core.coaching.understanding import Provenance
from bot.core.ports.errors import Unfounded

_LONGEST_NAME = 60


class ThemeDraft(StrictDraft):
    """One theme as the model named it, with the numbers of its answers."""

    name: str
    answers: list[int]


class ThemesDraft(StrictDraft):
    """All themes as the model found them."""

    themes: list[ThemeDraft]

    def verify(self, texts: Sequence[str], provenance: Provenance) -> Themes:
        """Return themes with only answers that were shown, each answer in one theme, none of a single answer.

        A name with a number, an address or a quotation that no answer has is no name. Raises Unfounded
        where that leaves no theme of those that were found.
        """
        taken: set[int] = set()
        found: list[Theme] = []
        for draft in self.themes:
            numbers = dict.fromkeys(n - 1 for n in draft.answers if 1 <= n <= len(texts))
            members = tuple(sorted(n for n in numbers if n not in taken))
            name = " ".join(draft.name.split())[:_LONGEST_NAME]
            if len(members) >= FEWEST and name and not is_invented(name, [texts[n] for n in members]):
                taken |= set(members)
                found.append(Theme(name, members))
        if self.themes and not found:
            raise Unfounded("no theme of the language model stands in the answers")
        groups = tuple(sorted(found, key=lambda each: (-len(each.members), each.members)))
        return Themes(groups=groups, provenance=provenance)


def number_answers(texts: Sequence[str], longest: int = 1_500) -> str:
    """Return the answers with their numbers, as the prompt `themes` shows them."""
    return "\n\n".join(f"[{number}] {text[:longest]}" for number, text in enumerate(texts, 1))
