"""The card that says back what was understood of a note, and asks where it is not clear (B1, R2)."""

from __future__ import annotations

from bot.core.cards import Button, Card, Choices, Part, Passage, Row
from bot.core.commands import Dismiss
from bot.core.common_cards import ContactView, tell_apart, undo_button
from bot.core.contacts import Contact
from bot.core.employment import Employment
from bot.core.notes import SHAREABLE, Commitment, OpenMention, Promiser
from bot.core.rich import Bold, Day, Italic, Rich, Span, rich
from bot.core.samples import touches_sample
from bot.core.words import bold_people, join_words, quiet, shorten, simple_mode, when
from bot.features.notes.cards.promises import changed_rows, request_rows, which_day, which_promise
from bot.features.notes.cards.view import FirstLine, NoteView
from bot.features.notes.commands import DeleteNote, EditNote, OpenNote, ResolveMention
from bot.features.notes.labels import unread_days
from bot.features.notes.rules import says_who
from bot.features.people.commands import LogTouch, ShowContact
from bot.features.teams.commands import ShareNote, TakeBackNote
from bot.features.teams.contracts.cards import shared_with_accounts


def note_card(view: NoteView) -> Card:
    """Says what was understood of a note, with Edit and Undo."""
    edit = Button(label="Edit", command=EditNote(view.note.id), opens_form=True)
    undo = undo_button(view.change) if view.change else None
    return Card(
        text=_first_line(view),
        parts=(
            *changed_rows(view),
            *_understood(view),
            *(part for told in view.facts for part in told.parts),
            *request_rows(view),
            *_correction(view),
            *_question(view),
            *_sharing(view),
        ),
        context=_context(view),
        buttons=(edit, undo) if undo else (edit,),
        menu=_menu(view),
    )


def _first_line(view: NoteView) -> Rich:
    is_new = view.first_line is FirstLine.NOTED
    what = FirstLine.CORRECTED if is_new and view.older is not None else view.first_line
    if view.people:
        return rich(f"{what} for ", *bold_people([(p.name, view.company(p)) for p in view.people]), ".")
    accounts = [view.companies[a] for a in view.note.account_ids if a in view.companies]
    if accounts:
        return rich(f"{what} about ", *bold_people([(name, "") for name in accounts]), ".")
    if view.asks and view.note.open_mentions:
        return rich(f"{what}. Which ", Bold(view.note.open_mentions[0].written), " do you mean?")
    if view.asks and view.unsure is not None:
        return rich(f"{what}.")
    if view.asks:
        return rich(f"{what}. Who is this about?")
    return rich(f"{what}, about nobody in particular.")


def _understood(view: NoteView) -> list[Part]:
    if view.is_foreign:
        return [Passage(text=("I read English only, so I kept your words as they are and guessed nothing.",))]
    lines: list[Span] = []
    for commitment in view.commitments:
        lines += ["\n"] if lines else []
        lines += [*_promise(commitment, view), *_instead(commitment, view), "."]
    for move in view.moves:
        lines += ["\n"] if lines else []
        lines += _moved(move, view)
    for assumption in view.note.assumptions:
        lines += ["\n"] if lines else []
        whose = "their" if says_who(assumption.quote) else "your"
        lines += [f"I took “{shorten(assumption.quote)}” as {whose} expectation, not a fact."]
    return [Passage(text=tuple(lines))] if lines else []


def _moved(move: Employment, view: NoteView) -> Rich:
    """Where somebody went, and where they were before."""
    person = next((p for p in view.people if p.id == move.contact_id), None)
    if person is None:
        return ()
    now = ", ".join(part for part in (person.title, view.company(person)) if part)
    before = ", ".join(part for part in (move.title, move.company) if part)
    if not now:
        return (f"{person.name} has left. Before: {before}.",)
    was = f" (before: {before})" if before else ""
    return (f"{person.name} moved: now {now}{was}.",)


def _promise(commitment: Commitment, view: NoteView) -> Rich:
    """One commitment in words: who, what, by when."""
    other = next((p.name for p in view.people if p.id == commitment.contact_id), _asked_about(view))
    what = shorten(commitment.what.rstrip(". "), 160)
    if commitment.by is Promiser.MEMBER:
        start = f"You promised {other}: {what}" if other else f"You promised: {what}"
    else:
        start = f"{other or 'They'} promised you: {what}"
    if commitment.due_on is None:
        return (start,)
    return (start, ", by ", *when(commitment.due_on, view.today))


def _asked_about(view: NoteView) -> str:
    """The name that the card asks about where the note names nobody else: the promise is theirs."""
    opened = view.note.open_mentions
    return opened[0].written if len(opened) == 1 and not view.people else ""


def _instead(commitment: Commitment, view: NoteView) -> Rich:
    """The day on which it was due before."""
    before = [one.due_on for one in view.dropped if one.by is commitment.by and one.due_on]
    if len(before) != 1 or before[0] == commitment.due_on:
        return ()
    return (" instead of ", Day(before[0]))


def _correction(view: NoteView) -> list[Part]:
    if view.found_nothing_to_correct:
        return [Passage(text=("I found no older note that this corrects, so it stands by itself.",))]
    if view.older is None:
        return []
    stays = view.older_stays
    older = rich(
        "It puts right a part of what you told me on " if stays else "It replaces what you told me on ",
        Day(view.older.occurred_on),
        ": ",
        Italic(f"“{shorten(view.older.text, 120)}”"),
        " The rest of it stays." if stays else " I keep both.",
    )
    return [Row(text=older, button=Button(label="Open", command=OpenNote(view.older.id), opens_form=True))]


def _sharing(view: NoteView) -> list[Part]:
    """Says with whom the note is shared, and offers to take it back."""
    if not view.note.shared_with:
        return []
    back = Button(label="Take back", command=TakeBackNote(view.note.id))
    return [Row(text=(f"{shared_with_accounts(view.shared_with)}.",), button=back)]


def _question(view: NoteView) -> list[Part]:
    if not view.asks:
        return []
    if view.note.open_mentions:
        return _which(view, view.note.open_mentions[0])
    if view.people or view.note.account_ids or view.unsure is not None:
        return _later_question(view)
    choices = [
        Button(label=shorten(view.label(p), 70), command=ResolveMention(view.note.id, "", p.id))
        for p in view.suggestions
    ]
    nobody = Button(label="Nobody in particular", command=Dismiss(view.note.id))
    ask = "Pick one, or write the name here." if choices else "Write the name here."
    return [Passage(text=(ask,)), Choices(buttons=(*choices, nobody))]


def _later_question(view: NoteView) -> list[Part]:
    """The one question that is asked once it is clear whom the note is about."""
    if view.unsure is not None:
        return which_promise(view.note, view.unsure, view.candidates, view.today)
    days = unread_days(view.note)
    return which_day(view.note, days[0]) if days else []


def _which(view: NoteView, mention: OpenMention) -> list[Part]:
    chosen = [p for p in view.suggestions if p.id in mention.candidates]
    labels = tell_apart([_view_contact(view, person) for person in chosen])
    buttons = [
        Button(label=shorten(label, 74), command=ResolveMention(view.note.id, mention.written, p.id))
        for p, label in zip(chosen, labels, strict=True)
    ]
    command = ResolveMention(view.note.id, mention.written)
    new = Button(label=f"A new {shorten(mention.written, 50)}", command=command)
    question = Passage(text=rich("Which ", Bold(mention.written), " do you mean?"))
    is_asked_above = not (view.people or any(a in view.companies for a in view.note.account_ids))
    return [*(() if is_asked_above else (question,)), Choices(buttons=(*buttons, new))]


def _view_contact(view: NoteView, person: Contact) -> ContactView:
    at = person.last_touch_at
    return ContactView(contact=person, company=view.company(person), last_touch=at.date() if at else None)


def _context(view: NoteView) -> Rich:
    fresh = [p.name for p in view.people if p.id in view.new_people]
    dated: Rich = ("Dated ", Day(view.note.occurred_on)) if view.note.occurred_on != view.today else ()
    return quiet(
        f"New in your contacts: {join_words(fresh)}" if fresh else "",
        dated,
        f"Counts as a touch ({view.touch})" if view.touch else "",
        "" if view.note.shared_with else "Only you can see this until you share it",
        simple_mode(view.mode, first=view.is_first),
    )


def _menu(view: NoteView) -> tuple[Button, ...]:
    note = view.note
    shown = [
        Button(label=shorten(f"Show {p.name}", 70), command=ShowContact(contact_id=p.id))
        for p in view.people[:2]
    ]
    touch = [
        Button(
            label=shorten(f"Count as a touch with {p.name}", 70),
            command=LogTouch(contact_id=p.id, when=note.occurred_on.isoformat()),
        )
        for p in view.people[:1]
        if not view.touch
    ]
    # Without a question, so that it fits into a menu: the card that follows has Undo.
    delete = Button(label="Delete this note", command=DeleteNote(note.id))
    share = (
        (Button(label="Share …", command=ShareNote(note.id), opens_form=True),)
        if note.kind in SHAREABLE and not touches_sample(note)
        else ()
    )
    # A menu holds five; one is left for the other way to read the words.
    return (*shown[: 2 - len(touch)], *touch, *share, delete)
