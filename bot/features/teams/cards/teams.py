"""Cards and forms about account teams and shared notes (B6, S6)."""

from __future__ import annotations

from collections.abc import Sequence

from bot.core.cards import Button, Card, Confirm, Field, FieldKind, Form, Passage, Row, Style
from bot.core.commands import Undo
from bot.core.notes import Note
from bot.core.paging import page_buttons, pages
from bot.core.rich import Bold, Day, Italic, MemberName, Rich, rich
from bot.core.words import join_words, plural, quiet, shorten
from bot.features.notes.commands import OpenNote
from bot.features.teams.commands import (
    EditTeam,
    LeaveTeam,
    ListShareable,
    SaveSharing,
    SaveTeam,
    ShareNote,
    ShowTeamDocument,
    ShowTeams,
    TakeBackNote,
)
from bot.features.teams.contracts.cards import TeamView, people_line, shared_with_line, team_choice
from bot.features.teams.contracts.values import AccountTeam
from bot.features.vision.commands import ShowVision

NO_NOTE = "That note is no longer there, or it is not yours to share. Nothing was changed."


def team_list(rows: Sequence[TeamView], *, total: int, page: int, asked: str) -> Card:
    """The member's account teams."""
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


def saved_card(view: TeamView, *, is_new: bool, change: str) -> Card:
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
            Button(label="Undo", command=Undo(change)),
        ),
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


def team_card(view: TeamView) -> Card:
    """One team."""
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


def team_form(submit: SaveTeam, account: str, members: Sequence[str]) -> Form:
    """The account and who works it."""
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


def refused_card(people: Sequence[MemberName]) -> Card:
    """Guests cannot be on a team."""
    return Card(
        text=rich(
            *people_line(people), " can't be on a team: I work for full members of this workspace only."
        ),
        context=("Nothing was changed",),
    )


def exists(view: TeamView) -> Card:
    """There is a team of the member's for this account already."""
    return Card(
        text=rich(
            "You are on a team for ", Bold(view.team.account), " already: ", *people_line(view.people), "."
        ),
        buttons=(Button(label="Change members", command=EditTeam(view.team.id), opens_form=True),),
    )


def left_card(team: AccountTeam, notes: int) -> Card:
    """The member left."""
    back = (
        f" {plural(notes, 'note')} of yours {'is' if notes == 1 else 'are'} yours alone again."
        if notes
        else ""
    )
    return Card(text=rich("You left the team for ", Bold(team.account), f".{back}"))


def told_card(account: str, by: MemberName, team_id: str, *, gone: bool) -> Card:
    """To somebody who was taken in or out."""
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


def shareable(rows: Sequence[tuple[Note, Sequence[str], Sequence[str]]], *, total: int, page: int) -> Card:
    """The member's notes: each with the people in it and the teams that it is shared with."""
    if not total:
        return Card(
            text=("You have no notes yet, so there is nothing to share.",),
            context=("Notes are yours alone until you share them, one by one",),
        )
    return Card(
        header="Sharing",
        text=("Each note is yours alone until you share it with a team.",),
        parts=tuple(_note_row(note, people, teams) for note, people, teams in rows),
        context=quiet(pages(page, total)),
        buttons=page_buttons(page, total, ListShareable),
    )


def _note_row(note: Note, people: Sequence[str], teams: Sequence[str]) -> Row:
    whose: Rich = (" · ", Bold(join_words(list(people)))) if people else ()
    with_whom: Rich = ("\n", Italic(f"Shared with {join_words(list(teams))}")) if teams else ()
    open_it = Button(label="Open", command=OpenNote(note.id), opens_form=True)
    share = Button(label="Share …", command=ShareNote(note.id), opens_form=True)
    back = (Button(label="Take back", command=TakeBackNote(note.id)),) if teams else ()
    text = rich(Day(note.occurred_on), *whose, "\n", shorten(note.text, 140), *with_whom)
    return Row(text=text, menu=(share, *back, open_it)) if teams else Row(text=text, button=share)


def sharing_form(note: Note, submit: SaveSharing, teams: Sequence[AccountTeam]) -> Form:
    """With which teams."""
    return Form(
        title="Share this note",
        submit=submit,
        parts=(Passage(text=(f"“{shorten(note.text, 600)}”",)),),
        fields=(
            team_choice(
                teams,
                note.shared_with,
                "Everybody on the team can then read and find it; you can take it back at any time",
            ),
        ),
    )


def shared_card(note: Note, teams: Sequence[TeamView], change: str) -> Card:
    """A note is shared, or no longer."""
    undo = Button(label="Undo", command=Undo(change))
    if not teams:
        return Card(
            text=rich("That note is yours alone again: “", shorten(note.text, 120), "”"), buttons=(undo,)
        )
    return Card(
        text=rich("Shared: “", shorten(note.text, 120), "”"),
        parts=tuple(Passage(text=shared_with_line(each)) for each in teams),
        context=("They can read and find it, not change it",),
        buttons=(Button(label="Take back", command=TakeBackNote(note.id)),),
    )


def nothing_to_share_with() -> Form:
    """No team yet."""
    return Form(
        title="Share this note",
        parts=(Passage(text=("You are on no account team yet, so there is nobody to share it with.",)),),
        buttons=(Button(label="Make a team", command=EditTeam(), opens_form=True),),
    )


def no_note() -> Card:
    """The note is not there, or somebody else's."""
    return Card(text=(NO_NOTE,))
