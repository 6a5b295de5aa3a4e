"""The cards with the ways to somebody, and the short ask for an introduction (R1)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from bot.core.cards import Button, Card, Part, Passage, Row, Style
from bot.core.deliveries import About
from bot.core.rich import Bold, Code, MemberName, Rich, rich
from bot.core.words import ago, name_with_company, shorten
from bot.features.people.commands import ShowContact
from bot.features.ways.commands import DraftIntroduction, ListAcquaintances, ShowWay
from bot.features.ways.values import Acquaintance, Closeness

ANYBODY = "anybody"
"""Whom a way leads to where a company alone is named."""
_SHOWN = 6
"""Ways of each kind that a card shows."""


@dataclass(frozen=True, slots=True)
class Themselves:
    """A contact of the member's own who has the name that was asked about."""

    contact_id: str
    name: str
    company: str
    touched_on: date | None


@dataclass(frozen=True, slots=True)
class Through:
    """A contact of the member's own by whom the way may go, and why, in words."""

    contact_id: str
    name: str
    why: str


@dataclass(frozen=True, slots=True)
class Colleague:
    """What a colleague shares, who it is, and with whom it is shared."""

    acquaintance: Acquaintance
    who: MemberName
    shared: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WayView:
    """Every way to somebody that the member may see."""

    name: str
    company: str
    themselves: Sequence[Themselves] = ()
    ties: Sequence[Through] = ()
    """Contacts of the member's own who know the person."""
    colleagues: Sequence[Colleague] = ()
    beside: Sequence[Through] = ()
    """Contacts of the member's own at the same company."""
    colleagues_beside: Sequence[Colleague] = ()
    """What colleagues share of others at the same company."""
    today: date
    about: About = field(default=())

    @property
    def label(self) -> str:
        """The name with the company in brackets."""
        return name_with_company(self.name, self.company)


def way_card(view: WayView) -> Card:
    """The ways to somebody, the warmest first, each with why."""
    near: list[Part] = []
    if view.ties:
        near.append(Passage(heading="People you know", text=("By what you told me of them.",)))
        near += [_through(each, view, asks=True) for each in view.ties[:_SHOWN]]
    if view.colleagues:
        near.append(Passage(heading="Colleagues", text=("The closest first; each chose to share it.",)))
        near += [_colleague(each, view) for each in view.colleagues[:_SHOWN]]
    beside = [_through(each, view, asks=False) for each in view.beside[: _SHOWN // 2]]
    beside += [_beside(each) for each in view.colleagues_beside[: _SHOWN // 2]]
    if beside:
        first = "I don't know whether they know each other."
        heading = Passage(heading="At the same company", text=(first,))
        near += beside if view.name == ANYBODY else [heading, *beside]
    if not near and not view.themselves:
        return _no_way(view)
    return Card(
        header=shorten(f"The way to {view.name}", 140),
        text=_first_line(view),
        parts=(*(_themselves(each, view) for each in view.themselves), *near),
        context=("Nobody is told that you asked",),
        buttons=(Button(label="Whom I share", command=ListAcquaintances()),),
    )


def _first_line(view: WayView) -> Rich:
    if view.name == ANYBODY:
        return rich("Whom you know at ", Bold(view.company), ", and whom colleagues share.")
    if view.themselves:
        return rich("You know ", Bold(view.name), " yourself.")
    if view.ties:
        return rich("The warmest way to ", Bold(view.label), " goes by ", view.ties[0].name, ".")
    if view.colleagues:
        return rich("The warmest way to ", Bold(view.label), " goes by ", view.colleagues[0].who, ".")
    return rich("I know nobody who knows ", Bold(view.label), ", but somebody at the same company.")


def _themselves(each: Themselves, view: WayView) -> Row:
    touched = f"in touch {ago(each.touched_on, view.today)}" if each.touched_on else "no touch yet"
    show = Button(label="Show", command=ShowContact(contact_id=each.contact_id))
    return Row(text=rich(Bold(name_with_company(each.name, each.company)), f" · {touched}"), button=show)


def _through(each: Through, view: WayView, *, asks: bool) -> Row:
    draft = DraftIntroduction(view.name, view.company, contact_id=each.contact_id)
    show = Button(label="Show", command=ShowContact(contact_id=each.contact_id))
    button = Button(label="Draft an ask", command=draft) if asks else show
    return Row(text=rich(Bold(each.name), f" · {shorten(each.why, 200)}"), button=button)


def _colleague(each: Colleague, view: WayView) -> Row:
    one = each.acquaintance
    draft = DraftIntroduction(view.name, view.company, acquaintance_id=one.id)
    return Row(
        text=rich(each.who, f" {knows_words(one)}\n{each.shared}"),
        button=Button(label="Draft an ask", command=draft),
    )


def _beside(each: Colleague) -> Row:
    return Row(text=rich(each.who, f" {knows_words(each.acquaintance)}"))


def knows_words(one: Acquaintance) -> str:
    """ "knows Jonas Weber (Kitano Rail) well", after the name of whoever does."""
    whom = name_with_company(shorten(one.name, 80), shorten(one.company, 80))
    return closeness_words(one.closeness, whom)


def closeness_words(closeness: Closeness, whom: str) -> str:
    """ "has worked with Ana Ruiz", after the name of whoever did."""
    match closeness:
        case Closeness.WELL:
            return f"knows {whom} well"
        case Closeness.WORKED:
            return f"has worked with {whom}"
        case Closeness.MET:
            return f"has met {whom}"


def _no_way(view: WayView) -> Card:
    return Card(
        text=rich(
            "I know no way to ",
            Bold(view.label),
            " yet: none of your contacts is tied to that name, and no colleague shares that they know it.",
        ),
        context=rich("Tell me of ties, e.g. ", Code("Ana Ruiz used to work with Jonas Weber")),
        buttons=(Button(label="Whom I share", command=ListAcquaintances()),),
    )


def whom_to_reach() -> Card:
    """Ask to whom the way shall lead."""
    return Card(text=("To whom?",), context=rich("For example ", Code("/tactegic way Jonas Weber")))


def ask_card(whom: Rich, words: str, view: ShowWay) -> Card:
    """The ask for an introduction, for the member to copy; it names nothing that is not on record."""
    return Card(
        text=rich("A short ask to ", *whom, "; copy it, make it yours, and send it yourself."),
        parts=(Passage(text=(words,)),),
        context=("Nothing was sent, and nobody was told",),
        buttons=(Button(label="Back to the ways", command=view, style=Style.PLAIN),),
    )


def ask_words(first_name: str, name: str, company: str, known: Closeness | None) -> str:
    """The words of an ask: whom it is to, whom it is about, and why that one is asked."""
    whom = name_with_company(name, company)
    reason = {
        Closeness.WELL: f"you know {name} well",
        Closeness.WORKED: f"you have worked with {name}",
        Closeness.MET: f"you have met {name}",
        None: f"you may know {name}",
    }[known]
    return (
        f"Hi {first_name}, I would like to get to know {whom}, and as far as I know {reason}. "
        "Would you introduce us? Two lines to both of us would be enough. "
        "If the moment is not right, just tell me, and I will not ask again."
    )


def way_is_gone() -> Card:
    """Say that the way of a button is no longer open."""
    return Card(
        text=("That way is no longer open: what it rested on is not there any more. Nothing was sent.",),
        context=rich("Look again with ", Code("/tactegic way Jonas Weber")),
    )
