"""Cards at the end of a period: one question each, and the button that opens what it is about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.core.cards import Button, Card, Row, Style
from bot.core.commands import Dismiss
from bot.core.contacts import Contact
from bot.core.news import News, Tone
from bot.core.rich import Bold, Day, Rich, rich
from bot.core.settings import Routine
from bot.core.words import ago, join_words, plural, sentence, shorten
from bot.features.goals.commands import ReviewGoals
from bot.features.meetings.commands import Review, ShowMeeting
from bot.features.mindset.commands import Reflect
from bot.features.plans.commands import DropActivity, EditActivity, FinishActivity
from bot.features.settings.commands import AdjustSettings, EditSettings
from bot.features.vision.commands import EditVision, ShowVision


@dataclass(frozen=True, slots=True)
class EndingGoal:
    """A goal that is to be looked at, with whom it is for; `ends` is a local date."""

    text: str
    ends: date
    contact: Contact | None
    news: News


@dataclass(frozen=True, slots=True)
class OverdueActivity:
    """An activity of a plan whose day `on` has passed; `whose` is empty where it is with nobody."""

    id: str
    text: str
    on: date
    whose: str
    news: News


@dataclass(frozen=True, slots=True)
class DueMeeting:
    """A partner with whom it is time to look at the goals; `held` is the local date of the last meeting."""

    contact: Contact
    company: str
    goals: tuple[str, ...]
    """What they set out to do."""
    held: date | None
    news: News


def _stop(routine: Routine, label: str) -> Button:
    """The button that turns off what the member did not answer three times."""
    return Button(label=label, command=AdjustSettings(off=(routine.value,)))


def _way_of_all(ways: Sequence[Tone]) -> Tone:
    """How a card with several subjects begins: as its newest one does."""
    return min(ways, key=list(Tone).index)


def plan_card(overdue: Sequence[OverdueActivity]) -> Card:
    """Ask what became of what the plan had for days that have passed (R1)."""
    way = _way_of_all([each.news.way for each in overdue])
    first = {
        Tone.NEW: "From your plan, past its day. Done, another day, or no longer worth it?",
        Tone.OTHERWISE: "Still on your plan. What would make the next step smaller?",
        Tone.LAST: "I ask about this one last time; on the plan it stays until you take it off.",
    }[way]
    stop = (_stop(Routine.REVIEWS, "No more reviews"),) if way is Tone.LAST else ()
    return Card(text=(first,), parts=tuple(map(_overdue_row, overdue)), buttons=stop)


def _overdue_row(each: OverdueActivity) -> Row:
    whose: Rich = (Bold(each.whose), ": ") if each.whose else ()
    words = sentence(shorten(each.text.rstrip(". "), 160))
    return Row(
        text=rich(*whose, words, " · was for ", Day(each.on)),
        menu=(
            Button(label="Done …", command=FinishActivity(each.id), opens_form=True),
            Button(label="Another day …", command=EditActivity(each.id), opens_form=True),
            Button(label="Take it off", command=DropActivity(each.id)),
        ),
    )


def goals_card(ending: Sequence[EndingGoal], overdue: Sequence[OverdueActivity], today: date) -> Card:
    """Ask what became of the goals whose period ends, and how the time with each contact was (F3).

    What the plan had for a day that has passed comes with it.
    """
    way = _way_of_all([each.news.way for each in ending])
    count = plural(len(ending), "goal")
    first = {
        Tone.NEW: f"{count} at the end of the period. What was reached, and what goes on?",
        Tone.OTHERWISE: f"I have not heard how {_these(len(ending), 'goal')} went. Missed is an answer, too.",
        Tone.LAST: f"I ask about {_these(len(ending), 'goal')} one last time. Left alone, it stays behind."
        if len(ending) == 1
        else f"I ask about {_these(len(ending), 'goal')} one last time. Left alone, they stay behind.",
    }[way]
    stop = (_stop(Routine.REVIEWS, "No more reviews"),) if way is Tone.LAST else ()
    contacts = {each.contact.id: each.contact for each in ending if each.contact and way is Tone.NEW}
    looks = tuple(
        Row(
            text=rich("And how was the time with ", Bold(each.name), "?"),
            button=Button(label="Look back", command=Review(contact_id=each.id)),
        )
        for each in list(contacts.values())[:3]
    )
    return Card(
        text=(first,),
        parts=(*(_goal_row(each, today) for each in ending[:5]), *map(_overdue_row, overdue), *looks),
        context=("A goal goes on only if you say so",),
        buttons=(Button(label="Go through them", command=ReviewGoals(), style=Style.PRIMARY), *stop),
    )


def _these(count: int, what: str) -> str:
    return f"this {what}" if count == 1 else f"these {count} {what}s"


def _goal_row(each: EndingGoal, today: date) -> Row:
    whose: Rich = (Bold(each.contact.name), ": ") if each.contact else ()
    until = " · until " if each.ends >= today else " · was until "
    return Row(text=rich(*whose, sentence(shorten(each.text, 160)), until, Day(each.ends)))


_SMALLER = (
    "A meeting of its own may be too much. Would ten minutes of your next call do?",
    "It need not be a meeting: one question at the end of a call shows where you both stand.",
    "If a date is hard to find: the agenda can go ahead as three lines in a mail.",
)
"""How a meeting is proposed once more, smaller."""


def meetings_card(due: Sequence[DueMeeting]) -> Card:
    """Propose a short review meeting with each partner for whom it is due (F4)."""
    way = _way_of_all([each.news.way for each in due])
    first = {
        Tone.NEW: "Half an hour together on what you set out to do would fit this week:",
        Tone.OTHERWISE: _SMALLER[due[0].news.since.toordinal() // 7 % len(_SMALLER)]
        if due[0].news.since
        else _SMALLER[0],
        Tone.LAST: "I propose this one last time, and leave it to you from then on:",
    }[way]
    stop = (_stop(Routine.REVIEWS, "No more reviews"),) if way is Tone.LAST else ()
    return Card(
        text=(first,),
        parts=tuple(map(_meeting_row, due)),
        context=("The agenda comes from your goals and notes; what is private stays out",),
        buttons=stop,
    )


def _meeting_row(each: DueMeeting) -> Row:
    held: Rich = (" · last looked at together ", Day(each.held)) if each.held else ()
    goals = "; ".join(sentence(shorten(goal.rstrip(". "), 80)) for goal in each.goals[:2])
    company = f" ({each.company})" if each.company else ""
    return Row(
        text=rich(Bold(each.contact.name), company, f"\n{goals}", *held),
        button=Button(label="Draft the agenda", command=ShowMeeting(contact_id=each.contact.id, beside=True)),
    )


_QUIET = (
    "Two quiet minutes for yourself: one question about your own attitude.",
    "Before the week closes: a question that only you will ever answer, or read.",
    "A small question about how you meet somebody. No right answer, and nobody looks.",
    "Time for a thought that is not about a deal. It takes two minutes.",
    "One honest sentence to yourself, about somebody you chose.",
    "The next question is waiting behind the button. It is a short one.",
    "How you look at a person changes what they hear. A minute on that?",
    "Something to think about on the way home: one person, one question.",
    "A pause from what is urgent: whom do you meet, and as who?",
    "This one is for your notebook, not for your pipeline.",
    "Two minutes with the door closed: a question about you and one person.",
    "What you bring into the next talk starts before it. One question on that.",
    "Nothing to report, nothing to plan: a question, and a minute to look out of the window.",
    "The person behind the account: how do you see them today?",
    "Your calendar is full of others. This minute is about you.",
    "A question to take along on a walk.",
    "What would change if you changed your mind first? It begins with one sentence.",
    "For once not what they want, but how you come in at the door.",
    "Here is the small question again, a new one. Skip it if today is not the day.",
    "An honest answer needs no good wording. Nobody corrects it.",
    "Somebody on your list deserves a second look, from your side.",
    "Take a breath between two calls: one question waits.",
    "You know what you think of them. Do you know why?",
    "Whoever you meet next meets your mood as well. A question on that.",
    "It is about trust, and it takes less time than a coffee.",
    "One line a week adds up to a portrait, of you.",
)
"""How the private question is offered, in turn; none says what it is, nor about whom (S1)."""


_STILL = (
    "The quiet question is still there. Half a sentence is enough, or none at all.",
    "No hurry with the question behind the button. Would a single word do?",
    "Busy weeks, I know. The question can also be swapped for another one inside.",
    "It waits where you left it: one person, one question.",
    "Some questions need longer. This one has time.",
    "If it is the wrong question, there is another one inside.",
    "The question does not mind being looked at and closed again.",
    "Two weeks went by quickly. Here it is once more, as small as before.",
    "Perhaps on the train, perhaps tonight: the question is still yours.",
    "The same question, a different day: maybe it reads otherwise now.",
    "No answer is an answer, too. The question stays for a while all the same.",
    "If the week has been loud, this is the quiet corner of it.",
    "Three words are a whole answer to this one.",
    "The question has not grown since. It still fits into a minute.",
    "Whenever you pass by: it is one click away, and nobody is counting.",
    "Once more the little question, in case the moment was wrong before.",
    "You may also write what you would rather not think about it.",
    "It keeps. Come back to it before the next talk, if you like.",
    "A look is enough; the words can come later.",
    "What was on the tip of your tongue two weeks ago still has its place here.",
    "The question waits for you and for nobody else.",
)
"""How it is offered once more where nobody opened it."""
_LEFT_ALONE = (
    "I leave the quiet question alone from here on. It comes back once you open one yourself.",
    "The quiet question rests now, until you open one.",
    "No more of the quiet question by itself; behind this button it stays within reach.",
    "I stop offering the quiet question. Open one, and it comes along again.",
)
"""How it is offered for the last time."""


def mindset_card(way: Tone, answered: int) -> Card:
    """Offer the private question by a button, and say nothing of its content (S1)."""
    first = {
        Tone.NEW: _QUIET[answered % len(_QUIET)],
        Tone.OTHERWISE: _STILL[answered % len(_STILL)],
        Tone.LAST: _LEFT_ALONE[answered % len(_LEFT_ALONE)],
    }[way]
    stop = (_stop(Routine.MINDSET, "Turn it off"),) if way is Tone.LAST else ()
    return Card(
        text=(first,),
        context=("Asked and answered in a form; nobody else sees it, and no language model",),
        buttons=(Button(label="Open the question", command=Reflect(), opens_form=True), *stop),
    )


def vision_card(drawn: date, added: Sequence[str], way: Tone, today: date) -> Card:
    """Ask whether the picture of the future still holds; `added` are names of people chosen since (P4)."""
    first = {
        Tone.NEW: f"You drew your picture of the future {ago(drawn, today)}. Does it still hold?",
        Tone.OTHERWISE: "Your picture of the future: which sentence of it would you write differently today?",
        Tone.LAST: "I ask about your picture of the future one last time. It stays where it is.",
    }[way]
    names = join_words(list(added))
    chosen = f"Since I asked last you chose {names}. Is there a place for them in it?"
    stop = (_stop(Routine.VISION, "Don't ask again"),) if way is Tone.LAST else ()
    return Card(
        text=(first,),
        parts=(Row(text=(chosen,)),) if added else (),
        context=("Who the path needs, and your plans, follow from it",),
        buttons=(
            Button(label="Look at it", command=ShowVision(), style=Style.PRIMARY),
            Button(label="Change it", command=EditVision(), opens_form=True),
            *stop,
        ),
    )


def no_vision_card(way: Tone) -> Card:
    """Invite the member to draw a picture of the future, where there is none yet (P4)."""
    first = {
        Tone.NEW: "Three years from now: what would you like your relationships to have made possible?",
        Tone.OTHERWISE: "If one customer told a story about you in three years, what would it be?",
        Tone.LAST: "Your picture of the future can wait for you; I will not ask for it again.",
    }[way]
    stop = (_stop(Routine.VISION, "Don't ask again"),) if way is Tone.LAST else ()
    return Card(
        text=(first,),
        context=("A few sentences are enough; from them I can tell whom the path will need",),
        buttons=(
            Button(label="Draw the picture", command=EditVision(), opens_form=True, style=Style.PRIMARY),
            *stop,
        ),
    )


def country_card(code: str, name: str) -> Card:
    """Ask whether the public holidays of a country stay quiet (B3)."""
    return Card(
        text=(f"By your time zone your country is {name}. Shall I stay quiet on its public holidays?",),
        context=("I ask this once; the settings have it, too",),
        buttons=(
            Button(label="Yes, stay quiet", command=AdjustSettings(country=code), style=Style.PRIMARY),
            Button(label="Another country …", command=EditSettings(), opens_form=True),
            Button(label="No", command=Dismiss()),
        ),
    )
