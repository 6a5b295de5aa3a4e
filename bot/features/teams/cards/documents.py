"""Cards and forms about living team documents (S6)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.core.cards import Button, Card, Field, FieldKind, Form, Part, Passage, Row, Style
from bot.core.common_cards import undo_button
from bot.core.deliveries import About
from bot.core.rich import Bold, Code, Day, Italic, MemberName, Rich, Span, Timestamp, rich
from bot.core.words import plural, shorten
from bot.features.teams.commands import (
    AddDecision,
    EditTeam,
    EditTeamDocument,
    SaveDecision,
    SaveTeamDocument,
    ShowTeamDocument,
    ShowTeams,
    TeamDocumentHistory,
)
from bot.features.teams.contracts.cards import TeamView, shared_with_line
from bot.features.teams.contracts.values import AccountTeam
from bot.features.teams.rules import Decision, DocumentSection, TeamDocument

WHAT_WAS_DECIDED = "Write what was decided."
SAVED: Rich = ("Saved.",)
DECISION_ADDED: Rich = ("Added the decision.",)
LONGEST = 3000
"""Characters of a section."""
_SHOWN = 6
"""Decisions on the card; all of them stand in the history."""
HEADINGS = {
    DocumentSection.PURPOSE: "Purpose",
    DocumentSection.TOGETHER: "How we work together",
    DocumentSection.DECISIONS: "Decisions",
}
_EMPTY = {
    DocumentSection.PURPOSE: "What are you together for, beyond the contract?",
    DocumentSection.TOGETHER: "How do you meet, decide, and tell each other bad news early?",
    DocumentSection.DECISIONS: "Nothing decided yet.",
}
"""What stands in a section that nobody has written yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamDocumentView:
    """A team document with whom it is shared, and the name of who changed it last."""

    team: TeamView
    document: TeamDocument | None
    author: MemberName | None

    @property
    def about(self) -> About:
        """The ids of the team and of the version that is shown."""
        return (*self.team.about, *((self.document.id,) if self.document else ()))


def document_card(view: TeamDocumentView, *, first: Rich = (), change: str = "") -> Card:
    """The document as it is now; `first` is said in place of who changed it last."""
    team, document = view.team.team, view.document
    undo = (undo_button(change),) if change else ()
    history = Button(label="History", command=TeamDocumentHistory(team.id))
    return Card(
        header=shorten(f"Team document: {team.account}", 140),
        text=first or _last_change(view),
        parts=_sections(document),
        context=shared_with_line(view.team),
        buttons=(
            Button(label="Edit", command=EditTeamDocument(team.id), opens_form=True),
            Button(label="Add a decision", command=AddDecision(team.id), opens_form=True),
            *undo,
        ),
        menu=(history,) if document else (),
    )


def _last_change(view: TeamDocumentView) -> Rich:
    if view.document is None or view.author is None:
        return ("Not written yet. It stands beside the contract and says how you work together.",)
    document = view.document
    return rich(
        f"Version {document.number}, changed by ", view.author, ", ", Timestamp(document.created_at), "."
    )


def _sections(document: TeamDocument | None) -> tuple[Part, ...]:
    words: dict[DocumentSection, Rich] = {
        DocumentSection.PURPOSE: (document.purpose,) if document and document.purpose else (),
        DocumentSection.TOGETHER: (document.together,) if document and document.together else (),
        DocumentSection.DECISIONS: _decisions(document.decisions) if document else (),
    }
    return tuple(
        Passage(heading=HEADINGS[section], text=words[section] or (Italic(_EMPTY[section]),))
        for section in DocumentSection
    )


def _decisions(decisions: Sequence[Decision]) -> Rich:
    spans: list[Span] = []
    for each in decisions[-_SHOWN:]:
        spans += ["\n"] if spans else []
        spans += ["• ", each.text, " (", Day(each.on), ")"]
    earlier = len(decisions) - _SHOWN
    return (*spans, "\n", Italic(f"and {plural(earlier, 'earlier one')}")) if earlier > 0 else tuple(spans)


def document_form(account: str, submit: SaveTeamDocument, document: TeamDocument | None) -> Form:
    """The form for purpose and ways of working."""

    def lines(name: str, section: DocumentSection, value: str) -> Field:
        return Field(
            name=name,
            label=HEADINGS[section],
            kind=FieldKind.LINES,
            value=value,
            max_length=LONGEST,
            optional=True,
            hint=_EMPTY[section],
        )

    return Form(
        title="Team document",
        submit=submit,
        parts=(Passage(text=rich("For ", Bold(account), ". Everybody on the team sees it.")),),
        fields=(
            lines("purpose", DocumentSection.PURPOSE, document.purpose if document else ""),
            lines("together", DocumentSection.TOGETHER, document.together if document else ""),
        ),
    )


def decision_form(account: str, submit: SaveDecision, today: str) -> Form:
    """The form for one decision; it is added, and none is ever taken out."""
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


def both_wrote_card(
    team: AccountTeam,
    now: TeamDocument,
    author: MemberName,
    mine: Mapping[DocumentSection, str],
    drafts: Mapping[str, str],
) -> Card:
    """Show both wordings of what two members wrote at once; nothing was saved.

    `mine` are the member's words by section, `drafts` the ids under which they wait, by the section's name.
    """
    parts = tuple(
        Passage(
            heading=HEADINGS[section],
            text=rich(
                Italic("Now there: "),
                shorten(getattr(now, section.value), 900) or "nothing",
                "\n",
                Italic("Yours: "),
                shorten(words, 900) or "nothing",
            ),
        )
        for section, words in mine.items()
    )
    edit = EditTeamDocument(team.id, drafts.get("purpose", ""), drafts.get("together", ""))
    return Card(
        text=rich(author, " changed the same part for ", Bold(team.account), " while you wrote."),
        parts=parts,
        context=("Nothing is overwritten; your words wait here",),
        buttons=(
            Button(label="Go on with mine", command=edit, opens_form=True, style=Style.PRIMARY),
            Button(label="Leave it as it is", command=ShowTeamDocument(team_id=team.id)),
        ),
    )


def unchanged_document_card() -> Card:
    """The form came back as it was, so no version was made."""
    return Card(text=("Nothing to change: the document says just that.",))


def no_team_card(account: str) -> Card:
    """The member is on no team for the account."""
    make = Button(
        label="Make a team", command=EditTeam(account=account), opens_form=True, style=Style.PRIMARY
    )
    return Card(
        text=rich("You are on no team for ", Bold(account), " yet. A team document is shared with one."),
        buttons=(make,),
    )


def which_document_card(teams: Sequence[TeamView], total: int) -> Card:
    """Asks which document is meant where no account was named; `total` counts all of the teams."""
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
