"""One contact's place in the portfolio, what changed of it, and the form that changes it (P1, P3)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.core.cards import Button, Card, Facts, Field, FieldKind, Form, Option, Passage, Style
from bot.core.common_cards import rhythm_words, undo_button
from bot.core.contacts import Contact, Phase, Purpose, Standing, Tier, Universe
from bot.core.rhythms import RhythmInForce
from bot.core.rich import Bold, Rich, rich
from bot.core.words import ago, join_words, name_with_company, plural, quiet
from bot.features.fit.commands import ReviewFit
from bot.features.people.commands import ShowContact
from bot.features.portfolio.commands import ChangePlace, EditPlace, MakeStrategic, SetStanding, ShowPlace
from bot.features.portfolio.rules.limits import PortfolioLimits
from bot.features.score.commands import ShowScore

PURPOSES = {
    Purpose.OBJECTIVES: "helps relationships you have",
    Purpose.BUSINESS: "brings your aims closer",
    Purpose.WELL_BEING: "does you good",
    Purpose.NONE: "not named yet",
}
"""What a relationship is for, after its name."""

STANDINGS = {
    Standing.KNOWN: "is known to you, and not among your active relationships",
    Standing.ACTIVE: "is one of your active relationships",
    Standing.PARKED: "is parked: nothing is due, and nothing is lost",
    Standing.RELEASED: "is released: I keep quiet about them",
}
"""What a contact's standing is, after the name."""

DEAL = "deal"
"""The value of the box about a deal in sight."""
_DEFAULT_DAYS = 30


def place_card(
    contact: Contact, company: str, last_touch: date | None, today: date, by_tag: RhythmInForce | None = None
) -> Card:
    """Where one contact stands in the portfolio."""
    strategic = contact.tier is Tier.STRATEGIC
    touched = ago(last_touch, today) if last_touch else "not yet"
    pairs: tuple[tuple[str, Rich], ...] = (
        ("Standing", (f"{contact.standing.value}, {contact.tier.value}",)),
        ("Phase", (contact.phase.value,)),
        ("Universe", (contact.universe.value,)),
        ("Purpose", (PURPOSES[contact.purpose],)),
        ("Rhythm", (rhythm_words(by_tag) if by_tag else rhythm(contact),)),
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
        text=rich(Bold(name_with_company(contact.name, company)), f" {STANDINGS[contact.standing]}."),
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
    """Something of a contact's place was changed: `what`, after the name; `beside` is said below."""
    return Card(
        text=rich(Bold(contact.name), f" {join_words(what)}."),
        context=quiet(beside),
        buttons=(
            undo_button(change),
            Button(label="Place", command=ShowPlace(contact_id=contact.id)),
        ),
    )


def unchanged_card(contact: Contact, what: str) -> Card:
    """The contact's place is as it was asked for already."""
    return Card(text=rich("Nothing to change: ", Bold(contact.name), f" {what} already."))


def over_soft_limit_line(active: int, limits: PortfolioLimits) -> str:
    """Says how many are active now, from the soft limit on (P1)."""
    more = f"from {limits.soft} on each gets less of you, and {limits.hard} is the most"
    return f"That makes {active} active; {more}"


def phase_words(phase: Phase) -> str:
    """The phase a contact is in now, after the name."""
    return f"is in the {phase.value} phase now"


def universe_words(universe: Universe) -> str:
    """How far the relationship with a contact exists now, after the name."""
    return f"counts as {universe.value}"


def cadence_words(ideal: int | None, longest: int | None) -> str:
    """The rhythm that was set with a contact, after the name."""
    return f"has a rhythm of {plural(ideal, 'day')}, at most {longest}" if ideal else "has no set rhythm"


def place_words(contact: Contact) -> tuple[str, ...]:
    """All that the form of a contact's place asks for, as it is now, after the name."""
    return (
        f"is {contact.tier.value}",
        f"in the {contact.phase.value} phase",
        contact.universe.value,
        f"with a rhythm of {rhythm(contact)}" if contact.cadence_days else "with no set rhythm",
    )


def place_form(contact: Contact) -> Form:
    """The form for tier, phase, universe and cadence of a contact."""

    def select(name: str, label: str, value: str, words: list[str], hint: str) -> Field:
        options = tuple(Option(word, word.capitalize()) for word in words)
        return Field(name=name, label=label, kind=FieldKind.SELECT, value=value, options=options, hint=hint)

    tiers = [each.value for each in Tier if each is not Tier.STRATEGIC or contact.tier is Tier.STRATEGIC]
    return Form(
        title="Place in your portfolio",
        submit=ChangePlace(contact.id),
        parts=(Passage(text=rich(Bold(contact.name))),),
        fields=(
            select("tier", "Held as", contact.tier.value, tiers, "Strategic ones are chosen by criteria"),
            select(
                "phase",
                "Phase",
                contact.phase.value,
                [each.value for each in Phase],
                "Starting it, moving toward value for both, drawing on it",
            ),
            select(
                "universe",
                "How far it exists",
                contact.universe.value,
                [each.value for each in Universe],
                "Anticipated: will be needed; to create: not met yet",
            ),
            deal_field(contact, "What it rests on", Option(DEAL, "A deal in sight alone")),
            *cadence_fields(contact, required=False),
        ),
    )


def deal_field(contact: Contact, label: str, option: Option) -> Field:
    """The box that says that the relationship rests on a deal in sight, or that there is one."""
    return Field(
        name="reason",
        label=label,
        kind=FieldKind.CHECKS,
        values=(DEAL,) if contact.deal_only else (),
        options=(option,),
        optional=True,
    )


def cadence_fields(contact: Contact, *, required: bool) -> tuple[Field, ...]:
    """The fields of the rhythm; where one is `required`, a usual one is offered."""
    ideal = contact.cadence_days or (_DEFAULT_DAYS if required else None)
    return (
        Field(
            name="ideal",
            label="Ideal days between touches",
            kind=FieldKind.NUMBER,
            value=str(ideal or ""),
            optional=not required,
        ),
        Field(
            name="longest",
            label="Longest pause, in days",
            kind=FieldKind.NUMBER,
            value=str(contact.longest_days or ""),
            hint="Leave it empty for twice the ideal",
            optional=True,
        ),
    )
