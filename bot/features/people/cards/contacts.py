"""Cards about contacts: lists, one person, and every change of them (B1)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from bot.core.cards import Button, Card, Facts, Part, Row, Style
from bot.core.commands import Dismiss, ListContacts, ShowAccount
from bot.core.common_cards import ContactView, rhythm_words, undo_button
from bot.core.contacts import Contact, Standing
from bot.core.employment import Employment
from bot.core.notes import Note
from bot.core.paging import page_buttons, pages
from bot.core.rhythms import RhythmInForce
from bot.core.rich import Bold, Code, Day, Rich, rich
from bot.core.words import ago, birthday_words, join_words, plural, shorten
from bot.features.briefs.commands import Brief
from bot.features.notes.commands import ListNotes
from bot.features.notes.contracts.cards import note_row
from bot.features.people.commands import DeleteContact, EditContact, LogTouch, MergeContacts, ShowContact
from bot.features.people.contracts.cards import contact_row
from bot.features.portfolio.commands import MakeStrategic, ShowPlace


def contact_list(rows: Sequence[ContactView], *, total: int, page: int, words: str, today: date) -> Card:
    """One page of contacts, or what to do where there are none."""
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
        parts=tuple(contact_row(row, today) for row in rows),
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


def contact_card(
    view: ContactView,
    latest: Sequence[Note],
    today: date,
    former: Sequence[Employment] = (),
    told: Sequence[Part] = (),
    rhythm: RhythmInForce | None = None,
) -> Card:
    """One person: what is known, where they worked before, what features tell, and the latest notes."""
    contact = view.contact
    touched: Rich = (ago(view.last_touch, today),) if view.last_touch else ("not yet",)
    pairs: list[tuple[str, Rich]] = [("Company", (view.company or "not known",)), ("Last in touch", touched)]
    if rhythm is not None:
        pairs.append(("Rhythm", (rhythm_words(rhythm),)))
    if contact.title:
        pairs.append(("Title", (contact.title,)))
    if contact.aliases:
        pairs.append(("Also called", (join_words(contact.aliases),)))
    pairs += details(contact)
    if contact.standing is not Standing.KNOWN:
        pairs.append(("Standing", (f"{contact.standing.value}, {contact.tier.value}",)))
    pairs += [("Before", _former(each)) for each in former[:3]]
    parts: list[Part] = [Facts(pairs=tuple(pairs)), *told, *_company_row(view)]
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


def _company_row(view: ContactView) -> tuple[Part, ...]:
    """The way from a person to the page of their company."""
    if not view.contact.account_id or not view.company:
        return ()
    show = Button(label="Show company", command=ShowAccount(account_id=view.contact.account_id))
    return (Row(text=rich("All you know of ", Bold(view.company)), button=show),)


def details(contact: Contact) -> list[tuple[str, Rich]]:
    """How to reach somebody, where they are, their birthday and their tags: what is known of these."""
    known = (
        ("Mail", join_words(contact.emails)),
        ("Phone", join_words(contact.phones)),
        ("Place", contact.place),
        ("Birthday", birthday_words(contact.birthday)),
        ("Tags", join_words(contact.tags)),
        ("Links", join_words(contact.links)),
    )
    return [(label, (shorten(said, 300),)) for label, said in known if said]


def _former(employment: Employment) -> Rich:
    """A company and title of before: "Head of procurement, Northwind, until 5 March"."""
    what = ", ".join(part for part in (employment.title, employment.company) if part)
    return rich(f"{what}, until ", Day(employment.until))


def renamed_card(old: str, contact: Contact, change: str) -> Card:
    """Says that a contact has another name, with Undo."""
    return Card(
        text=rich(f"{old} is now called ", Bold(contact.name), "."),
        context=(f"“{old}” still finds them.",) if old in contact.aliases else (),
        buttons=(undo_button(change), Button(label="Show", command=ShowContact(contact_id=contact.id))),
    )


def account_set(contact: Contact, company: str, before: str, change: str) -> Card:
    """Says that a contact belongs to a company now, with Undo."""
    was = f" It was {before} before." if before and before != company else ""
    return Card(
        text=rich(Bold(contact.name), f" belongs to {company} now.{was}"),
        buttons=(undo_button(change), Button(label="Show", command=ShowContact(contact_id=contact.id))),
    )


def added_to_account(contact: Contact, company: str, change: str) -> Card:
    """Says that somebody is a contact of a company now, with Undo."""
    return Card(
        text=rich(Bold(contact.name), f" is in your contacts now, at {company}."),
        buttons=(undo_button(change), Button(label="Show", command=ShowContact(contact_id=contact.id))),
    )


def changed_card(contact: Contact, company: str, change: str) -> Card:
    """Says that a contact was changed by the form, with Undo."""
    return Card(
        text=rich("Saved what you changed for ", Bold(contact.name), f" ({company})." if company else "."),
        buttons=(undo_button(change), Button(label="Show", command=ShowContact(contact_id=contact.id))),
    )


def which_stays(first: ContactView, other: ContactView, today: date) -> Card:
    """Ask whose name stays before two contacts become one, and say how they differ."""

    kept = dict(zip((first.contact.id, other.contact.id), _told_apart(first, other, today), strict=True))

    def stay(keep: ContactView, gone: ContactView) -> Button:
        command = MergeContacts(
            keep.contact.name, gone.contact.name, keep.contact.id, gone.contact.id, confirmed=True
        )
        return Button(label=shorten(f"Keep {kept[keep.contact.id]}", 70), command=command)

    def line(view: ContactView) -> Row:
        contact = view.contact
        said = [
            ", ".join(part for part in (contact.title, view.company) if part) or "company not known",
            f"last in touch {ago(view.last_touch, today)}" if view.last_touch else "no touch yet",
            plural(view.notes, "note"),
            plural(view.promises, "open promise") if view.promises else "",
        ]
        return Row(text=rich(Bold(contact.name), "".join(f" · {part}" for part in said if part)))

    return Card(
        text=(_differ(first, other),),
        parts=(line(first), line(other)),
        context=("Notes, touches and promises of both move to the one that stays. You can undo it.",),
        buttons=(stay(first, other), stay(other, first), Button(label="Leave both", command=Dismiss())),
    )


def _told_apart(first: ContactView, other: ContactView, today: date) -> tuple[str, str]:
    """What both are called on buttons: the first thing in which they differ, else which is older."""
    if first.label != other.label:
        return first.label, other.label
    ways: tuple[Callable[[ContactView], str], ...] = (
        lambda view: view.contact.title,
        lambda view: f"in touch {ago(view.last_touch, today)}" if view.last_touch else "no touch yet",
        lambda view: plural(view.notes, "note"),
    )
    for way in ways:
        if way(first) != way(other):
            a, b = (f"{view.label}, {way(view) or 'no title'}" for view in (first, other))
            return a, b
    older = first.contact.created_at <= other.contact.created_at
    return (
        f"{first.label}, {'older' if older else 'newer'}",
        f"{other.label}, {'newer' if older else 'older'}",
    )


def _differ(first: ContactView, other: ContactView) -> str:
    """The question before a merge; it warns where the two may well be two people."""
    companies = {view.company for view in (first, other) if view.company}
    titles = {view.contact.title for view in (first, other) if view.contact.title}
    if len(companies) == 2:
        return "They work at different companies. Shall they become one, and whose name stays?"
    if len(titles) == 2:
        return "They have different titles. Shall they become one, and whose name stays?"
    return "Two become one. Whose name stays?"


def merged_card(keep: Contact, other: Contact, notes: int, change: str) -> Card:
    """Says that two contacts are one now, with Undo."""
    moved = f" {plural(notes, 'note')} moved over." if notes else ""
    return Card(
        text=rich(Bold(keep.name), f" and {other.name} are one person now.{moved}"),
        context=(f"“{other.name}” still finds {keep.name}.",) if other.name != keep.name else (),
        buttons=(undo_button(change), Button(label="Show", command=ShowContact(contact_id=keep.id))),
    )


def not_with_sample() -> Card:
    """Says that sample people stay apart from real ones."""
    return Card(text=("A sample and a real person stay apart, so nothing was changed.",))


def same_person(contact: Contact) -> Card:
    """Says that both names of a merge mean the same contact already."""
    return Card(text=rich("Both names mean ", Bold(contact.name), " already, so there is nothing to merge."))


def really_delete(view: ContactView) -> Card:
    """Ask once more before a contact is deleted."""
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
    """Says that a contact was deleted, with Undo."""
    left = f" {plural(notes, 'note')} stayed, without the name." if notes else ""
    return Card(
        text=rich("Deleted ", Bold(contact.name), f", with touches and promises.{left}"),
        buttons=(undo_button(change),),
    )
