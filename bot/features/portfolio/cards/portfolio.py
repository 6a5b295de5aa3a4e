"""The portfolio in a picture and words, and one contact's place in it (P1 to P3)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.core.cards import Button, Card, Facts, Part, Passage, Picture, Row, Style
from bot.core.charts import Bar, Chart, Panel
from bot.core.commands import ListContacts, Undo
from bot.core.contacts import Contact, Phase, Purpose, Standing, Tier, Universe
from bot.core.paging import page_buttons, pages
from bot.core.rich import Bold, Code, Rich, rich
from bot.core.words import ago, join_words, name_with_company, plural, quiet
from bot.features.fit.commands import ReviewFit
from bot.features.people.commands import LogTouch, ShowContact
from bot.features.portfolio.commands import (
    EditPlace,
    EditTarget,
    MakeStrategic,
    SetStanding,
    ShowPlace,
    ShowPortfolio,
)
from bot.features.portfolio.rules.portfolio import Balance, PortfolioLimits
from bot.features.score.commands import ShowScore
from bot.features.vision.commands import ShowUnlikely, ShowVision

PURPOSES = {
    Purpose.OBJECTIVES: "helps relationships you have",
    Purpose.BUSINESS: "brings your aims closer",
    Purpose.WELL_BEING: "does you good",
    Purpose.NONE: "not named yet",
}


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


def overview(seen: Overview, today: date) -> Card:
    """The portfolio: how it stands, a picture, who is in it."""
    if not seen.active:
        return _empty(seen)
    rows = tuple(_row(each, today) for each in seen.page)
    picture: tuple[Part, ...] = (_picture(seen),) if seen.number == 0 else ()
    facts: tuple[Part, ...] = (_facts(seen),) if seen.number == 0 else ()
    return Card(
        header="Your portfolio",
        text=(_standing_of(seen),),
        parts=(*picture, *facts, Passage(text=("Who is due comes first.",), heading="Who"), *rows),
        context=quiet("Only you can see this", pages(seen.number, seen.active)),
        buttons=(
            *page_buttons(seen.number, seen.active, ShowPortfolio),
            Button(label="Vision", command=ShowVision()),
        ),
        menu=(
            Button(label="Change the target", command=EditTarget(), opens_form=True),
            Button(label="Unlikely people", command=ShowUnlikely()),
            Button(label="All contacts", command=ListContacts()),
        ),
    )


def _empty(seen: Overview) -> Card:
    return Card(
        header="Your portfolio",
        text=("Nobody is active yet: everybody you mention is only known until you choose them.",),
        parts=(
            Passage(
                text=rich("Begin with one person who matters in two years: ", Code("/tactegic strategic Ana"))
            ),
        ),
        context=quiet(f"There is room for {seen.limits.soft}"),
        buttons=(
            Button(label="Show contacts", command=ListContacts()),
            Button(label="Write a vision", command=ShowVision()),
        ),
    )


def _standing_of(seen: Overview) -> str:
    due = f"{plural(seen.due, 'person', 'people')} due" if seen.due else "nobody is due"
    starving = seen.balance.starving
    lacks = f" {starving.value.capitalize()} gets less than you want." if starving else ""
    return f"{seen.active} active of {seen.limits.soft}, {due}.{lacks}"


def _facts(seen: Overview) -> Facts:
    far = " · ".join(f"{count} {universe.value}" for universe, count in seen.universe.items())
    gaps = plural(seen.gaps, "gap") if seen.has_vision else "no vision yet"
    return Facts(
        pairs=(
            ("Resting on a deal alone", (f"{seen.deals:.0f} %",)),
            ("Against your vision", (gaps,)),
            ("Universe", (far,)),
            ("Limits", (f"{seen.limits.soft}, at most {seen.limits.hard}",)),
        )
    )


def _picture(seen: Overview) -> Picture:
    shares = seen.balance.shares
    bars = tuple(Bar(s.phase.value.capitalize(), s.contacts, s.effort, s.wanted) for s in shares)
    far = tuple(Bar(universe.value.capitalize(), count) for universe, count in seen.universe.items())
    series = ("contacts", "touches of 90 days")
    phases = Panel(title="Phases", bars=bars, unit=" %", series=series, mark="your target")
    chart = Chart((phases, Panel(title="Universe", bars=far)))
    told = "; ".join(
        f"{s.phase.value} has {s.contacts:.0f} % of the contacts and {s.effort:.0f} % of the touches, "
        f"with {s.wanted} % wanted"
        for s in shares
    )
    counted = ", ".join(f"{count} {universe.value}" for universe, count in seen.universe.items())
    alt = f"{told[:1].upper()}{told[1:]}. Relationships: {counted}."
    return Picture(picture_id=chart.picture_id, title="Balance and universe", alt=alt, chart=chart)


def _row(member: PortfolioEntry, today: date) -> Row:
    contact = member.contact
    last = f"in touch {ago(member.last_touch, today)}" if member.last_touch else "no touch yet"
    over = f" · {plural(member.days_over, 'day')} past your rhythm" if member.days_over > 0 else ""
    tier = " · strategic" if contact.tier is Tier.STRATEGIC else ""
    company = f" ({member.company})" if member.company else ""
    return Row(
        text=rich(Bold(contact.name), f"{company} · {contact.phase.value}{tier} · {last}{over}"),
        menu=(
            Button(label="Place", command=ShowPlace(contact_id=contact.id)),
            Button(label="In touch today", command=LogTouch(contact_id=contact.id)),
            Button(label="Score", command=ShowScore(contact_id=contact.id)),
            Button(label="Fit review", command=ReviewFit(contact_id=contact.id)),
        ),
    )


def place(contact: Contact, company: str, last_touch: date | None, today: date) -> Card:
    """Where one contact stands in the portfolio."""
    strategic = contact.tier is Tier.STRATEGIC
    touched = ago(last_touch, today) if last_touch else "not yet"
    pairs: tuple[tuple[str, Rich], ...] = (
        ("Standing", (_chosen(contact),)),
        ("Phase", (contact.phase.value,)),
        ("Universe", (contact.universe.value,)),
        ("Purpose", (PURPOSES[contact.purpose],)),
        ("Rhythm", (rhythm(contact),)),
        ("Last in touch", (touched,)),
    )
    first = Button(
        label="Choose again" if strategic else "Make strategic",
        command=MakeStrategic(contact_id=contact.id),
        style=Style.PLAIN if strategic else Style.PRIMARY,
        opens_form=True,
    )
    return Card(
        header="Place in your portfolio",
        text=rich(Bold(name_with_company(contact.name, company)), f" {_said[contact.standing]}."),
        parts=(Facts(pairs=pairs),),
        context=("Only you can see this",),
        buttons=(
            first,
            Button(label="Change", command=EditPlace(contact.id), opens_form=True),
            _next_standing(contact),
        ),
        menu=(
            Button(label="Score", command=ShowScore(contact_id=contact.id)),
            Button(label="Fit review", command=ReviewFit(contact_id=contact.id)),
            Button(label="Notes and promises", command=ShowContact(contact_id=contact.id)),
        ),
    )


_said = {
    Standing.KNOWN: "is known to you, and not among your active relationships",
    Standing.ACTIVE: "is one of your active relationships",
    Standing.PARKED: "is parked: nothing is due, and nothing is lost",
    Standing.RELEASED: "is released: I keep quiet about them",
}


def _chosen(contact: Contact) -> str:
    return f"{contact.standing.value}, {contact.tier.value}"


def _next_standing(contact: Contact) -> Button:
    if contact.standing is Standing.ACTIVE:
        return Button(label="Park", command=SetStanding(Standing.PARKED.value, contact_id=contact.id))
    return Button(label="Make active", command=SetStanding(Standing.ACTIVE.value, contact_id=contact.id))


def rhythm(contact: Contact) -> str:
    """The rhythm of a contact in words."""
    if contact.cadence_days is None:
        return "none set"
    most = f", at most {contact.longest_days}" if contact.longest_days else ""
    return f"every {plural(contact.cadence_days, 'day')}{most}"


def changed_card(contact: Contact, what: Sequence[str], change: str, beside: str = "") -> Card:
    """Something of a contact's place was changed."""
    return Card(
        text=rich(Bold(contact.name), f" {join_words(what)}."),
        context=quiet(beside),
        buttons=(
            Button(label="Undo", command=Undo(change)),
            Button(label="Place", command=ShowPlace(contact_id=contact.id)),
        ),
    )


def standing_said(standing: Standing) -> str:
    """What a contact's standing is now, after the name."""
    return _said[standing]


def already(contact: Contact, what: str) -> Card:
    """Nothing to change."""
    return Card(text=rich("Nothing to change: ", Bold(contact.name), f" {what} already."))


def many(active: int, limits: PortfolioLimits) -> str:
    """From the soft limit on (P1)."""
    more = f"from {limits.soft} on each gets less of you, and {limits.hard} is the most"
    return f"That makes {active} active; {more}"


def target_set(shares: dict[Phase, int], change: str) -> Card:
    """The wanted balance is another."""
    said = join_words([f"{share} % {phase.value}" for phase, share in shares.items()])
    return Card(
        text=(f"Your target is {said} now.",),
        buttons=(
            Button(label="Undo", command=Undo(change)),
            Button(label="Portfolio", command=ShowPortfolio()),
        ),
    )


def target_is(shares: dict[Phase, int]) -> Card:
    """The wanted balance as it is."""
    said = join_words([f"{share} % {phase.value}" for phase, share in shares.items()])
    return Card(
        text=(f"Your target is {said}.",),
        context=rich("Change it with ", Code("/tactegic target 30 40 30")),
        buttons=(
            Button(label="Change", command=EditTarget(), opens_form=True),
            Button(label="Portfolio", command=ShowPortfolio()),
        ),
    )
