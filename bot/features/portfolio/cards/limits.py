"""The limit of active relationships, and the swap at it (P1)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.core.cards import Button, Card, Row
from bot.core.commands import Dismiss
from bot.core.common_cards import undo_button
from bot.core.contacts import Contact
from bot.core.rich import Bold, Code, rich
from bot.core.words import ago, join_words, name_with_company, plural, quiet
from bot.features.portfolio.commands import ShowPlace, ShowPortfolio, Swap
from bot.features.portfolio.rules.limits import (
    HARD_LIMIT,
    SOFT_LIMIT,
    PortfolioLimits,
    ReleaseReason,
    SwapCandidate,
)


def swap_card(
    take: Contact,
    candidates: Sequence[tuple[Contact, str]],
    companies: dict[str, str],
    limits: PortfolioLimits,
    *,
    active: int,
    strategic: bool,
) -> Card:
    """At the hard limit, who could be released, each with a reason from the data."""

    def row(who: Contact, why: str) -> Row:
        company = companies.get(who.account_id or "", "")
        return Row(
            text=rich(Bold(name_with_company(who.name, company)), f" · {why}"),
            button=Button(label="Release", command=Swap(take.id, who.id, strategic)),
        )

    return Card(
        header="One in, one out",
        text=rich(
            f"You hold {plural(active, 'active relationship')}, and {limits.hard} is your limit. "
            "Who makes room for ",
            Bold(take.name),
            "?",
        ),
        parts=tuple(row(*each) for each in candidates),
        context=quiet(
            "Releasing keeps all you know of them, and can be undone",
            "your answers are kept" if strategic else "",
        ),
        buttons=(
            Button(label="Nobody for now", command=Dismiss()),
            Button(label="Portfolio", command=ShowPortfolio()),
        ),
    )


def reason_words(candidate: SwapCandidate) -> str:
    """Why somebody could go, in words: "no touch for 300 days, no purpose named"."""
    said = {
        ReleaseReason.QUIET: f"no touch for {candidate.quiet_days} days",
        ReleaseReason.NO_PURPOSE: "no purpose named",
        ReleaseReason.NO_PATH: "not on the path of your vision",
        ReleaseReason.DEAL_ONLY: "rests on a deal alone",
    }
    return ", ".join(said[each] for each in candidate.reasons)


def quiet_words(last: date | None, today: date) -> str:
    """Why somebody is shown although nobody stands out, in words."""
    touched = f"in touch {ago(last, today)}" if last else "no touch yet"
    return f"nothing speaks against them; {touched}"


def swapped_card(take: Contact, gone: Contact, change: str) -> Card:
    """One contact is released, and another one is active in its place."""
    return Card(
        text=rich(Bold(take.name), " is active now; ", Bold(gone.name), " is released."),
        context=(f"What you know of {gone.name} stays, and I keep quiet about them.",),
        buttons=(
            undo_button(change),
            Button(label="Place", command=ShowPlace(contact_id=take.id)),
        ),
    )


def swap_not_needed_card(take: Contact) -> Card:
    """The swap is not needed, or its people have changed since."""
    return Card(
        text=rich("That has changed meanwhile, so I left everything as it is."),
        buttons=(Button(label="Look again", command=ShowPlace(contact_id=take.id)),),
    )


def limits_card(limits: PortfolioLimits, active: int) -> Card:
    """The limits as they are, and how many contacts are active."""
    return Card(
        text=(f"{active} active; I say so at {limits.soft}, and at {limits.hard} one has to go.",),
        context=rich("Set both lower with ", Code("/tactegic limits 80 120"), "."),
        buttons=(Button(label="Portfolio", command=ShowPortfolio()),),
    )


def limits_set_card(
    limits: PortfolioLimits, effective: PortfolioLimits, change: str, *, of_everybody: bool
) -> Card:
    """The limits are set; `effective` are those that hold, where lower ones were set elsewhere."""
    whose = "Everybody's limits are" if of_everybody else "Your limits are"
    meant = f"I say so at {limits.soft} active relationships, and at {limits.hard} one has to go"
    lower = meant if limits == effective else f"Lower ones hold here: {effective.soft} and {effective.hard}"
    return Card(
        text=(f"{whose} {limits.soft} and {limits.hard} now.",),
        context=quiet(lower),
        buttons=(undo_button(change),),
    )


def only_lower_card() -> Card:
    """The limits that were asked for are too high, or the wrong way round."""
    said = join_words([str(SOFT_LIMIT), str(HARD_LIMIT)])
    return Card(
        text=(
            f"The limits can only be lowered: at most {said}, the smaller one first. Nothing was changed.",
        ),
        context=rich("For example ", Code("/tactegic limits 80 120")),
    )


def only_admins_card() -> Card:
    """Somebody who is no admin wants to set everybody's limits."""
    return Card(
        text=("Only admins of the workspace set everybody's limits; your own you can set yourself.",),
        context=rich("For example ", Code("/tactegic limits 80 120")),
    )
