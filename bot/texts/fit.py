"""The fit review in both directions, its outcomes, and the hand-over (F5)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.domain.contacts import Contact, Standing
from bot.domain.fit import FitOutcome, FitSide, HandOver, Sign, SignKind
from bot.domain.notes import Note
from bot.messages.cards import (
    Button,
    Card,
    Confirm,
    Field,
    FieldKind,
    Form,
    Option,
    Part,
    Passage,
    Row,
    Style,
)
from bot.messages.commands import Undo
from bot.messages.notes import ShowContact
from bot.messages.portfolio import (
    AnswerHandOver,
    ComposeHandOver,
    DecideFit,
    EraseContact,
    ReviewFit,
    SendHandOver,
    ShowPlace,
    ShowScore,
)
from bot.messages.rich import Bold, Day, Italic, MemberName, rich
from bot.texts.score import source_words
from bot.texts.words import name_with_company, plural, quiet, shorten

WHOM = "Choose a colleague."
_QUESTION = {
    FitSide.THEY: "Do they still take part?",
    FitSide.ME: "Are you still of use to them?",
}
_NOTHING = "Nothing on record either way; your own sense decides."


def review(contact: Contact, company: str, signs: Sequence[Sign]) -> Card:
    """Both directions with the signs from the data, and the outcomes."""
    parts: list[Part] = []
    for side in FitSide:
        lines = [sign for sign in signs if sign.side is side]
        parts.append(Passage(heading=_QUESTION[side], text=() if lines else (_NOTHING,)))
        parts += [_sign(sign) for sign in lines]
    return Card(
        header="Does it still fit?",
        text=rich(Bold(name_with_company(contact.name, company)), " and you, looked at from both sides."),
        parts=tuple(parts),
        context=("The data hint; you decide. Only you can see this.",),
        buttons=(
            Button(label="Keep", command=DecideFit(contact.id, FitOutcome.KEEP.value), style=Style.PRIMARY),
            Button(label="Park", command=DecideFit(contact.id, FitOutcome.PARK.value)),
            Button(label="Hand over", command=ComposeHandOver(contact.id), opens_form=True),
        ),
        menu=(
            Button(label="Release", command=DecideFit(contact.id, FitOutcome.RELEASE.value)),
            Button(label="Score", command=ShowScore(contact_id=contact.id)),
            Button(label="Notes", command=ShowContact(contact_id=contact.id)),
        ),
    )


def _sign(sign: Sign) -> Row:
    mark = "For it" if sign.speaks_for else "Against"
    where = rich(" (", *source_words(sign.sources[-2:]), ")") if sign.sources else ()
    return Row(text=rich(Bold(mark), f" · {sign_said(sign)}", *where))


def sign_said(sign: Sign) -> str:
    """A sign in words: "2 times in a row only you reached out"."""
    theirs = sign.side is FitSide.THEY
    promises = f"{sign.count} of {'their' if theirs else 'your'} promises"
    match sign.kind:
        case SignKind.UNANSWERED:
            return f"{sign.count} times in a row only you reached out"
        case SignKind.TOOK_PART:
            return f"took part in {_share(sign.count, sign.of)} of the last year"
        case SignKind.QUIET:
            return f"no touch for {sign.count} days"
        case SignKind.IN_TOUCH:
            return f"in touch {plural(sign.count, 'day')} ago" if sign.count else "in touch today"
        case SignKind.PROMISES_MISSED:
            return f"{promises} broken or overdue"
        case SignKind.PROMISES_KEPT:
            return f"{promises} kept"
        case SignKind.GAVE:
            return f"your notes tell of something {'they' if theirs else 'you'} gave"
        case SignKind.ONLY_TOOK if theirs:
            return f"you gave {sign.count} times in the last half year and nothing came back on record"
        case SignKind.ONLY_TOOK:
            return "you received something in the last half year and gave nothing on record"


def _share(part: int, whole: int) -> str:
    if whole == 1:
        return "the only touch"
    return f"all {whole} touches" if part == whole else f"{part} of {whole} touches"


def kept_card(contact: Contact, change: str) -> Card:
    """The relationship stays as it is."""
    return Card(
        text=rich("You keep ", Bold(contact.name), ". I noted that you looked at it."),
        buttons=(Button(label="Undo", command=Undo(change)), _score(contact)),
    )


def parked_card(contact: Contact, change: str) -> Card:
    """The relationship is set aside."""
    return Card(
        text=rich(Bold(contact.name), " is parked: nothing is due, and nothing is lost."),
        buttons=(Button(label="Undo", command=Undo(change)), _place(contact)),
    )


def released_card(contact: Contact, notes: int, change: str) -> Card:
    """The relationship is let go; keep or erase what is stored."""
    return Card(
        text=rich(Bold(contact.name), " is released. I keep quiet about them from now on."),
        parts=(
            Passage(
                text=(
                    f"What you know stays ({plural(notes, 'note')}), unless you would rather have it gone.",
                )
            ),
        ),
        buttons=(
            Button(label="Undo", command=Undo(change)),
            Button(
                label="Erase what is stored",
                command=EraseContact(contact.id),
                style=Style.DANGER,
                confirm=Confirm(
                    title="Erase it for good?",
                    text="This cannot be undone. Their entry, touches, promises, plans and the notes about "
                    "them alone go, and my messages about them. What also tells of others stays, "
                    "without the link.",
                    yes="Erase for good",
                ),
            ),
        ),
    )


def erased_card(gone: int, left: int) -> Card:
    """What was stored about a contact is gone; not even the name is said again."""
    others = (
        f"{left} notes that also tell of others stay"
        if left > 1
        else "One note that also tells of others stays"
    )
    stays = f" {others}, without the link." if left else ""
    return Card(
        text=(f"Erased for good: the person, touches, promises and {plural(gone, 'note')}.{stays}",),
        context=("My messages about them are gone, too. What you wrote yourself stays until you delete it.",),
    )


def hand_over_form(contact: Contact, company: str, notes: Sequence[Note]) -> Form:
    """To whom, which notes go along, and a word to it."""
    options = tuple(
        Option(note.id, shorten(note.text, 75), f"{note.occurred_on.day} {note.occurred_on:%B %Y}")
        for note in notes[:100]
    )
    pick = Field(
        name="notes",
        label="Which notes go along?",
        kind=FieldKind.MULTI,
        options=options,
        hint="Only these are shared: each is copied, and names you as its source",
        optional=True,
    )
    return Form(
        title="Hand over",
        submit=SendHandOver(contact.id),
        submit_label="Offer",
        parts=(
            Passage(
                text=rich(
                    Bold(name_with_company(contact.name, company)), " · your colleague can accept or decline."
                )
            ),
        ),
        fields=(
            Field(name="receiver", label="To whom?", kind=FieldKind.MEMBER),
            *((pick,) if options else ()),
            Field(
                name="words",
                label="A word to it",
                kind=FieldKind.LINES,
                placeholder="Why you, what matters to them, what is open",
                optional=True,
                max_length=1000,
            ),
        ),
    )


def offered_card(contact: Contact, receiver: str, name: str, notes: int, change: str) -> Card:
    """The offer is on its way."""
    along = f" with {plural(notes, 'note')}" if notes else ", without notes"
    return Card(
        text=rich("I offered ", Bold(contact.name), " to ", MemberName(receiver, name), f"{along}."),
        context=("They stay with you until it is accepted.",),
        buttons=(_place(contact), Button(label="Take it back", command=Undo(change))),
    )


def not_to_them(name: str) -> Card:
    """The chosen person cannot take a contact over."""
    who = name or "That person"
    return Card(text=(f"{who} can't use me, so nothing was offered and nothing was shared.",))


def not_to_yourself() -> Card:
    """The giver chose themselves."""
    return Card(text=("That would be you. Choose a colleague; nothing was shared.",))


def offer(given: HandOver, same: Sequence[tuple[Contact, str]]) -> Card:
    """What the receiver sees: whom, from whom, which notes; `same` are their contacts by that name."""
    notes = tuple(
        Row(text=rich(Day(note.occurred_on), " · ", Italic(shorten(note.text, 220)))) for note in given.notes
    )
    words = (Passage(text=(given.words,)),) if given.words else ()
    about = f"{name_with_company(given.name, given.company)}{', ' + given.title if given.title else ''}"
    known = tuple(
        Button(
            label=shorten(f"Accept: my {name_with_company(contact.name, company)}", 70),
            command=AnswerHandOver(given.id, True, contact.id),
        )
        for contact, company in same[:3]
    )
    accept = Button(
        label="Accept as somebody new" if known else "Accept",
        command=AnswerHandOver(given.id, True, "new"),
        style=Style.PRIMARY,
    )
    return Card(
        header="A relationship for you",
        text=rich(
            MemberName(given.giver, given.giver_name), " would like to hand over ", Bold(about), " to you."
        ),
        parts=(*words, *notes),
        context=(
            "These notes were picked for you; nothing else is shared. Accepted, they become your own."
            if notes
            else "No notes come along. Accepted, they are one of your contacts.",
        ),
        buttons=(accept, *known, Button(label="Decline", command=AnswerHandOver(given.id, False))),
    )


def taken_back_card() -> Card:
    """The offer is no longer there."""
    return Card(text=("That offer is no longer there. Nothing was changed.",))


def withdrawn_card() -> Card:
    """What is left of an offer that was taken back: nobody's name, no note."""
    return Card(text=("A relationship was offered to you here; the offer was taken back.",))


def answered_already_card() -> Card:
    """The offer was answered before."""
    return Card(text=("You have answered that already.",))


def accepted_card(contact: Contact, giver: str, notes: int, change: str) -> Card:
    """The receiver has the contact now."""
    along = f" {plural(notes, 'note')} came along, with {giver} as the source." if notes else ""
    return Card(
        text=rich(Bold(contact.name), f" is in your contacts.{along}"),
        buttons=(
            Button(label="Undo", command=Undo(change)),
            _place(contact),
            Button(label="Show", command=ShowContact(contact_id=contact.id)),
        ),
        context=("Known for now; make them active when you choose to.",),
    )


def declined_card(given: HandOver, change: str) -> Card:
    """The receiver said no."""
    return Card(
        text=rich("Declined. ", Bold(given.name), f" stays with {given.giver_name}."),
        buttons=(Button(label="Undo", command=Undo(change)),),
    )


def reopened_card(given: HandOver, receiver: str, contact: Contact | None) -> Card:
    """The giver hears that the receiver took the answer back."""
    is_released = contact is not None and contact.standing is Standing.RELEASED
    return Card(
        text=rich(f"{receiver or 'Your colleague'} took back the answer about ", Bold(given.name), "."),
        context=quiet("Your offer stands again", "they are released on your side" if is_released else ""),
        buttons=(_place(contact),) if contact else (),
    )


def was_accepted(contact: Contact, receiver: str, change: str) -> Card:
    """The giver hears that it was accepted."""
    return Card(
        text=rich(f"{receiver} took over ", Bold(contact.name), ". I released them on your side."),
        context=("What you know of them stays with you.",),
        buttons=(Button(label="Undo the release", command=Undo(change)), _place(contact)),
    )


def was_declined(name: str, receiver: str, contact: Contact | None) -> Card:
    """The giver hears that it was declined."""
    again = (Button(label="Fit review", command=ReviewFit(contact_id=contact.id)),) if contact else ()
    return Card(
        text=rich(f"{receiver} would rather not take over ", Bold(name), ". They stay with you."),
        buttons=again,
    )


def note_copy(text: str, giver: str, on: date) -> str:
    """A handed-over note as the receiver's own, with its source."""
    return f"{text}\n(From a note of {giver}, {on.day} {on:%B %Y})"


def _score(contact: Contact) -> Button:
    return Button(label="Score", command=ShowScore(contact_id=contact.id))


def _place(contact: Contact) -> Button:
    return Button(label="Place", command=ShowPlace(contact_id=contact.id))
