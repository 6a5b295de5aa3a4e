"""Cards that show planned activities in the three levels of focus (S2)."""

from __future__ import annotations

from collections.abc import Sequence

from bot.core.cards import Button, Card, Divider, Part, Passage, Row
from bot.core.common_cards import undo_button
from bot.core.knowledge.cues import FocusCues
from bot.core.notes import Commitment, Promiser
from bot.core.paging import page_buttons, page_within, pages
from bot.core.rich import Bold, Code, Day, Italic, Rich, rich
from bot.core.words import PAGE, join_words, plural, quiet, sentence, shorten
from bot.features.focus.commands import MoveActivity, ProposeDelegation, ShowFocus
from bot.features.focus.rules import ActivityLevel, Level, promises_to_mind
from bot.features.mindset.commands import Reflect

_FEW = 3


def overview(rows: Sequence[ActivityLevel], cues: FocusCues, names: dict[str, str], mine: int) -> Card:
    """The card with all three levels in one look, a few activities of each."""
    parts: list[Part] = []
    for level in cues.levels:
        here = [row for row in rows if row.level == level.level]
        parts += [
            *([Divider()] if parts else []),
            _heading(level.level, level.label, level.explanation, here),
        ]
        parts += [_row(each, names) for each in here[:_FEW]]
    work = f"{plural(mine, 'piece')} of ordinary work {'lies' if mine == 1 else 'lie'} with you"
    hint = f"{work}: could somebody else take it?"
    return Card(
        header="Where your effort goes",
        text=rich(*_first_line(rows, cues)),
        parts=tuple(parts),
        context=quiet(hint if mine else "", "Sorted by their words; move what I got wrong"),
        buttons=(
            *_all_of_a_level(rows, cues),
            Button(label="A question for yourself", command=Reflect(), opens_form=True),
        ),
    )


def _all_of_a_level(rows: Sequence[ActivityLevel], cues: FocusCues) -> list[Button]:
    """Buttons to the levels that hold more than the overview shows."""
    return [
        Button(label=f"All of “{level.label.lower()}”", command=ShowFocus(level.level))
        for level in cues.levels
        if sum(row.level == level.level for row in rows) > _FEW
    ]


def _first_line(rows: Sequence[ActivityLevel], cues: FocusCues) -> Rich:
    counts = [
        f"{sum(row.level == level.level for row in rows)} {level.label.lower()}" for level in cues.levels
    ]
    return (f"{plural(len(rows), 'planned activity', 'planned activities')}: {join_words(counts)}.",)


def _heading(number: int, label: str, explanation: str, here: Sequence[ActivityLevel]) -> Part:
    text = explanation if here else f"{explanation} Nothing planned here yet."
    return Passage(heading=f"{number}. {label}", text=(text,))


def _row(each: ActivityLevel, names: dict[str, str]) -> Row:
    activity = each.activity
    who = names.get(activity.contact_id or "", "")
    small: list[Rich] = [(who,)] if who else []
    if activity.on:
        small.append((Day(activity.on),))
    if each.chosen:
        small.append(("your choice",))
    elif each.because:
        small.append((f"because of “{shorten(each.because, 30)}”",))
    moves = tuple(
        Button(label=f"Move to level {level.value}", command=MoveActivity(activity.id, level.value))
        for level in Level
        if level != each.level
    )
    hand = (
        (Button(label="Could somebody else do it?", command=ProposeDelegation(activity.id)),)
        if each.level is Level.BUSINESS
        else ()
    )
    what = shorten(activity.text, 140)
    lines = rich(f"{what[:1].upper()}{what[1:]}", *(("\n", *quiet(*small)) if small else ()))
    return Row(text=lines, menu=(*hand, *moves))


def level_card(
    rows: Sequence[ActivityLevel], cues: FocusCues, names: dict[str, str], level: int, page: int
) -> Card:
    """The card with one level, a page at a time."""
    shown = next(each for each in cues.levels if each.level == level)
    page = page_within(page, len(rows))
    return Card(
        header=f"{level}. {shown.label}",
        text=(shown.explanation if rows else f"{shown.explanation} Nothing planned here yet.",),
        parts=tuple(_row(each, names) for each in rows[page * PAGE : (page + 1) * PAGE]),
        context=quiet(pages(page, len(rows))),
        buttons=(
            *page_buttons(page, len(rows), lambda number: ShowFocus(level, number)),
            Button(label="All levels", command=ShowFocus()),
        ),
    )


def about(rows: Sequence[ActivityLevel]) -> tuple[str, ...]:
    """The ids that a card with these activities speaks of."""
    return tuple(id for row in rows for id in row.activity.about)


def nothing_planned() -> Card:
    """Say that nothing is planned that could be sorted."""
    return Card(
        text=("There is nothing planned to sort yet.",),
        context=rich("Plan something first, e.g. ", Code("/tactegic plan Ana: show her the storage sketch")),
        buttons=(Button(label="A question for yourself", command=Reflect(), opens_form=True),),
    )


def moved_card(text: str, level: int, label: str, change: str) -> Card:
    """Say that an activity was put into another level."""
    return Card(
        text=rich(
            "Moved “",
            shorten(text, 80),
            "” to ",
            Bold(f"level {level}"),
            f", {label[:1].lower()}{label[1:]}.",
        ),
        buttons=(
            Button(label="See all levels", command=ShowFocus()),
            undo_button(change),
        ),
    )


def delegation(text: str, who: str, promises: Sequence[Commitment]) -> Card:
    """The card that says what to mind when somebody else does an activity, with words to copy."""
    lines = "\n".join(f"•  {sentence(line)}" for line in _to_mind(who or "the people concerned", promises))
    about = f" for {who}" if who else ""
    words = (
        f"Could you take this over{about}: {shorten(text, 200).rstrip('. ')}? "
        "What matters to me is [what it is for]; please tell me [by when] how it went."
    )
    return Card(
        text=rich("Somebody else could do this: ", Italic(f"“{shorten(text, 140)}”")),
        parts=(
            Passage(heading="Mind for the relationship", text=(lines,)),
            Passage(heading="Words to copy, with gaps for you to fill", text=(Italic(f"“{words}”"),)),
        ),
        context=("I send nothing, and the activity stays yours until you change it",),
        buttons=(Button(label="See all levels", command=ShowFocus()),),
    )


def _to_mind(name: str, promises: Sequence[Commitment]) -> list[str]:
    """What to mind for the relationship: the word given, the answers open, and who tells the partner."""
    lines = []
    for each in promises_to_mind(promises):
        what = each.what.rstrip(". ")
        is_own = each.by is Promiser.MEMBER
        lines.append(
            f"{name} has your word on “{what}”: keep that with you"
            if is_own
            else f"{name} owes you “{what}”: say where it shall go"
        )
    return [*lines, f"tell {name} yourself who comes in, and why it is good for them"]


def gone_card() -> Card:
    """Say that the activity is no longer planned."""
    return Card(
        text=("That activity is no longer planned.",),
        buttons=(Button(label="See all levels", command=ShowFocus()),),
    )
