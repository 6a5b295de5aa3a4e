"""Puts people, or companies, side by side (B2)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import count
from typing import Any

from bot.core.coaching.citing import Carried
from bot.core.coaching.understanding import Mode
from bot.core.commands import Command
from bot.core.contacts import Account, Contact, Tier
from bot.core.deliveries import NOTHING
from bot.core.note_sentences import sentences_of
from bot.core.notes import Note, Promiser
from bot.core.ports.store import StoreReader
from bot.core.sections import COMPARED, SCORE_POINT
from bot.core.turn import Turn
from bot.features.overviews.cards import compare as cards
from bot.features.overviews.commands import Compare
from bot.features.overviews.gathering import ask_model, newest_first, read_side, whom_named
from bot.features.overviews.rules.asked import MOST_COMPARED
from bot.features.overviews.rules.differing import SideSigns, find_differences
from bot.features.overviews.rules.sides import (
    SideRecord,
    count_promises,
    values_given,
    values_received,
)
from bot.features.partner_view.contracts import find_doubts, tells_their_mind

_QUOTED = 2
"""Sentences on the mind of each that are quoted."""


async def compare(turn: Turn[Compare]) -> None:
    """Put those who are named side by side, or ask who is meant."""
    names = turn.command.names
    if len(names) < 2:
        await turn.answer(cards.needs_two(), about=NOTHING)
        return
    if len(names) > MOST_COMPARED:
        await turn.answer(cards.too_many(), about=NOTHING)
        return
    found = await _find(turn)
    if found is None:
        return
    unique = list({each.id: each for each in found}.values())
    if len(unique) < 2:
        await turn.answer(cards.needs_two(), about=NOTHING)
    elif len({isinstance(each, Contact) for each in unique}) > 1:
        await turn.answer(cards.of_one_kind(), about=NOTHING)
    else:
        await _show(turn, unique)


async def _find(turn: Turn[Compare]) -> list[Contact | Account] | None:
    """Everybody who is named; None when the member was asked who one of them is."""
    names = turn.command.names
    ids = (*turn.command.ids, *("" for _ in names))[: len(names)]
    found: list[Contact | Account] = []
    for place, (name, id) in enumerate(zip(names, ids, strict=True)):
        whom = await whom_named(turn, name, id, _with_id(names, ids, place))
        if whom is None:
            return None
        found.append(whom)
    return found


def _with_id(names: tuple[str, ...], ids: tuple[str, ...], place: int) -> Callable[[str], Command]:
    """The same comparison, once it is clear whom the name at a place means."""
    return lambda id: Compare(names, (*ids[:place], id, *ids[place + 1 :]))


async def _show(turn: Turn[Compare], whom: list[Contact | Account]) -> None:
    names = [each.name for each in whom]
    await turn.status(cards.comparing_status(names))
    numbers = count(1)
    async with turn.read() as reader:
        sides = [await read_side(reader, turn, each) for each in whom]
        views = [
            await _view(reader, turn, side, each, numbers) for side, each in zip(sides, whom, strict=True)
        ]
    scores = [next((p.number for p in view.points if p.label == SCORE_POINT), None) for view in views]
    signs = [
        SideSigns(score=score, rhythm_days=view.rhythm.days if view.rhythm else None, doubts=_doubts(side))
        for score, view, side in zip(scores, views, sides, strict=True)
    ]
    differences = find_differences(sides, signs, turn.today)
    written, mode = await _ask(turn, sides)
    if written is not None and written.statements:
        # The sentences cite from 1 on, so the quotes go on behind them.
        views = [_after(view, len(written.cited)) for view in views]
    card = cards.comparison_card(views, differences, written, mode, turn.today)
    quoted = [each.note for view in views for each in view.mind]
    cited = [each.note_id for each in written.cited] if written else []
    about = dict.fromkeys(
        [
            *(id for each in whom for id in (each.about if isinstance(each, Contact) else (each.id,))),
            *(id for side in sides for id in side.contact_ids[:12]),
            *(id for note in quoted for id in (note.id, *note.contact_ids)),
            *cited,
            *(id for view in views for point in view.points for id in point.about),
            *(each.id for side in sides for each in side.promises),
        ]
    )
    focus = tuple(each.id for each in whom if isinstance(each, Contact))
    async with turn.commit() as uow:
        await turn.remember(uow, focus=focus[:3], changed=False)
        uow.say(*turn.reply(card, about=tuple(about)))


async def _view(
    reader: StoreReader, turn: Turn[Any], side: SideRecord, whom: Contact | Account, numbers: count[int]
) -> cards.SideView:
    contact = side.contact
    return cards.SideView(
        record=side,
        company=turn.people.company(contact) if contact else "",
        since=side.since(turn.day_of(whom.created_at)),
        rhythm=turn.people.rhythm(contact) if contact else None,
        mine=count_promises(side.promises, Promiser.MEMBER, turn.today),
        theirs=count_promises(side.promises, Promiser.CONTACT, turn.today),
        given=values_given(side),
        received=values_received(side),
        points=await turn.sections(reader, COMPARED, whom),
        mind=tuple(
            cards.QuotedSentence(number=next(numbers), note=note, text=text)
            for note, text in _on_their_mind(side)[:_QUOTED]
        ),
        strategic=sum(each.tier is Tier.STRATEGIC for each in side.people),
    )


def _on_their_mind(side: SideRecord) -> list[tuple[Note, str]]:
    """Sentences of notes on what moves them, the latest first; of several people only with the name in it."""
    names = {each.name.split()[0].casefold() for each in side.people}
    found = []
    for note in side.notes:
        is_alone = set(note.contact_ids) <= set(side.contact_ids)
        for each in sentences_of(note):
            words = each.text.casefold()
            if tells_their_mind(each.text) and (is_alone or any(name in words for name in names)):
                found.append((note, each.text))
                break
    return found


def _doubts(side: SideRecord) -> int:
    """How many sentences of notes about this side alone tell what may hold it back."""
    alone = [note for note in side.notes if set(note.contact_ids) <= set(side.contact_ids)]
    return len(find_doubts(alone))


def _after(view: cards.SideView, cited: int) -> cards.SideView:
    return replace(view, mind=tuple(replace(each, number=each.number + cited) for each in view.mind))


async def _ask(turn: Turn[Any], sides: list[SideRecord]) -> tuple[Carried | None, Mode]:
    """What a language model says of them by their notes; nothing where none is set up."""
    notes = newest_first([note for side in sides for note in side.notes])
    wanted = [id for side in sides for id in side.contact_ids]
    asked = await ask_model(turn, cards.question([side.name for side in sides]), notes, wanted)
    return asked if asked is not None else (None, Mode.RULES)
