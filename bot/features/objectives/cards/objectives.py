"""Cards and forms about mutual objectives: every side is shown alike (F7)."""

from __future__ import annotations

from collections.abc import Sequence

from bot.core.cards import Button, Card, Divider, Field, FieldKind, Form, Part, Passage, Row, Style
from bot.core.commands import Undo
from bot.core.paging import page_buttons, pages
from bot.core.rich import Bold, Day, MemberName, Rich, rich
from bot.core.words import name_with_company, quiet, shorten
from bot.features.objectives.commands import (
    EditObjective,
    ObjectiveHistory,
    SaveObjective,
    SaveObjectiveSharing,
    ShareObjective,
    ShowObjective,
    TakeBackObjective,
)
from bot.features.objectives.contracts.values import Benefit, MutualObjective
from bot.features.teams.commands import EditTeam
from bot.features.teams.contracts.cards import TeamView, shared_with_line, team_choice
from bot.features.teams.contracts.values import AccountTeam

OWN_SIDE = "Our side"
_LONGEST = 1000


def objective_card(
    label: str,
    held: MutualObjective,
    *,
    first: str = "",
    change: str = "",
    teams: Sequence[TeamView] = (),
) -> Card:
    """What is wanted together, and what each party has of it."""
    edit = EditObjective(held.contact_id or "", held.account_id or "")
    history = ObjectiveHistory(held.contact_id or "", held.account_id or "")
    undo = (Button(label="Undo", command=Undo(change)),) if change else ()
    more = (Button(label="Earlier versions", command=history),) if held.version > 1 else ()
    return Card(
        header=shorten(f"Mutual objective: {label}", 140),
        text=(first or held.text,),
        parts=(*((Passage(text=(held.text,)),) if first else ()), *sides(held.benefits)),
        context=quiet(
            *_version(held), *(map(shared_with_line, teams) if teams else ("Only you can see this",))
        ),
        buttons=(Button(label="Change", command=edit, opens_form=True), *undo, *more),
        menu=_sharing(held),
    )


def _version(held: MutualObjective) -> tuple[str | Rich, ...]:
    return f"Version {held.version}", ("from ", Day(held.created_at.date()))


def _sharing(held: MutualObjective) -> tuple[Button, ...]:
    share = ShareObjective(held.contact_id or "", held.account_id or "")
    back = TakeBackObjective(held.contact_id or "", held.account_id or "")
    taken = (Button(label="Take back from the team", command=back),) if held.shared_with else ()
    return (Button(label="Share with a team …", command=share, opens_form=True), *taken)


def colleagues_card(held: MutualObjective, author: MemberName, teams: Sequence[TeamView]) -> Card:
    """A colleague's objective, word for word as its author sees it."""
    history = ObjectiveHistory(objective_id=held.id)
    return Card(
        header=shorten(f"Mutual objective: {name_with_company(held.name, held.company)}", 140),
        text=(held.text,),
        parts=sides(held.benefits),
        context=quiet(*_version(held), ("by ", author), *map(shared_with_line, teams)),
        buttons=(Button(label="Earlier versions", command=history),) if held.version > 1 else (),
    )


def which_one(found: Sequence[MutualObjective]) -> Card:
    """Several objectives that colleagues share fit a name."""
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


def sharing_form(
    label: str, held: MutualObjective, submit: SaveObjectiveSharing, teams: Sequence[AccountTeam]
) -> Form:
    """With which teams."""
    return Form(
        title="Share the objective",
        submit=submit,
        parts=(Passage(text=rich("With ", Bold(label), f": “{shorten(held.text, 500)}”")),),
        fields=(
            team_choice(
                teams,
                held.shared_with,
                "Everybody on the team then sees this text and its versions; you can take it back",
            ),
        ),
    )


def no_team_form() -> Form:
    """The member is on no team."""
    return Form(
        title="Share the objective",
        parts=(Passage(text=("You are on no account team yet, so there is nobody to share it with.",)),),
        buttons=(Button(label="Make a team", command=EditTeam(), opens_form=True),),
    )


def is_gone() -> Card:
    """The objective is not there, or not shared with the member any more."""
    return Card(
        text=("That objective is no longer there, or no longer shared with you. Nothing was changed.",)
    )


def sides(benefits: Sequence[Benefit]) -> tuple[Part, ...]:
    """Each party's benefit, all in the same way."""
    return tuple(Passage(heading=shorten(each.party, 100), text=(each.text,)) for each in benefits)


def none_yet(label: str, command: EditObjective) -> Card:
    """No mutual objective."""
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
    """Earlier versions, the newest first."""
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


def objective_form(label: str, submit: SaveObjective, held: MutualObjective | None) -> Form:
    """One text, with the benefit of each party."""
    benefits = list(held.benefits) if held else []
    third = benefits[2] if len(benefits) > 2 else None

    def benefit(name: str, party: str, number: int, example: str) -> Field:
        return Field(
            name=name,
            label=shorten(f"What {party} has of it".replace(OWN_SIDE, OWN_SIDE.lower()), 100),
            kind=FieldKind.LINES,
            value=benefits[number].text if number < len(benefits) else "",
            max_length=_LONGEST,
            placeholder=example,
        )

    return Form(
        title="Mutual objective",
        submit=submit,
        parts=(
            Passage(
                text=rich("With ", Bold(label), ". Both sides should be able to read it out."),
            ),
        ),
        fields=(
            Field(
                name="text",
                label="What do you want to reach together?",
                kind=FieldKind.LINES,
                value=held.text if held else "",
                max_length=_LONGEST,
                placeholder="Carbon figures that an auditor accepts at the first reading",
            ),
            benefit("theirs", submit.theirs, 1, "Two weeks less work for every quarterly report"),
            benefit("ours", submit.ours, 0, "We learn how audits work in practice, as a reference"),
            Field(
                name="third",
                label="Another party",
                value=third.party if third else "",
                optional=True,
                max_length=100,
                placeholder="Their auditor",
            ),
            Field(
                name="third_benefit",
                label="What that party has of it",
                kind=FieldKind.LINES,
                value=third.text if third else "",
                optional=True,
                max_length=_LONGEST,
            ),
        ),
    )


def one_sided(missing: Sequence[tuple[str, str]], command: EditObjective) -> Card:
    """It helps one side only: what is missing, by party. Pairs of party and sentence."""
    return Card(
        text=("As it stands this helps one side only, so I did not keep it.",),
        parts=tuple(Passage(heading=party, text=(sentence,)) for party, sentence in missing),
        buttons=(Button(label="Write it again", command=command, opens_form=True),),
    )


def section(held: MutualObjective, *, by_colleague: bool = False) -> tuple[Part, ...]:
    """The section of a brief."""
    whose = f" · shared by a colleague of the {held.company or held.name} team" if by_colleague else ""
    return (
        Passage(heading=f"What you want to reach together{whose}", text=(held.text,)),
        Row(text=_in_short(held.benefits)),
    )


def unchanged_card(label: str) -> Card:
    """The form came back as it was."""
    return Card(text=rich("Nothing to change: the objective with ", Bold(label), " says just that."))
