"""What members and admins read about the erasure of everything (B6)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from bot.core.cards import Button, Card, Field, FieldKind, Form, Home, Option, Passage, Style
from bot.core.commands import FormCommand
from bot.core.rich import Bold, Day, Rich, Span, rich
from bot.core.words import plural
from bot.features.own_data.cards.exports import in_words
from bot.features.own_data.commands import (
    ExportOwn,
    OpenErasure,
    OpenMemberErasure,
    SubmitErasure,
    SubmitMemberErasure,
)

WORD = "ERASE"
"""What is typed to confirm."""
SHARED, FILES = "shared", "files"
"""What else may go."""

WRONG_WORD = f"Type {WORD} here, and everything goes for good. Close the form, and nothing happens."
NOBODY_CHOSEN = "Choose whose data is to be erased."
_STAYS = (
    "What stays: what is shared, unless you tick it below; documents and glossary of teams; messages that "
    "people wrote themselves; and a receipt that holds ids and no words. The sentences by which colleagues "
    "read who knows whom always go."
)


def own_form(counts: Mapping[str, int]) -> Form:
    """The form by which a member erases everything."""
    return _form(
        SubmitErasure(),
        Passage(
            heading="For good, without Undo",
            text=(
                f"You keep {in_words(counts)} with me. All of it goes, with settings, private answers, "
                "what undoes changes, and every message that I wrote to you here.",
            ),
        ),
        Passage(text=(f"{_STAYS} To have a copy, close this and say “export” first.",)),
    )


def refusal_form(refusal: Card) -> Form:
    """Say in the form that was opened why nothing can be erased."""
    return Form(title="Erase a member", parts=(Passage(text=refusal.text),))


def member_form() -> Form:
    """The form by which an admin has everything of somebody erased."""
    return _form(
        SubmitMemberErasure(),
        Passage(
            heading="For good, without Undo",
            text=(
                "Only as that person wishes: everything they keep with me goes, and they are told that you "
                "asked for it. You see nothing of it.",
            ),
        ),
        Passage(text=(_STAYS,)),
        Field(name="member", label="Whose data?", kind=FieldKind.MEMBER),
    )


def _form(submit: FormCommand, first: Passage, second: Passage, *fields: Field) -> Form:
    return Form(
        title="Erase everything",
        submit=submit,
        submit_label="Erase",
        parts=(first, second),
        fields=(
            *fields,
            Field(
                name="more",
                label="What else goes",
                kind=FieldKind.CHECKS,
                optional=True,
                options=(
                    Option(SHARED, "What is shared with teams and colleagues", "They don't see it any more"),
                    Option(FILES, "The exports that I sent", "Files in the conversation with me"),
                ),
            ),
            Field(name="word", label=f"Type {WORD} to confirm", max_length=20),
        ),
    )


def open_here(counts: Mapping[str, int]) -> Card:
    """The card with a button that opens the form, where none could be opened at once."""
    return Card(
        text=(
            f"You keep {in_words(counts)} with me. I can erase all of it for good; you confirm it in a form.",
        ),
        buttons=(
            Button(label="Export first", command=ExportOwn()),
            Button(label="Erase …", command=OpenErasure(), style=Style.DANGER, opens_form=True),
        ),
    )


def open_for_member() -> Card:
    """The same for an admin."""
    return Card(
        text=(
            "I can erase everything that somebody keeps with me, if they wish so; you choose them in a form.",
        ),
        buttons=(Button(label="Choose …", command=OpenMemberErasure(), opens_form=True),),
    )


def only_admins_card() -> Card:
    """Say that only admins may have somebody else's data erased."""
    return Card(
        text=(
            "Only an admin of this workspace can have somebody else's data erased. Yours goes by “erase me”.",
        )
    )


def keeps_nothing_card() -> Card:
    """Say that somebody keeps nothing here."""
    return Card(text=("That person keeps nothing with me, so there is nothing to erase.",))


def begun_card(name: str = "") -> Card:
    """Say that it is being done; `name` is whose it is, where it is somebody else's."""
    if name:
        return Card(
            text=rich(
                "Everything that ", Bold(name), " keeps with me is being erased. I tell you when it is done."
            )
        )
    return Card(text=("Everything you keep with me is being erased. I tell you when it is done.",))


def erased_card(gone: int, receipt: str, by: str = "", exports: Sequence[date] = (), shared: int = 0) -> Card:
    """The receipt for the member; `by` is the admin who asked for it, `exports` are the days of files that
    stay in the conversation, `shared` counts the entries that stay with whom they are shared."""
    what = "Everything you kept with me alone" if shared else "Everything you kept with me"
    who = f"{by} asked for it, as an admin. " if by else ""
    return Card(
        text=(
            f"{what} is erased for good: {plural(gone, 'entry', 'entries')}, with what "
            f"undoes changes and what I wrote to you. {who}If you write to me again, we begin anew.",
        ),
        parts=(
            *((Passage(text=_shared_left(shared)),) if shared else ()),
            *((Passage(text=_files_left(exports)),) if exports else ()),
        ),
        context=(f"Receipt {receipt}; a backup that is restored is erased again by it",),
    )


def _files_left(exports: Sequence[date]) -> Rich:
    """Which exports stay, since they were not to go, and who can delete them now."""
    spans: list[Span] = ["Still here, as you left it so: the zip that I sent you on "]
    for number, day in enumerate(exports):
        spans += [", and the one of " if number else "", Day(day)]
    return (*spans, ". An admin of this workspace can delete it.")


def _shared_left(count: int) -> Rich:
    """How much stays, since it is shared and was not to go."""
    return (f"Still with whom it is shared: {plural(count, 'entry', 'entries')}, as it was not to go.",)


def told_card(name: str, receipt: str, shared: int = 0) -> Card:
    """The receipt for the admin who asked for it; `shared` counts what stays with whom it is shared."""
    alone = " alone" if shared else ""
    return Card(
        text=rich(
            "Everything that ", Bold(name), f" kept with me{alone} is erased for good. They were told so."
        ),
        parts=(Passage(text=_shared_left(shared)),) if shared else (),
        context=(f"Receipt {receipt}",),
    )


def empty_home() -> Home:
    """What stands in the Home of whom nothing is kept of."""
    return Home(
        header="Tactegic", parts=(Passage(text=("I keep nothing of yours. Write to me to begin anew.",)),)
    )
