"""Cards of the conversation itself: greetings, refusals, errors."""

from __future__ import annotations

from collections.abc import Sequence

from bot.core.cards import Button, Card, Passage, Row
from bot.core.commands import Help, ListContacts, NextSteps
from bot.core.rich import Code, Rich, rich
from bot.features.home.cards.first import Suggestion
from bot.features.notes.commands import EditNote, KeepDraft

_QUOTED = 60
"""Characters of the member's words that are said back."""
HOLDS_ADDRESS = (
    "That holds the address of a calendar, which is a secret. Take it out: a calendar of your own is "
    "connected with /tactegic calendar."
)
"""Said beside a field that would keep such an address."""


def not_for_guests() -> Card:
    """Turns guests and people of other companies away."""
    return Card(
        text=(
            "I work only for full members of this workspace, so I can't keep notes for you. "
            "Nothing of your message was stored.",
        )
    )


def went_wrong(reference: str) -> Card:
    """Says that something failed for good, with the reference that the log has."""
    return Card(
        text=(
            "That didn't work, and trying again didn't help. Nothing was changed. "
            f"Please send it once more, or tell your admin this number. (ref {reference})",
        )
    )


def not_understood(said: str, suggestions: Sequence[Suggestion], draft_id: str) -> Card:
    """Says that words fit nothing, names things to try, and offers to keep the words as a note."""
    short = said if len(said) <= _QUOTED else said[: _QUOTED - 1] + "…"
    keep = Button(label="Keep it as a note", command=KeepDraft(draft_id))
    return Card(
        text=(f"I don't know what to do with “{short}”." if said else "I'm not sure what you would like.",),
        parts=(Passage(text=("You could try:",)), *(_suggestion(item) for item in suggestions)),
        buttons=(keep, Button(label="Show help", command=Help())),
    )


def line_incomplete(problem: str, example: str) -> Card:
    """Says what a known command lacks."""
    return Card(text=(problem,), context=rich("For example ", Code(f"/tactegic {example}")))


def small_talk(said: str) -> Card:
    """Answers a greeting or thanks."""
    if said.casefold().startswith(("thank", "thx", "cheers")):
        return Card(text=("You are welcome.",))
    return Card(
        text=("Good to hear from you. Tell me about somebody you met, or ask me what you know.",),
        context=rich("For example ", Code("Brief me on Ana"), " before you see her."),
        buttons=(Button(label="Next steps", command=NextSteps()), Button(label="Help", command=Help())),
    )


def what_is_wrong(note_id: str) -> Card:
    """Asks what is wrong, with the latest note to open where there is one."""
    edit = Button(label="Edit the last note", command=EditNote(note_id), opens_form=True)
    return Card(
        text=("Sorry about that. What is wrong, and how should it be?",),
        context=rich(
            "For example ", Code("it was Ana, not Tom"), " or ", Code("I never promised Ana a call"), "."
        ),
        buttons=(edit,) if note_id else (),
    )


def people_are_kept(company: str) -> Card:
    """Says that people are deleted one by one, and what else there is; `company` keeps it to one place."""
    where = f" at {company}" if company else ""
    return Card(
        text=(f"I delete no contacts all at once, so everybody{where} is still there.",),
        context=rich(
            "One person goes with ",
            Code("/tactegic delete NAME"),
            ", an import with its Undo, and everything that you keep with me with ",
            Code("/tactegic erase-me"),
        ),
        buttons=(Button(label=f"Show my contacts{where}", command=ListContacts(company)),),
    )


def _suggestion(item: Suggestion) -> Row:
    what, does = item
    text: Rich = rich(Code(what), f"  {does}")
    return Row(text=text)


def planned_words(name: str, *, drafted: bool) -> str:
    """What goes on the plan after somebody was shown, or a message to them was drafted."""
    return f"Write to {name}" if drafted else f"Talk with {name}"
