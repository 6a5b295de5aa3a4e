"""Lists tags, and the people who have one (P1, B3)."""

from __future__ import annotations

from bot.core.deliveries import NOTHING
from bot.core.finding import touch_day
from bot.core.paging import page_within
from bot.core.rhythms import count_tags, has_tag, tag_key
from bot.core.turn import Turn
from bot.core.words import PAGE
from bot.features.tags.cards import lists as cards
from bot.features.tags.commands import ListTagged, ListTags
from bot.features.tags.rules import Tagged, find_tagged, tag_meant


async def list_tags(turn: Turn[ListTags]) -> None:
    """Show a page of all tags, the most used first."""
    people = turn.people
    tags = count_tags(people.contacts)
    page = page_within(turn.command.page, len(tags))
    here = tags[page * PAGE : (page + 1) * PAGE]
    rhythms = {tag_key(each.tag): each for each in people.tag_rhythms}
    keys = {tag_key(tag) for tag, _ in here}
    about = [each.id for key, each in rhythms.items() if key in keys]
    about += [id for tag, _ in here if (id := _one_with(turn, tag))]
    card = cards.tags_card(here, rhythms, total=len(tags), page=page)
    await turn.answer(card, in_place=True, about=tuple(dict.fromkeys(about)))


def _one_with(turn: Turn[ListTags], tag: str) -> str:
    """Somebody who has a tag: the page is drawn anew when they are erased, and names the next one then."""
    return next((each.id for each in turn.people.contacts if has_tag(each, tag)), "")


async def list_tagged(turn: Turn[ListTagged]) -> None:
    """Show a page of the people with a tag, who is due first at the top."""
    people = turn.people
    tags = [tag for tag, _ in count_tags(people.contacts)]
    tag = tag_meant(turn.command.tag, tags)
    if not tag:
        card = cards.no_such_tag(turn.command.tag, has_tags=bool(tags))
        await turn.answer(card, about=NOTHING)
        return
    found = find_tagged(people.contacts, tag, people.tag_rhythms)
    page = page_within(turn.command.page, len(found))
    here = found[page * PAGE : (page + 1) * PAGE]
    rhythm = next((each for each in people.tag_rhythms if tag_key(each.tag) == tag_key(tag)), None)
    view = cards.TagView(
        tag=tag,
        rows=[_view(turn, each) for each in here],
        total=len(found),
        due=sum(each.due_at is not None and each.due_at <= turn.now for each in found),
        rhythm=rhythm,
        page=page,
        today=turn.today,
    )
    about = (*(id for each in here for id in each.contact.about), *((rhythm.id,) if rhythm else ()))
    await turn.answer(cards.tagged_card(view), in_place=True, about=tuple(dict.fromkeys(about)))


def _view(turn: Turn[ListTagged], each: Tagged) -> cards.TaggedView:
    contact = each.contact
    return cards.TaggedView(
        contact_id=contact.id,
        name=contact.name,
        company=turn.people.company(contact),
        touched_on=touch_day(turn, contact),
        due_on=turn.day_of(each.due_at) if each.due_at else None,
        rhythm=each.rhythm,
        standing=contact.standing,
        tier=contact.tier,
    )
