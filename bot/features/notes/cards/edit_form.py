"""The form in which everything that was understood of a note is put right: a row each person and promise."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.core.cards import Button, Field, FieldKind, Form, Option, Passage
from bot.core.commands import FormValues
from bot.core.contacts import Contact
from bot.core.notes import Commitment, Note, Promiser
from bot.core.words import name_with_company, shorten
from bot.features.notes.cards.forms import FIELD_LIMIT
from bot.features.notes.commands import AddNoteRow, ChangeNote
from bot.features.notes.form import NOBODY, REMOVE, MentionRow, PersonRow, PromiseRow

MOST_PEOPLE, MOST_PROMISES = 8, 14
"""Rows that one form shows: Slack takes a hundred blocks, a person needs up to four and a promise four."""
_CHANNELS = (
    ("", "None"),
    ("in person", "Meeting"),
    ("phone", "Phone call"),
    ("video", "Video call"),
    ("talk", "Talk"),
    ("email", "Mail"),
    ("message", "Message"),
)
NO_TOUCH = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteForm:
    """A note as its form shows it."""

    note: Note
    people: tuple[Contact, ...]
    choices: tuple[Contact, ...]
    """Whom a row can name: the people of the note first, then those of lately."""
    companies: dict[str, str]
    """Account names by account id."""
    promises: tuple[Commitment, ...]
    touch: str
    """The channel of the touch that the note tells of, empty for none."""
    accounts: tuple[str, ...]
    """Companies that the note is about beside those of its people."""
    card: str | None
    zone: str
    new_people: int = 1
    """Empty rows for people, and for promises."""
    new_promises: int = 1


def edit_form(view: NoteForm) -> Form:
    """The form with a row for each person and promise, and empty rows for more."""
    note = view.note
    people, promises = view.people[:MOST_PEOPLE], view.promises[:MOST_PROMISES]
    ids = (tuple(each.id for each in people), tuple(each.id for each in promises))
    return Form(
        title="Change note",
        submit=ChangeNote(note.id, view.card, view.zone, people=ids[0], promises=ids[1]),
        parts=_parts(view),
        fields=(
            *_text(note),
            Field(
                name="date", label="When it happened", kind=FieldKind.DATE, value=note.occurred_on.isoformat()
            ),
            _touch(view.touch),
            *(field for number, person in enumerate(people) for field in _person(number, person, view)),
            *(field for number, _ in enumerate(note.open_mentions[:2]) for field in _mention(number, view)),
            *(field for n in range(view.new_people) for field in _new_person(len(people) + n, view)),
            *(field for number, each in enumerate(promises) for field in _promise(number, each, view)),
            *(field for n in range(view.new_promises) for field in _promise(len(promises) + n, None, view)),
            Field(
                name="account",
                label="Other companies that it is about",
                value=", ".join(view.accounts),
                optional=True,
                max_length=200,
            ),
        ),
        buttons=_add_buttons(view, *ids),
    )


def _add_buttons(view: NoteForm, people: tuple[str, ...], promises: tuple[str, ...]) -> tuple[Button, ...]:
    """Buttons that show the form with one more row, as long as it has room."""
    add = AddNoteRow(view.note.id, view.card, view.zone, people, promises, view.new_people, view.new_promises)
    person = Button(label="Add a person", command=replace(add, new_people=view.new_people + 1))
    promise = Button(label="Add a promise", command=replace(add, new_promises=view.new_promises + 1))
    return (
        *((person,) if len(people) + view.new_people < MOST_PEOPLE else ()),
        *((promise,) if len(promises) + view.new_promises < MOST_PROMISES else ()),
    )


def _parts(view: NoteForm) -> tuple[Passage, ...]:
    said: list[str] = []
    if len(view.note.text) > FIELD_LIMIT:
        said.append(
            "This note is too long for a form, so its words can't be changed here. Send me “correction: …”."
        )
    hidden = max(0, len(view.people) - MOST_PEOPLE) + max(0, len(view.promises) - MOST_PROMISES)
    if hidden:
        said.append(f"{hidden} more people and promises of this note do not fit here; they stay as they are.")
    return tuple(Passage(text=(each,)) for each in said)


def _text(note: Note) -> tuple[Field, ...]:
    if len(note.text) > FIELD_LIMIT:
        return ()
    return (
        Field(
            name="text", label="What happened", kind=FieldKind.LINES, value=note.text, max_length=FIELD_LIMIT
        ),
    )


def _touch(channel: str) -> Field:
    known = dict(_CHANNELS)
    options = [*_CHANNELS, *(((channel, channel.capitalize()),) if channel not in known else ())]
    return Field(
        name="touch",
        label="How you were in touch",
        kind=FieldKind.SELECT,
        value=channel or NO_TOUCH,
        options=tuple(Option(value or NO_TOUCH, label) for value, label in options),
    )


def _choices(view: NoteForm) -> tuple[Option, ...]:
    return tuple(
        Option(p.id, shorten(name_with_company(p.name, view.companies.get(p.account_id or "", "")), 75))
        for p in view.choices
    )


def _person(number: int, person: Contact, view: NoteForm) -> tuple[Field, ...]:
    row = PersonRow(number)
    company = view.companies.get(person.account_id or "", "")
    return (
        Field(
            name=row.who,
            label=f"About: {shorten(person.name, 60)}",
            kind=FieldKind.SELECT,
            value=person.id,
            options=(*_choices(view)[:99], Option(REMOVE, "Take out of this note")),
        ),
        Field(name=row.company, label="Works at", value=company, optional=True, max_length=200),
        Field(name=row.role, label="As", value=person.title, optional=True, max_length=200),
    )


def _mention(number: int, view: NoteForm) -> tuple[Field, ...]:
    mention = view.note.open_mentions[number]
    first = [each for each in view.choices if each.id in mention.candidates]
    rest = [each for each in view.choices if each.id not in mention.candidates]
    ordered = replace(view, choices=(*first, *rest))
    return (
        Field(
            name=MentionRow(number).who,
            label=f"Who is “{shorten(mention.written, 60)}”?",
            kind=FieldKind.SELECT,
            options=_choices(ordered)[:100],
            optional=True,
        ),
    )


def with_typed(form: Form, values: FormValues) -> Form:
    """The form with what was typed into it before it was shown anew."""
    fields = tuple(
        replace(field, value=value if isinstance(value := values[field.name], str) else "")
        if field.name in values
        else field
        for field in form.fields
    )
    return replace(form, fields=fields)


def _new_person(number: int, view: NoteForm) -> tuple[Field, ...]:
    row = PersonRow(number)
    known = _choices(view)[:100]
    pick = Field(
        name=row.who,
        label="Also about",
        kind=FieldKind.SELECT,
        options=known,
        optional=True,
        placeholder="Nobody else",
    )
    return (
        *((pick,) if known else ()),
        Field(
            name=row.name,
            label="Or somebody new",
            placeholder="First and last name",
            optional=True,
            max_length=200,
        ),
        Field(name=row.company, label="Works at", optional=True, max_length=200),
        Field(name=row.role, label="As", optional=True, max_length=200),
    )


def _promise(number: int, promise: Commitment | None, view: NoteForm) -> tuple[Field, ...]:
    row = PromiseRow(number)
    new = promise is None
    remove = () if new else (Option(REMOVE, "Remove this promise"),)
    alone = view.people[0].id if len(view.people) == 1 else NOBODY
    whom = alone if promise is None else (promise.contact_id or NOBODY)
    by = promise.by if promise else Promiser.MEMBER
    due = promise.due_on.isoformat() if promise and promise.due_on else ""
    return (
        Field(
            name=row.what,
            label="Another promise" if new else "What was promised",
            value=promise.what if promise else "",
            optional=True,
            max_length=500,
        ),
        Field(
            name=row.by,
            label="Who promised",
            kind=FieldKind.SELECT,
            value=by,
            options=(Option(Promiser.MEMBER, "I did"), Option(Promiser.CONTACT, "They did"), *remove),
        ),
        Field(
            name=row.whom,
            label="The other person",
            kind=FieldKind.SELECT,
            value=whom,
            options=(*_choices(view)[:99], Option(NOBODY, "Nobody in particular")),
        ),
        Field(name=row.due, label="Due", kind=FieldKind.DATE, value=due, optional=True),
    )


WRITE_THE_PROMISE = "Write what was promised, or choose “Remove this promise”."
WRITE_THE_NEW_PROMISE = "Write what was promised, or leave the row empty."
NAME_THE_PERSON = "Choose somebody or write a name, or leave the row empty."
