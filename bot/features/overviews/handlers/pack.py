"""Prepares a quarterly business review with a company, and sends the pack as a file to its member (B2)."""

from __future__ import annotations

from typing import Any

from bot.core.contacts import Account
from bot.core.deliveries import NOTHING
from bot.core.documents import as_markdown
from bot.core.naming import One
from bot.core.ports.apart import OutOfBounds
from bot.core.turn import Turn
from bot.features.overviews.cards import pack as cards
from bot.features.overviews.commands import PreparePack, RemovePack, SendPack
from bot.features.overviews.packing import make_pack
from bot.features.overviews.rules.pack import ReviewPack
from bot.features.own_data.contracts import delete_sent, forget_sent, keep_sent, send_file

_OFFERED = 6
"""Companies that are offered where none is named."""


async def prepare_pack(turn: Turn[PreparePack]) -> None:
    """Show what to take to a review: who is there, what was promised, what changed, what to ask."""
    account = _find(turn)
    if account is None:
        await _ask_which(turn)
        return
    await turn.status(cards.preparing_status(account.name))
    async with turn.read() as reader:
        pack = await make_pack(reader, turn, account)
    people = turn.people.at(account.id)
    async with turn.commit() as uow:
        await turn.remember(uow, focus=tuple(each.id for each in people[:3]), changed=False)
        uow.say(
            *turn.reply(
                cards.pack_card(pack, account),
                about=pack.quotes,
                redraw=PreparePack(account.name, account.id),
            )
        )


def _find(turn: Turn[PreparePack]) -> Account | None:
    """The company of the review: by id, by its name, or that of a person who is named."""
    command, people = turn.command, turn.people
    if command.account_id:
        return next((each for each in people.accounts if each.id == command.account_id), None)
    if not command.name.strip():
        return None
    account = people.account_meant(command.name)
    if account is None and isinstance(one := people.who(command.name, in_focus=turn.in_thread), One):
        return next((each for each in people.accounts if each.id == one.contact.account_id), None)
    return account


async def _ask_which(turn: Turn[PreparePack]) -> None:
    known = [(each, len(turn.people.at(each.id))) for each in turn.people.accounts]
    known.sort(key=lambda pair: (-pair[1], pair[0].name.casefold()))
    offered = known[:_OFFERED]
    name = turn.command.name.strip()
    if turn.command.account_id:
        card, offered = cards.is_gone(), []
    else:
        card = cards.not_known(name, offered) if name else cards.which_company(offered)
    await turn.answer(card, about=tuple(each.id for each, _ in offered))


async def send_pack(turn: Turn[SendPack]) -> None:
    """Send a pack into the member's own conversation, as it stands now."""
    account = next((each for each in turn.people.accounts if each.id == turn.command.account_id), None)
    if account is None:
        await turn.answer(cards.is_gone(), about=NOTHING)
        return
    await turn.status(cards.preparing_status(account.name))
    form = "md" if turn.command.form == "md" else "docx"
    async with turn.read() as reader:
        pack = await make_pack(reader, turn, account)
    try:
        content = await _content(turn, pack, form)
    except OutOfBounds:
        await turn.answer(cards.too_much_card(), about=NOTHING)
        return
    sent = await send_file(turn, cards.file_name(pack, form), content, cards.COMMENT, pack.quotes)
    async with turn.commit() as uow:
        await keep_sent(uow, sent)
        uow.say(*turn.reply(cards.sent_card(account.name, sent.id), about=(account.id,)))


async def _content(turn: Turn[Any], pack: ReviewPack, form: str) -> bytes:
    paragraphs = cards.paragraphs_of(pack)
    if form == "md":
        return as_markdown(paragraphs).encode()
    return await turn.documents.write_word(paragraphs)


async def remove_pack(turn: Turn[RemovePack]) -> None:
    """Delete a pack that was sent."""
    sent = await delete_sent(turn, turn.command.file_id)
    async with turn.commit() as uow:
        if sent is not None:
            await forget_sent(uow, sent)
        uow.say(*turn.update(cards.removed_card(), about=NOTHING))
