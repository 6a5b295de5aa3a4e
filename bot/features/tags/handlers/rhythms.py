"""Sets how often a member would like to be in touch with everybody who has a tag (P1, B3)."""

from __future__ import annotations

from typing import Any

from bot.core.cadence import is_ideal, is_longest, longest_or_usual
from bot.core.contacts import Tier
from bot.core.deliveries import NOTHING
from bot.core.form_values import number, text_of
from bot.core.rhythms import TagRhythm, count_tags, tag_key, tag_rhythm_id
from bot.core.turn import Turn
from bot.features.tags.cards import lists as list_cards
from bot.features.tags.cards import rhythms as cards
from bot.features.tags.commands import EditTagRhythm, SaveTagRhythm, SetTagRhythm
from bot.features.tags.rules import count_ruled, find_tagged, tag_meant


async def set_tag_rhythm(turn: Turn[SetTagRhythm]) -> None:
    """Set or take away a tag's rhythm as it was said."""
    command = turn.command
    await _set(turn, command.tag, command.days, command.longest_days, None)


async def save_tag_rhythm(turn: Turn[SaveTagRhythm]) -> None:
    """Set or take away a tag's rhythm as the form says."""
    values = turn.command.values
    tag = turn.command.tag or text_of(values, "tag")
    await _set(turn, tag, number(values, "ideal") or 0, number(values, "longest") or 0, turn.command.card)


async def edit_tag_rhythm(turn: Turn[EditTagRhythm]) -> None:
    """Fill the form for the rhythm of a tag."""
    tags = [tag for tag, _ in count_tags(turn.people.contacts)]
    if not tags:
        await turn.show(cards.no_tags_form(), otherwise=cards.nothing_tagged(), about=NOTHING)
        return
    tag = tag_meant(turn.command.tag, tags)
    rhythm = _known(turn, tag)
    form = cards.rhythm_form(SaveTagRhythm(tag, turn.card_place), tags, rhythm)
    await turn.show(form, otherwise=cards.nothing_tagged(), about=(rhythm.id,) if rhythm else NOTHING)


def _known(turn: Turn[Any], tag: str) -> TagRhythm | None:
    wanted = tag_key(tag)
    return next((each for each in turn.people.tag_rhythms if tag_key(each.tag) == wanted), None)


async def _set(turn: Turn[Any], words: str, days: int, longest: int, place: str | None) -> None:
    """Set the rhythm of the tag that words mean; a tag that nobody has gets none."""
    people = turn.people
    tags = [tag for tag, _ in count_tags(people.contacts)]
    tag = tag_meant(words, [*tags, *(each.tag for each in people.tag_rhythms)])
    if not tag:
        card = list_cards.no_such_tag(words, has_tags=bool(tags))
        await turn.answer(card, about=NOTHING)
        return
    if days and (not is_ideal(days) or (longest and not is_longest(longest, days))):
        await turn.answer(cards.not_a_rhythm(), about=NOTHING)
        return
    known = _known(turn, tag)
    if days:
        await _keep(turn, tag, days, longest_or_usual(days, longest), known, place)
    elif known is not None:
        async with turn.commit() as uow:
            await uow.of(TagRhythm).remove(known.id)
            await turn.remember(uow)
            uow.say(*turn.put_at(cards.rhythm_taken_away(tag, turn.change), place, about=(known.id,)))
    else:
        await turn.answer(cards.rhythm_unchanged(tag, None), about=NOTHING)


async def _keep(
    turn: Turn[Any], tag: str, days: int, longest: int | None, known: TagRhythm | None, place: str | None
) -> None:
    if known is not None and (known.days, known.longest_days) == (days, longest):
        await turn.answer(cards.rhythm_unchanged(tag, known), about=(known.id,))
        return
    rhythm = TagRhythm(
        id=known.id if known else tag_rhythm_id(turn.scope.member, tag),
        workspace=turn.scope.workspace,
        space=turn.scope.own,
        created_at=known.created_at if known else turn.now,
        tag=known.tag if known else tag,
        days=days,
        longest_days=longest,
    )
    others = [each for each in turn.people.tag_rhythms if each.id != rhythm.id]
    found = find_tagged(turn.people.contacts, tag, [*others, rhythm])
    wanted = tag_key(tag)
    ruled = [each for each in found if each.rhythm and tag_key(each.rhythm.tag) == wanted]
    card = cards.rhythm_set(
        rhythm,
        people=len(found),
        ruled=count_ruled(found, tag),
        strategic=sum(each.contact.tier is Tier.STRATEGIC for each in ruled),
        change=turn.change,
    )
    async with turn.commit() as uow:
        await uow.of(TagRhythm).put(rhythm)
        await turn.remember(uow)
        uow.say(*turn.put_at(card, place, about=(rhythm.id,)))
