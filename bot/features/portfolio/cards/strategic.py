"""The form that makes a contact strategic, and what is said around it (F1, P2)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bot.core.cadence import MOST_IDEAL_DAYS, MOST_LONGEST_DAYS
from bot.core.cards import Button, Card, Field, FieldKind, Form, Option, Passage, Style
from bot.core.common_cards import undo_button
from bot.core.contacts import Contact, Purpose
from bot.core.deliveries import About
from bot.core.knowledge.choices import CriteriaBank, CriterionWording, PurposeBank
from bot.core.rich import Bold, rich
from bot.core.words import ago, name_with_company, plural, quiet, shorten
from bot.features.portfolio.cards.place import DEAL, PURPOSES, cadence_fields, deal_field, rhythm
from bot.features.portfolio.commands import MakeStrategic, SetStrategic, ShowPlace
from bot.features.portfolio.rules.criteria import QUALIFYING_SUM, TOP_SCORE, Criterion
from bot.features.portfolio.rules.evidence import Evidence, EvidenceKind


@dataclass(frozen=True, slots=True, kw_only=True)
class CriteriaView:
    """What is on record for each criterion, and the member's local date."""

    evidence: Mapping[Criterion, Sequence[Evidence]]
    today: date

    @property
    def about(self) -> About:
        """The ids of the notes that the form quotes."""
        return tuple(each.record_id for found in self.evidence.values() for each in found if each.record_id)

    def beside(self, criterion: str) -> str:
        """What is said beside the question for one criterion; empty where nothing is on record."""
        found = self.evidence.get(Criterion(criterion), ())
        return " ".join(evidence_words(each, self.today) for each in found)


def evidence_words(evidence: Evidence, today: date) -> str:
    """A piece of evidence as a sentence: "You gave (3 weeks ago): “I sent her the storage paper.”"."""
    quote = f"“{shorten(evidence.words.rstrip('. '), 160)}”"
    when = f" ({ago(evidence.on, today)})" if evidence.on else ""
    match evidence.kind:
        case EvidenceKind.STEP:
            return f"A step of your vision needs them: {quote}."
        case EvidenceKind.AHEAD:
            return f"On the years ahead{when}: {quote}."
        case EvidenceKind.GAVE:
            return f"You gave{when}: {quote}."
        case EvidenceKind.RECEIVED:
            return f"They gave{when}: {quote}."
        case EvidenceKind.TITLE:
            return f"By title: {shorten(evidence.words, 80)}."
        case EvidenceKind.SAY:
            return f"On their say{when}: {quote}."
        case EvidenceKind.FRANK:
            return f"Told frankly{when}: {quote}."
        case EvidenceKind.THEY_KEPT:
            return f"They kept {evidence.count} of {plural(evidence.of, 'promise')} to you."
        case EvidenceKind.I_KEPT:
            return f"You kept {evidence.count} of {plural(evidence.of, 'promise')} to them."


def strategic_form(
    contact: Contact, company: str, criteria: CriteriaBank, purposes: PurposeBank, view: CriteriaView
) -> Form:
    """The form for purpose, criteria and cadence, prefilled, with what is on record beside each."""
    scores = dict(contact.criteria)
    deal = Option(DEAL, "Yes, one can be foreseen", "Good to know; alone it is not enough")
    return Form(
        title="A strategic contact",
        submit=SetStrategic(contact.id),
        submit_label="Choose",
        parts=(
            Passage(
                text=rich(
                    Bold(name_with_company(contact.name, company)),
                    " · the numbers are your own judgement; nobody else sees them.",
                )
            ),
        ),
        fields=(
            _purpose(contact, purposes),
            *(
                _criterion(each, scores.get(_field_name(each)), view.beside(_field_name(each)))
                for each in criteria.criteria
            ),
            deal_field(contact, "Is there a deal in sight?", deal),
            *cadence_fields(contact, required=True),
        ),
    )


def _field_name(criterion: CriterionWording) -> str:
    return criterion.id.replace("-", "_")


def _criterion(criterion: CriterionWording, score: int | None, beside: str) -> Field:
    return Field(
        name=_field_name(criterion),
        label=criterion.question,
        hint=beside,
        kind=FieldKind.SELECT,
        value="" if score is None else str(score),
        options=tuple(
            Option(str(points), shorten(f"{points} · {criterion.anchors[points]}", 75))
            for points in sorted(criterion.anchors)
        ),
    )


def _purpose(contact: Contact, purposes: PurposeBank) -> Field:
    options = [Option(each.id, each.label, shorten(each.explanation, 75)) for each in purposes.purposes]
    none = Option(Purpose.NONE.value, purposes.none.label)
    return Field(
        name="purpose",
        label=f"What is the relationship with {contact.name} for?",
        kind=FieldKind.SELECT,
        value="" if contact.purpose is Purpose.NONE else contact.purpose.value,
        options=(*options, none),
    )


def offer_card(contact: Contact, company: str) -> Card:
    """What the form asks, where a typed command cannot open it, with a button that can."""
    return Card(
        text=rich(
            "Would ",
            Bold(name_with_company(contact.name, company)),
            " still matter to you without any open deal?",
        ),
        parts=(Passage(text=("A few questions about purpose and reach, and a rhythm. It takes a minute.",)),),
        buttons=(
            Button(
                label="Answer them",
                command=MakeStrategic(contact_id=contact.id),
                style=Style.PRIMARY,
                opens_form=True,
            ),
        ),
    )


def chosen_card(contact: Contact, points: int, beside: str, change: str) -> Card:
    """A contact is strategic now; `beside` is said below."""
    top = TOP_SCORE * len(Criterion)
    why = f"It {PURPOSES[contact.purpose]}; you want to be in touch {rhythm(contact)}."
    return Card(
        text=rich(Bold(contact.name), f" is a strategic contact now: {points} of {top} by your criteria."),
        parts=(Passage(text=(why,)),),
        context=quiet(beside),
        buttons=(
            undo_button(change),
            Button(label="Place", command=ShowPlace(contact_id=contact.id)),
        ),
    )


NO_PURPOSE = (
    "None of the three: then it may be fine to wait. Reconsider, or cancel, and the name stays among those "
    "you know."
)
DEAL_ALONE = (
    "A deal in sight is a good reason to call. To invest, one more that lasts beyond it is needed: the "
    "vision, or a say in what their company does next."
)
CHOOSE = "Choose one."
DAYS = f"A number of days from 1 to {MOST_IDEAL_DAYS}."
LONGER = f"The longest pause is at least the ideal one, and at most {MOST_LONGEST_DAYS} days."


def too_low(points: int) -> str:
    """Says that the criteria do not carry it (P2)."""
    return (
        f"Together this comes to {points}; a strategic contact has at least {QUALIFYING_SUM}. "
        "Keep them known or active for now, or look again at what you may be underrating."
    )
