"""Cards of what a manager sees: the roll-up, and the answers of a theme (T5)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.core.cards import Button, Card, Part, Passage, Row
from bot.core.coaching.understanding import Mode
from bot.core.deliveries import About
from bot.core.paging import page_within
from bot.core.rich import Bold, Code, Italic, rich
from bot.core.words import join_words, plural, quiet, sentence, shorten, simple_mode
from bot.features.rollup.cards.quotes import labelled_page_buttons, name_period, quote
from bot.features.rollup.commands import RollUp, ShowTheme
from bot.features.rollup.rules import Voice
from bot.features.rounds.contracts.values import SharedRound

_THEMES = 4
"""Themes on one page."""
_MOST_NOTES = 30
"""Answers whose notes a theme's button names."""
QUOTES = 8
"""Quotes of one theme on one page."""


@dataclass(frozen=True, slots=True)
class ThemeView:
    """A theme with the answers that make it."""

    name: str
    voices: tuple[Voice, ...]

    @property
    def accounts(self) -> int:
        """In how many accounts the theme recurs."""
        return len({each.answer.account for each in self.voices})


@dataclass(frozen=True, slots=True, kw_only=True)
class RollUpView:
    """A roll-up as its card shows it."""

    themes: Sequence[ThemeView]
    answers: int
    shared: Sequence[SharedRound]
    """Each seller's latest."""
    without: Sequence[str]
    mode: Mode
    page: int = 0

    @property
    def shown(self) -> Sequence[ThemeView]:
        """The themes on this page."""
        page = page_within(self.page, len(self.themes), _THEMES)
        return self.themes[page * _THEMES : (page + 1) * _THEMES]

    @property
    def about(self) -> About:
        """Ids of the shared rounds that the card is made of, and of the notes behind the themes shown."""
        voices = (id for theme in self.shown for voice in theme.voices for id in voice.about)
        return tuple(dict.fromkeys((*(each.id for each in self.shared), *voices)))


def nothing_shared(*, leads: bool) -> Card:
    """Say that there is nothing to roll up; `leads` tells whether anybody reports to the member."""
    if leads:
        return Card(
            text=("None of your sellers shares a look ahead with you yet.",),
            context=("They choose it themselves, round by round",),
        )
    return Card(
        text=("Nobody reports to you here, so there is nothing to roll up.",),
        context=rich("What you share yourself: ", Code("/tactegic rollup preview")),
    )


def roll_up_card(view: RollUpView) -> Card:
    """Show a roll-up: recurring themes, accounts without a picture, and who answered."""
    page = page_within(view.page, len(view.themes), _THEMES)
    accounts = len({a.account for each in view.shared for a in each.answers})
    first = f"{plural(view.answers, 'answer')} from {plural(len(view.shared), 'seller')}"
    parts: list[Part] = [_theme(each) for each in view.shown]
    if not view.themes and view.answers:
        parts.append(Passage(text=("Nothing recurs across accounts yet.",)))
    if view.without:
        names = join_words([shorten(each, 50) for each in view.without[:12]])
        parts.append(Passage(heading="No picture of the future yet", text=(f"{names}.",)))
    who = join_words([f"{each.name} ({name_period(each.period)})" for each in view.shared[:20]])
    parts.append(Passage(heading="Who answered", text=(f"{who}.",)))
    return Card(
        header="What your sellers see coming",
        text=(f"{first} on {plural(accounts, 'account')}.",),
        parts=tuple(parts),
        context=quiet("Only what each of them chose to share", _counted(view)),
        buttons=(
            *((Button(label="All answers", command=ShowTheme("all answers")),) if accounts else ()),
            *labelled_page_buttons(
                page,
                len(view.themes),
                _THEMES,
                lambda number: RollUp(page=number),
                back="Back",
                on="More themes",
            ),
        ),
    )


def _counted(view: RollUpView) -> str:
    """That themes were found by counting, where no model read the answers (B7)."""
    if not view.themes or view.mode is Mode.MODEL:
        return ""
    return f"{simple_mode(view.mode)}; themes are found by counting words"


def _theme(theme: ThemeView) -> Row:
    name = theme.name or "close in meaning"
    voice = theme.voices[0]
    notes = tuple(each.answer.note_id for each in theme.voices[:_MOST_NOTES])
    counts = f"{plural(len(theme.voices), 'answer')}, {plural(theme.accounts, 'account')}"
    return Row(
        text=rich(
            Bold(sentence(name)),
            f"  {counts}\n",
            Italic(f"“{shorten(voice.answer.words, 140)}”"),
            f" ({voice.seller}, {shorten(voice.answer.account, 50)})",
        ),
        button=Button(label="All quotes", command=ShowTheme(name[:60], notes)),
    )


def theme_card(command: ShowTheme, shown: Sequence[Voice], *, total: int, page: int) -> Card:
    """Show one page of a theme's answers, each with its source."""
    if not total:
        return Card(text=("Those answers are not shared any more.",))

    def turn_to(number: int) -> ShowTheme:
        return ShowTheme(command.name, command.notes, number)

    return Card(
        header=shorten(command.name[:1].upper() + command.name[1:], 140),
        text=(f"{plural(total, 'answer')}, in their own words.",),
        parts=tuple(Row(text=quote(each)) for each in shown),
        buttons=labelled_page_buttons(page, total, QUOTES, turn_to, back="Back", on="More"),
    )
