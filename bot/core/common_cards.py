"""Cards and sentences that several features say: who is meant, what is gone, what cannot be undone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot.core.cards import Button, Card, Choices, Form, Home, Passage
from bot.core.coaching.investment import ActionOutcome, Assessment
from bot.core.commands import Command, ExplainAnswer, ListContacts, Undo
from bot.core.contacts import Account, Contact
from bot.core.labels import NamesById
from bot.core.notes import Commitment, Note, Touch
from bot.core.rhythms import RhythmInForce
from bot.core.rich import Bold, Code, Italic, Rich, long_date, rich
from bot.core.words import every, name_with_company, plural, quiet, sentence, shorten

ONE_AT_A_TIME = "One person at a time, please: with whom shall I begin?"
"""Asks for one name where a command for one person came with several."""


def answered_directly_card() -> Card:
    """Says in a channel, to the member alone, that the answer is in the direct message."""
    return Card(text=("I answered you in our direct message, where only you can read it.",))


def read_as(card: Card, words: str) -> Card:
    """The card, with a quiet word on how a few words were read that went on from others."""
    return replace(card, context=quiet((f"I read it as “{sentence(shorten(words))}”",), card.context))


def words_of_a_message() -> Passage:
    """Stands over a field that holds the words of a message, which somebody else may have written."""
    return Passage(
        text=("These are the words of the message. Check each address and number in them before you go on.",)
    )


def taken_back_card() -> Card:
    """Stands where something was quoted that was taken back, and that cannot be shown in another way."""
    return Card(text=("What stood here was taken back.",))


def undone_since() -> Card:
    """Stands where something was said to be taken back, which was undone later."""
    return Card(text=("You undid this later: it is shared again.",))


def being_removed(card: Card) -> Card:
    """The receipt of something taken back, while messages still quote it."""
    return _with_line(card, "It is being removed from the messages that showed it")


def removed(card: Card, failed: int) -> Card:
    """The receipt of something taken back, once all that can be removed is; `failed` says what could not."""
    if failed:
        count = plural(failed, "message")
        return _with_line(
            card, f"{count} that showed it could not be changed; please ask whoever runs the bot"
        )
    return _with_line(card, "None of my messages shows it any more")


def _with_line(card: Card, line: str) -> Card:
    return replace(card, context=quiet(card.context, line))


SAMPLE_STAYS = "That is about sample people, of whom nothing is shared. Nothing was changed."


def only_sample() -> Card:
    """Says that nothing of the sample data is shared."""
    return Card(
        text=(SAMPLE_STAYS,),
        context=rich("Take the sample away: ", Code("/tactegic sample off")),
    )


def home_for_guests() -> Home:
    """The Home tab of somebody who became a guest."""
    return Home(header="Hello", parts=(Passage(text=("I work only for full members of this workspace.",)),))


def cannot_check() -> Card:
    """Say that nothing was done, since the workspace does not say now who may do it."""
    return Card(
        text=("I could not check with Slack just now whether this may be done, so nothing was changed.",),
        context=("Please try again in a minute",),
    )


def why_button(exchange_id: str) -> Button:
    """The way from an answer to how it came about."""
    return Button(label="Why this answer?", command=ExplainAnswer(exchange_id))


def undo_button(change: str) -> Button:
    """The button that takes back what was just changed."""
    return Button(label="Undo", command=Undo(change))


def nothing_to_undo() -> Card:
    """Says that there is nothing left to undo."""
    return Card(text=("There is nothing left to undo here.",))


def too_old_to_undo(days: float) -> Card:
    """Says that a change is longer ago than changes can be undone."""
    return Card(
        text=(
            f"That is too old to be undone: I keep what undoes a change for {plural(round(days), 'day')}. "
            "You can still change it by hand.",
        ),
    )


def changed_since_card() -> Card:
    """Says why a change is not undone: part of it was changed again later."""
    return Card(
        text=("I left this as it is: part of it was changed again later, and undoing would lose that.",),
        context=rich("Undo the later change first with ", Code("/tactegic undo"), ", or edit it by hand."),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactView:
    """A contact and what a line or a card says of it."""

    contact: Contact
    company: str = ""
    last_touch: date | None = None
    """The member's local date of the latest touch."""
    notes: int = 0
    promises: int = 0

    @property
    def label(self) -> str:
        """The name with the company in brackets."""
        return name_with_company(self.contact.name, self.company)


def rhythm_words(rhythm: RhythmInForce) -> str:
    """ "every six weeks", and by which tag where it is not the contact's own."""
    return f"{every(rhythm.days)}, by the tag {shorten(rhythm.tag, 60)}" if rhythm.tag else every(rhythm.days)


def which(name: str, candidates: Sequence[ContactView], command: Callable[[str], Command]) -> Card:
    """Ask who is meant by a name that several people have."""
    return Card(
        text=rich("Which ", Bold(name), " do you mean?"),
        parts=(
            Choices(
                buttons=tuple(
                    Button(label=shorten(label, 74), command=command(each.contact.id))
                    for each, label in zip(candidates[:8], tell_apart(candidates[:8]), strict=True)
                )
            ),
        ),
    )


def whom_at(company: str, there: Sequence[ContactView], command: Callable[[str], Command]) -> Card:
    """Ask who is meant at a company that was named where a person is needed."""
    buttons = tuple(
        Button(label=shorten(each.contact.name, 70), command=command(each.contact.id)) for each in there[:8]
    )
    more = len(there) > len(buttons)
    return Card(
        text=rich("Whom at ", Bold(shorten(company, 80)), " do you mean?"),
        parts=(Choices(buttons=buttons),),
        context=rich("Not shown: ", Code(f"/tactegic contacts {shorten(company, 40)}")) if more else (),
    )


def tell_apart(candidates: Sequence[ContactView]) -> list[str]:
    """Say of each by what they differ: the company, then the job, then the day of the last talk."""
    labels = [name_with_company(each.contact.name, each.company or each.contact.title) for each in candidates]
    if len(set(labels)) == len(labels):
        return labels
    labels = [_with_details(each, each.company, each.contact.title) for each in candidates]
    if len(set(labels)) == len(labels):
        return labels
    return [_with_details(each, each.company, each.contact.title, _last_talk(each)) for each in candidates]


def _with_details(view: ContactView, *details: str) -> str:
    return name_with_company(view.contact.name, ", ".join(filter(None, details)))


def _last_talk(view: ContactView) -> str:
    day = view.last_touch
    return f"last talk {long_date(day)}" if day else "no talk yet"


def nobody_called(name: str, near: Sequence[ContactView], command: Callable[[str], Command]) -> Card:
    """Says that nobody has a name, and offers those whose names come near."""
    text = rich("I don't know anybody called ", Bold(shorten(name, 80)), " yet.")
    if not near:
        return Card(
            text=text,
            context=rich("Tell me something about them first, e.g. ", Code(f"Met {shorten(name, 40)} today")),
            buttons=(Button(label="Show all contacts", command=ListContacts()),),
        )
    buttons = tuple(
        Button(label=shorten(label, 74), command=command(each.contact.id))
        for each, label in zip(near, tell_apart(near), strict=True)
    )
    return Card(text=text, parts=(Passage(text=("Did you mean:",)), Choices(buttons=buttons)))


def nothing_changed(contact: Contact) -> Card:
    """Says that a form came back as it was."""
    return Card(text=rich("Nothing to change: ", Bold(contact.name), " is already kept that way."))


def is_gone() -> Card:
    """Says that the contact of a button is no longer there."""
    return Card(
        text=("That person is no longer in your contacts. Nothing was changed.",),
        buttons=(Button(label="Show all contacts", command=ListContacts()),),
    )


NAME_TOO_LONG = "That is longer than a name; put commas between several people."


def gone_form() -> Form:
    """Says in a form that the contact is no longer there."""
    return Form(
        title="Change contact", parts=(Passage(text=("That person is no longer in your contacts.",)),)
    )


WRITE_SOMETHING = "Write something first, or close the form."


def note_label(note: Note, _names: NamesById) -> Rich:
    """What an undo calls a note."""
    return (f"the note “{shorten(note.text, 100)}”",)


def promise_label(promise: Commitment, _names: NamesById) -> Rich:
    """What an undo calls a promise."""
    return (f"the promise “{shorten(promise.what, 100)}”",)


def name_label(row: Contact | Account, _names: NamesById) -> Rich:
    """What an undo calls a contact or a company."""
    return (Bold(row.name),)


_FOLLOWED = {
    ActionOutcome.SOMETHING: "something came of it",
    ActionOutcome.NOTHING: "nothing so far",
    ActionOutcome.NOT_DONE: "you did not do it",
}


def outcome_words(action: Assessment) -> Rich:
    """What followed from a tested action, in words; empty where the member has not said."""
    if action.outcome is None:
        return ()
    said = action.outcome_words
    return rich(_FOLLOWED[action.outcome], *((": ", Italic(f"“{shorten(said, 200)}”")) if said else ()))


def touch_label(touch: Touch, names: NamesById) -> Rich:
    """What an undo calls a touch."""
    whom = names.get(touch.contact_id)
    return (f"the touch with {whom}",) if whom else ("the touch",)
