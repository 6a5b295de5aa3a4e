"""Shows relationship plans: the activities that build and deepen a relationship (R1)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bot.core.coaching.investment import Assessment
from bot.core.colleagues import names_of
from bot.core.deliveries import NOTHING
from bot.core.paging import page_within
from bot.core.ports.store import StoreReader
from bot.core.relations import Relation, of_ids, relation
from bot.core.sections import PLAN
from bot.core.turn import Turn
from bot.core.words import PAGE
from bot.features.plans.cards.plan import ActivityView, PlanView, plan_card
from bot.features.plans.commands import ShowPlan
from bot.features.plans.contracts import Activity, ActivityState
from bot.features.plans.rules import is_list_of_deals, to_do_first


async def show_plan(turn: Turn[ShowPlan]) -> None:
    """Show a page of one plan; without a name, of everything that is planned."""
    command = turn.command
    found: Relation | None = None
    if command.name or command.contact_id or command.account_id:
        found = await relation(turn, lambda id: ShowPlan(contact_id=id))
        if found is None:
            return
    async with turn.read() as reader:
        view = await _view_plan(reader, turn, found)
    view = await _with_owners(turn, view)
    about = (*(found.about if found else NOTHING), *view.about)
    async with turn.commit() as uow:
        await turn.remember(uow, focus=focus_of(found), changed=False)
        uow.say(*turn.update(plan_card(view), about=about))


def focus_of(found: Relation | None) -> tuple[Any, ...]:
    """Whom "she" means after a plan was spoken of: its contact; nobody for an account."""
    return (found.contact.id,) if found and found.contact else ()


async def _view_plan(reader: StoreReader, turn: Turn[ShowPlan], found: Relation | None) -> PlanView:
    activities = to_do_first(await _activities_of(reader, turn, found))
    planned = [each for each in activities if each.state is ActivityState.PLANNED]
    if found is None:
        activities = planned
    page = page_within(turn.command.page, len(activities))
    whom = (found.contact or found.account) if found else None
    return PlanView(
        name=found.label if found else "",
        rows=await _view_activities(reader, turn, activities[page * PAGE : (page + 1) * PAGE], found),
        total=len(activities),
        planned=len(planned),
        page=page,
        today=turn.today,
        show=ShowPlan(
            contact_id=found.contact_id if found else "", account_id=found.account_id if found else ""
        ),
        is_deals=is_list_of_deals([each.text for each in planned]),
        told=await turn.sections(reader, PLAN, whom) if whom and not page else (),
    )


async def _activities_of(reader: StoreReader, turn: Turn[Any], found: Relation | None) -> list[Activity]:
    """The activities of a relationship; an account's are its people's, too."""
    repository = reader.of(Activity)
    if found is None:
        return await repository.find()
    own = await repository.find(**found.equals)
    if found.contact is not None or found.account is None:
        return own
    there = [each.id for each in turn.people.at(found.account.id)]
    of_people = await repository.find(contact_id=tuple(there)) if there else []
    return list({each.id: each for each in [*own, *of_people]}.values())


async def _view_activities(
    reader: StoreReader, turn: Turn[Any], activities: list[Activity], found: Relation | None
) -> list[ActivityView]:
    wanted = tuple(each.assessment_id for each in activities if each.assessment_id)
    assessments: dict[str, Assessment] = {
        each.id: each for each in (await reader.of(Assessment).find(id=wanted) if wanted else ())
    }
    return [
        ActivityView(
            activity=each,
            assessment=assessments.get(each.assessment_id or ""),
            whose=_whose(turn, each, found),
        )
        for each in activities
    ]


def _whose(turn: Turn[Any], activity: Activity, found: Relation | None) -> str:
    """With whom an activity is, where the plan does not say it already."""
    if found is not None and (found.account is None or not activity.contact_id):
        return ""
    of = of_ids(turn, activity.contact_id, activity.account_id)
    return of.name if of else ""


async def _with_owners(turn: Turn[Any], view: PlanView) -> PlanView:
    """The same page with the names of colleagues who do what the member does not do (R1)."""
    others = {row.activity.owner for row in view.rows} - {turn.scope.member}
    names = await names_of(turn, others)
    return replace(view, rows=[replace(row, owner=names.get(row.activity.owner)) for row in view.rows])
