"""Cards of rounds: what is asked, what comes next, and the end of it (T1, T2, T4)."""

from __future__ import annotations

from bot.core.cards import Button, Card, Choices, Part, Passage, Row, Style
from bot.core.rich import Bold, Day, Italic, Rich, Span, rich
from bot.core.words import ago, join_words, plural, quiet, sentence, shorten
from bot.features.rollup.commands import PreviewSharing
from bot.features.rounds.cards.views import RoundQuestionView, RoundView
from bot.features.rounds.commands import (
    AnswerInForm,
    ChooseAccounts,
    GoOnLeave,
    NoChange,
    PassQuestion,
    SkipRound,
    SnoozeRound,
    TakeBackAnswer,
)
from bot.features.rounds.contracts.cards import topic_of
from bot.features.rounds.contracts.picture import own_words_of
from bot.features.rounds.contracts.values import Round, RoundKind, RoundState
from bot.features.rounds.rules.accounts import AccountNeed


def why(need: AccountNeed) -> str:
    """Why an account was picked, in a few words, such as "oldest answer 6 weeks old"."""
    reasons = []
    if need.oldest_days is None:
        reasons.append("no picture of its future yet")
    elif need.open_questions:
        reasons.append(f"{plural(need.open_questions, 'question')} never answered")
    elif need.oldest_days >= 14:
        reasons.append(f"oldest answer {need.oldest_days // 7} weeks old")
    if need.strategic:
        reasons.append(plural(need.strategic, "strategic contact"))
    if need.on_path:
        reasons.append("on the path of your vision")
    return ", ".join(reasons)


def round_card(view: RoundView) -> Card:
    """Begin a round with its first open question; answers go into the thread of this card."""
    round, names = view.round, [each.name for each in view.accounts]
    if view.question is None:
        return finished_card(view)
    stratical = round.kind is RoundKind.STRATICAL
    first = (
        "The years ahead of your organization. Take it in parts: a question now, another one next week."
        if stratical
        else f"A few minutes two or three years ahead, for {join_words([shorten(n, 60) for n in names])}."
    )
    return Card(
        header="Your look ahead this month" if stratical else "Your look ahead this week",
        text=(first,),
        parts=(
            *_accounts(view),
            *_recalled(view),
            *question_parts(round, view.question),
        ),
        context=quiet(
            "Skipped; answer whenever you like" if round.state is RoundState.SKIPPED else "",
            f"{plural(round.most_questions, 'question')} only this time" if round.most_questions else "",
            "Answer in the thread, one at a time, or use the form",
            _who_sees(view),
        ),
        buttons=(
            Button(
                label="Answer in a form",
                command=AnswerInForm(round.id, view.question.asked.account_id),
                opens_form=True,
                style=Style.PRIMARY,
            ),
            Button(label="Skip this month" if stratical else "Skip this week", command=SkipRound(round.id)),
        ),
        menu=_menu(view),
    )


def _recalled(view: RoundView) -> tuple[Part, ...]:
    """What was said in the round before, each with its topic."""
    if view.question is None:
        return ()
    today = view.question.today
    lines: list[Span | str] = []
    for note in view.recalled:
        topic = topic_of(str(dict(note.about).get("question", "")))
        lead = f"{sentence(ago(note.occurred_on, today))}, on {topic}: "
        lines += ["\n" if lines else "", lead, Italic(f"“{shorten(own_words_of(note), 200)}”")]
    return (Passage(heading="What you said last time", text=rich(*lines)),) if lines else ()


def _who_sees(view: RoundView) -> str:
    if view.shared:
        return "Managers see what you shared; what is new only when you share again"
    return "Only you see it until you share it"


def _accounts(view: RoundView) -> tuple[Part, ...]:
    if len(view.accounts) == 1 and not view.accounts[0].why and not view.done:
        return ()
    rows = []
    for each in view.accounts:
        count = f"{each.done} of {each.questions}"
        text = rich(
            Bold(sentence(shorten(each.name, 80))), f"  {count}", f" · {each.why}" if each.why else ""
        )
        form = Button(label="Form", command=AnswerInForm(view.round.id, each.id), opens_form=True)
        rows.append(Row(text=text, button=form if len(view.accounts) > 1 else None))
    return tuple(rows)


def _menu(view: RoundView) -> tuple[Button, ...]:
    id = view.round.id
    choose = (
        (Button(label="Other accounts …", command=ChooseAccounts(id), opens_form=True),)
        if view.round.kind is RoundKind.TACTEGIC
        else ()
    )
    share = (Button(label="Share with my manager …", command=PreviewSharing(id)),) if view.can_share else ()
    return (
        Button(label="Later today", command=SnoozeRound(id, "today")),
        Button(label="Tomorrow", command=SnoozeRound(id, "tomorrow")),
        Button(label="Next week", command=SnoozeRound(id, "week")),
        Button(label="I am away …", command=GoOnLeave(id), opens_form=True),
        *choose,
        *share,
    )


def question_parts(round: Round, view: RoundQuestionView) -> tuple[Part, ...]:
    """One question, what is known beside it, and buttons for what one click can answer."""
    asked, id = view.asked, round.id
    beside: list[Rich] = []
    if asked.companion is not None:
        topic = topic_of(str(dict(asked.companion.about).get("question", "")))
        beside.append(rich(f"On {topic}: ", Italic(f"“{shorten(own_words_of(asked.companion), 160)}”")))
    if asked.last is not None:
        when = ago(asked.last.note.occurred_on, view.today)
        beside.append(rich(f"You said {when}: ", Italic(f"“{shorten(own_words_of(asked.last.note), 240)}”")))
    elif asked.told:
        note = asked.told[0]
        beside.append(
            rich("Your note of ", Day(note.occurred_on), ": ", Italic(f"“{shorten(note.text, 200)}”"))
        )
    lines: list[object] = [Bold(view.words)]
    for line in beside:
        lines += ["\n", *line]
    passing = Button(label="Leave it out", command=PassQuestion(id, asked.account_id, asked.question.id))
    same = Button(label="No change", command=NoChange(id, asked.account_id, asked.question.id))
    buttons = (same, passing) if asked.last is not None else (passing,)
    return (Passage(text=rich(*lines)), Choices(buttons=buttons))  # type: ignore[arg-type]


def reason(name: str, why: str) -> Rich:
    """Say why a round asks about a company; `why` are the reasons in a few words."""
    lead = rich("I ask about ", Bold(shorten(name, 80)))
    if not why:
        return rich(*lead, " because it is one of your companies, and each gets its turn.")
    return rich(*lead, f" because your notes say this of it: {why}.")


def leaders_reason() -> Rich:
    """Say why a leader's round asks about the leader's own organization."""
    return ("I ask because you lead an organization, and its years ahead are yours to shape.",)


def meaning_card(view: RoundView, question: RoundQuestionView, reason: Rich = ()) -> Card:
    """Say in one or two sentences why a question is asked, and what it asks for; it stays open."""
    meaning = question.asked.question.meaning
    return Card(
        text=rich(*reason, f" {meaning}") if reason else (meaning,),
        parts=question_parts(view.round, question),
        context=("Answer in the thread",),
    )


def next_question_card(view: RoundView, what: Rich, change: str, step: Row | None = None) -> Card:
    """Say what was noted of an answer, then ask the next question, or close where none is left.

    `step` offers what an answer leads to, with a day, in one click (T3).
    """
    undo = (Button(label="Undo", command=TakeBackAnswer(view.round.id, change)),) if change else ()
    offered = (step,) if step else ()
    if view.question is None:
        card = finished_card(view)
        return Card(
            text=rich(*what, " ", *card.text),
            parts=(*offered, *card.parts),
            context=card.context,
            buttons=(*card.buttons, *undo),
        )
    form = Button(
        label="The rest in a form",
        command=AnswerInForm(view.round.id, view.question.asked.account_id),
        opens_form=True,
    )
    return Card(
        text=what,
        parts=(*offered, *question_parts(view.round, view.question)),
        context=(f"{view.done} of {view.questions}",),
        buttons=(form, *undo),
    )


def finished_card(view: RoundView) -> Card:
    """Close a round in which nothing is left to ask, with a way back to each account's answers."""
    stratical = view.round.kind is RoundKind.STRATICAL
    share = (
        (Button(label="Share with my manager", command=PreviewSharing(view.round.id)),)
        if view.can_share
        else ()
    )
    rows = tuple(
        Row(
            text=rich(Bold(sentence(shorten(each.name, 80))), f"  {each.done} of {each.questions}"),
            button=Button(
                label="Look or edit", command=AnswerInForm(view.round.id, each.id), opens_form=True
            ),
        )
        for each in view.accounts
    )
    back = (
        "Ask me, and your answers come back; what you put on your plan does by itself."
        if stratical
        else "You meet your answers again in briefs and on your plan."
    )
    return Card(
        text=(f"That is all for this {'month' if stratical else 'week'}. {back}",),
        parts=rows,
        context=(_who_sees(view),),
        buttons=share,
    )
