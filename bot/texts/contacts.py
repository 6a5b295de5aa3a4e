"""Cards about contacts: lists, one person, and every change of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from bot.domain.contacts import Contact, Standing
from bot.domain.notes import Note
from bot.messages.cards import Button, Card, Choices, Facts, Part, Passage, Row, Style
from bot.messages.commands import Command, Dismiss, Undo
from bot.messages.notes import (
    Brief,
    DeleteContact,
    EditContact,
    ListContacts,
    ListNotes,
    LogTouch,
    MergeContacts,
    ShowContact,
)
from bot.messages.portfolio import MakeStrategic, ShowPlace
from bot.messages.rich import Bold, Code, Day, Rich, rich
from bot.texts.notes import note_row
from bot.texts.paging import page_buttons, pages
from bot.texts.words import ago, join_words, name_with_company, plural, quiet, shorten


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactView:
    """A contact and what a line or a card says of it."""

    contact: Contact
    company: str = ""
    last_touch: date | None = None
    """The member's local date of the latest touch."""
    notes: int = 0
    promises: int = 0

    @property
    def label(self) -> str:
        """The name with the company in brackets."""
        return name_with_company(self.contact.name, self.company)


def contact_list(rows: Sequence[ContactView], *, total: int, page: int, words: str, today: date) -> Card:
    """One page of contacts."""
    if not total:
        return _nobody_found(words) if words else _nobody_yet()
    what = (
        f"{plural(total, 'person', 'people')} matching “{shorten(words, 40)}”"
        if words
        else plural(total, "person", "people")
    )
    return Card(
        header="Your contacts",
        text=(f"You know {what}." if not words else f"{what}.",),
        parts=tuple(_line(row, today) for row in rows),
        context=pages(page, total),
        buttons=page_buttons(page, total, lambda number: ListContacts(words, number)),
    )


def _nobody_yet() -> Card:
    return Card(
        text=("You haven't told me about anybody yet.",),
        context=rich("Tell me who you met, e.g. ", Code("Met Ana Ruiz from Northwind today")),
    )


def _nobody_found(words: str) -> Card:
    return Card(
        text=(f"None of your contacts match “{shorten(words, 60)}”.",),
        buttons=(Button(label="Show all contacts", command=ListContacts()),),
    )


def _line(view: ContactView, today: date) -> Row:
    touched = f"in touch {ago(view.last_touch, today)}" if view.last_touch else "no touch yet"
    company = f" ({view.company})" if view.company else ""
    return Row(
        text=rich(Bold(view.contact.name), f"{company} · {touched}"),
        button=Button(label="Show", command=ShowContact(contact_id=view.contact.id)),
    )


def contact_card(view: ContactView, latest: Sequence[Note], today: date) -> Card:
    """One person: what is known, the latest notes, and what can be done."""
    contact = view.contact
    touched: Rich = (ago(view.last_touch, today),) if view.last_touch else ("not yet",)
    pairs: list[tuple[str, Rich]] = [("Company", (view.company or "not known",)), ("Last in touch", touched)]
    if contact.title:
        pairs.append(("Title", (contact.title,)))
    if contact.aliases:
        pairs.append(("Also called", (join_words(contact.aliases),)))
    if contact.standing is not Standing.KNOWN:
        pairs.append(("Standing", (f"{contact.standing.value}, {contact.tier.value}",)))
    parts: list[Part] = [Facts(pairs=tuple(pairs))]
    parts += [note_row(note, ()) for note in latest]
    promises = f", {plural(view.promises, 'open promise')}" if view.promises else ""
    return Card(
        header=contact.name,
        text=(f"{plural(view.notes, 'note')} about {contact.name}{promises}.",),
        parts=tuple(parts),
        context=("Only you can see this",),
        buttons=(
            Button(label="Brief me", command=Brief(contact.name, contact.id), style=Style.PRIMARY),
            Button(label="In touch today", command=LogTouch(contact_id=contact.id)),
            Button(label="Edit", command=EditContact(contact.id), opens_form=True),
        ),
        menu=(
            Button(label="All notes", command=ListNotes(contact_id=contact.id)),
            Button(label="Make strategic", command=MakeStrategic(contact_id=contact.id), opens_form=True),
            Button(label="Place in portfolio", command=ShowPlace(contact_id=contact.id)),
            Button(label="Delete", command=DeleteContact(contact_id=contact.id), style=Style.DANGER),
        ),
    )


def which(name: str, candidates: Sequence[ContactView], command: Callable[[str], Command]) -> Card:
    """A name fits several people."""
    return Card(
        text=rich("Which ", Bold(name), " do you mean?"),
        parts=(
            Choices(
                buttons=tuple(
                    Button(label=shorten(_told_apart(each), 70), command=command(each.contact.id))
                    for each in candidates[:8]
                )
            ),
        ),
    )


def whom_at(company: str, there: Sequence[ContactView], command: Callable[[str], Command]) -> Card:
    """A company was named where a person is needed."""
    buttons = tuple(
        Button(label=shorten(each.contact.name, 70), command=command(each.contact.id)) for each in there[:8]
    )
    more = len(there) > len(buttons)
    return Card(
        text=rich("Whom at ", Bold(shorten(company, 80)), " do you mean?"),
        parts=(Choices(buttons=buttons),),
        context=rich("Not shown: ", Code(f"/tactegic contacts {shorten(company, 40)}")) if more else (),
    )


def _told_apart(view: ContactView) -> str:
    return name_with_company(view.contact.name, view.company or view.contact.title)


def nobody_called(name: str, near: Sequence[ContactView], command: Callable[[str], Command]) -> Card:
    """A name fits nobody; the closest ones are offered."""
    text = rich("I don't know anybody called ", Bold(shorten(name, 80)), " yet.")
    if not near:
        return Card(
            text=text,
            context=rich("Tell me something about them first, e.g. ", Code(f"Met {shorten(name, 40)} today")),
            buttons=(Button(label="Show all contacts", command=ListContacts()),),
        )
    buttons = tuple(
        Button(label=shorten(_told_apart(each), 70), command=command(each.contact.id)) for each in near
    )
    return Card(text=text, parts=(Passage(text=("Did you mean:",)), Choices(buttons=buttons)))


def renamed_card(old: str, contact: Contact, change: str) -> Card:
    """A contact has another name."""
    return Card(
        text=rich(f"{old} is now called ", Bold(contact.name), "."),
        context=(f"“{old}” still finds them.",) if old in contact.aliases else (),
        buttons=(_undo(change), Button(label="Show", command=ShowContact(contact_id=contact.id))),
    )


def account_set(contact: Contact, company: str, before: str, change: str) -> Card:
    """A contact belongs to a company."""
    was = f" It was {before} before." if before and before != company else ""
    return Card(
        text=rich(Bold(contact.name), f" belongs to {company} now.{was}"),
        buttons=(_undo(change), Button(label="Show", command=ShowContact(contact_id=contact.id))),
    )


def changed_card(contact: Contact, company: str, change: str) -> Card:
    """A contact was changed in the form."""
    return Card(
        text=rich("Saved what you changed for ", Bold(contact.name), f" ({company})." if company else "."),
        buttons=(_undo(change), Button(label="Show", command=ShowContact(contact_id=contact.id))),
    )


def nothing_changed(contact: Contact) -> Card:
    """A form came back as it was."""
    return Card(text=rich("Nothing to change: ", Bold(contact.name), " is already kept that way."))


def which_stays(first: ContactView, other: ContactView) -> Card:
    """Two contacts are about to become one."""

    def stay(keep: ContactView, gone: ContactView) -> Button:
        command = MergeContacts(
            keep.contact.name, gone.contact.name, keep.contact.id, gone.contact.id, confirmed=True
        )
        return Button(label=shorten(f"Keep {keep.label}", 70), command=command)

    def line(view: ContactView) -> Row:
        promises = f", {plural(view.promises, 'open promise')}" if view.promises else ""
        held = f" · {plural(view.notes, 'note')}{promises}"
        return Row(text=rich(Bold(view.contact.name), f" ({view.company})" if view.company else "", held))

    return Card(
        text=("Two become one. Whose name stays?",),
        parts=(line(first), line(other)),
        context=("Notes, touches and promises of both move to the one that stays. You can undo it.",),
        buttons=(stay(first, other), stay(other, first), Button(label="Leave both", command=Dismiss())),
    )


def merged_card(keep: Contact, other: Contact, notes: int, change: str) -> Card:
    """Two contacts are one now."""
    moved = f" {plural(notes, 'note')} moved over." if notes else ""
    return Card(
        text=rich(Bold(keep.name), f" and {other.name} are one person now.{moved}"),
        context=(f"“{other.name}” still finds {keep.name}.",) if other.name != keep.name else (),
        buttons=(_undo(change), Button(label="Show", command=ShowContact(contact_id=keep.id))),
    )


def same_person(contact: Contact) -> Card:
    """Both names of a merge mean the same contact."""
    return Card(text=rich("Both names mean ", Bold(contact.name), " already, so there is nothing to merge."))


def really_delete(view: ContactView) -> Card:
    """Before a contact is deleted."""
    stays = "There are no notes on them."
    if view.notes:
        what = "The note about them stays" if view.notes == 1 else f"The {view.notes} notes about them stay"
        stays = f"{what}, without their name."
    return Card(
        text=rich("Delete ", Bold(view.label), "? ", stays),
        buttons=(
            Button(
                label="Delete",
                command=DeleteContact(contact_id=view.contact.id, confirmed=True),
                style=Style.DANGER,
            ),
            Button(label="Keep", command=Dismiss()),
        ),
    )


def deleted_card(contact: Contact, notes: int, change: str) -> Card:
    """A contact was deleted."""
    left = f" {plural(notes, 'note')} stayed, without the name." if notes else ""
    return Card(
        text=rich("Deleted ", Bold(contact.name), f", with touches and promises.{left}"),
        buttons=(_undo(change),),
    )


def is_gone() -> Card:
    """A button names a contact that is no longer there."""
    return Card(
        text=("That person is no longer in your contacts. Nothing was changed.",),
        buttons=(Button(label="Show all contacts", command=ListContacts()),),
    )


def touched_card(contact: Contact, day: Rich, how: str, change: str, older_than: str = "") -> Card:
    """A touch was logged."""
    by = f" ({how})" if how else ""
    on = " on " if any(isinstance(span, Day) for span in day) else " "
    text = rich("Noted that you were in touch with ", Bold(contact.name), on, *day, f"{by}.")
    return Card(
        text=text,
        context=quiet(older_than),
        buttons=(_undo(change), Button(label="Show", command=ShowContact(contact_id=contact.id))),
    )


def when_was_that(contact: Contact, said: str) -> Card:
    """The date of a touch was not understood."""
    return Card(
        text=rich("I don't know which day “", shorten(said, 60), "” is, so nothing was stored."),
        context=rich(
            "Try ", Code(f"/tactegic touch {contact.name} last Thursday"), " or a date like 2026-03-05."
        ),
        buttons=(Button(label="It was today", command=LogTouch(contact_id=contact.id)),),
    )


def not_yet(contact: Contact, day: Rich) -> Card:
    """A touch in the future."""
    return Card(
        text=rich("I have not counted a touch with ", Bold(contact.name), ": ", *day, " is still to come."),
        context=("Tell me when it has happened.",),
    )


def neglected_card(
    rows: Sequence[tuple[ContactView, int | None]],
    *,
    total: int,
    page: int,
    today: date,
    by_cadence: bool,
    command: Callable[[int], Command],
) -> Card:
    """Who has not been touched for longest; pairs of contact and days past the cadence (None without one)."""
    if not total:
        return Card(
            text=("Nobody is waiting: you have been in touch with everyone I know of lately.",),
            buttons=(Button(label="Show all contacts", command=ListContacts()),),
        )
    parts = tuple(_silent(seen, over, today) for seen, over in rows)
    why = "measured against the rhythm you set" if by_cadence else "by the date of your last touch"
    return Card(
        header="Longest without a word",
        text=(f"{plural(total, 'person', 'people')} you have not been in touch with for a while.",),
        parts=parts,
        context=quiet(f"Sorted {why}", pages(page, total)),
        buttons=page_buttons(page, total, command),
    )


def _silent(view: ContactView, over: int | None, today: date) -> Row:
    last = f"last in touch {ago(view.last_touch, today)}" if view.last_touch else "no touch on record"
    late = f", {plural(over, 'day')} past your rhythm" if over else ""
    company = f" ({view.company})" if view.company else ""
    promises = f" · {plural(view.promises, 'open promise')}" if view.promises else ""
    return Row(
        text=rich(Bold(view.contact.name), f"{company} · {last}{late}{promises}"),
        menu=(
            Button(label="Brief me", command=Brief(view.contact.name, view.contact.id)),
            Button(label="In touch today", command=LogTouch(contact_id=view.contact.id)),
            Button(label="Show", command=ShowContact(contact_id=view.contact.id)),
        ),
    )


def _undo(change: str) -> Button:
    return Button(label="Undo", command=Undo(change))
