"""Cards about whether a relationship still fits (F5)."""

from __future__ import annotations

from collections.abc import Sequence

from bot.core.cards import Button, Card, Confirm, Part, Passage, Row, Style
from bot.core.common_cards import undo_button
from bot.core.contacts import Contact
from bot.core.deliveries import About
from bot.core.rich import Bold, Italic, Rich, rich
from bot.core.sources import source_words
from bot.core.words import name_with_company, plural, sentence, shorten
from bot.features.fit.commands import ComposeHandOver, DecideFit, EraseContact, ReviewFit
from bot.features.fit.contracts.values import FitOutcome
from bot.features.fit.rules import FitSide, Sign, SignKind
from bot.features.people.commands import ShowContact
from bot.features.portfolio.commands import ShowPlace
from bot.features.score.commands import ShowScore

_QUESTION = {
    FitSide.THEY: "Do they still take part?",
    FitSide.ME: "Are you still of use to them?",
}
_NOTHING = "Nothing on record either way; your own sense decides."
_SOURCES = 2
"""How many of its records, the latest, a sign names."""


def review_card(contact: Contact, company: str, signs: Sequence[Sign], step: str = "") -> Card:
    """Both directions with the signs from the data, and the outcomes; `step` is whose of the vision it is."""
    parts: list[Part] = [Row(text=step_words(step))] if step else []
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


def review_about(contact: Contact, signs: Sequence[Sign]) -> About:
    """The ids of whom and what the review speaks of: the contact, and the records that it names."""
    return (*contact.about, *(source.id for sign in signs for source in sign.sources[-_SOURCES:]))


def step_words(step: str) -> Rich:
    """Say which step of the member's vision needs somebody."""
    return rich("A step of your vision needs them: ", Italic(f"“{shorten(step, 160)}”"))


def _sign(sign: Sign) -> Row:
    mark = "For it" if sign.speaks_for else "Against"
    return Row(text=rich(Bold(mark), " · ", *sign_with_sources(sign)))


def sign_with_sources(sign: Sign) -> Rich:
    """A sign in words, with the latest words that it rests on and the days of its records."""
    sources = sign.sources[-_SOURCES:]
    where = rich(" (", *source_words(sources), ")") if sources else ()
    quote = rich(": ", Italic(f"“{shorten(sign.quote, 140)}”")) if sign.quote else ()
    return rich(sign_words(sign), *quote, *where)


def sign_words(sign: Sign) -> str:
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


def start_card(contact: Contact, company: str, reasons: Sequence[Sign]) -> Card:
    """Start a review where the signs are there: what they are, and a look that takes a minute (F5)."""
    return Card(
        text=rich("Does it still fit with ", Bold(name_with_company(contact.name, company)), "?"),
        parts=tuple(Row(text=_sentence(sign)) for sign in reasons),
        context=("A look takes a minute. I leave it alone for a quarter, whatever you decide.",),
        buttons=(
            Button(label="Look at both sides", command=ReviewFit(contact_id=contact.id), style=Style.PRIMARY),
            Button(label="Keep as it is", command=DecideFit(contact.id, FitOutcome.KEEP.value)),
        ),
    )


def _sentence(sign: Sign) -> Rich:
    first, *rest = sign_with_sources(sign)
    return rich(sentence(str(first)), *rest)


def kept_card(contact: Contact, change: str) -> Card:
    """The relationship stays as it is."""
    return Card(
        text=rich("You keep ", Bold(contact.name), ". I noted that you looked at it."),
        buttons=(undo_button(change), _score(contact)),
    )


def parked_card(contact: Contact, change: str) -> Card:
    """The relationship is set aside."""
    return Card(
        text=rich(Bold(contact.name), " is parked: nothing is due, and nothing is lost."),
        buttons=(undo_button(change), _place(contact)),
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
            undo_button(change),
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
        context=("What you wrote yourself stays until you delete it",),
    )


def _score(contact: Contact) -> Button:
    return Button(label="Score", command=ShowScore(contact_id=contact.id))


def _place(contact: Contact) -> Button:
    return Button(label="Place", command=ShowPlace(contact_id=contact.id))
