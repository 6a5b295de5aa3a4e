"""The workspace's common terms (F6)."""

from __future__ import annotations

from collections.abc import Sequence

from bot.core.cards import Button, Card, Confirm, Field, FieldKind, Form, Passage, Row, Style
from bot.core.commands import Dismiss
from bot.core.common_cards import undo_button
from bot.core.knowledge.basics import MethodTerm
from bot.core.paging import page_buttons, pages
from bot.core.rich import Bold, Code, Day, Italic, rich
from bot.core.words import plural, quiet, shorten
from bot.features.glossary.commands import (
    DefineTerm,
    ListTerms,
    LookUp,
    OpenTerm,
    RemoveTerm,
    SaveTerm,
    TermHistory,
)
from bot.features.glossary.contracts.values import Term
from bot.features.glossary.rules import LONGEST_DEFINITION, LONGEST_TERM

SHARED = "Shared with everybody in this workspace"
TERM_NEEDED = "Which term?"
DEFINITION_NEEDED = "Say what it means"
BOTH_NEEDED = "I need a term and what it means, with “=” between them."
TERM_TOO_LONG = f"That term is longer than {LONGEST_TERM} characters."
DEFINITION_TOO_LONG = (
    f"Please put it in at most {LONGEST_DEFINITION} characters, so that it can be read at a glance."
)


def defined_card(term: Term, change: str) -> Card:
    """A term was defined, or its wording changed."""
    if len(term.versions) == 1:
        return _card(term, "", change)
    older = shorten(term.versions[-2].definition, 200)
    return _card(term, f"Before: “{older}”", change)


def meaning_card(term: Term) -> Card:
    """What a term means to this workspace."""
    return _card(term, "", "")


def _card(term: Term, before: str, change: str) -> Card:
    latest, count = term.versions[-1], len(term.versions)
    history = (Button(label="Earlier wordings", command=TermHistory(term.id)),) if count > 1 else ()
    return Card(
        text=rich(Bold(term.term), f": {term.definition}"),
        parts=(Passage(text=(Italic(before),)),) if before else (),
        context=quiet(SHARED, rich(f"{latest.name}, ", Day(latest.at.date()))),
        buttons=(
            Button(label="Change", command=OpenTerm(term.term), opens_form=True),
            *((undo_button(change),) if change else ()),
        ),
        menu=(
            *history,
            Button(
                label="Remove",
                command=RemoveTerm(term.id),
                confirm=Confirm(
                    title="Remove this term?",
                    text=f"“{shorten(term.term, 60)}” goes for everybody here. You can undo it.",
                    yes="Remove",
                ),
            ),
        ),
    )


def shall_all_see_card(term: str, definition: str, existing: Term | None) -> Card:
    """Asks before a term goes to everybody in the workspace."""
    so_far = existing.versions[-1].definition if existing else ""
    return Card(
        text=rich("Shall everybody in this workspace see ", Bold(term), f": {definition}?"),
        parts=(Passage(text=(Italic(f"So far: “{shorten(so_far, 200)}”"),)),) if so_far else (),
        buttons=(
            Button(
                label="Share it with everybody", command=DefineTerm(term, definition), style=Style.PRIMARY
            ),
            Button(label="Change", command=OpenTerm(term), opens_form=True),
            Button(label="Leave it", command=Dismiss()),
        ),
        context=("Nothing is shared yet.",),
    )


def unchanged_card(term: Term) -> Card:
    """The term has this definition already, word for word."""
    return Card(text=rich(Bold(term.term), " means exactly that here already."), context=quiet(SHARED))


def own_word_card(term: MethodTerm) -> Card:
    """What one of the method's own words means."""
    return Card(
        text=rich(Bold(term.term), f": {term.definition}"),
        context=("One of the method's own words",),
        buttons=(Button(label="Say what it means to us", command=OpenTerm(term.term), opens_form=True),),
    )


def not_known_card(term: str, close: Sequence[str]) -> Card:
    """Nobody has defined a term; `close` are those that look like it."""
    asked = shorten(term, LONGEST_TERM)
    return Card(
        text=rich("Nobody here has said yet what ", Bold(asked), " means."),
        parts=(Passage(text=("Did you mean one of these?",)),) if close else (),
        context=rich("Define it with ", Code(f"/tactegic define {shorten(asked, 30)} = …")),
        buttons=(
            *(Button(label=shorten(each, 60), command=LookUp(each)) for each in close),
            Button(label="Define it", command=OpenTerm(asked), opens_form=True),
        ),
    )


def removed_card(term: Term, change: str) -> Card:
    """A term was removed."""
    return Card(
        text=rich("Removed ", Bold(term.term), " from the workspace's glossary."),
        buttons=(undo_button(change),),
    )


def gone_card() -> Card:
    """The term is no longer there."""
    return Card(text=rich("That term is no longer in the glossary. See ", Code("/tactegic glossary"), "."))


def term_list_card(terms: Sequence[Term], *, total: int, page: int) -> Card:
    """One page of the terms, of which there are `total`."""
    add = Button(label="Define a term", command=OpenTerm(), opens_form=True)
    if not total:
        return Card(
            text=("The glossary is empty: nobody has defined a term yet.",),
            parts=(
                Passage(
                    text=("Short words that only your team knows are a good start; I use them in answers.",)
                ),
            ),
            context=rich("For example ", Code("/tactegic define ARR = annual recurring revenue")),
            buttons=(add,),
        )
    return Card(
        header="Glossary",
        text=(f"{plural(total, 'term')} that this workspace shares.",),
        parts=tuple(
            Row(
                text=rich(Bold(term.term), f": {shorten(term.definition)}"),
                button=Button(label="Open", command=LookUp(term.term)),
            )
            for term in terms
        ),
        context=quiet(SHARED, pages(page, total)),
        buttons=(*page_buttons(page, total, ListTerms), add),
    )


def history_card(term: Term) -> Card:
    """Every wording that a term has had, the newest first."""
    return Card(
        header=f"“{shorten(term.term, 60)}” over time",
        text=(f"{plural(len(term.versions), 'wording')}, the newest first.",),
        parts=tuple(
            Row(
                text=rich(f"{shorten(each.definition, 300)}\n", Italic(each.name), " · ", Day(each.at.date()))
            )
            for each in reversed(term.versions[-12:])
        ),
        context=quiet(SHARED),
        buttons=(Button(label="Back", command=LookUp(term.term)),),
    )


def term_form(term: str, definition: str) -> Form:
    """The form that defines a term or changes it."""
    return Form(
        title="A common term",
        submit=SaveTerm(),
        parts=(Passage(text=("Everybody in this workspace sees it, and who wrote it.",)),),
        fields=(
            Field(name="term", label="Term", value=term, max_length=LONGEST_TERM, placeholder="ARR"),
            Field(
                name="definition",
                label="What it means to us",
                kind=FieldKind.LINES,
                value=definition,
                max_length=LONGEST_DEFINITION,
                placeholder="annual recurring revenue",
            ),
        ),
    )


def form_needs_a_button_card(term: str) -> Card:
    """A form was asked for where none could be opened."""
    return Card(
        text=("Say what the term means:",),
        context=rich("Or ", Code("/tactegic define ARR = annual recurring revenue")),
        buttons=(Button(label="Define a term", command=OpenTerm(term), opens_form=True),),
    )


def incomplete_card(problem: str) -> Card:
    """A definition cannot be kept, for what `problem` says."""
    return Card(
        text=(problem,), context=rich("For example ", Code("/tactegic define ARR = annual recurring revenue"))
    )


def what_is_button(word: str) -> Button:
    """The button on a note's card that asks what a short word means."""
    return Button(label=f"What is {shorten(word, 20)}?", command=OpenTerm(word), opens_form=True)
