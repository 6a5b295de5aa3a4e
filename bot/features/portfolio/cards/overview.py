"""The portfolio in a picture and words (P1 to P3)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.core.cards import Button, Card, Facts, Part, Passage, Row
from bot.core.commands import ListContacts
from bot.core.contacts import Contact, Tier, Universe
from bot.core.paging import page_buttons, pages
from bot.core.rich import Bold, Code, Rich, rich
from bot.core.words import ago, plural, quiet
from bot.features.fit.commands import ReviewFit
from bot.features.people.commands import LogTouch
from bot.features.portfolio.cards.home import standing_sentence
from bot.features.portfolio.cards.pictures import balance_diagram
from bot.features.portfolio.commands import EditTarget, ShowMap, ShowPlace, ShowPortfolio
from bot.features.portfolio.rules.balance import Balance
from bot.features.portfolio.rules.limits import PortfolioLimits
from bot.features.score.commands import ShowScore
from bot.features.vision.commands import ShowUnlikely, ShowVision


@dataclass(frozen=True, slots=True, kw_only=True)
class PortfolioEntry:
    """One active contact in the list: when last touched, and days past the rhythm (0 when not due)."""

    contact: Contact
    company: str
    last_touch: date | None
    days_over: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """What the portfolio card says."""

    page: Sequence[PortfolioEntry]
    number: int
    active: int
    due: int
    limits: PortfolioLimits
    balance: Balance
    deals: float
    universe: dict[Universe, int]
    gaps: int
    has_vision: bool
    figures: Sequence[tuple[str, Rich]] = ()
    """What other features add to the facts."""

    @property
    def about(self) -> tuple[str, ...]:
        """The ids of everybody on the page, and of their companies."""
        return tuple(id for entry in self.page for id in entry.contact.about)


def overview_card(view: Overview, today: date) -> Card:
    """The portfolio: how it stands, a picture, who is in it."""
    if not view.active:
        return _empty(view)
    rows = tuple(_row(each, today) for each in view.page)
    picture: tuple[Part, ...] = (balance_diagram(view.balance),) if view.number == 0 else ()
    facts: tuple[Part, ...] = (_facts(view),) if view.number == 0 else ()
    return Card(
        header="Your portfolio",
        text=(_standing_of(view),),
        parts=(*picture, *facts, Passage(text=("Who is due comes first.",), heading="Who"), *rows),
        context=quiet("Only you can see this", pages(view.number, view.active)),
        buttons=(
            *page_buttons(view.number, view.active, ShowPortfolio),
            Button(label="Vision", command=ShowVision()),
        ),
        menu=(
            Button(label="Show the map", command=ShowMap()),
            Button(label="Change the target", command=EditTarget(), opens_form=True),
            Button(label="Unlikely people", command=ShowUnlikely()),
            Button(label="All contacts", command=ListContacts()),
        ),
    )


def _empty(view: Overview) -> Card:
    return Card(
        header="Your portfolio",
        text=("Nobody is active yet: everybody you mention is only known until you choose them.",),
        parts=(
            Passage(
                text=rich("Begin with one person who matters in two years: ", Code("/tactegic strategic Ana"))
            ),
        ),
        context=quiet(f"There is room for {view.limits.soft}"),
        buttons=(
            Button(label="Show contacts", command=ListContacts()),
            Button(label="Write a vision", command=ShowVision()),
        ),
    )


def _standing_of(view: Overview) -> str:
    starving = view.balance.starving
    lacks = f" {starving.value.capitalize()} gets less than you want." if starving else ""
    return f"{standing_sentence(view.active, view.due, view.limits)}{lacks}"


def _facts(view: Overview) -> Facts:
    far = " · ".join(f"{count} {universe.value}" for universe, count in view.universe.items())
    gaps = plural(view.gaps, "gap") if view.has_vision else "no vision yet"
    return Facts(
        pairs=(
            ("Resting on a deal alone", (f"{view.deals:.0f} %",)),
            ("Against your vision", (gaps,)),
            ("Universe", (far,)),
            ("Limits", (f"{view.limits.soft}, at most {view.limits.hard}",)),
            *view.figures,
        )
    )


def _row(entry: PortfolioEntry, today: date) -> Row:
    contact = entry.contact
    last = f"in touch {ago(entry.last_touch, today)}" if entry.last_touch else "no touch yet"
    over = f" · {plural(entry.days_over, 'day')} past your rhythm" if entry.days_over > 0 else ""
    tier = " · strategic" if contact.tier is Tier.STRATEGIC else ""
    company = f" ({entry.company})" if entry.company else ""
    return Row(
        text=rich(Bold(contact.name), f"{company} · {contact.phase.value}{tier} · {last}{over}"),
        menu=(
            Button(label="Place", command=ShowPlace(contact_id=contact.id)),
            Button(label="In touch today", command=LogTouch(contact_id=contact.id)),
            Button(label="Score", command=ShowScore(contact_id=contact.id)),
            Button(label="Fit review", command=ReviewFit(contact_id=contact.id)),
        ),
    )
