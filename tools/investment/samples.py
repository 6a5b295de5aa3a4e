"""Templates and exemplars to samples: names of many cultures, alternatives, haste."""

from __future__ import annotations

import random
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tools.investment.templates import Labels, Template
from tools.reader.lists import listed
from tools.reader.pools import company, first_names, last_names

_CHOICE = re.compile(r"<([^<>]*)>")
_SLOT = re.compile(r"[@$][ab]\b(?:'s)?")
_WORD = re.compile(r"%(\w+)")
_CALLED = (
    "the CFO", "their CTO", "the buyer", "the plant manager", "my contact", "the head of IT",
    "the works council", "their MD", "the client", "the customer", "the site lead", "her", "him",
)  # fmt: skip
_NAMELESS, _NAMELESS_COMPANY = "Ana", "Northwind"
_HEADS = (
    "I'll ", "I will ", "I'd ", "we could ", "Plan: ", "I want to ", "Let me ", "Maybe ", "- ", "Idea: ",
    "I'm going to ", "should I ", "what if I ", "thinking of this: ", "We'll ", "I'd like to ",
    "my plan is to ",
)  # fmt: skip
_TAILS = (
    " next week", " on Monday", " in May", " this quarter", " tomorrow", " soon", " before the holidays",
    " on Thursday", ", as she asked", " after the fair", " once the quarter is over", " early next year",
)  # fmt: skip
_NO_VERB = listed(
    "I We My Our No Not Without Instead Coffee Lunch Dinner Breakfast A An The Two Every Each Rather Could "
    "Together Never Free Say Demo Tip Her Him She He It If Half With Long Monthly Workshop",
    " ",
)
_VERB_FIRST = re.compile(rf"(?!(?:{'|'.join(_NO_VERB)})\b)[A-Z][a-z]+ ", re.IGNORECASE)
_CAPITAL = re.compile(r"(?<![.!?\"] )(?<!^)\b[A-Z][a-zé]{2,}\b")
_CALENDAR = frozenset(
    listed(
        "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July "
        "August September October November December Christmas Easter Excel English German LinkedIn",
        " ",
    )
)


@dataclass(frozen=True, slots=True)
class Sample:
    """An action as somebody might type it, with its labels."""

    text: str
    labels: Labels


class SampleMaker:
    """Makes samples; the same ones for the same seed."""

    def __init__(
        self,
        words: Mapping[str, Sequence[str]],
        seed: int,
        around: tuple[Sequence[str], Sequence[str]] = ((), ()),
    ) -> None:
        self._words = words
        self._before, self._behind = around
        self._chance = random.Random(seed)

    def samples(
        self, templates: Sequence[Template], exemplars: Sequence[Template], repeats: int
    ) -> list[Sample]:
        """Return each template `repeats` times, more often where it has gaps, and exemplars 5/8 as often."""
        made = []
        for template in templates:
            gaps = template.text.count("%") + template.text.count("<")
            times = repeats + (min(gaps, 3) * repeats) // 4
            made += [Sample(self._typed(self.fill(template.text)), template.labels) for _ in range(times)]
        for exemplar in exemplars:
            made += [
                Sample(self._renamed(exemplar.text), exemplar.labels) for _ in range(max(1, repeats * 5 // 8))
            ]
        self._chance.shuffle(made)
        return [self._in_context(sample) for sample in made]

    def _in_context(self, sample: Sample) -> Sample:
        """Return one sample in eight with what members tell around an action."""
        chance, text = self._chance, sample.text
        if chance.random() < 0.08 and self._before:
            text = f"{self.fill(chance.choice(self._before))} {text}"
        if chance.random() < 0.08 and self._behind:
            text = f"{text.rstrip('.')}. {self.fill(chance.choice(self._behind))}"
        return Sample(text, sample.labels)

    def fill(self, text: str) -> str:
        """Return a template with its alternatives chosen and its names filled in."""
        for _ in range(3):
            text = _CHOICE.sub(lambda found: self._chance.choice(found[1].split("|")), text)
        text = _WORD.sub(lambda found: self._chance.choice(self._words[found[1]]), text)
        names: dict[str, str] = {}
        plain = self._chance.random() < 0.5

        def named(found: re.Match[str]) -> str:
            slot, owner = found[0][:2], found[0][2:]
            name = names.setdefault(slot, self._name(slot, plain))
            if owner and name in ("her", "him"):
                return "her" if name == "her" else "his"
            return name + owner

        text = _SLOT.sub(named, text)
        return text[:1].upper() + text[1:]

    def _name(self, slot: str, plain: bool) -> str:
        chance = self._chance
        if slot[0] == "$":
            if plain:
                return _NAMELESS_COMPANY
            return (
                company(chance)[1]
                if chance.random() < 0.85
                else chance.choice(("the client", "the customer"))
            )
        if plain and chance.random() < 0.9:
            return _NAMELESS
        kind = chance.random()
        first = chance.choice(first_names())
        if kind < 0.55:
            return first
        if kind < 0.75:
            return f"{first} {chance.choice(last_names())}"
        return chance.choice(_CALLED)

    def _renamed(self, text: str) -> str:
        """Return an exemplar with other names, most of the time, and half of them typed in haste."""
        chance, plain = self._chance, self._chance.random() < 0.5
        if chance.random() < 0.7:
            names: dict[str, str] = {}

            def other(found: re.Match[str]) -> str:
                word = found[0]
                if word in _CALENDAR:
                    return word
                return names.setdefault(word, _NAMELESS if plain else chance.choice(first_names()))

            text = _CAPITAL.sub(other, text)
        return self._typed(text) if chance.random() < 0.5 else text

    def _typed(self, text: str) -> str:
        chance = self._chance
        if chance.random() < 0.3 and len(text.split()) > 1:
            text = text.rstrip(".") + chance.choice(_TAILS)
        kind = chance.random()
        if kind < 0.22 and _VERB_FIRST.match(text):
            text = chance.choice(_HEADS) + text[0].lower() + text[1:]
        elif kind < 0.45:
            text = text[0].lower() + text[1:]
        if chance.random() < 0.08:
            text = text.lower()
        if chance.random() < 0.1:
            text = self._misspelt(text)
        if chance.random() < 0.15:
            text = text.replace(",", "")
        return text + "." if chance.random() < 0.2 and not text.endswith((".", "?")) else text

    def _misspelt(self, text: str) -> str:
        words = text.split(" ")
        for place, word in enumerate(words):
            if len(word) > 4 and self._chance.random() < 0.12:
                at = self._chance.randint(1, len(word) - 2)
                cut = self._chance.random() < 0.5
                swapped = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
                words[place] = word[:at] + word[at + 1 :] if cut else swapped
        return " ".join(words)
