"""Cards of rounds: what is asked, what was noted, what comes next (T1, T2, T4)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.domain.future_picture import said_in
from bot.domain.round_accounts import Need
from bot.domain.round_questions import Asked
from bot.domain.rounds import Round, RoundKind, RoundState
from bot.messages.cards import Button, Card, Choices, Part, Passage, Row, Style
from bot.messages.notes import OpenNote
from bot.messages.rich import Bold, Code, Day, Italic, Rich, rich
from bot.messages.rounds import (
    AnswerInForm,
    ChooseAccounts,
    GoOnLeave,
    NoChange,
    OpenRound,
    PassQuestion,
    PreviewSharing,
    ShowRound,
    SkipRound,
    SnoozeRound,
    TakeBackAnswer,
)
from bot.texts.words import ago, listed, plural, quiet, sentence, shortened

OWN_ORGANIZATION = "your own organization"


def organization_of(leader: str) -> str:
    """How others read what a leader's round is about."""
    return f"{leader}'s organization"


_TOPICS = {
    "challenges": "what will be hardest in two to three years",
    "whom-on-challenges": "whom to talk to about the challenges",
    "ought-to-think": "what they ought to be thinking about",
    "provoke": "how to get them thinking",
    "market-shifts": "what shifts in their markets",
    "whom-on-shifts": "whom to engage on the shifts",
    "whats-next": "what comes next",
    "response": "how we answer it",
    "disrupt": "where to disrupt",
    "take-share": "where to take share",
    "new-offerings": "which offerings to bring",
    "mobilize": "how to get the organization moving",
    "resources": "which resources we need",
    "structures": "which structures fit",
    "processes": "which processes to put in place",
    "people": "how people develop",
    "culture": "how the culture grows",
    "growth-mindset": "how a growth mindset is built",
    "visible-actions": "how it shows every day",
}


def topic_of(question_id: str) -> str:
    """A question in a few words, as the heading of its answer."""
    return _TOPICS.get(question_id, question_id.replace("-", " "))


def heading(name: str, question_id: str) -> str:
    """How the note of an answer begins, so that it speaks for itself wherever it is found."""
    return f"{sentence(name)}, {topic_of(question_id)}: "


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountSeen:
    """One account of a round, and how far its questions are."""

    id: str
    name: str
    done: int
    questions: int
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionSeen:
    """The question that is asked now, in its words."""

    asked: Asked
    name: str
    words: str
    today: date


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundSeen:
    """A round as its card shows it."""

    round: Round
    accounts: Sequence[AccountSeen]
    question: QuestionSeen | None
    can_share: bool = False
    is_new: bool = True

    @property
    def done(self) -> int:
        """Questions that were dealt with."""
        return sum(each.done for each in self.accounts)

    @property
    def questions(self) -> int:
        """All questions of the round."""
        return sum(each.questions for each in self.accounts)


def why(need: Need) -> str:
    """Why an account was picked, in a few words."""
    reasons = []
    if need.oldest_days is None:
        reasons.append("no picture of its future yet")
    elif need.open_questions:
        reasons.append(f"{plural(need.open_questions, 'question')} never answered")
    elif need.oldest_days >= 14:
        reasons.append(f"oldest answer {need.oldest_days // 7} weeks old")
    if need.strategic:
        reasons.append(plural(need.strategic, "strategic contact"))
    return ", ".join(reasons)


def round_card(seen: RoundSeen) -> Card:
    """The card that a round begins with; its thread is the round's."""
    round, names = seen.round, [each.name for each in seen.accounts]
    if seen.question is None:
        return finished(seen)
    stratical = round.kind is RoundKind.STRATICAL
    first = (
        "The years ahead of your organization. Take it in parts: a question now, another one next week."
        if stratical
        else f"A few minutes two or three years ahead, for {listed([shortened(n, 60) for n in names])}."
    )
    return Card(
        header="Your look ahead this month" if stratical else "Your look ahead this week",
        text=(first,),
        parts=(*_accounts(seen), *question_parts(seen.round, seen.question)),
        context=quiet(
            "Skipped; answer whenever you like" if round.state is RoundState.SKIPPED else "",
            "Answer in the thread, one at a time, or use the form",
            "Only you see it until you share it",
        ),
        buttons=(
            Button(
                label="Answer in a form",
                command=AnswerInForm(round.id, seen.question.asked.account_id),
                opens_form=True,
                style=Style.PRIMARY,
            ),
            Button(label="Skip this month" if stratical else "Skip this week", command=SkipRound(round.id)),
        ),
        menu=_menu(seen),
    )


def _accounts(seen: RoundSeen) -> tuple[Part, ...]:
    if len(seen.accounts) == 1 and not seen.accounts[0].why and not seen.done:
        return ()
    rows = []
    for each in seen.accounts:
        count = f"{each.done} of {each.questions}"
        text = rich(
            Bold(sentence(shortened(each.name, 80))), f"  {count}", f" · {each.why}" if each.why else ""
        )
        form = Button(label="Form", command=AnswerInForm(seen.round.id, each.id), opens_form=True)
        rows.append(Row(text=text, button=form if len(seen.accounts) > 1 else None))
    return tuple(rows)


def _menu(seen: RoundSeen) -> tuple[Button, ...]:
    id = seen.round.id
    choose = (
        (Button(label="Other accounts …", command=ChooseAccounts(id), opens_form=True),)
        if seen.round.kind is RoundKind.TACTEGIC
        else ()
    )
    share = (Button(label="Share with my manager …", command=PreviewSharing(id)),) if seen.can_share else ()
    return (
        Button(label="Later today", command=SnoozeRound(id, "today")),
        Button(label="Tomorrow", command=SnoozeRound(id, "tomorrow")),
        Button(label="Next week", command=SnoozeRound(id, "week")),
        Button(label="I am away …", command=GoOnLeave(id), opens_form=True),
        *choose,
        *share,
    )


def question_parts(round: Round, seen: QuestionSeen) -> tuple[Part, ...]:
    """One question, what is known beside it, and what one click can say."""
    asked, id = seen.asked, round.id
    beside: list[Rich] = []
    if asked.companion is not None:
        topic = topic_of(str(dict(asked.companion.about).get("question", "")))
        beside.append(rich(f"On {topic}: ", Italic(f"“{shortened(said_in(asked.companion), 160)}”")))
    if asked.last is not None:
        when = ago(asked.last.note.occurred_on, seen.today)
        beside.append(rich(f"You said {when}: ", Italic(f"“{shortened(said_in(asked.last.note), 240)}”")))
    elif asked.told:
        note = asked.told[0]
        beside.append(
            rich("Your note of ", Day(note.occurred_on), ": ", Italic(f"“{shortened(note.text, 200)}”"))
        )
    lines: list[object] = [Bold(seen.words)]
    for line in beside:
        lines += ["\n", *line]
    passing = Button(label="Leave it out", command=PassQuestion(id, asked.account_id, asked.question.id))
    same = Button(label="No change", command=NoChange(id, asked.account_id, asked.question.id))
    buttons = (same, passing) if asked.last is not None else (passing,)
    return (Passage(text=rich(*lines)), Choices(buttons=buttons))  # type: ignore[arg-type]


def went_on(seen: RoundSeen, what: Rich, change: str) -> Card:
    """An answer was taken: what was noted, then the next question, or what comes of it all."""
    undo = (Button(label="Undo", command=TakeBackAnswer(seen.round.id, change)),) if change else ()
    if seen.question is None:
        card = finished(seen)
        return Card(
            text=rich(*what, " ", *card.text),
            parts=card.parts,
            context=card.context,
            buttons=(*card.buttons, *undo),
        )
    form = Button(
        label="The rest in a form",
        command=AnswerInForm(seen.round.id, seen.question.asked.account_id),
        opens_form=True,
    )
    return Card(
        text=what,
        parts=question_parts(seen.round, seen.question),
        context=(f"{seen.done} of {seen.questions}",),
        buttons=(form, *undo),
    )


def finished(seen: RoundSeen) -> Card:
    """Nothing is left to ask."""
    stratical = seen.round.kind is RoundKind.STRATICAL
    share = (
        (Button(label="Share with my manager", command=PreviewSharing(seen.round.id)),)
        if seen.can_share
        else ()
    )
    rows = tuple(
        Row(
            text=rich(Bold(sentence(shortened(each.name, 80))), f"  {each.done} of {each.questions}"),
            button=Button(
                label="Look or edit", command=AnswerInForm(seen.round.id, each.id), opens_form=True
            ),
        )
        for each in seen.accounts
    )
    back = (
        "Your answers come back when you ask me."
        if stratical
        else ("Your answers come back in briefs and on your plan.")
    )
    return Card(
        text=(f"That is all for this {'month' if stratical else 'week'}. {back}",),
        parts=rows,
        context=("Only you see them until you share them",),
        buttons=share,
    )


def noted(name: str, question_id: str, *, changed: bool, expectations: Sequence[str] = ()) -> Rich:
    """What was taken down; expectations are said to be that (R2)."""
    lead = rich("Noted anew for " if changed else "Noted for ", Bold(shortened(name, 80)))
    words = f": {topic_of(question_id)}."
    if not expectations:
        return rich(*lead, words)
    return rich(
        *lead, words, " I took ", Italic(f"“{shortened(expectations[0], 90)}”"), " as your expectation."
    )


def same_as_before(name: str, question_id: str) -> Rich:
    """No change."""
    return rich("Still so for ", Bold(shortened(name, 80)), f": {topic_of(question_id)}.")


def left_out(name: str, question_id: str) -> Rich:
    """A question was left out."""
    return rich("Left out for ", Bold(shortened(name, 80)), f": {topic_of(question_id)}.")


def several(count: int, unchanged: int, name: str) -> Rich:
    """Answers from the form."""
    parts = [plural(count, "answer")] if count else []
    parts += [f"{unchanged} unchanged"] if unchanged else []
    return rich("Noted for ", Bold(shortened(name, 80)), f": {listed(parts) or 'nothing new'}.")


def asked_again() -> Rich:
    """An answer was taken back."""
    return ("Taken back. Once more:",)


def skipped(round: Round) -> Card:
    """This period's round is left out."""
    week = "month" if round.kind is RoundKind.STRATICAL else "week"
    return Card(
        text=(f"Skipped for this {week}. Nothing is lost; the next one comes as usual.",),
        buttons=(Button(label="Answer after all", command=ShowRound(round.id)),),
    )


def snoozed(round: Round, until: Rich) -> Card:
    """The round comes again later."""
    return Card(
        text=rich("I'll come back with it ", *until, "."),
        buttons=(Button(label="Show it now", command=ShowRound(round.id)),),
    )


def on_leave(first: date, last: date) -> Card:
    """No round comes meanwhile."""
    return Card(text=rich("Enjoy it. Nothing comes from me from ", Day(first), " to ", Day(last), "."))


def no_accounts() -> Card:
    """There is nothing to ask about yet."""
    return Card(
        text=("A look ahead needs a company to look at, and I know none of yours yet.",),
        context=rich("Tell me about one: ", Code("Met Ana Ruiz from Northwind")),
    )


def no_such_account(name: str, near: Sequence[str]) -> Card:
    """An account that nobody has told of; asked, never guessed."""
    rows = tuple(
        Row(text=(Bold(each),), button=Button(label="This one", command=OpenRound(each))) for each in near
    )
    return Card(
        text=rich("I know no company called ", Bold(shortened(name, 60)), "."),
        parts=rows,
        context=() if rows else rich("Tell me who is there first: ", Code("/tactegic account Ana Northwind")),
    )


def three_already(names: Sequence[str], round: Round) -> Card:
    """A fourth account: the member chooses which three."""
    return Card(
        text=(
            f"This week is about {listed([shortened(n, 60) for n in names])}; three are enough for one week.",
        ),
        buttons=(
            Button(
                label="Choose others", command=ChooseAccounts(round.id), opens_form=True, style=Style.PRIMARY
            ),
            Button(label="Show the round", command=ShowRound(round.id)),
        ),
    )


def for_leaders() -> Card:
    """The stratical round is a leader's."""
    return Card(
        text=("The stratical round asks about a whole organization; it comes to leaders.",),
        context=rich("If you lead one: ", Code("/tactegic role leader")),
    )


def is_gone() -> Card:
    """The round is no longer there."""
    return Card(
        text=("That round is no longer there. Nothing was changed.",),
        context=rich("Begin with ", Code("/tactegic round")),
    )


def open_form(round: Round, account_id: str, name: str) -> Card:
    """Where no form could be opened."""
    return Card(
        text=rich("All questions about ", Bold(shortened(name, 80)), " in one form:"),
        buttons=(
            Button(
                label="Open the form",
                command=AnswerInForm(round.id, account_id),
                opens_form=True,
                style=Style.PRIMARY,
            ),
        ),
    )


def talking_points(found: Sequence[tuple[str, str, str, date]]) -> tuple[Part, ...]:
    """What to bring up, in a brief and beside a plan: note id, topic, words and day of each."""
    if not found:
        return ()
    rows = tuple(
        Row(
            text=rich(Italic(f"{topic[:1].upper()}{topic[1:]}"), f"\n{shortened(words, 220)}"),
            button=Button(label="Open", command=OpenNote(note_id), opens_form=True),
        )
        for note_id, topic, words, _ in found
    )
    return (Passage(heading="Worth bringing up", text=("From your looks ahead.",)), *rows)
