"""Cards and forms about account teams (S6)."""

from __future__ import annotations

from collections.abc import Sequence

from bot.core.cards import Button, Card, Confirm, Field, FieldKind, Form, Passage, Row, Style
from bot.core.common_cards import undo_button
from bot.core.paging import page_buttons, pages
from bot.core.rich import Bold, MemberName, rich
from bot.core.words import plural, quiet, shorten
from bot.features.teams.commands import (
    EditTeam,
    LeaveTeam,
    SaveTeam,
    ShowTeamDocument,
    ShowTeams,
)
from bot.features.teams.contracts.cards import TeamView, people_line
from bot.features.teams.contracts.values import AccountTeam
from bot.features.vision.commands import ShowVision

WHICH_ACCOUNT = "Name the company that the team works with."
WHO_IS_ON_IT = "Choose at least one colleague."


def team_list_card(rows: Sequence[TeamView], *, total: int, page: int, asked: str) -> Card:
    """A page of the member's account teams; `asked` is the account that was named."""
    if not total:
        what = f"You are on no team for {shorten(asked, 60)}." if asked else "You are on no account team yet."
        new = Button(
            label="Make a team", command=EditTeam(account=asked), opens_form=True, style=Style.PRIMARY
        )
        return Card(
            text=(what,),
            context=("A team shares an account's team document, its vision, and the notes that you choose",),
            buttons=(new,),
        )
    return Card(
        header="Your account teams",
        text=(f"{plural(total, 'team')} that you are on.",),
        parts=tuple(_row(each) for each in rows),
        context=quiet("Only people on a team see what it shares", pages(page, total)),
        buttons=(
            Button(label="Make a team", command=EditTeam(), opens_form=True),
            *page_buttons(page, total, lambda number: ShowTeams(asked, number)),
        ),
    )


def _row(view: TeamView) -> Row:
    team = view.team
    return Row(
        text=rich(Bold(team.account), "\n", *people_line(view.people)),
        menu=(
            Button(label="Team document", command=ShowTeamDocument(team_id=team.id)),
            Button(label="Vision", command=ShowVision(team_id=team.id)),
            Button(label="Change members", command=EditTeam(team.id), opens_form=True),
        ),
    )


def team_saved_card(view: TeamView, *, is_new: bool, change: str) -> Card:
    """A team was made or changed."""
    what = "You made a team for " if is_new else "The team is changed: "
    return Card(
        text=rich(what, Bold(view.team.account), "."),
        parts=(Passage(text=rich("On it: ", *people_line(view.people))),),
        context=(
            "They see the team's document and vision, and what you share with it; nothing else of yours",
        ),
        buttons=(
            Button(
                label="Team document", command=ShowTeamDocument(team_id=view.team.id), style=Style.PRIMARY
            ),
            Button(label="Change members", command=EditTeam(view.team.id), opens_form=True),
            undo_button(change),
        ),
    )


def team_card(view: TeamView) -> Card:
    """One team, and who is on it."""
    return Card(
        header=shorten(f"Team for {view.team.account}", 140),
        text=rich("On it: ", *people_line(view.people), "."),
        context=("Only they see what the team shares",),
        buttons=(
            Button(
                label="Team document", command=ShowTeamDocument(team_id=view.team.id), style=Style.PRIMARY
            ),
            Button(label="Vision", command=ShowVision(team_id=view.team.id)),
            _leave(view.team),
        ),
        menu=(Button(label="Change members", command=EditTeam(view.team.id), opens_form=True),),
    )


def _leave(team: AccountTeam) -> Button:
    return Button(
        label="Leave",
        command=LeaveTeam(team.id),
        confirm=Confirm(
            title="Leave this team?",
            text="You no longer see its document, and notes that you shared with it are taken back. "
            "A colleague on the team can take you in again.",
            yes="Leave",
        ),
    )


def team_form(submit: SaveTeam, account: str, members: Sequence[str]) -> Form:
    """The form for the account and who works it."""
    name = Field(name="account", label="Account", value=account, max_length=100, placeholder="Northwind")
    return Form(
        title="Account team",
        submit=submit,
        parts=(Passage(text=rich("For ", Bold(account))),) if submit.team_id else (),
        fields=(
            *(() if submit.team_id else (name,)),
            Field(
                name="members",
                label="Who works this account with you?",
                kind=FieldKind.MEMBERS,
                values=tuple(members),
                hint="They see the team's document and vision, and what you share with the team",
            ),
        ),
    )


def guests_refused_card(people: Sequence[MemberName]) -> Card:
    """Guests were chosen, who cannot be on a team."""
    return Card(
        text=rich(
            *people_line(people), " can't be on a team: I work for full members of this workspace only."
        ),
        context=("Nothing was changed",),
    )


def team_exists_card(view: TeamView) -> Card:
    """There is a team of the member's for this account already."""
    return Card(
        text=rich(
            "You are on a team for ", Bold(view.team.account), " already: ", *people_line(view.people), "."
        ),
        buttons=(Button(label="Change members", command=EditTeam(view.team.id), opens_form=True),),
    )


def left_card(team: AccountTeam, notes: int) -> Card:
    """The member left the team; `notes` of theirs are no longer shared."""
    back = (
        f" {plural(notes, 'note')} of yours {'is' if notes == 1 else 'are'} yours alone again."
        if notes
        else ""
    )
    return Card(text=rich("You left the team for ", Bold(team.account), f".{back}"))


def told_card(account: str, by: MemberName, team_id: str, *, gone: bool) -> Card:
    """For somebody who was taken into a team, or is `gone` from it."""
    if gone:
        return Card(
            text=rich(by, " took you off the team for ", Bold(account), "."),
            context=("Notes that you had shared with it are yours alone again",),
        )
    return Card(
        text=rich(by, " took you into the team for ", Bold(account), "."),
        context=("You share its document; of your notes nothing, unless you choose to",),
        buttons=(
            Button(label="Team document", command=ShowTeamDocument(team_id=team_id)),
            Button(label="Who is on it?", command=ShowTeams(account)),
        ),
    )
