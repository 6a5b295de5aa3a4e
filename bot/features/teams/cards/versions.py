"""Cards about the versions of a team document (S6)."""

from __future__ import annotations

from collections.abc import Sequence

from bot.core.cards import Button, Card, Passage, Row
from bot.core.paging import page_buttons, pages
from bot.core.rich import Bold, Italic, MemberName, Rich, Span, Timestamp, rich
from bot.core.words import plural, quiet, shorten
from bot.features.teams.cards.documents import HEADINGS
from bot.features.teams.commands import CompareVersions, ShowTeamDocument, TeamDocumentHistory
from bot.features.teams.contracts.cards import TeamView, shared_with_line
from bot.features.teams.contracts.values import AccountTeam
from bot.features.teams.rules import DiffLine, LineChange, TeamDocument

_MOST_TOLD = 4
"""Changed lines that a message to the team shows."""
_MARKS = {LineChange.ADDED: "+ ", LineChange.REMOVED: "- "}


def document_history_card(
    team: TeamView, versions: Sequence[tuple[TeamDocument, MemberName]], *, total: int, page: int
) -> Card:
    """A page of the versions: who made them when, the newest first."""
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


def diff_card(team: TeamView, new: TeamDocument, author: MemberName, lines: Sequence[DiffLine]) -> Card:
    """What one version changed: added lines, and those that went."""
    changed = [each for each in lines if each.change is not LineChange.SAME]
    by_section = {section: [each for each in changed if each.section is section] for section in HEADINGS}
    parts = tuple(
        Passage(heading=HEADINGS[section], text=_changed_lines(here))
        for section, here in by_section.items()
        if here
    )
    return Card(
        header=shorten(f"{team.team.account}: version {new.number}", 140),
        text=rich("Changed by ", author, ", ", Timestamp(new.created_at), "."),
        parts=parts or (Passage(text=("No line is different.",)),),
        context=quiet("+ is new, - is gone", shared_with_line(team)),
        buttons=(
            Button(label="History", command=TeamDocumentHistory(team.team.id)),
            Button(label="As it is now", command=ShowTeamDocument(team_id=team.team.id)),
        ),
    )


def changed_card(team: AccountTeam, new: TeamDocument, author: MemberName, lines: Sequence[DiffLine]) -> Card:
    """Tell a colleague in one short message what a new version changed."""
    changed = [each for each in lines if each.change is not LineChange.SAME and each.text.strip()]
    shown = [f"{_MARKS[each.change]}{shorten(each.text, 150)}" for each in changed[:_MOST_TOLD]]
    more = len(changed) - len(shown)
    return Card(
        text=rich(author, " changed the team document for ", Bold(shorten(team.account, 80)), "."),
        parts=(Passage(text=("\n".join(shown),)),) if shown else (),
        context=quiet("+ is new, - is gone", f"and {plural(more, 'line')} more" if more else ""),
        buttons=(
            Button(label="Open the document", command=ShowTeamDocument(team_id=team.id)),
            Button(label="What changed", command=CompareVersions(new.id)),
        ),
    )


def _changed_lines(lines: Sequence[DiffLine]) -> Rich:
    spans: list[Span] = []
    for each in lines:
        spans += ["\n"] if spans else []
        words = shorten(each.text, 300) or " "
        spans += [_MARKS[each.change], Bold(words) if each.change is LineChange.ADDED else Italic(words)]
    return tuple(spans)
