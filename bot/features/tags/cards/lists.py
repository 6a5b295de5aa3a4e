"""Cards with all tags, and with the people who have one (P1, B3)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.core.cards import Button, Card, Row, Style
from bot.core.commands import ListContacts
from bot.core.common_cards import rhythm_words
from bot.core.contacts import Standing, Tier
from bot.core.paging import page_buttons, pages
from bot.core.rhythms import RhythmInForce, TagRhythm, tag_key
from bot.core.rich import Bold, Code, Rich, rich
from bot.core.words import ago, every, plural, quiet, shorten, when
from bot.features.importing.commands import EditMany
from bot.features.people.commands import ShowContact
from bot.features.tags.commands import EditTagRhythm, ListTagged, ListTags


@dataclass(frozen=True, slots=True, kw_only=True)
class TaggedView:
    """Somebody in the list of a tag; days are the member's local dates."""

    contact_id: str
    name: str
    company: str
    touched_on: date | None
    due_on: date | None
    rhythm: RhythmInForce | None
    standing: Standing
    tier: Tier


@dataclass(frozen=True, slots=True, kw_only=True)
class TagView:
    """One page of the people with a tag, and the tag's own rhythm."""

    tag: str
    rows: Sequence[TaggedView]
    total: int
    due: int
    rhythm: TagRhythm | None
    page: int
    today: date


def tagged_card(view: TagView) -> Card:
    """The people with a tag, who is due first at the top."""
    due = f", {view.due} due by now" if view.due else ""
    set_label = "Change rhythm" if view.rhythm else "Set a rhythm"
    turning = page_buttons(view.page, view.total, lambda number: ListTagged(view.tag, number))
    return Card(
        header=shorten(f"Tagged {view.tag}", 140),
        text=(f"{plural(view.total, 'person', 'people')}{due}. {_rule(view.rhythm)}",),
        parts=tuple(_row(each, view) for each in view.rows),
        context=quiet("Only you can see this", pages(view.page, view.total)),
        buttons=(
            *turning,
            Button(label=set_label, command=EditTagRhythm(view.tag), opens_form=True),
        ),
        menu=(
            Button(label="All tags", command=ListTags()),
            Button(label="Change many at once", command=EditMany(view.tag), opens_form=True),
        ),
    )


def _rule(rhythm: TagRhythm | None) -> str:
    if rhythm is None:
        return "No rhythm is set for the tag."
    return f"The tag's rhythm is {every(rhythm.days)}, for whoever has none of their own."


def _row(each: TaggedView, view: TagView) -> Row:
    company = f" ({each.company})" if each.company else ""
    touched = f"in touch {ago(each.touched_on, view.today)}" if each.touched_on else "no touch yet"
    show = Button(label="Show", command=ShowContact(contact_id=each.contact_id))
    line = rich(Bold(each.name), f"{company} · {touched}")
    return Row(text=rich(*line, *_due(each, view)), button=show)


def _due(each: TaggedView, view: TagView) -> Rich:
    """When somebody is due, and by which rhythm where it is not the tag's own."""
    if each.standing is Standing.PARKED:
        return (" · parked",)
    if each.due_on is None or each.rhythm is None:
        return ()
    now = each.due_on <= view.today
    due: Rich = ("due now",) if now else rich("due ", *when(each.due_on, view.today))
    is_own = not each.rhythm.tag
    other = is_own or tag_key(each.rhythm.tag) != tag_key(view.tag)
    own = f"{every(each.rhythm.days)}, their own rhythm" if is_own else rhythm_words(each.rhythm)
    return rich(" · ", *due, f" ({own})" if other else "")


def tags_card(
    rows: Sequence[tuple[str, int]], rhythms: dict[str, TagRhythm], *, total: int, page: int
) -> Card:
    """All tags, the most used first, each with how many have it and its rhythm."""
    if not total:
        return Card(
            text=("None of your contacts has a tag yet.",),
            context=rich("Tag many at once, e.g. ", Code("tag everyone at Northwind as key account")),
            buttons=(
                Button(label="Tag people", command=EditMany(), opens_form=True, style=Style.PRIMARY),
                Button(label="Show all contacts", command=ListContacts()),
            ),
        )
    return Card(
        header="Your tags",
        text=(f"{plural(total, 'tag')}, the most used first.",),
        parts=tuple(_tag_row(tag, count, rhythms.get(tag_key(tag))) for tag, count in rows),
        context=quiet("A tag's rhythm is for whoever has none of their own", pages(page, total)),
        buttons=(
            *page_buttons(page, total, ListTags),
            Button(label="Show all contacts", command=ListContacts()),
        ),
    )


def _tag_row(tag: str, count: int, rhythm: TagRhythm | None) -> Row:
    often = f" · {every(rhythm.days)}" if rhythm else ""
    return Row(
        text=rich(Bold(shorten(tag, 80)), f" · {plural(count, 'person', 'people')}{often}"),
        menu=(
            Button(label="List them", command=ListTagged(tag)),
            Button(
                label="Change rhythm" if rhythm else "Set a rhythm",
                command=EditTagRhythm(tag),
                opens_form=True,
            ),
        ),
    )


def no_such_tag(tag: str, *, has_tags: bool) -> Card:
    """Say that nobody has a tag, and offer what else the words may mean."""
    words = shorten(tag, 60)
    buttons = [Button(label="All contacts matching it", command=ListContacts(words))] if words else []
    if has_tags:
        buttons.append(Button(label="All tags", command=ListTags()))
    buttons.append(Button(label="Show all contacts", command=ListContacts()))
    return Card(
        text=rich("Nobody has the tag ", Bold(words), ".") if words else ("Which tag do you mean?",),
        context=rich("Tag many at once, e.g. ", Code("tag everyone at Northwind as board")),
        buttons=tuple(buttons),
    )
