"""A forwarded message is content: its words are kept with their author and their address."""

from __future__ import annotations

import pytest

from bot.core.commands import Forwarded, Origin, Said, Surface
from bot.core.contacts import Contact
from bot.core.notes import Commitment, Note, Touch
from tests.handlers.office import Office, Seen

WORDS = "I'll send the storage paper by Friday. The steering group meets in May."
LINK = "https://example.slack.com/archives/C1/p1700000000000100"


async def forward(office: Office, comment: str = "", words: str = WORDS, author: str = "Tomo Hale") -> Seen:
    command = Said(comment, forwarded=(Forwarded(words, author, LINK),))
    origin = Origin(surface=Surface.DIRECT, conversation="D-U1", message="17.1", thread="17.1")
    return await office.do(command, origin)


@pytest.mark.parametrize(
    "comment", ["save this about Ana Ruiz", "please keep this for Ana Ruiz", "note: Ana Ruiz"]
)
async def test_what_is_to_be_saved_about_somebody_is_their_note(office: Office, comment: str) -> None:
    await office.say("Met Ana Ruiz from Northwind.")
    seen = await forward(office, comment)
    assert seen.first == "Noted for Ana Ruiz (Northwind)."
    note = (await office.rows(Note))[-1]
    assert note.text == f"{WORDS}\n\u2014 Tomo Hale"
    assert note.permalink == LINK
    [ana] = await office.rows(Contact, name="Ana Ruiz")
    assert note.contact_ids == (ana.id,)


async def test_a_forward_alone_is_kept(office: Office) -> None:
    await forward(office, words="Ana Ruiz from Northwind wants a seat in the steering group.")
    [note] = await office.rows(Note)
    assert note.text.startswith("Ana Ruiz from Northwind wants")
    assert note.permalink == LINK
    assert [contact.name for contact in await office.rows(Contact)] == ["Ana Ruiz"]


async def test_what_the_author_promises_or_did_is_not_the_members_own(office: Office) -> None:
    await office.say("Met Ana Ruiz from Northwind.")
    before = len(await office.rows(Commitment)), len(await office.rows(Touch))
    await forward(
        office, "save this about Ana Ruiz", "I met them yesterday and promised the offer by Friday."
    )
    assert (len(await office.rows(Commitment)), len(await office.rows(Touch))) == before


async def test_words_beside_it_are_kept_with_it(office: Office) -> None:
    await forward(office, "Ana Ruiz will like this, she asked about storage in March")
    note = (await office.rows(Note))[-1]
    assert note.text.startswith("Ana Ruiz will like this")
    assert WORDS in note.text


async def test_a_known_author_is_whom_the_note_is_about(office: Office) -> None:
    await office.say("Met Ana Ruiz from Northwind.")
    seen = await forward(office, words="We sign in May.", author="Ana Ruiz")
    assert seen.first == "Noted for Ana Ruiz (Northwind)."


async def test_a_question_beside_it_is_answered_and_nothing_is_kept(office: Office) -> None:
    await office.say("Met Ana Ruiz from Northwind, she wants storage.")
    await forward(office, "What did Ana Ruiz want?")
    assert len(await office.rows(Note)) == 1


async def test_check_this_checks_the_forwarded_words(office: Office) -> None:
    seen = await forward(
        office, "check this", "We want to grow with Northwind and meet them more often. " * 4
    )
    assert await office.rows(Note) == []
    assert seen.text
