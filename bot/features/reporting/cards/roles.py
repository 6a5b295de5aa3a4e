"""Cards about the roles of members, and what a role makes likely (T5)."""

from __future__ import annotations

from bot.core.cards import Button, Card, Choices
from bot.core.common_cards import undo_button
from bot.core.members import Role
from bot.core.rich import Bold, rich
from bot.core.words import shorten
from bot.features.goals.commands import ShowGoals
from bot.features.plans.commands import ShowPlan
from bot.features.reporting.commands import ListReportingLines, SetRole
from bot.features.teams.commands import ShowTeamDocument

_MEANS = {
    Role.SELLER: "I ask about your accounts, and help with plans and goals for each relationship.",
    Role.MANAGER: "As a seller, and those who report to you can let you see what they choose to share.",
    Role.LEADER: "I help you to look further ahead, and at what recurs across accounts.",
    Role.ALLIANCE_MANAGER: "I offer team documents, mutual objectives and review meetings first.",
}


def role_card(role: Role, *, change: str = "") -> Card:
    """The member's role, with the others to choose from."""
    others = tuple(
        Button(label=each.value.capitalize(), command=SetRole(each.value))
        for each in Role
        if each is not role
    )
    undo = (undo_button(change),) if change else ()
    first = f"You are now {_article(role)} " if change else f"You are {_article(role)} "
    return Card(
        text=rich(first, Bold(role.value), ". ", _MEANS[role]),
        parts=(Choices(buttons=others),),
        context=("A role changes what I offer first. It opens nobody's notes to you",),
        buttons=(*undo, Button(label="Reporting lines", command=ListReportingLines())),
    )


def no_such_role_card(said: str) -> Card:
    """A role was named that there is none of."""
    buttons = tuple(Button(label=each.value.capitalize(), command=SetRole(each.value)) for each in Role)
    return Card(
        text=(f"I don't know the role “{shorten(said, 60)}”. Which of these?",),
        parts=(Choices(buttons=buttons),),
    )


def step_for(role: Role) -> tuple[str, Button]:
    """The next step that a role makes likely."""
    match role:
        case Role.SELLER:
            return ("See what you have planned", Button(label="Plans", command=ShowPlan()))
        case Role.MANAGER:
            return ("See who reports to you", Button(label="Reporting lines", command=ListReportingLines()))
        case Role.LEADER:
            return ("Three goals for this quarter", Button(label="Goals", command=ShowGoals()))
        case Role.ALLIANCE_MANAGER:
            return (
                "Keep your team documents up to date",
                Button(label="Team documents", command=ShowTeamDocument()),
            )


_TYPED = {
    Role.SELLER: "/tactegic plan Ana",
    Role.MANAGER: "/tactegic reports",
    Role.LEADER: "/tactegic goals quarter: know where our market moves",
    Role.ALLIANCE_MANAGER: "/tactegic team-document Northwind",
}


def line_for(role: Role) -> tuple[str, str]:
    """Whom a line of the help is for, and what it says to type."""
    return f"As {_article(role)} {role.value}", _TYPED[role]


def _article(role: Role) -> str:
    return "an" if role.value[0] in "aeiou" else "a"
