"""The private question about one's own attitude: forms only, and cards that say nothing of it (S1)."""

from __future__ import annotations

from collections.abc import Sequence

from bot.core.cards import Button, Card, Confirm, Divider, Field, FieldKind, Form, Part, Passage, Row, Style
from bot.core.contacts import Contact
from bot.core.knowledge.questions import MindsetQuestion
from bot.core.rich import Bold, Code, Day, Italic, rich
from bot.core.words import name_with_company
from bot.features.mindset.commands import DeleteAttitude, ListAttitudes, Reflect, SaveAttitude, TurnQuestion
from bot.features.mindset.contracts import Attitude
from bot.features.mindset.rules import LONGEST
from bot.language.names import with_name

TITLE = "For yourself"
PAGE = 5
"""Answers on one page; they are shown whole."""
WRITE_SOMETHING = "Write a word or two, or close this"


def question(contact: Contact, company: str, asked: MindsetQuestion, skip: int, *, earlier: bool) -> Form:
    """The form with one question about one relationship."""
    back = (Button(label="My earlier answers", command=ListAttitudes()),) if earlier else ()
    return Form(
        title=TITLE,
        submit=SaveAttitude(contact.id, asked.id),
        submit_label="Keep for me",
        parts=(
            Passage(text=rich("About ", Bold(name_with_company(contact.name, company)))),
            Passage(
                text=(
                    Italic(
                        "Nobody else sees what you write, and no model does. It is shown only here, to you."
                    ),
                )
            ),
        ),
        fields=(
            Field(
                name="answer",
                label=with_name(asked.text, "contact", contact.name),
                kind=FieldKind.LINES,
                max_length=LONGEST,
            ),
        ),
        buttons=(Button(label="Another question", command=TurnQuestion(contact.id, skip + 1)), *back),
    )


def which(name: str, candidates: Sequence[tuple[Contact, str]]) -> Form:
    """The form that asks who is meant by a name that several have, or nobody."""
    lead = f"Whom do you mean by {name}?" if candidates else f"I know nobody called {name}."
    rows = tuple(
        Row(
            text=rich(Bold(name_with_company(contact.name, company))),
            button=Button(label="This one", command=TurnQuestion(contact.id)),
        )
        for contact, company in candidates
    )
    return Form(title=TITLE, parts=(Passage(text=(lead,)), *rows))


def nobody_yet() -> Form:
    """The form that says that there is no relationship to think about yet."""
    return Form(
        title=TITLE,
        parts=(
            Passage(text=("Tell me about somebody first; then I have a question about the two of you.",)),
        ),
    )


def answers(rows: Sequence[Attitude], *, total: int, page: int) -> Form:
    """The form with a page of one's own answers, the newest first."""
    if not total:
        return Form(title=TITLE, parts=(Passage(text=("You have not kept any answer yet.",)),))
    parts: list[Part] = []
    for each in rows:
        delete = Button(
            label="Delete",
            command=DeleteAttitude(each.id),
            style=Style.DANGER,
            confirm=Confirm(title="Delete for good?", text="This can't be undone.", yes="Delete"),
        )
        parts += [
            *([Divider()] if parts else []),
            Row(text=rich(Bold(each.question), "\n", Day(each.created_at.date())), button=delete),
            Passage(text=(each.answer,)),
        ]
    last = max(total - 1, 0) // PAGE
    turning = (
        *((Button(label="Newer", command=ListAttitudes(page - 1)),) if page else ()),
        *((Button(label="Older", command=ListAttitudes(page + 1)),) if page < last else ()),
    )
    return Form(title=TITLE, parts=tuple(parts), buttons=turning)


def kept_card() -> Card:
    """Say that an answer was kept, and nothing of what it is."""
    return Card(
        text=("Kept, for you alone.",),
        context=rich("Read it again with ", Code("/tactegic mindset")),
    )


def deleted_form() -> Form:
    """The form that says that an answer is deleted."""
    return Form(
        title=TITLE,
        parts=(Passage(text=("Deleted for good.",)),),
        buttons=(Button(label="My earlier answers", command=ListAttitudes()),),
    )


def in_a_form_only() -> Card:
    """The card with a button that opens the form, where none could be opened at once."""
    return Card(
        text=(
            "A question for yourself: I ask it in a form, so that nothing of it stands in a conversation.",
        ),
        buttons=(Button(label="Open it", command=Reflect(), opens_form=True),),
    )
