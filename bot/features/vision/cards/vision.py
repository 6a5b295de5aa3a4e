"""The picture of the future, the way back from it, and whom it needs (P4, P6)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.core.cards import Button, Card, Part, Passage, Row, Style
from bot.core.common_cards import undo_button
from bot.core.contacts import Contact, Standing, Universe
from bot.core.deliveries import About
from bot.core.rich import Bold, Code, MemberName, Rich, rich
from bot.core.words import join_words, name_with_company, plural, quiet, shorten
from bot.features.portfolio.commands import MakeStrategic, ShowPlace, ShowPortfolio
from bot.features.teams.commands import EditTeam
from bot.features.teams.contracts.cards import TeamView, shared_with_line
from bot.features.teams.contracts.values import AccountTeam
from bot.features.vision.commands import (
    DropNeed,
    EditVision,
    ShowUnlikely,
    ShowVision,
    TakeOnPath,
)
from bot.features.vision.contracts import Path, PathNeed, find_gaps

_ROWS = 15
"""How many of the people whom the path needs are shown."""


@dataclass(frozen=True, slots=True)
class Sharing:
    """With whom a vision is shared (nobody without a `team`), who wrote it, and the member's other teams."""

    team: TeamView | None = None
    author: MemberName | None = None
    others: Sequence[AccountTeam] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PathView:
    """A path as one member sees it, None where none is written yet: who of it is among their own contacts."""

    path: Path | None
    contacts: Mapping[str, Contact]
    """The member's contacts by id."""
    sharing: Sharing

    @property
    def about(self) -> About:
        """The ids of the team, of the vision, and of the contacts on its path."""
        team = (self.sharing.team.team.id,) if self.sharing.team else ()
        if self.path is None:
            return team
        return (*team, self.path.vision.id, *(need.contact_id for need in self.path.needs if need.contact_id))


def written_vision_card(text: str) -> Card:
    """Say back a picture that was written in the conversation, and open the form with it."""
    return Card(
        text=("That becomes your picture of the future once you send the form.",),
        parts=(Passage(text=(f"“{shorten(text, 300)}”",)),),
        buttons=(Button(label="Open the form", command=EditVision(text=text), opens_form=True),),
        context=("It asks for the years and the steps, too. Nothing was changed yet.",),
    )


def _none_yet_card(team: TeamView | None) -> Card:
    who = f"your work with {team.team.account}" if team else "your relationships"
    edit = EditVision(team.team.id) if team else EditVision()
    return Card(
        header=_whose(team),
        text=(f"Where would you like {who} to have taken you in a few years?",),
        parts=(
            Passage(
                text=(
                    "Write the picture, then the steps back from it to today. I read from them whom the path "
                    "needs.",
                )
            ),
        ),
        context=shared_with_line(team) if team else ("Only you can see it.",),
        buttons=(
            Button(label="Write it", command=edit, style=Style.PRIMARY, opens_form=True),
            Button(label="My own vision", command=ShowVision())
            if team
            else Button(label="Portfolio", command=ShowPortfolio()),
        ),
    )


def _whose(team: TeamView | None) -> str:
    return shorten(f"Vision of the {team.team.account} team", 140) if team else "Your vision"


def no_team_card(account: str) -> Card:
    """A team's vision was asked for, and there is no such team."""
    make = Button(
        label="Make a team", command=EditTeam(account=account), opens_form=True, style=Style.PRIMARY
    )
    return Card(
        text=rich("You are on no team for ", Bold(shorten(account, 60)), " yet. A team shares its vision."),
        context=rich("Your own is ", Code("/tactegic vision")),
        buttons=(make, Button(label="My own vision", command=ShowVision())),
    )


def written_over_line(author: MemberName) -> Rich:
    """The first line where somebody else changed the vision meanwhile."""
    return rich(author, " had changed it since you opened it. Yours stands now; Undo brings theirs back.")


def vision_card(view: PathView, *, change: str = "", first: Rich = ()) -> Card:
    """The picture, the steps, and whom each step needs; how to begin where there is none yet.

    `first` is said before anything else, such as that somebody else had changed the vision.
    """
    sharing, team = view.sharing, view.sharing.team
    if view.path is None:
        return _none_yet_card(team)
    vision = view.path.vision
    needs = [need for need in view.path.needs if not need.dropped]
    new = [need for need in needs if need.contact_id is None]
    steps = "\n".join(f"{number}. {step}" for number, step in enumerate(vision.steps, 1))
    take = Button(
        label=f"Take on {plural(len(new), 'person', 'people')}",
        command=TakeOnPath(vision.id),
        style=Style.PRIMARY,
    )
    ahead = plural(vision.years, "year")
    return Card(
        header=shorten(f"The {team.team.account} team in {ahead}", 140) if team else f"In {ahead}",
        text=first or (vision.text,),
        parts=(
            *((Passage(text=(vision.text,)),) if first else ()),
            Passage(heading=f"Back from there ({plural(len(vision.steps), 'step')})", text=(steps,)),
            *_people_parts(needs, view),
        ),
        context=_seen_by(sharing),
        buttons=(
            *((take,) if new else ()),
            Button(label="Change", command=EditVision(team.team.id if team else ""), opens_form=True),
            *((undo_button(change),) if change else ()),
        ),
        menu=_elsewhere(sharing),
    )


def _people_parts(needs: Sequence[PathNeed], view: PathView) -> tuple[Part, ...]:
    if not needs:
        return (Passage(text=("I read nobody from the steps. Name people or roles in them.",)),)
    rows = tuple(_need(need, view.contacts) for need in needs[:_ROWS])
    left = len(needs) - len(rows)
    more = (Passage(text=(f"and {left} more; fewer steps show them all.",)),) if left else ()
    counted = _counted(needs, find_gaps(needs, view.contacts))
    return (Passage(heading="Whom the path needs", text=(counted,)), *rows, *more)


def _seen_by(sharing: Sharing) -> Rich:
    if sharing.team is None:
        return quiet("Only you can see this", "read from your steps by rules")
    author: Rich = ("Written by ", sharing.author) if sharing.author else ()
    return quiet(shared_with_line(sharing.team), author, "who of them you know stays with you")


def _elsewhere(sharing: Sharing) -> tuple[Button, ...]:
    own = (Button(label="My own vision", command=ShowVision()),) if sharing.team else ()
    teams = tuple(
        Button(label=shorten(f"Vision of the {each.account} team", 70), command=ShowVision(team_id=each.id))
        for each in sharing.others[:2]
    )
    return (
        *own,
        *teams,
        Button(label="Unlikely people", command=ShowUnlikely()),
        Button(label="Portfolio", command=ShowPortfolio()),
    )


def _counted(needs: Sequence[PathNeed], open_gaps: Sequence[PathNeed]) -> str:
    if not open_gaps:
        return "Everybody it needs is an active relationship of yours."
    return f"{plural(len(open_gaps), 'gap')} among {plural(len(needs), 'person', 'people')}."


def _need(row: PathNeed, contacts: Mapping[str, Contact]) -> Row:
    need, contact = row.need, contacts.get(row.contact_id or "")
    who = contact.name if contact else need.name
    far = contact.universe if contact else need.universe
    said = [f"step {need.step + 1}", far.value]
    if need.inside:
        said.append("a colleague")
    if contact is None:
        said.append("not in your contacts yet")
    elif contact.standing is not Standing.ACTIVE:
        said.append(contact.standing.value)
    company = f" ({need.company})" if need.company else ""
    text: Rich = rich(Bold(who), f"{company} · {', '.join(said)}")
    if contact is None:
        return Row(text=text, button=Button(label="Leave out", command=DropNeed(row.id)))
    if contact.standing is Standing.ACTIVE and far is Universe.EXISTING:
        return Row(text=text, button=Button(label="Place", command=ShowPlace(contact_id=contact.id)))
    button = Button(label="Make strategic", command=MakeStrategic(contact_id=contact.id), opens_form=True)
    return Row(text=text, button=button)


def taken_card(people: Sequence[Contact], change: str, team_id: str = "") -> Card:
    """The path's people are contacts now."""
    vision = Button(label="Vision", command=ShowVision(team_id=team_id))
    if not people:
        return Card(
            text=("Everybody on this path is in your contacts already.",),
            buttons=(vision,),
        )
    lines = [name_with_company(contact.name) + f" ({contact.universe.value})" for contact in people[:8]]
    more = f" and {len(people) - 8} more" if len(people) > 8 else ""
    return Card(
        text=(f"{plural(len(people), 'person', 'people')} of your path joined your contacts.",),
        parts=(Passage(text=(f"{join_words(lines)}{more}.",)),),
        context=("They are known; each becomes active when you choose them.",),
        buttons=(undo_button(change), vision),
    )


def changed_meanwhile_card() -> Card:
    """A button of an older vision was pressed."""
    return Card(
        text=("That vision has changed since. Nothing was done.",),
        buttons=(Button(label="Vision", command=ShowVision()),),
    )
