"""A checked text: the summary, and its findings part by part (P5, R2, S5)."""

from __future__ import annotations

from collections.abc import Sequence

from bot.core.cards import Button, Card, Divider, Field, FieldKind, Form, Option, Part, Passage, Row
from bot.core.coaching.checking import AlliancePoint, Checked, Mark, MarkedPassage, Sort
from bot.core.coaching.understanding import Mode
from bot.core.commands import Undo
from bot.core.papers import DocumentFlaw
from bot.core.rich import Bold, Code, Italic, Rich, rich
from bot.core.words import join_words, plural, quiet, shorten, simple_mode
from bot.features.text_check.commands import OpenCheck, ShowCheck, SubmitCheck
from bot.features.text_check.rules import TextCheck

FINDINGS = 4
"""Findings on one page."""
PASTED_LIMIT = 3_000
"""Characters that the form takes."""
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
    """What the check found, in one look, with a button for each part."""
    checked = made.checked
    parts = [
        Button(label=_label(part, count), command=ShowCheck(made.id, part))
        for part, count in _counts(checked)
    ]
    forget = (Button(label="Forget this check", command=Undo(change)),) if change else ()
    return Card(
        header=f"Checked: {shorten(made.name, 60)}",
        text=_verdict(checked),
        parts=tuple(_telling(checked)),
        context=quiet(
            "I keep the quotes, not the text; only you can see this",
            simple_mode(Mode(made.mode)),
        ),
        buttons=tuple(parts[:_BUTTONS]),
        menu=(*parts[_BUTTONS:], *offers, *forget),
    )


def _label(part: str, count: int) -> str:
    return f"{_PARTS[part][0]} ({count})" if count else _PARTS[part][0]


def _verdict(checked: Checked) -> Rich:
    today, future = len(checked.marked(Mark.TODAY)), len(checked.marked(Mark.FUTURE))
    control = len(checked.marked(Mark.CONTROL))
    if not (today or future or control):
        first = "I found no wording that goes on from today, none that works from a future"
        return (f"{first}, and nothing that decides for a buyer.",)
    leaning = "half plan, half strategy"
    if today != future:
        leaning = "more of a plan than a strategy" if today > future else "more of a strategy than a plan"
    go = f"{plural(today, 'passage')} {'goes' if today == 1 else 'go'} on from today"
    works = f"{future} {'works' if future == 1 else 'work'} from a future"
    tail = f" {plural(control, 'passage')} {'decides' if control == 1 else 'decide'} for a buyer."
    return rich("It reads as ", Bold(leaning), f": {go}, {works}.{tail if control else ''}")


def _telling(checked: Checked) -> list[Part]:
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
    """One part of the findings."""
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


def paste_form() -> Form:
    """Where a text is pasted."""
    return Form(
        title="Check a text",
        submit=SubmitCheck(),
        submit_label="Check",
        parts=(
            Passage(
                text=(
                    "A plan, a contract summary or a team document. I look for what goes on from today, what "
                    "works from a future, and what is left out.",
                )
            ),
        ),
        fields=(
            Field(
                name="text",
                label="The text",
                kind=FieldKind.LINES,
                max_length=PASTED_LIMIT,
                hint="Longer ones: send me the file in our direct message, with “check this”.",
            ),
            Field(
                name="sort",
                label="What is it?",
                kind=FieldKind.SELECT,
                value="guess",
                options=(
                    Option("guess", "Tell it by the text"),
                    Option(Sort.PLAN, "A plan"),
                    Option(Sort.CONTRACT, "A contract or its summary"),
                    Option(Sort.TEAM_DOCUMENT, "A team document"),
                ),
            ),
        ),
    )


def paste_here() -> Card:
    """A check was asked for where no form could be opened."""
    return Card(
        text=("Paste the text, or send me the file here with “check this”.",),
        context=("Text, Markdown, Word and PDF, up to 5 MB and 60 pages",),
        buttons=(Button(label="Paste a text", command=OpenCheck(), opens_form=True),),
    )


def flaw_said(flaw: DocumentFlaw, has: int = 0, limit: int = 0) -> str:
    """What is wrong with a file, as a sentence: "It has 90 pages; I read up to 60."."""
    match flaw:
        case DocumentFlaw.TOO_LARGE:
            return f"It is larger than {limit // 1_000_000} megabytes."
        case DocumentFlaw.TOO_LONG:
            return f"It has {has:,} characters; I read up to {limit:,} at once."
        case DocumentFlaw.TOO_MANY_PAGES:
            return f"It has {has} pages; I read up to {limit}."
    return _FLAWS[flaw]


_FLAWS = {
    DocumentFlaw.WRONG_KIND: "I read text, Markdown, Word (.docx) and PDF files.",
    DocumentFlaw.TOO_SLOW: "It took too long to read. Send me the part that matters as text.",
    DocumentFlaw.NO_WORDS: "There are no words in it; a scanned page is only a picture to me.",
    DocumentFlaw.NOT_UTF8: "Its text is not in UTF-8.",
    DocumentFlaw.NO_TEXT: "It is called a text, but there is something else in it.",
    DocumentFlaw.NO_WORD_FILE: "It is no Word document that I can open. Save it again, or as text.",
    DocumentFlaw.UNPACKS_TO_TOO_MUCH: "It unpacks to far more than it should. Send me its text instead.",
    DocumentFlaw.LOCKED: "It is locked with a password.",
    DocumentFlaw.NO_PDF: "It is no PDF that I can open. Save it again, or send me its text.",
    DocumentFlaw.NOT_ARRIVED: "It did not arrive. Try again, or paste the text.",
}


def unread(name: str, flaw: DocumentFlaw, has: int = 0, limit: int = 0) -> Card:
    """A file that could not be checked, with what is wrong with it."""
    why = flaw_said(flaw, has, limit)
    return Card(
        text=rich("I couldn't check ", Bold(shorten(name, 60) or "that file"), f". {why}"),
        context=("Nothing was kept",),
        buttons=(Button(label="Paste the text instead", command=OpenCheck(), opens_form=True),),
    )


def one_at_a_time(names: Sequence[str]) -> Card:
    """Several files at once."""
    return Card(text=(f"Those are {len(names)} files. Send me one at a time, and I check it.",))


def forgotten_card() -> Card:
    """The check is gone."""
    return Card(
        text=("That check is no longer there. Check the text again with ", Code("/tactegic check"), ".")
    )


NO_WORDS = "Paste some sentences to check"
