"""The third nudge about the same, when two got no answer: another way, not the same once more (B3, F5)."""

from __future__ import annotations

from datetime import timedelta

from bot.core.cards import Button, Card, Part, Row, Style
from bot.core.notes import Commitment, CommitmentState, Promiser
from bot.core.rich import Bold, Rich, rich
from bot.core.words import name_with_company, quiet, shorten
from bot.features.fit.commands import ReviewFit
from bot.features.notes.commands import ChangePromise
from bot.features.nudges.cards.nudges import NudgeView, draft_button, last_words, nudge_menu
from bot.features.people.commands import SettleCommitment
from bot.features.portfolio.commands import EditPlace

_SILENT = ("I won't bring it up again unless something changes",)
_WEEK = timedelta(days=7)


def third_card(view: NudgeView) -> Card:
    """Ask for another way, after two nudges about the same that nothing came of."""
    if view.commitment is not None:
        return _promise(view, view.commitment)
    name = name_with_company(view.name, view.company)
    parts: list[Part] = [] if view.last is None else [last_words(view)]
    way = "Would a call be easier, or a slower rhythm more honest? A look at the fit takes a minute."
    return Card(
        text=rich("Twice it was not the moment for ", Bold(name), f". It has been {view.span}."),
        parts=(*parts, Row(text=(way,))),
        context=_SILENT,
        buttons=(
            Button(label="Fit review", command=ReviewFit(contact_id=view.nudge.contact_id)),
            Button(label="Another rhythm", command=EditPlace(view.nudge.contact_id), opens_form=True),
            *draft_button(view),
        ),
        menu=nudge_menu(view),
    )


def _promise(view: NudgeView, promise: Commitment) -> Card:
    """Ask whether a promise that stays open holds, gets another date, or is given up."""
    what = shorten(promise.what.rstrip(". "), 200)
    who: Rich = (Bold(name_with_company(view.name, view.company)),) if view.name else ()
    kept = SettleCommitment(promise.id, CommitmentState.KEPT)
    if promise.by is Promiser.CONTACT:
        fit = (
            (Button(label="Fit review", command=ReviewFit(contact_id=view.nudge.contact_id)),)
            if view.nudge.contact_id
            else ()
        )
        return Card(
            text=rich(*(who or ("Somebody",)), f" promised you: {what}. It has not come, as far as I know."),
            parts=(Row(text=("A call may do what two reminders could not. Or is it no longer needed?",)),),
            context=quiet(view.why, _SILENT),
            buttons=(Button(label="I have it", command=kept, style=Style.PRIMARY), *draft_button(view), *fit),
            menu=nudge_menu(view),
        )
    later = ChangePromise(promise.id, "moved", due=(view.next_day + _WEEK).isoformat())
    return Card(
        text=rich(*(who or ("Somebody",)), f" still has your word: {what}."),
        parts=(Row(text=("A new date is fair, and so is saying that it won't come.",)),),
        context=quiet(view.why, _SILENT),
        buttons=(
            Button(label="Done", command=kept, style=Style.PRIMARY),
            Button(label="A week more", command=later),
            *draft_button(view),
        ),
        menu=nudge_menu(view),
    )
