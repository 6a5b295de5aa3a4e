"""P1: how facts follow one another: a newer one closes the older, a contradiction of the same day waits."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from bot.core.contacts import Contact
from bot.core.facts.values import (
    FIELD_KINDS,
    Fact,
    FactId,
    FactKind,
    FactSource,
    FactStanding,
    TieKind,
)
from bot.core.note_context import NewId
from bot.core.notes import NoteId
from bot.language.names import fold


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldBy:
    """Who tells something of a contact, when, and by what."""

    now: datetime
    on: date
    """The member's local day of the telling."""
    source: FactSource
    note_id: NoteId | None
    new_id: NewId


def fields_of(contact: Contact, companies: Mapping[str, str]) -> dict[FactKind, str]:
    """What stands on a contact, by the kind of fact; empty for what is not known."""
    return {
        FactKind.TITLE: contact.title,
        FactKind.COMPANY: companies.get(contact.account_id or "", ""),
        FactKind.PLACE: contact.place,
        FactKind.BIRTHDAY: contact.birthday,
    }


def with_field(contact: Contact, kind: FactKind, value: str) -> Contact:
    """The contact with another title, place or birthday; a company is an account, and not set here."""
    match kind:
        case FactKind.TITLE:
            return replace(contact, title=value)
        case FactKind.PLACE:
            return replace(contact, place=value)
        case FactKind.BIRTHDAY:
            return replace(contact, birthday=value)
        case _:
            return contact


def follow_fields(
    before: Contact | None,
    after: Contact,
    facts: Iterable[Fact],
    companies: Mapping[str, str],
    telling: ToldBy,
) -> list[Fact]:
    """The facts to write so that they say of a contact what stands on it: older ones closed, newer opened.

    What an import brings in with a new contact is said by the contact alone, until it changes.
    """
    opened = {each.kind: each for each in facts if each.holds and each.contact_id == after.id}
    was = fields_of(before, companies) if before else dict.fromkeys(FIELD_KINDS, "")
    written: list[Fact] = []
    for kind, value in fields_of(after, companies).items():
        older = opened.get(kind)
        if older is not None and _same(older.value, value):
            continue
        if older is None and _same(was[kind], value):
            continue
        if older is None and before is None and after.import_id:
            continue
        if older is not None:
            written.append(closed(older, telling.on, telling.note_id))
        elif before is not None and was[kind]:
            written.append(_former(before, kind, was[kind], telling))
        if value:
            changed = bool(older or was[kind])
            written.append(_opened(after, kind, value, telling, since=telling.on if changed else None))
    return written


def closed(fact: Fact, until: date, by: NoteId | None = None) -> Fact:
    """The fact as it is once a newer one, or the member, says that it holds no more."""
    return replace(fact, standing=FactStanding.CLOSED, until=max(until, fact.told_on), closed_by=by)


def reopened(fact: Fact) -> Fact:
    """A fact that holds again, since what closed it was taken back."""
    return replace(fact, standing=FactStanding.SURE, until=None, closed_by=None)


def settle(new: Sequence[Fact], known: Sequence[Fact], *, corrects: bool = False) -> list[Fact]:
    """The rows to write for newly told facts: with the older ones closed that they contradict.

    Somebody has one boss at a time, and a renewal one day. Where both were told of the same day, the newer
    one waits for the member to say which holds, unless it plainly `corrects` what was told.
    """
    written: dict[str, Fact] = {}
    for fact in new:
        ended = fact.standing is FactStanding.CLOSED
        for older in known:
            if not older.holds or older.id == fact.id or older.id in written:
                continue
            if ended:
                if older.says == fact.says:
                    written[older.id] = closed(older, fact.told_on, fact.note_id)
                continue
            if not contradicts(fact, older) or fact.standing is FactStanding.PENDING:
                continue
            if not corrects and older.told_on == fact.told_on and older.note_id != fact.note_id:
                fact = replace(fact, standing=FactStanding.PENDING)
            else:
                written[older.id] = closed(older, fact.told_on, fact.note_id)
        written[fact.id] = fact
    return list(written.values())


def confirmed(fact: Fact, known: Sequence[Fact], on: date) -> list[Fact]:
    """The rows to write where the member says that a doubtful fact holds."""
    older = [each for each in known if each.holds and each.id != fact.id and contradicts(fact, each)]
    sure = replace(fact, standing=FactStanding.SURE)
    return [*(closed(each, max(on, each.told_on), fact.note_id) for each in older), sure]


def facts_in_force(contact: Contact, facts: Iterable[Fact], companies: Mapping[str, str]) -> list[Fact]:
    """All facts that hold of a contact, those that stand on the contact alone among them."""
    holding = [each for each in facts if each.holds and contact.id in each.people]
    told = {each.kind for each in holding if each.contact_id == contact.id}
    bare = [
        bare_fact(contact, kind, value)
        for kind, value in fields_of(contact, companies).items()
        if value and kind not in told
    ]
    return [*bare, *holding]


def newer_than(facts: Iterable[Fact], last_talk: date | None) -> list[Fact]:
    """The facts that were told after the day of a talk; what was told on that day is taken as said in it."""
    if last_talk is None:
        return []
    return [each for each in facts if each.told_on > last_talk]


def is_worth_showing(fact: Fact) -> bool:
    """Whether a closed fact held for at least a day: what was put right on the same day never did."""
    return fact.standing is FactStanding.CLOSED and fact.until is not None and fact.until > fact.told_on


def contradicts(new: Fact, older: Fact) -> bool:
    """Whether both cannot hold at once."""
    if new.kind is not older.kind or new.says == older.says or new.account_id != older.account_id:
        return False
    if new.contact_id != older.contact_id:
        return False
    match new.kind:
        case FactKind.TIE:
            return new.value == older.value == TieKind.REPORTS_TO
        case FactKind.DATE:
            return fold(new.value) == fold(older.value)
        case FactKind.KNOWN_FOR:
            return False
        case _:
            return True


def as_fact(contact: Contact, kind: FactKind, value: str, telling: ToldBy) -> Fact:
    """What stands on a contact without a row, as a row."""
    return replace(
        bare_fact(contact, kind, value), id=FactId(telling.new_id("fact", contact.id, kind, value))
    )


def _same(one: str, other: str) -> bool:
    return " ".join(one.split()) == " ".join(other.split())


def _opened(contact: Contact, kind: FactKind, value: str, telling: ToldBy, since: date | None) -> Fact:
    return Fact(
        id=FactId(telling.new_id("fact", contact.id, kind, value)),
        workspace=contact.workspace,
        space=contact.space,
        created_at=telling.now,
        kind=kind,
        value=value,
        contact_id=contact.id,
        told_on=telling.on,
        since=since,
        source=telling.source,
        note_id=telling.note_id,
    )


def _former(contact: Contact, kind: FactKind, value: str, telling: ToldBy) -> Fact:
    """What stood on a contact before anything was kept of it, as it ends."""
    return closed(as_fact(contact, kind, value, telling), telling.on, telling.note_id)


def bare_fact(contact: Contact, kind: FactKind, value: str) -> Fact:
    """What stands on a contact, as a fact; told when the contact was added."""
    return Fact(
        id=FactId(f"{contact.id}:{kind}"),
        workspace=contact.workspace,
        space=contact.space,
        created_at=contact.created_at,
        kind=kind,
        value=value,
        contact_id=contact.id,
        told_on=contact.created_at.date(),
        source=FactSource.IMPORT if contact.import_id else FactSource.WORDS,
    )
