"""What the model may look up: each tool shows what a command of the member's would show."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from bot.core.coaching.conversing import Inquiry, Tool
from bot.core.commands import Command, ListContacts, ShowAccount
from bot.features.assessment.commands import ListAssessments
from bot.features.briefs.commands import Brief
from bot.features.glossary.commands import ListTerms
from bot.features.glossary.commands import LookUp as LookUpTerm
from bot.features.goals.commands import ShowGoals
from bot.features.introductions.commands import SuggestIntroductions
from bot.features.nudges.commands import ListNudges
from bot.features.overviews.commands import Compare, PreparePack, Summarize
from bot.features.people.commands import ListCommitments, ListTouches, Neglected, ShowContact
from bot.features.plans.commands import ShowPlan
from bot.features.portfolio.commands import ShowBalance, ShowPortfolio
from bot.features.recall.commands import Ask
from bot.features.reminders.commands import ListReminders
from bot.features.score.commands import ShowScore
from bot.features.vision.commands import ShowVision

SEARCH = "notes"
"""The tool that finds notes by meaning and words; the only one that is no command."""


@dataclass(frozen=True, slots=True)
class View:
    """A tool that shows what a command shows."""

    tells: str
    command: Callable[[Inquiry], Command]


_VIEWS: Mapping[str, View] = {
    "person": View(
        "`name`: who somebody is: company, title, standing, what is stored of them",
        lambda a: ShowContact(a.name),
    ),
    "account": View(
        "`name`: a company on one page: people, touches, promises, plan", lambda a: ShowAccount(a.name)
    ),
    "brief": View("`name`: what to know before a talk with a person or a company", lambda a: Brief(a.name)),
    "compare": View(
        "`words`: two to four names with commas between them: these people, or companies, side by side",
        lambda a: Compare(tuple(each.strip() for each in (a.words or a.name).split(",") if each.strip())),
    ),
    "summary": View(
        "`name` or nothing, `since` and `until`: changes, decisions, promises and notes of that time",
        lambda a: Summarize(a.name, a.since, a.until),
    ),
    "qbr": View("`name`: what a quarterly review with a company needs", lambda a: PreparePack(a.name)),
    "introductions": View(
        "`name`: whom a person should meet among the others, and why", lambda a: SuggestIntroductions(a.name)
    ),
    "people": View(
        "`words`: who is known at a company, with a role or a tag, as a question", lambda a: Ask(a.words)
    ),
    "contacts": View("nothing: everybody whom the member knows", lambda _: ListContacts()),
    "promises": View("`name` or nothing: open promises, both ways", lambda a: ListCommitments(a.name)),
    "touches": View("`name` or nothing: when they were in touch, and how", lambda a: ListTouches(a.name)),
    "plan": View("`name` or nothing: what is planned", lambda a: ShowPlan(a.name)),
    "goals": View("`name` or nothing: the goals of a relationship", lambda a: ShowGoals(a.name)),
    "neglected": View("nothing: who has not been touched for long", lambda _: Neglected()),
    "portfolio": View("nothing: the strategic relationships and where they stand", lambda _: ShowPortfolio()),
    "balance": View("nothing: how the relationships split over the phases", lambda _: ShowBalance()),
    "score": View("`name`: how strong a relationship is, and why", lambda a: ShowScore(a.name)),
    "coming": View("nothing: what the bot would bring up next", lambda _: ListNudges()),
    "reminders": View("nothing: reminders that are set", lambda _: ListReminders()),
    "vision": View("nothing: the member's picture of the future and its steps", lambda _: ShowVision()),
    "tests": View("nothing: actions that were tested before, and how", lambda _: ListAssessments()),
    "glossary": View(
        "`words` or nothing: what a term of the workspace means",
        lambda a: LookUpTerm(a.words) if a.words else ListTerms(),
    ),
}

TOOLS: tuple[Tool, ...] = (
    Tool(SEARCH, "`words`, and `name`, `since`, `until` where they narrow it: notes by meaning and words"),
    *(Tool(name, view.tells) for name, view in _VIEWS.items()),
)
"""Everything that can be looked up."""


def view_of(wanted: Inquiry) -> Command | None:
    """The command whose card answers a look-up; None for a tool that is not there."""
    view = _VIEWS.get(wanted.tool)
    return view.command(wanted) if view is not None else None
