"""B1: the facts that a note tells of its people and companies, read by grammar; doubtful ones wait."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from bot.core.coaching.understanding import Mention, Understanding
from bot.core.contacts import AccountId, Contact, ContactId
from bot.core.facts.companies import names_of_companies
from bot.core.facts.days import DayRead, may_name_a_day, read_days
from bot.core.facts.marks import Marked, Name, sentences_marked, with_days
from bot.core.facts.moves import read_left, read_starts
from bot.core.facts.plain import PlaceRead, read_known_for, read_places
from bot.core.facts.ties import read_ties
from bot.core.facts.values import Fact, FactId, FactKind, FactSource, FactStanding
from bot.core.gathering import Gathered
from bot.core.naming import named
from bot.core.note_context import NoteContext
from bot.core.notes import Note
from bot.language.birthdays import read_birthday
from bot.language.dates import day_first_in
from bot.language.names import fold


def read_facts(
    note: Note, understanding: Understanding, context: NoteContext, gathered: Gathered
) -> tuple[list[Fact], dict[str, Contact]]:
    """The facts of a note, and its contacts as they are with what it says of place and birthday."""
    people = dict(gathered.people)
    if not understanding.is_english:
        return [], people
    accounts = {each.id: each.name for each in (*context.accounts, *gathered.accounts.values())}
    said = {written: id for written, id in gathered.spoken.items() if not _is_pronoun(written)}
    names = names_of(people.values(), said, {each.written.casefold() for each in gathered.opened})
    doubtful = _doubtful_titles(note, understanding, context, gathered)
    told = facts_in(note, names, people, accounts, context)
    return [*doubtful, *told, *_moves(note, names, people, accounts, context, gathered)], people


def _moves(
    note: Note,
    names: Sequence[Name],
    people: dict[str, Contact],
    accounts: Mapping[AccountId, str],
    context: NoteContext,
    gathered: Gathered,
) -> list[Fact]:
    """The days on which people will start elsewhere; `people` are changed to who has left where they were."""
    written = {str(id): name for id, name in accounts.items()}
    companies = names_of_companies(written, note.text, (each.written for each in names))
    before = {each.id: each for each in context.contacts}
    day_first = day_first_in(context.zone)
    starts: list[Fact] = []
    for marked in sentences_marked(note.text, [*names, *companies], _in_focus(context)):
        for start in read_starts(marked, written, context.today, day_first=day_first):
            fact = _new(
                note, context, FactKind.DATE, start.called, start.contact_id, start.on, sure=start.is_sure
            )
            starts.append(replace(fact, contact_id=ContactId(start.contact_id), on=start.on))
            was = before.get(ContactId(start.contact_id))
            if was is not None and was.id in people:  # until then all is as it was
                people[was.id] = replace(people[was.id], account_id=was.account_id, title=was.title)
                gathered.left[:] = [each for each in gathered.left if each[0].id != was.id]
        for left in read_left(marked):
            person = people.get(left.contact_id)
            if person is None or person.id not in before or person.account_id != left.account_id:
                continue
            mention = Mention(person.name, 0, 0, former_company=accounts[AccountId(left.account_id)])
            gathered.left.append((before[person.id], mention))
            people[person.id] = replace(person, account_id=None, title="")
    return starts


def facts_in(
    note: Note,
    names: Sequence[Name],
    people: dict[str, Contact],
    accounts: Mapping[AccountId, str],
    context: NoteContext,
) -> list[Fact]:
    """The facts that a note tells; `people` are changed to what it says of place and birthday."""
    written = {str(id): name for id, name in accounts.items()}
    companies = names_of_companies(written, note.text, (each.written for each in names))
    here = {each.id: each for each in context.contacts if each.id in context.in_focus[:1]}
    found: list[Fact] = []
    dated = may_name_a_day(note.text)
    day_first = day_first_in(context.zone)
    for marked in sentences_marked(note.text, [*names, *companies], _in_focus(context)):
        found += _ties(note, marked, accounts, context)
        found += _known_for(note, marked, context)
        for place in read_places(marked):
            if place.contact_id in here:
                people.setdefault(place.contact_id, here[ContactId(place.contact_id)])
            found += _placed(note, place, people, context)
        if dated:
            for day in read_days(with_days(marked, context.today, day_first=day_first)):
                found += _dated(note, _owned(day, note), people, context)
    return found


def _owned(day: DayRead, note: Note) -> DayRead:
    """The day with whose it is: where the words do not say it, the one company's or person's of the note."""
    if day.contact_id or day.account_id:
        return day
    if len(note.account_ids) == 1:
        return replace(day, account_id=note.account_ids[0])
    return replace(
        day, contact_id="".join(note.contact_ids[:1]), is_sure=day.is_sure and len(note.contact_ids) == 1
    )


def _in_focus(context: NoteContext) -> str:
    """Whom a pronoun means before anybody is named: the one whom the conversation was about last."""
    return "".join(context.in_focus[:1])


def _is_pronoun(written: str) -> bool:
    return written.casefold() in ("she", "he", "her", "him", "his", "they", "them", "their", "hers")


def names_of(
    people: Iterable[Contact], said: Mapping[str, ContactId], open_words: Collection[str] = ()
) -> list[Name]:
    """How the people of a note may be written in it: as they were read, in full, by given or family name.

    A word that several of them go by, or that the card asks about, means none of them.
    """
    known = dict(said)
    forms: dict[str, set[ContactId]] = {}
    for contact in people:
        for name in (contact.name, *contact.aliases):
            for form in (name, *name.split()[:1], *name.split()[-1:]):
                forms.setdefault(form.casefold(), set()).add(contact.id)
    for form, ids in forms.items():
        if len(ids) == 1 and form not in open_words:
            known.setdefault(form, next(iter(ids)))
    return [Name(written, id) for written, id in known.items()]


def _new(note: Note, context: NoteContext, kind: FactKind, value: str, *parts: object, sure: bool) -> Fact:
    """A fact that a note tells."""
    return Fact(
        id=FactId(context.new_id("fact", kind, value.casefold(), *parts)),
        workspace=note.workspace,
        space=note.space,
        created_at=context.now,
        kind=kind,
        value=value,
        told_on=note.occurred_on,
        source=FactSource.NOTE,
        note_id=note.id,
        standing=FactStanding.SURE if sure else FactStanding.PENDING,
    )


def _ties(
    note: Note, marked: Marked, accounts: Mapping[AccountId, str], context: NoteContext
) -> Iterator[Fact]:
    for tie in read_ties(marked, {str(id): name for id, name in accounts.items()}):
        fact = _new(note, context, FactKind.TIE, tie.kind.value, tie.first, tie.second, sure=tie.is_sure)
        over = {"standing": FactStanding.CLOSED, "until": note.occurred_on} if tie.is_over else {}
        yield replace(
            fact,
            contact_id=ContactId(tie.first),
            other_id=ContactId(tie.second),
            detail=tie.detail,
            **over,  # type: ignore[arg-type]
        )


def _known_for(note: Note, marked: Marked, context: NoteContext) -> Iterator[Fact]:
    for contact_id, what in read_known_for(marked):
        fact = _new(note, context, FactKind.KNOWN_FOR, what, contact_id, sure=not marked.is_hedged)
        yield replace(fact, contact_id=ContactId(contact_id))


def _placed(note: Note, read: PlaceRead, people: dict[str, Contact], context: NoteContext) -> Iterator[Fact]:
    """Where somebody is: kept where it is new or nothing was known, else asked about."""
    person = people.get(read.contact_id)
    if person is None or fold(person.place) == fold(read.place):
        return
    if read.is_sure and (read.is_new or not person.place):
        people[person.id] = replace(person, place=read.place)
        return
    if fold(read.place) in fold(person.place):
        return
    fact = _new(note, context, FactKind.PLACE, read.place, person.id, sure=False)
    yield replace(fact, contact_id=person.id)


def _dated(note: Note, read: DayRead, people: dict[str, Contact], context: NoteContext) -> Iterator[Fact]:
    """An important day; a birthday is the contact's own, and asked about where another one is known."""
    person = people.get(read.contact_id)
    if read.called == "birthday":
        birthday = read_birthday(read.written, day_first=day_first_in(context.zone)) or f"--{read.on:%m-%d}"
        if person is None or birthday[-5:] == person.birthday[-5:]:
            return
        if read.is_sure and not person.birthday:
            people[person.id] = replace(person, birthday=birthday)
            return
        fact = _new(note, context, FactKind.BIRTHDAY, birthday, person.id, sure=False)
        yield replace(fact, contact_id=person.id)
        return
    whom = read.contact_id or read.account_id
    if not whom:
        return
    fact = _new(note, context, FactKind.DATE, read.called, whom, read.on, sure=read.is_sure)
    yield replace(
        fact,
        contact_id=ContactId(read.contact_id) if read.contact_id else None,
        account_id=AccountId(read.account_id) if read.account_id else None,
        on=read.on,
        yearly=read.yearly,
    )


def _doubtful_titles(
    note: Note, understanding: Understanding, context: NoteContext, gathered: Gathered
) -> Iterator[Fact]:
    """Titles that a note writes beside names of people who are known with another one."""
    before = {each.id: each for each in context.contacts}
    for mention in map(named, understanding.mentions):
        written = " ".join(mention.written.split()).casefold()
        known = before.get(gathered.spoken.get(written, ContactId("")))
        if known is None or not known.title or not mention.job or mention.has_moved:
            continue
        job = " ".join(mention.job.split())
        if fold(job) in fold(known.title) or fold(known.title) in fold(job):
            continue
        yield replace(_new(note, context, FactKind.TITLE, job, known.id, sure=False), contact_id=known.id)
