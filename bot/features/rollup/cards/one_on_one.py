"""The card that prepares a talk with one seller, made of what they shared (T5)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.core.cards import Button, Card, Choices, Part, Passage, Row
from bot.core.deliveries import About
from bot.core.rich import Bold, rich
from bot.core.words import join_words, sentence, shorten
from bot.features.rollup.cards.quotes import NO_PICTURE, name_period, question_about, quote
from bot.features.rollup.commands import OneOnOne, RollUp
from bot.features.rollup.rules import ThemeView, Voice

_QUOTED = 4
_ASKED = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class OneOnOneView:
    """What a seller shared, the latest first, and the themes that others have as well."""

    name: str
    seller: str
    rounds: Sequence[tuple[str, str]]
    """Ids and periods of the latest that were shared."""
    voices: Sequence[Voice]
    alike: Sequence[ThemeView]
    without: Sequence[str]
    week: int
    """The number of the week, so that the questions differ from one to the next."""

    @property
    def about(self) -> About:
        """Ids of the shared rounds and of the notes behind the answers shown."""
        others = (voice for theme in self.alike[:_QUOTED] for voice in theme.voices)
        voices = (id for voice in (*self.voices[:_QUOTED], *others) for id in voice.about)
        return tuple(dict.fromkeys((*(id for id, _ in self.rounds), *voices)))


def one_on_one_card(view: OneOnOneView) -> Card:
    """Show what a seller said last, who else sees it, and questions that take it further."""
    when = join_words([name_period(period) for _, period in view.rounds])
    parts: list[Part] = [Row(text=quote(each)) for each in view.voices[:_QUOTED]]
    parts += [_alike(each, view.seller) for each in view.alike[:2]]
    questions = _questions(view)
    if questions:
        text = "\n".join(f"• {each}" for each in questions)
        parts.append(Passage(heading="You could ask", text=(text,)))
    return Card(
        header=shorten(f"Before you talk with {view.name}", 140),
        text=(f"What {view.name} shared, the latest in the look ahead of {when}.",),
        parts=tuple(parts),
        context=(f"Only what {view.name} chose to share; nothing of their notes",),
        buttons=(Button(label="What all of them see", command=RollUp()),),
    )


def _alike(theme: ThemeView, seller: str) -> Row:
    """Who else sees the same: worth bringing together."""
    others = [each for each in theme.voices if each.seller_id != seller]
    said = {f"{each.seller} at {shorten(each.answer.account, 40)}" for each in others}
    names = join_words(sorted(said, key=str.casefold)[:3])
    return Row(
        text=rich(Bold(sentence(theme.name or "something close in meaning")), f" is also seen by {names}.")
    )


def _questions(view: OneOnOneView) -> list[str]:
    """A few questions, each about another account where there are several, and one for what is unknown."""
    found: dict[str, str] = {}
    for voice in view.voices:
        if voice.answer.account not in found:
            found[voice.answer.account] = question_about(voice, view.week)
    gaps = [NO_PICTURE.format(account=shorten(each, 50)) for each in view.without[:1]]
    return [*list(found.values())[: _ASKED - len(gaps)], *gaps]


def whom_card(name: str, sellers: Mapping[str, str]) -> Card:
    """Ask with whom the talk is, of those who share something."""
    by_name = sorted(sellers.items(), key=lambda each: each[1].casefold())
    buttons = tuple(Button(label=shorten(each, 70), command=OneOnOne(seller=id)) for id, each in by_name[:8])
    unknown = f"Nobody called {shorten(name, 60)} shares a look ahead with you. " if name else ""
    return Card(
        text=(f"{unknown}With whom do you talk?",),
        parts=(Choices(buttons=buttons),),
        context=("Those who share something of their looks ahead with you",),
    )
