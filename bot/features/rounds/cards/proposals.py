"""Cards that answers of a round lead to: new people to add, a talk to plan (T3)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.core.cards import Button, Card, Passage, Row, Style
from bot.core.coaching.investment import Assessment, Verdict
from bot.core.commands import Dismiss
from bot.core.common_cards import undo_button
from bot.core.contacts import Contact, Universe
from bot.core.rich import Bold, Code, Day, Italic, rich
from bot.core.words import bold_people, quiet, shorten, simple_mode
from bot.features.assessment.commands import OpenAssessment
from bot.features.assessment.contracts.cards import in_words
from bot.features.plans.contracts import Activity
from bot.features.rounds.commands import AddPeople, PlanConversation
from bot.features.vision.contracts import NeededPerson


def describe_talk(name: str, words: str) -> str:
    """The talk that an answer proposes, worded as an activity."""
    return f"Take an hour with {name}: {shorten(words, 300)}"


_UNIVERSES = {
    Universe.ANTICIPATED: "anticipated: you have a way in",
    Universe.TO_CREATE: "to create: not met yet",
    Universe.EXISTING: "existing",
}


def new_people_card(needs: Sequence[NeededPerson], command: AddPeople) -> Card:
    """Ask once whether the people whom answers name, and who are no contacts yet, shall be added."""
    rows = tuple(
        Row(
            text=rich(
                Bold(shorten(need.name, 80)),
                f" ({shorten(need.company, 60)})" if need.company else "",
                f"  {_UNIVERSES[need.universe]}",
            )
        )
        for need in needs
    )
    one = len(needs) == 1
    return Card(
        text=("You named somebody new to me." if one else f"You named {len(needs)} people new to me.",),
        parts=rows,
        buttons=(
            Button(label="Add to my contacts", command=command, style=Style.PRIMARY),
            Button(label="No, thanks", command=Dismiss()),
        ),
    )


def added_card(contacts: Sequence[Contact], change: str) -> Card:
    """Say that they are contacts now: known, none of them active yet (P1)."""
    return Card(
        text=rich("Added ", *bold_people([(each.name, "") for each in contacts]), "."),
        context=rich("Known now. To keep up with one of them: ", Code("/tactegic strategic NAME")),
        buttons=(undo_button(change),),
    )


def talk_card(action: str, name: str, on: date, assessment: Assessment, command: PlanConversation) -> Card:
    """Propose a talk that an answer suggests, with the verdicts of the three tests on it (R3)."""
    tests = in_words(assessment)
    passes = assessment.verdict is Verdict.PASS
    return Card(
        text=rich("Shall I put this talk on your plan for ", Bold(shorten(name, 80)), ", on ", Day(on), "?"),
        parts=(Passage(text=(Italic(f"“{shorten(action, 400)}”"),)),),
        context=quiet(
            f"The three tests: {tests}" + ("" if passes else "; have a look before you go"),
            simple_mode(assessment.provenance.mode),
        ),
        buttons=(
            Button(label="Put on plan", command=command, style=Style.PRIMARY),
            Button(label="See the tests", command=OpenAssessment(assessment.id)),
            Button(label="No, thanks", command=Dismiss()),
        ),
    )


def planned_card(activity: Activity, name: str, change: str) -> Card:
    """Say that the talk is on the plan."""
    when = (", ", Day(activity.on)) if activity.on else ()
    return Card(
        text=rich("On your plan for ", Bold(shorten(name, 80)), *when, "."),
        parts=(Passage(text=(Italic(f"“{shorten(activity.text, 300)}”"),)),),
        context=("The next brief brings it up",),
        buttons=(undo_button(change),),
    )
