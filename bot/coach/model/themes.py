"""Themes by a language model: names and numbers are drafted, everything else is computed (T5)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.coach.model.drafts import StrictDraft
from bot.coach.model.grounding.addresses import sends_elsewhere
from bot.coach.model.grounding.deciding import is_invented
from bot.coach.model.grounding.naming import known_names, new_name
from bot.coach.rules.lexicon import lexicon
from bot.coach.rules.message.english import is_english
from bot.core.coaching.themes import FEWEST, Theme, Themes
from bot.core.coaching.understanding import Provenance
from bot.core.ports.errors import Unfounded
from bot.language.names import fold, word_set
from bot.language.unseen import even

_LONGEST_NAME = 60
_MOST_WORDS = 6
_WORD = re.compile(r"[^\W\d_][\w'\u2019-]*")
_SENTENCE = re.compile(r"[.!?:;,\n\"\u201c\u201d\u201e\u00ab\u00bb\u2026()<>\[\]{}|=]|\d")
"""Marks and numbers that a name of two to five words does not have."""
_SAYS = word_set(
    "i you he she they we me him them us your his their our my is are was were be been being am has have had "
    "do does did will would shall should must can could may might please ignore tell ask send call write"
)
"""Words of which sentences are made: about somebody, to somebody, or that something is so."""


class ThemeDraft(StrictDraft):
    """One theme as the model named it, with the numbers of its answers."""

    name: str
    answers: list[int]


class ThemesDraft(StrictDraft):
    """All themes as the model found them."""

    themes: list[ThemeDraft]

    def verify(self, texts: Sequence[str], provenance: Provenance) -> Themes:
        """Return themes with only answers that were shown, each answer in one theme, none of a single answer.

        Raises Unfounded where that leaves no theme of those that were found.
        """
        taken: set[int] = set()
        found: list[Theme] = []
        for draft in self.themes:
            numbers = dict.fromkeys(n - 1 for n in draft.answers if 1 <= n <= len(texts))
            members = tuple(sorted(n for n in numbers if n not in taken))
            name = " ".join(draft.name.split())
            if len(members) >= FEWEST and is_theme_name(name, [texts[n] for n in members]):
                taken |= set(members)
                found.append(Theme(name, members))
        if self.themes and not found:
            raise Unfounded("no theme of the language model stands in the answers")
        groups = tuple(sorted(found, key=lambda each: (-len(each.members), each.members)))
        return Themes(groups=groups, provenance=provenance)


def is_theme_name(name: str, answers: Sequence[str]) -> bool:
    """Return whether words may stand over what several sellers said, where their manager reads them.

    A few words for a matter: no sentence, no number, no address and nobody's name. All of these may stand in
    an answer, and an answer may tell the model to write them.

    >>> is_theme_name("Skilled people are missing", []), is_theme_name("Noor is lazy", ["Noor is lazy"])
    (False, False)
    """
    plain = even(name)
    words = [fold(word) for word in _WORD.findall(plain)]
    return bool(
        words
        and len(words) <= _MOST_WORDS
        and len(plain) <= _LONGEST_NAME
        and not _SENTENCE.search(plain)
        and not sends_elsewhere(plain, "")
        and not _SAYS & {*words}
        and not _names_somebody(plain, words, answers)
        and not is_invented(plain, answers)
    )


def _names_somebody(name: str, words: Sequence[str], answers: Sequence[str]) -> bool:
    if {*words} & (lexicon().given_names - lexicon().names_that_are_words):
        return True
    if new_name(name, known_names(())):
        return True
    # With "the" it reads as English, where a word with a capital is a name; the first has one in any case.
    opened = f"the {name[:1].lower()}{name[1:]}"
    return is_english(" ".join(answers)) and bool(new_name(opened, known_names(answers)))


def number_answers(texts: Sequence[str], longest: int = 1_500) -> str:
    """Return the answers with their numbers, as the prompt `themes` shows them."""
    return "\n\n".join(f"[{number}] {text[:longest]}" for number, text in enumerate(texts, 1))
