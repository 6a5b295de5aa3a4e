"""Cards of roll-ups: what a seller shares, and what a manager sees of it (T5)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from bot.core.cards import Button, Card, Divider, Part, Passage, Row, Style
from bot.core.coaching.understanding import Mode
from bot.core.commands import Command, Dismiss, Undo
from bot.core.deliveries import About
from bot.core.paging import page_within
from bot.core.rich import Bold, Code, Day, Italic, Rich, rich
from bot.core.words import join_words, plural, quiet, sentence, shorten, simple_mode
from bot.features.rollup.commands import (
    ListShared,
    PreviewSharing,
    RollUp,
    ShareRound,
    ShowTheme,
    WithdrawRound,
)
from bot.features.rollup.rules import Voice
from bot.features.rounds.contracts.cards import topic_of
from bot.features.rounds.contracts.values import Round, SharedRound

_THEMES = 4
"""Themes on one page."""
_MOST_NOTES = 30
QUOTES = 8
"""Quotes of one theme on one page."""
UNKNOWN_MANAGER = "your manager"
"""Said of a manager whose name the directory does not give."""
SHARED = 3
"""Shared rounds on one page; they are shown whole."""


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
        """Ids of the shared rounds that the card names, and of the notes that it quotes."""
        return (*(each.id for each in self.shared), *(_quoted(each).answer.note_id for each in self.shown))


def about_shared(*shared: SharedRound) -> About:
    """Ids of shared rounds, and of the notes whose words they show."""
    return (*(each.id for each in shared), *(answer.note_id for each in shared for answer in each.answers))


def preview(shown: SharedRound, names: Sequence[str]) -> Card:
    """Show word for word what managers would see of a round."""
    return Card(
        text=rich("This is all that ", Bold(join_words(list(names))), " would see:"),
        parts=_shared_rows(shown),
        context=("Nothing is shared yet. You can take it back at any time.",),
        buttons=(
            *(
                (Button(label="Share exactly this", command=ShareRound(shown.round_id), style=Style.PRIMARY),)
                if shown.answers
                else ()
            ),
            Button(label="Only that I answered", command=ShareRound(shown.round_id, answers=False)),
            Button(label="Not now", command=Dismiss()),
        ),
    )


def _shared_rows(shown: SharedRound) -> tuple[Part, ...]:
    first = f" answered the look ahead of {_period(shown.period)}."
    rows: list[Part] = [Row(text=rich(Bold(shown.name), first))]
    rows += [Row(text=_quote(Voice("", each))) for each in shown.answers]
    if shown.without_picture:
        names = join_words([shorten(each, 50) for each in shown.without_picture])
        rows.append(Row(text=(f"No picture of the future yet: {names}.",)))
    return tuple(rows)


def _quote(voice: Voice) -> Rich:
    answer = voice.answer
    who = f"{voice.seller}, " if voice.seller else ""
    return rich(
        Bold(shorten(answer.account, 60)),
        f" · {topic_of(answer.question_id)}\n",
        Italic(f"“{shorten(answer.words, 400)}”"),
        f" ({who}",
        Day(answer.told_on),
        ")",
    )


def _period(key: str) -> str:
    """Name a period by its key: "the week of 16 November", or "November 2026"."""
    year, _, part = key.partition("-")
    if not part.startswith("W"):
        return f"{date(int(year), int(part), 1):%B %Y}"
    monday = date.fromisocalendar(int(year), int(part[1:]), 1)
    return f"the week of {monday.day} {monday:%B}"


def shared_card(shown: SharedRound, names: Sequence[str]) -> Card:
    """Say with whom a round is shared now."""
    what = plural(len(shown.answers), "answer") if shown.answers else "That you answered"
    verb = "is" if len(shown.answers) < 2 else "are"
    return Card(
        text=rich(f"{what} {verb} shared with ", Bold(join_words(list(names))), "."),
        context=("Your other notes stay yours alone",),
        buttons=(
            Button(label="Take it back", command=WithdrawRound(shown.id)),
            Button(label="All that I share", command=ListShared()),
        ),
    )


def withdrawn_card(change: str) -> Card:
    """Say that a round is shared no more."""
    return Card(
        text=("Taken back. Nobody above you sees it any more.",),
        buttons=(Button(label="Share again", command=Undo(change)),),
    )


def nothing_shared_now() -> Card:
    """Say that what was to be taken back is not shared any more."""
    return Card(text=("That is not shared any more.",))


def no_manager() -> Card:
    """Say that nobody is confirmed as the member's manager."""
    return Card(
        text=("You have no confirmed manager here, so there is nobody to share it with.",),
        context=rich("Say who it is: ", Code("/tactegic reports me to Lena Park")),
    )


def list_card(
    rows: Sequence[SharedRound],
    names: Sequence[str],
    latest: Round | None,
    *,
    total: int,
    page: int,
) -> Card:
    """List what the member shares now, as managers see it; `latest` is a round to offer for sharing."""
    offer = (
        (Button(label="Look at the latest round", command=PreviewSharing(latest.id), style=Style.PRIMARY),)
        if latest
        else ()
    )
    if not total:
        begin = () if latest else rich("Begin one with ", Code("/tactegic round"))
        return Card(
            text=("You share nothing of your looks ahead. Nobody above you sees any of them.",),
            context=begin
            if names
            else rich("Say who is above you: ", Code("/tactegic reports me to Lena Park")),
            buttons=offer,
        )
    parts: list[Part] = []
    for each in rows:
        parts += [Divider()] if parts else []
        first, *rest = _shared_rows(each)
        assert isinstance(first, Row)
        take = Button(label="Take it back", command=WithdrawRound(each.id))
        parts += [Row(text=first.text, button=take), *rest]
    turning = _turn_buttons(page, total, SHARED, ListShared, back="Newer", on="Older")
    whom = join_words(list(names)) or "nobody at present"
    return Card(
        header="What you share upward",
        text=rich("Seen by ", Bold(whom), ", and by nobody else:"),
        parts=tuple(parts),
        buttons=(*offer, *turning),
    )


def _turn_buttons(
    page: int, total: int, size: int, command: Callable[[int], Command], *, back: str, on: str
) -> tuple[Button, ...]:
    """Buttons to the pages before and after, by the names that they have in these lists."""
    before = (Button(label=back, command=command(page - 1)),) if page else ()
    after = (Button(label=on, command=command(page + 1)),) if (page + 1) * size < total else ()
    return (*before, *after)


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
    who = join_words([f"{each.name} ({_period(each.period)})" for each in view.shared[:20]])
    parts.append(Passage(heading="Who answered", text=(f"{who}.",)))
    return Card(
        header="What your sellers see coming",
        text=(f"{first} on {plural(accounts, 'account')}.",),
        parts=tuple(parts),
        context=quiet("Only what each of them chose to share", _counted(view)),
        buttons=(
            *((Button(label="All answers", command=ShowTheme("all answers")),) if accounts else ()),
            *_turn_buttons(
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


def _quoted(theme: ThemeView) -> Voice:
    """The answer that stands for a theme."""
    return theme.voices[0]


def _theme(theme: ThemeView) -> Row:
    name = theme.name or "close in meaning"
    voice = _quoted(theme)
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
        parts=tuple(Row(text=_quote(each)) for each in shown),
        buttons=_turn_buttons(page, total, QUOTES, turn_to, back="Back", on="More"),
    )
