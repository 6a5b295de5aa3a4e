"""Cards and forms about living team documents (S6)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.core.cards import Button, Card, Field, FieldKind, Form, Part, Passage, Row, Style
from bot.core.commands import Undo
from bot.core.paging import page_buttons, pages
from bot.core.rich import Bold, Code, Day, Italic, MemberName, Rich, Span, Timestamp, rich
from bot.core.words import plural, quiet, shorten
from bot.features.teams.commands import (
    AddDecision,
    CompareVersions,
    EditTeam,
    EditTeamDocument,
    SaveDecision,
    SaveTeamDocument,
    ShowTeamDocument,
    ShowTeams,
    TeamDocumentHistory,
)
from bot.features.teams.contracts.cards import TeamView, shared_with_line
from bot.features.teams.rules import Change, DiffLine, DocumentSection, TeamDocument

LONGEST = 3000
"""Characters of a section."""
_SHOWN = 6
"""Decisions on the card; all of them stand in the history."""
HEADINGS = {
    DocumentSection.PURPOSE: "Purpose",
    DocumentSection.TOGETHER: "How we work together",
    DocumentSection.DECISIONS: "Decisions",
}
_EMPTY = (
    "What are you together for, beyond the contract?",
    "How do you meet, decide, and tell each other bad news early?",
    "Nothing decided yet.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamDocumentView:
    """A team document with whom it is shared, and the name of who changed it last."""

    team: TeamView
    document: TeamDocument | None
    author: MemberName | None


def document_card(view: TeamDocumentView, *, first: Rich = (), change: str = "") -> Card:
    """The document as it is now."""
    team, held = view.team.team, view.document
    undo = (Button(label="Undo", command=Undo(change)),) if change else ()
    history = Button(label="History", command=TeamDocumentHistory(team.id))
    return Card(
        header=shorten(f"Team document: {team.account}", 140),
        text=first or _last_change(view),
        parts=_sections(held),
        context=shared_with_line(view.team),
        buttons=(
            Button(label="Edit", command=EditTeamDocument(team.id), opens_form=True),
            Button(label="Add a decision", command=AddDecision(team.id), opens_form=True),
            *undo,
        ),
        menu=(history,) if held else (),
    )


def _last_change(view: TeamDocumentView) -> Rich:
    if view.document is None or view.author is None:
        return ("Not written yet. It stands beside the contract and says how you work together.",)
    held = view.document
    return rich(f"Version {held.number}, changed by ", view.author, ", ", Timestamp(held.created_at), ".")


def _sections(held: TeamDocument | None) -> tuple[Part, ...]:
    purpose = held.purpose if held else ""
    together = held.together if held else ""
    return (
        Passage(heading=HEADINGS[DocumentSection.PURPOSE], text=(purpose or Italic(_EMPTY[0]),)),
        Passage(heading=HEADINGS[DocumentSection.TOGETHER], text=(together or Italic(_EMPTY[1]),)),
        Passage(heading=HEADINGS[DocumentSection.DECISIONS], text=_decisions(held)),
    )


def _decisions(held: TeamDocument | None) -> Rich:
    if held is None or not held.decisions:
        return (Italic(_EMPTY[2]),)
    spans: list[Span] = []
    for each in held.decisions[-_SHOWN:]:
        spans += ["\n"] if spans else []
        spans += ["• ", each.text, " (", Day(each.on), ")"]
    earlier = len(held.decisions) - _SHOWN
    return (*spans, "\n", Italic(f"and {plural(earlier, 'earlier one')}")) if earlier > 0 else tuple(spans)


def document_form(account: str, submit: SaveTeamDocument, held: TeamDocument | None) -> Form:
    """Purpose and ways of working."""
    return Form(
        title="Team document",
        submit=submit,
        parts=(Passage(text=rich("For ", Bold(account), ". Everybody on the team sees it.")),),
        fields=(
            Field(
                name="purpose",
                label=HEADINGS[DocumentSection.PURPOSE],
                kind=FieldKind.LINES,
                value=held.purpose if held else "",
                max_length=LONGEST,
                optional=True,
                hint=_EMPTY[0],
            ),
            Field(
                name="together",
                label=HEADINGS[DocumentSection.TOGETHER],
                kind=FieldKind.LINES,
                value=held.together if held else "",
                max_length=LONGEST,
                optional=True,
                hint=_EMPTY[1],
            ),
        ),
    )


def decision_form(account: str, submit: SaveDecision, today: str) -> Form:
    """One decision; it is added, and none is ever taken out."""
    return Form(
        title="A decision",
        submit=submit,
        submit_label="Add",
        parts=(Passage(text=rich("For ", Bold(account), ". Everybody on the team sees it.")),),
        fields=(
            Field(
                name="text",
                label="What was decided?",
                kind=FieldKind.LINES,
                max_length=500,
                placeholder="We meet on the first Tuesday of each month",
            ),
            Field(name="on", label="When?", kind=FieldKind.DATE, value=today),
        ),
    )


def merged_line(author: MemberName) -> Rich:
    """The first line where somebody else changed the document meanwhile."""
    return rich("Saved. ", author, " had changed it meanwhile; what you left alone keeps those words.")


def history_card(
    team: TeamView, versions: Sequence[tuple[TeamDocument, MemberName]], *, total: int, page: int
) -> Card:
    """Who changed what when, the newest first."""
    rows = tuple(
        Row(
            text=rich(Bold(f"Version {each.number}"), " · ", author, " · ", Timestamp(each.created_at)),
            button=Button(label="What changed", command=CompareVersions(each.id)),
        )
        for each, author in versions
    )
    return Card(
        header=shorten(f"History: {team.team.account}", 140),
        text=(f"{plural(total, 'version')}, the newest first.",),
        parts=rows,
        context=quiet(shared_with_line(team), pages(page, total)),
        buttons=(
            *page_buttons(page, total, lambda number: TeamDocumentHistory(team.team.id, number)),
            Button(label="As it is now", command=ShowTeamDocument(team_id=team.team.id)),
        ),
    )


_MARKS = {Change.ADDED: "+ ", Change.REMOVED: "- "}


def diff_card(team: TeamView, new: TeamDocument, author: MemberName, lines: Sequence[DiffLine]) -> Card:
    """What one version changed: added lines, and those that went."""
    parts: list[Part] = []
    for section in DocumentSection:
        here = [each for each in lines if each.section is section and each.change is not Change.SAME]
        if not here:
            continue
        spans: list[Span] = []
        for each in here:
            spans += ["\n"] if spans else []
            words = shorten(each.text, 300) or " "
            is_new = each.change is Change.ADDED
            spans += [_MARKS[each.change], Bold(words) if is_new else Italic(words)]
        parts.append(Passage(heading=HEADINGS[section], text=tuple(spans)))
    return Card(
        header=shorten(f"{team.team.account}: version {new.number}", 140),
        text=rich("Changed by ", author, ", ", Timestamp(new.created_at), "."),
        parts=tuple(parts) or (Passage(text=("No line is different.",)),),
        context=quiet("+ is new, - is gone", shared_with_line(team)),
        buttons=(
            Button(label="History", command=TeamDocumentHistory(team.team.id)),
            Button(label="As it is now", command=ShowTeamDocument(team_id=team.team.id)),
        ),
    )


def unchanged_card() -> Card:
    """The form came back as it was."""
    return Card(text=("Nothing to change: the document says just that.",))


def no_team(account: str) -> Card:
    """There is no team for the account."""
    make = Button(
        label="Make a team", command=EditTeam(account=account), opens_form=True, style=Style.PRIMARY
    )
    return Card(
        text=rich("You are on no team for ", Bold(account), " yet. A team document is shared with one."),
        buttons=(make,),
    )


def which(teams: Sequence[TeamView], total: int) -> Card:
    """No account was named: which one? `total` counts those that are not shown, too."""
    if not teams:
        return Card(
            text=("You are on no account team yet. A team document is shared with one.",),
            context=rich("For example ", Code("/tactegic team-document Northwind")),
            buttons=(Button(label="Make a team", command=EditTeam(), opens_form=True, style=Style.PRIMARY),),
        )
    rows = tuple(
        Row(
            text=(Bold(each.team.account),),
            button=Button(label="Open", command=ShowTeamDocument(team_id=each.team.id)),
        )
        for each in teams
    )
    more = (Button(label="All teams", command=ShowTeams()),) if total > len(teams) else ()
    return Card(text=("Which team document?",), parts=rows, buttons=more)
