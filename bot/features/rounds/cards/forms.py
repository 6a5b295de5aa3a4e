"""Forms of rounds: all questions of an account, which accounts, and from when to when somebody is away."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bot.core.cards import Field, FieldKind, Form, Option, Part, Passage
from bot.core.deliveries import About
from bot.core.rich import Bold, rich
from bot.core.words import ago, sentence, shorten
from bot.features.rounds.commands import SaveAccounts, SaveAnswers, SaveLeave
from bot.features.rounds.contracts.cards import topic_of
from bot.features.rounds.contracts.picture import own_words_of
from bot.features.rounds.contracts.values import MOST_ACCOUNTS, Round
from bot.features.rounds.rules.questions import AccountQuestion

LONGEST = 2500
"""Characters of one answer."""
UNCHANGED = "unchanged"
AT_MOST_THREE = f"At most {MOST_ACCOUNTS} for one week"
AT_LEAST_ONE = "Choose at least one"
WHICH_DAYS = "The last day is not before the first"
ANSWER_ONE = "Answer one of them, or close this; nothing is lost"


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundFormView:
    """One account's questions in their words, with what was answered in this round already."""

    round: Round
    account_id: str
    name: str
    asked: Sequence[AccountQuestion]
    words: Mapping[str, str]
    now: Mapping[str, str]
    """Answers of this round, by question id."""
    today: date

    @property
    def about(self) -> About:
        """Ids of the account, and of the notes that the form quotes."""
        account = (self.account_id,) if self.account_id else ()
        return (*account, *dict.fromkeys(id for each in self.asked for id in each.quoted))


def answers_form(view: RoundFormView, card: str | None) -> Form:
    """Ask all questions about one account; any of them may stay empty."""
    return Form(
        title="Your look ahead",
        submit=SaveAnswers(view.round.id, view.account_id, card, tuple(view.now)),
        parts=(
            Passage(
                text=rich(
                    Bold(sentence(shorten(view.name, 120))),
                    "\nAnswer what you can; the rest can wait for another day.",
                )
            ),
        ),
        fields=(*(_field(view, each) for each in view.asked), *_same(view)),
    )


def _field(view: RoundFormView, asked: AccountQuestion) -> Field:
    hint = ""
    if asked.last is not None and asked.question.id not in view.now:
        when = ago(asked.last.note.occurred_on, view.today)
        hint = f"You said {when}: “{shorten(own_words_of(asked.last.note), 300)}”"
    elif asked.told:
        hint = f"Your note: “{shorten(asked.told[0].text, 200)}”"
    return Field(
        name=asked.question.id,
        label=view.words[asked.question.id],
        kind=FieldKind.LINES,
        value=view.now.get(asked.question.id, ""),
        hint=hint,
        optional=True,
        max_length=LONGEST,
    )


def _same(view: RoundFormView) -> tuple[Field, ...]:
    options = tuple(
        Option(each.question.id, topic_of(each.question.id))
        for each in view.asked
        if each.last is not None and each.question.id not in view.now
    )
    if not options:
        return ()
    return (
        Field(
            name=UNCHANGED,
            label="Still as you said last time",
            kind=FieldKind.CHECKS,
            options=options,
            optional=True,
        ),
    )


def accounts_form(round: Round, options: Sequence[tuple[str, str, str]], card: str | None) -> Form:
    """Ask which accounts the round is about; `options` are ids, names and reasons, the neediest first."""
    return Form(
        title="Your look ahead",
        submit=SaveAccounts(round.id, card),
        submit_label="Ask about these",
        fields=(
            Field(
                name="accounts",
                label="Which companies, at most three",
                kind=FieldKind.MULTI,
                values=tuple(round.account_ids),
                options=tuple(Option(id, shorten(name, 70), shorten(why, 70)) for id, name, why in options),
            ),
        ),
    )


def leave_form(round: Round, today: date) -> Form:
    """Ask from when to when the member is away, so that nothing comes."""
    return Form(
        title="Time away",
        submit=SaveLeave(round.id),
        parts=(Passage(text=("No rounds, nudges or digests come while you are away.",)),),
        fields=(
            Field(name="first", label="First day", kind=FieldKind.DATE, value=today.isoformat()),
            Field(
                name="last",
                label="Last day",
                kind=FieldKind.DATE,
                value=(today + timedelta(days=7)).isoformat(),
            ),
        ),
    )


def gone_form() -> Form:
    """Say in a form that its round is no longer there."""
    parts: tuple[Part, ...] = (Passage(text=("That round is no longer there.",)),)
    return Form(title="Your look ahead", parts=parts)
