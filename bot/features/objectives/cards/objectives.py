"""Cards about mutual objectives: every side is shown alike (F7)."""

from __future__ import annotations

from collections.abc import Sequence

from bot.core.cards import Button, Card, Divider, Part, Passage, Row, Style
from bot.core.common_cards import undo_button
from bot.core.paging import page_buttons, pages
from bot.core.rich import Bold, Day, MemberName, Rich, rich
from bot.core.words import name_with_company, quiet, shorten
from bot.features.objectives.cards.forms import lack_sentence
from bot.features.objectives.commands import (
    EditObjective,
    ObjectiveHistory,
    ShareObjective,
    ShowObjective,
    TakeBackObjective,
)
from bot.features.objectives.contracts.values import Benefit, MutualObjective
from bot.features.objectives.rules import Missing
from bot.features.teams.contracts.cards import TeamView, shared_with_line


def objective_card(
    label: str,
    objective: MutualObjective,
    *,
    first: str = "",
    change: str = "",
    teams: Sequence[TeamView] = (),
) -> Card:
    """The card of an objective: what is wanted together, and what each party has of it."""
    edit = EditObjective(objective.contact_id or "", objective.account_id or "")
    history = ObjectiveHistory(objective.contact_id or "", objective.account_id or "")
    undo = (undo_button(change),) if change else ()
    more = (Button(label="Earlier versions", command=history),) if objective.version > 1 else ()
    return Card(
        header=shorten(f"Mutual objective: {label}", 140),
        text=(first or objective.text,),
        parts=(*((Passage(text=(objective.text,)),) if first else ()), *sides(objective.benefits)),
        context=quiet(
            *_version(objective), *(map(shared_with_line, teams) if teams else ("Only you can see this",))
        ),
        buttons=(Button(label="Change", command=edit, opens_form=True), *undo, *more),
        menu=_sharing(objective),
    )


def kept_card(label: str, objective: MutualObjective, change: str, teams: Sequence[TeamView]) -> Card:
    """The objective as the member has just kept it."""
    return objective_card(label, objective, first="Kept.", change=change, teams=teams)


def shared_card(label: str, objective: MutualObjective, change: str, teams: Sequence[TeamView]) -> Card:
    """The objective after the member shared it with other teams, or with none any more."""
    first = "Shared." if objective.shared_with else "Yours alone again."
    return objective_card(label, objective, first=first, change=change, teams=teams)


def about(objective: MutualObjective, teams: Sequence[TeamView] = ()) -> tuple[str, ...]:
    """The ids that a card with an objective, and with the teams that see it, speaks of."""
    return (*objective.about, *(each.team.id for each in teams))


def _version(objective: MutualObjective) -> tuple[str | Rich, ...]:
    return f"Version {objective.version}", ("from ", Day(objective.created_at.date()))


def _sharing(objective: MutualObjective) -> tuple[Button, ...]:
    share = ShareObjective(objective.contact_id or "", objective.account_id or "")
    back = TakeBackObjective(objective.contact_id or "", objective.account_id or "")
    taken = (Button(label="Take back from the team", command=back),) if objective.shared_with else ()
    return (Button(label="Share with a team …", command=share, opens_form=True), *taken)


def colleagues_card(objective: MutualObjective, author: MemberName, teams: Sequence[TeamView]) -> Card:
    """The card of a colleague's objective, word for word as its author sees it."""
    history = ObjectiveHistory(objective_id=objective.id)
    return Card(
        header=shorten(f"Mutual objective: {name_with_company(objective.name, objective.company)}", 140),
        text=(objective.text,),
        parts=sides(objective.benefits),
        context=quiet(*_version(objective), ("by ", author), *map(shared_with_line, teams)),
        buttons=(Button(label="Earlier versions", command=history),) if objective.version > 1 else (),
    )


def which_one(found: Sequence[MutualObjective]) -> Card:
    """Ask which one is meant, where several objectives that colleagues share fit a name."""
    return Card(
        text=("Which one? Your colleagues share these with you:",),
        parts=tuple(
            Row(
                text=rich(Bold(name_with_company(each.name, each.company)), "\n", shorten(each.text, 140)),
                button=Button(label="Open", command=ShowObjective(objective_id=each.id)),
            )
            for each in found
        ),
    )


def is_gone() -> Card:
    """Say that the objective is not there, or not shared with the member any more."""
    return Card(
        text=("That objective is no longer there, or no longer shared with you. Nothing was changed.",)
    )


def sides(benefits: Sequence[Benefit]) -> tuple[Part, ...]:
    """The part of a card with each party's benefit, all in the same way."""
    return tuple(Passage(heading=shorten(each.party, 100), text=(each.text,)) for each in benefits)


def none_yet(label: str, command: EditObjective) -> Card:
    """Say that there is no mutual objective yet, and what it would be."""
    return Card(
        text=rich("There is no mutual objective with ", Bold(label), " yet."),
        parts=(
            Passage(
                text=(
                    "It is one short text that both of you could read out: what you want to reach together, "
                    "and what each side has of it.",
                )
            ),
        ),
        buttons=(Button(label="Write it", command=command, opens_form=True, style=Style.PRIMARY),),
    )


def history_card(
    label: str, versions: Sequence[MutualObjective], *, total: int, page: int, show: ShowObjective
) -> Card:
    """The card with a page of the versions, the newest first."""
    parts: list[Part] = []
    for each in versions:
        parts += [Divider()] if parts else []
        parts.append(
            Row(
                text=rich(Bold(f"Version {each.version}"), ", ", Day(each.created_at.date()), "\n", each.text)
            )
        )
        parts.append(Row(text=_in_short(each.benefits)))

    def command(number: int) -> ObjectiveHistory:
        return ObjectiveHistory(show.contact_id, show.account_id, number, show.objective_id)

    return Card(
        header=shorten(f"Mutual objective: {label}", 140),
        text=("How it was worded, the newest first.",),
        parts=tuple(parts),
        context=quiet(pages(page, total)),
        buttons=(*page_buttons(page, total, command), Button(label="As it is now", command=show)),
    )


def _in_short(benefits: Sequence[Benefit]) -> Rich:
    spans: list[str | Bold] = []
    for each in benefits:
        spans += ["\n"] if spans else []
        spans += [Bold(f"{shorten(each.party, 60)}:"), " ", shorten(each.text, 200)]
    return tuple(spans)


def one_sided(missing: Sequence[Missing], command: EditObjective) -> Card:
    """Say that an objective helps one side only, and what each other party lacks."""
    return Card(
        text=("As it stands this helps one side only, so I did not keep it.",),
        parts=tuple(
            Passage(heading=each.party, text=(lack_sentence(each.party, each.lack),)) for each in missing
        ),
        buttons=(Button(label="Write it again", command=command, opens_form=True),),
    )


def section(objective: MutualObjective, *, by_colleague: bool = False) -> tuple[Part, ...]:
    """The section of a brief with the objective."""
    whose = (
        f" · shared by a colleague of the {objective.company or objective.name} team" if by_colleague else ""
    )
    return (
        Passage(heading=f"What you want to reach together{whose}", text=(objective.text,)),
        Row(text=_in_short(objective.benefits)),
    )


def unchanged_card(label: str) -> Card:
    """Say that there is nothing to change, where the form came back as it was."""
    return Card(text=rich("Nothing to change: the objective with ", Bold(label), " says just that."))
