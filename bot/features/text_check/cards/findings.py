"""The cards of a check: the summary, and its findings part by part (P5, R2, S5)."""

from __future__ import annotations

from bot.core.cards import Button, Card, Divider, Part, Passage, Row
from bot.core.coaching.checking import AlliancePoint, Checked, Mark, MarkedPassage, Sort
from bot.core.coaching.understanding import Mode
from bot.core.commands import Undo
from bot.core.rich import Bold, Italic, Rich, rich
from bot.core.words import join_words, plural, quiet, shorten, simple_mode
from bot.features.text_check.commands import ShowCheck
from bot.features.text_check.rules import Leaning, TextCheck, leaning

FINDINGS = 4
"""Findings on one page."""


GAPS, MISSING, WHERE = "gaps", "missing", "where"


_BUTTONS = 3


_PARTS: dict[str, tuple[str, str]] = {
    Mark.TODAY: (
        "Goes on from today",
        "These follow from how things are now. A plan may do that; a strategy can't rest on it.",
    ),
    Mark.FUTURE: ("Works from a future", "These begin with how it will be, and lead back to now."),
    Mark.CONTROL: (
        "Theirs to decide",
        "These tell as settled what somebody else will decide. Say what you will do, and mark the rest as "
        "expected.",
    ),
    GAPS: ("Toward a strategy", "What would turn this from going on into working from a future:"),
    MISSING: (
        "Points left out",
        "What this paper between partners leaves out so far, with words to begin from:",
    ),
    WHERE: (
        "What goes where",
        "Only what a court would need belongs in the contract; the rest lives in the team document.",
    ),
}
"""The parts of a check: title, and what it means."""


def summary(made: TextCheck, change: str = "", offers: tuple[Button, ...] = ()) -> Card:
    """The card of a check: what it found, in one look, with a button for each part."""
    checked = made.checked
    parts = [
        Button(label=_label(part, count), command=ShowCheck(made.id, part))
        for part, count in _counts(checked)
    ]
    forget = (Button(label="Forget this check", command=Undo(change)),) if change else ()
    return Card(
        header=f"Checked: {shorten(made.name, 60)}",
        text=_verdict(checked),
        parts=tuple(_first_look(checked)),
        context=quiet(
            "I keep the quotes, not the text; only you can see this",
            simple_mode(Mode(made.mode)),
        ),
        buttons=tuple(parts[:_BUTTONS]),
        menu=(*parts[_BUTTONS:], *offers, *forget),
    )


def _label(part: str, count: int) -> str:
    return f"{_PARTS[part][0]} ({count})" if count else _PARTS[part][0]


_LEANINGS = {
    Leaning.PLAN: "more of a plan than a strategy",
    Leaning.STRATEGY: "more of a strategy than a plan",
    Leaning.BOTH: "half plan, half strategy",
}


def _verdict(checked: Checked) -> Rich:
    today, future = len(checked.marked(Mark.TODAY)), len(checked.marked(Mark.FUTURE))
    control = len(checked.marked(Mark.CONTROL))
    if not (today or future or control):
        first = "I found no wording that goes on from today, none that works from a future"
        return (f"{first}, and nothing that decides for a buyer.",)
    go = f"{plural(today, 'passage')} {'goes' if today == 1 else 'go'} on from today"
    works = f"{future} {'works' if future == 1 else 'work'} from a future"
    tail = f" {plural(control, 'passage')} {'decides' if control == 1 else 'decide'} for a buyer."
    return rich(
        "It reads as ", Bold(_LEANINGS[leaning(checked)]), f": {go}, {works}.{tail if control else ''}"
    )


def _first_look(checked: Checked) -> list[Part]:
    parts: list[Part] = []
    worst = next(iter((*checked.marked(Mark.CONTROL), *checked.marked(Mark.TODAY))), None)
    if worst is not None:
        parts.append(Passage(heading="Look here first", text=_quoted(worst)))
    there = [point.label.lower() for point in checked.points if point.is_there]
    missing = [point.label.lower() for point in checked.missing]
    if missing:
        lead = (
            f"{join_words(there).capitalize()} {'is' if len(there) == 1 else 'are'} there. " if there else ""
        )
        more = (f"{len(missing) - 4} more",) if len(missing) > 4 else ()
        rest = join_words([*missing[:4], *more])
        parts.append(Passage(heading="Between partners", text=(f"{lead}Not there yet: {rest}.",)))
    return parts


def _counts(checked: Checked) -> list[tuple[str, int]]:
    marks = {mark.value: len(checked.marked(mark)) for mark in Mark}
    gaps = 0 if checked.sort is Sort.CONTRACT else len(checked.gaps)
    counts = {**marks, GAPS: gaps, MISSING: len(checked.missing)}
    order = (Mark.CONTROL.value, Mark.TODAY.value, MISSING, GAPS, Mark.FUTURE.value)
    return [(part, counts[part]) for part in order if counts[part]] + [(WHERE, 0)]


def part_card(made: TextCheck, part: str, page: int) -> Card:
    """The card with one part of the findings, a page at a time."""
    checked = made.checked
    rows = _rows(checked, part)
    count = max(-(-len(rows) // FINDINGS), 1)
    page = min(max(page, 0), count - 1)
    title, lead = _PARTS[part]
    turning = (
        *((Button(label="Previous page", command=ShowCheck(made.id, part, page - 1)),) if page else ()),
        *(
            (Button(label="Next page", command=ShowCheck(made.id, part, page + 1)),)
            if page + 1 < count
            else ()
        ),
    )
    where = part == WHERE
    return Card(
        header=title,
        text=(lead,),
        parts=tuple(_where(checked) if where else rows[page * FINDINGS : (page + 1) * FINDINGS]),
        context=quiet(
            shorten(made.name, 60),
            f"Page {page + 1} of {count}" if count > 1 and not where else "",
            simple_mode(Mode(made.mode)),
        ),
        buttons=(*turning, Button(label="Back", command=ShowCheck(made.id))),
    )


def _rows(checked: Checked, part: str) -> list[Part]:
    if part == GAPS:
        return [Row(text=rich(f"{number}. {gap}")) for number, gap in enumerate(checked.gaps, 1)]
    if part == MISSING:
        return [_proposed(point) for point in checked.missing]
    if part == WHERE:
        return []
    return [Row(text=_quoted(finding)) for finding in checked.marked(Mark(part))]


def _quoted(finding: MarkedPassage) -> Rich:
    quote = shorten(finding.quote, 280)
    return rich(Italic(f"“{quote}”"), f"\n{finding.place.words.capitalize()}: {finding.says}.")


def _proposed(point: AlliancePoint) -> Part:
    where = "contract" if point.belongs == "contract" else "team document"
    return Row(text=rich(Bold(point.label), f" · {where}\n", Italic(f"“{point.proposal}”")))


def _where(checked: Checked) -> list[Part]:
    parts: list[Part] = []
    for belongs, title in (("contract", "In the contract"), ("team-document", "In the team document")):
        points = [point for point in checked.points if point.belongs == belongs]
        there = [_standing(point) for point in points if point.is_there]
        missing = [point.label.lower() for point in points if not point.is_there]
        lines = [
            f"There: {join_words(there)}." if there else "",
            f"To add: {join_words(missing)}." if missing else "",
        ]
        parts += [
            *([Divider()] if parts else []),
            Passage(heading=title, text=("\n".join(filter(None, lines)),)),
        ]
    return parts


def _standing(point: AlliancePoint) -> str:
    return f"{point.label.lower()} ({point.place.words})" if point.place else point.label.lower()


def name_of(text: str) -> str:
    """What a pasted text is called on its card: its first words in quotation marks."""
    first = next((line.strip("# *-\t") for line in text.splitlines() if line.strip("# *-\t")), "")
    return f"“{shorten(first, 40)}”" if first else "a pasted text"


def reading_status(name: str) -> str:
    """The status while a file is being read."""
    return f"reading {shorten(name, 60)} ..."
