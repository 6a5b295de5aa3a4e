"""Cards of roll-ups: what a seller shares, and what a manager sees of it (T5)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.core.cards import Button, Card, Divider, Part, Passage, Row, Style
from bot.core.coaching.understanding import Mode
from bot.core.commands import Dismiss, Undo
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
_MOST_NOTES = 30
_QUOTES = 8


@dataclass(frozen=True, slots=True)
class ThemeView:
    """A theme with the answers that make it."""

    name: str
    voices: tuple[Voice, ...]

    @property
    def accounts(self) -> int:
        """How many accounts it recurs in."""
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


def preview(shown: SharedRound, names: Sequence[str]) -> Card:
    """What would go up, word for word."""
    return Card(
        text=rich("This is all that ", Bold(join_words(list(names))), " would see:"),
        parts=_as_seen(shown),
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


def _as_seen(shown: SharedRound) -> tuple[Part, ...]:
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
    """A week by its Monday, a month by its name."""
    year, _, part = key.partition("-")
    if not part.startswith("W"):
        return f"{date(int(year), int(part), 1):%B %Y}"
    monday = date.fromisocalendar(int(year), int(part[1:]), 1)
    return f"the week of {monday.day} {monday:%B}"


def shared_card(shown: SharedRound, names: Sequence[str]) -> Card:
    """It is shared now."""
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
    """It is shared no more."""
    return Card(
        text=("Taken back. Nobody above you sees it any more.",),
        buttons=(Button(label="Share again", command=Undo(change)),),
    )


def nothing_shared_now() -> Card:
    """There was nothing to take back."""
    return Card(text=("That is not shared any more.",))


def no_manager() -> Card:
    """Nobody is confirmed as the member's manager."""
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
    """All that is shared now, as managers see it."""
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
        first, *rest = _as_seen(each)
        assert isinstance(first, Row)
        take = Button(label="Take it back", command=WithdrawRound(each.id))
        parts += [Row(text=first.text, button=take), *rest]
    last = max(total - 1, 0) // 3
    turning = (
        *((Button(label="Newer", command=ListShared(page - 1)),) if page else ()),
        *((Button(label="Older", command=ListShared(page + 1)),) if page < last else ()),
    )
    whom = join_words(list(names)) or "nobody at present"
    return Card(
        header="What you share upward",
        text=rich("Seen by ", Bold(whom), ", and by nobody else:"),
        parts=tuple(parts),
        buttons=(*offer, *turning),
    )


def nothing_shared(*, leads: bool) -> Card:
    """There is nothing to roll up."""
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
    """What recurs, what is missing, who answered."""
    page = page_within(view.page, len(view.themes), _THEMES)
    shown = view.themes[page * _THEMES : (page + 1) * _THEMES]
    accounts = len({a.account for each in view.shared for a in each.answers})
    first = f"{plural(view.answers, 'answer')} from {plural(len(view.shared), 'seller')}"
    parts: list[Part] = [_theme(each) for each in shown]
    if not view.themes and view.answers:
        parts.append(Passage(text=("Nothing recurs across accounts yet.",)))
    if view.without:
        names = join_words([shorten(each, 50) for each in view.without[:12]])
        parts.append(Passage(heading="No picture of the future yet", text=(f"{names}.",)))
    who = join_words([f"{each.name} ({_period(each.period)})" for each in view.shared[:20]])
    parts.append(Passage(heading="Who answered", text=(f"{who}.",)))
    last = max(len(view.themes) - 1, 0) // _THEMES
    return Card(
        header="What your sellers see coming",
        text=(f"{first} on {plural(accounts, 'account')}.",),
        parts=tuple(parts),
        context=quiet("Only what each of them chose to share", _counted(view)),
        buttons=(
            *((Button(label="All answers", command=ShowTheme("all answers")),) if accounts else ()),
            *((Button(label="Back", command=RollUp(page=page - 1)),) if page else ()),
            *((Button(label="More themes", command=RollUp(page=page + 1)),) if page < last else ()),
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


def theme_card(command: ShowTheme, quotes: Sequence[Voice]) -> Card:
    """Every answer of a theme, with its source."""
    if not quotes:
        return Card(text=("Those answers are not shared any more.",))
    page = page_within(command.page, len(quotes), _QUOTES)
    shown = quotes[page * _QUOTES : (page + 1) * _QUOTES]
    last = max(len(quotes) - 1, 0) // _QUOTES

    def turned(number: int) -> ShowTheme:
        return ShowTheme(command.name, command.notes, number)

    return Card(
        header=shorten(command.name[:1].upper() + command.name[1:], 140),
        text=(f"{plural(len(quotes), 'answer')}, in their own words.",),
        parts=tuple(Row(text=_quote(each)) for each in shown),
        buttons=(
            *((Button(label="Back", command=turned(page - 1)),) if page else ()),
            *((Button(label="More", command=turned(page + 1)),) if page < last else ()),
        ),
    )
