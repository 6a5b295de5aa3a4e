"""Cards of what a manager sees: the roll-up, and the answers of a theme (T5)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from bot.core.cards import Button, Card, Part, Passage, Row, Style
from bot.core.coaching.understanding import Mode
from bot.core.deliveries import About
from bot.core.paging import page_within
from bot.core.rich import Bold, Code, Day, Italic, Rich, rich
from bot.core.words import join_words, plural, quiet, sentence, shorten, simple_mode
from bot.features.rollup.cards.quotes import labelled_page_buttons, name_period, question_about, quote
from bot.features.rollup.commands import OneOnOne, RollUp, ShowTheme
from bot.features.rollup.rules import Suggestion, ThemeView, Voice, answered_fact, fact_of
from bot.features.rounds.contracts.values import SharedRound

_THEMES = 4
"""Themes on one page."""
_NEWS = 4
"""New answers that are shown on their own, as they belong to no theme."""
_MOST_NOTES = 30
"""Answers whose notes a theme's button names."""
THEME = "answers on one theme"
"""What a theme is called when an answer is gone that it may have its name from."""
QUOTES = 8
"""Quotes of one theme on one page."""


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
    new: frozenset[str] = frozenset()
    """What of it is new (`fact_of`)."""
    since: date | None = None
    """The local date on which it came before; None where it did not, or where it was asked for."""
    suggestion: Suggestion | None = None
    voices: Sequence[Voice] = ()
    """Every answer that stands."""

    @property
    def news(self) -> list[Voice]:
        """The answers that are new since it came last."""
        return [each for each in self.voices if self.since and fact_of(each) in self.new]

    @property
    def moved(self) -> Sequence[ThemeView]:
        """The themes to show in full: those with something new, where it came before."""
        return [each for each in self.themes if each.new(self.new)] if self.since else self.themes

    @property
    def shown(self) -> Sequence[ThemeView]:
        """The themes on this page."""
        page = page_within(self.page, len(self.moved), _THEMES)
        return self.moved[page * _THEMES : (page + 1) * _THEMES]

    @property
    def about(self) -> About:
        """Ids of the shared rounds that the card is made of, and of the notes behind the themes shown."""
        asked = (self.suggestion.voice,) if self.suggestion else ()
        told = (*(voice for theme in self.shown for voice in theme.voices), *self.news[:_NEWS], *asked)
        voices = (id for voice in told for id in voice.about)
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
    """Show a roll-up: what is new, what recurs, accounts without a picture, who answered, whom to ask."""
    page = page_within(view.page, len(view.moved), _THEMES)
    accounts = len({a.account for each in view.shared for a in each.answers})
    first = f"{plural(view.answers, 'answer')} from {plural(len(view.shared), 'seller')}"
    everything = (Button(label="All answers", command=ShowTheme("all answers")),) if accounts else ()
    return Card(
        header="What your sellers see coming",
        text=_new_since(view) or (f"{first} on {plural(accounts, 'account')}.",),
        parts=tuple(_parts(view)),
        context=quiet("Only what each of them chose to share", _counted(view)),
        buttons=(
            *_suggested(view),
            *((Button(label="All themes", command=RollUp()),) if view.since else ()),
            *everything,
            *labelled_page_buttons(
                page,
                len(view.moved),
                _THEMES,
                lambda number: RollUp(page=number),
                back="Back",
                on="More themes",
            ),
        ),
    )


def _new_since(view: RollUpView) -> Rich:
    """What is new since it came last; empty where it did not come before."""
    if view.since is None:
        return ()
    names = join_words(sorted({each.seller for each in view.news}, key=str.casefold)[:5])
    answered = join_words(
        list(dict.fromkeys(each.name for each in view.shared if answered_fact(each) in view.new))
    )
    told = (
        f"{plural(len(view.news), 'new answer')} from {names}."
        if names
        else f"{answered or 'Nobody'} answered."
    )
    return rich("Since ", Day(view.since), ": ", told)


def _parts(view: RollUpView) -> Iterator[Part]:
    """The sections of a roll-up, each only where there is something to say."""
    yield from (_theme(each, view) for each in view.shown)
    in_themes = {fact_of(voice) for theme in view.shown for voice in theme.voices}
    alone = [each for each in view.news if fact_of(each) not in in_themes]
    yield from (Row(text=quote(each)) for each in alone[:_NEWS])
    if not view.themes and view.answers and view.since is None:
        yield Passage(text=("Nothing recurs across accounts yet.",))
    without = view.without if view.since is None else [each for each in view.without if each in view.new]
    if without:
        names = join_words([shorten(each, 50) for each in without[:12]])
        yield Passage(heading="No picture of the future yet", text=(f"{names}.",))
    if view.since is None:
        who = join_words([f"{each.name} ({name_period(each.period)})" for each in view.shared[:20]])
        yield Passage(heading="Who answered", text=(f"{who}.",))
    if view.suggestion is not None:
        yield _suggestion(view.suggestion)


def _suggestion(found: Suggestion) -> Passage:
    voice, theme = found.voice, found.theme.partition(":")[0]
    about = f" about {theme}: " if theme else ": "
    question = question_about(voice, found.day.toordinal() // 7)
    return Passage(
        heading=f"For {found.day:%A}", text=rich("Ask ", Bold(voice.seller), about, Italic(f"“{question}”"))
    )


def _suggested(view: RollUpView) -> tuple[Button, ...]:
    """The button that prepares the talk which is suggested."""
    if view.suggestion is None:
        return ()
    voice = view.suggestion.voice
    label = shorten(f"Prepare the talk with {voice.seller}", 70)
    return (Button(label=label, command=OneOnOne(seller=voice.seller_id), style=Style.PRIMARY),)


def _counted(view: RollUpView) -> str:
    """That themes were found by counting, where no model read the answers (B7)."""
    if not view.themes or view.mode is Mode.MODEL:
        return ""
    return f"{simple_mode(view.mode)}; themes are found by counting words"


def _theme(theme: ThemeView, view: RollUpView) -> Row:
    name = theme.name or "close in meaning"
    fresh = [each for each in theme.voices if fact_of(each) in view.new]
    voice = fresh[0] if view.since and fresh else theme.voices[0]
    notes = tuple(each.answer.note_id for each in theme.voices[:_MOST_NOTES])
    counts = f"{plural(len(theme.voices), 'answer')}, {plural(theme.accounts, 'account')}"
    added = f", {len(fresh)} new" if view.since and fresh else ""
    return Row(
        text=rich(
            Bold(sentence(name)),
            f"  {counts}{added}\n",
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
