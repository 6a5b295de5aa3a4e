from __future__ import annotations

from datetime import timedelta

import pytest

from bot.conversation.dispatch import HANDLERS, NoHandler, handler_of
from bot.core.commands import Apologize, Origin, Surface
from bot.core.deliveries import Say
from bot.core.members import Member, Profile
from bot.core.notes import Note
from bot.core.ports.errors import Unavailable
from bot.features.home.commands import HomeOpened
from tests.handlers.office import Office, part_words

FIRST = "Met Ana Ruiz from Northwind. I promised to send her the storage paper by Friday."


def welcomes(office: Office) -> list[Say]:
    return [each for each in office.posted if isinstance(each, Say) and each.subject == "welcome"]


async def test_a_new_member_is_greeted_once_and_their_conversation_is_remembered(office: Office) -> None:
    await office.say(FIRST)
    await office.say("Called Ana Ruiz.")
    assert len(welcomes(office)) == 1
    [member] = await office.rows(Member)
    assert (member.name, member.zone, member.conversation) == ("Kim Park", "Europe/Madrid", "D-U1")


async def test_undoing_the_first_note_does_not_forget_the_member(office: Office) -> None:
    seen = await office.say(FIRST)
    await office.press(seen, "Undo")
    assert len(await office.rows(Member)) == 1


async def test_the_directory_is_asked_once_a_day(office: Office) -> None:
    await office.say(FIRST)
    await office.say("Called Ana Ruiz.")
    assert office.directory.asked == 1
    office.now += timedelta(days=1, minutes=1)
    office.directory.people["U1"] = Profile(name="Kim Park", zone="Asia/Tokyo")
    await office.say("Called Ana Ruiz again.")
    assert office.directory.asked == 2
    assert [member.zone for member in await office.rows(Member)] == ["Asia/Tokyo"]


@pytest.mark.parametrize(
    "profile",
    [Profile(name="Guest", zone="UTC", is_guest=True), Profile(name="Other", zone="UTC", is_stranger=True)],
)
async def test_guests_and_strangers_are_turned_away_politely_and_once(
    office: Office, profile: Profile
) -> None:
    office.directory.people["U1"] = profile
    seen = await office.say(FIRST)
    assert "only for full members" in seen.first
    assert (await office.say(FIRST)).all == []
    assert await office.rows(Note) == []
    assert await office.rows(Member) == []


async def test_a_known_member_is_served_while_the_directory_is_away(office: Office) -> None:
    await office.say(FIRST)
    office.now += timedelta(days=2)

    class Away:
        async def profile(self, workspace: object, member: object) -> Profile:
            raise Unavailable("directory")

    object.__setattr__(office.ports, "directory", Away())
    assert "Noted" in (await office.say("Called Ana Ruiz.")).first
    office.member = "U2"
    with pytest.raises(Unavailable):
        await office.say(FIRST)


async def test_an_unknown_zone_falls_back_to_utc(office: Office) -> None:
    office.directory.people["U1"] = Profile(name="Kim Park", zone="Mars/Olympus")
    await office.say(FIRST)
    assert [member.zone for member in await office.rows(Member)] == ["UTC"]


async def test_members_see_only_what_is_theirs(office: Office) -> None:
    await office.say(FIRST)
    [note] = await office.rows(Note)
    office.member = "U2"
    assert await office.rows(Note) == []
    from bot.features.notes.commands import DeleteNote, OpenNote

    origin = Origin(surface=Surface.BUTTON, conversation="D-U2", message="m1", view="v1")
    opened = await office.do(OpenNote(note.id), origin)
    assert "no longer there" in "".join(line for part in opened.form.parts for line in part_words(part))
    assert "no longer there" in (await office.do(DeleteNote(note.id), origin)).first
    office.member = "U1"
    assert len(await office.rows(Note)) == 1


async def test_unknown_words_are_answered_with_things_to_try_and_can_be_kept(office: Office) -> None:
    seen = await office.type("flurb blarg")
    assert "I don't know what to do with “flurb blarg”." in seen.first
    assert seen.text.count("/tactegic") == 3
    await office.press(seen, "Keep it as a note")
    assert [note.text for note in await office.rows(Note)] == ["flurb blarg"]


async def test_a_command_with_something_missing_says_what_with_an_example(office: Office) -> None:
    seen = await office.type("rename Ana")
    assert seen.first == "I need the old and the new name, with “to” between them."
    assert "/tactegic rename Ana to Anna Ruiz" in seen.text


async def test_a_slash_command_in_a_channel_is_answered_directly(office: Office) -> None:
    await office.say(FIRST)
    seen = await office.type("contacts", "C1")
    assert "Ana Ruiz" in seen.text
    assert len(seen.whispers) == 1
    assert (await office.type("contacts", "D-U1")).whispers == []


async def test_next_steps_begin_with_what_is_due(office: Office) -> None:
    empty = await office.type("")
    assert empty.card.header == "A good start"
    await office.say(FIRST)
    seen = await office.type("")
    assert "You promised Ana Ruiz: send the storage paper, due 6 March 2026." in seen.text
    assert len(seen.card.parts) == 3


async def test_help_explains_topics_and_commands_and_suggests_what_comes_close(office: Office) -> None:
    assert "Plain words are enough" in (await office.say("help")).first
    assert "/tactegic merge NAME, NAME" in (await office.type("help contacts")).text
    merge = await office.type("help merge")
    assert "merge Ana Ruiz, A. Ruiz" in merge.text
    assert "rename" not in merge.text
    unknown = await office.type("help contcts")
    assert "no help on “contcts”" in unknown.first
    assert unknown.labels[0] == "Contacts"


async def test_home_shows_people_and_open_promises(office: Office) -> None:
    await office.say(FIRST)
    seen = await office.do(HomeOpened("home"), Origin(surface=Surface.HOME))
    shown = "\n".join(line for part in seen.home.parts for line in part_words(part))
    assert "You promised Ana Ruiz (Northwind): send the storage paper" in shown
    assert "Ana Ruiz (Northwind) · in touch today" in shown
    assert (await office.do(HomeOpened("messages"), Origin(surface=Surface.HOME))).all == []


async def test_an_apology_carries_its_reference(office: Office) -> None:
    seen = await office.do(Apologize("7F3K"), Origin(surface=Surface.JOB))
    assert "(ref 7F3K)" in seen.first


async def test_every_command_has_somebody_to_take_it() -> None:
    from bot.core.commands import Command, FormCommand

    own = {kind for kind in Command.registry.values() if kind.__module__.startswith("bot.")}

    assert own - {Command, FormCommand} <= set(HANDLERS)


def test_a_command_of_a_missing_capability_is_an_error_of_its_own() -> None:
    from bot.core.commands import Command

    class Unheard(Command):
        __slots__ = ()

    try:
        with pytest.raises(NoHandler):
            handler_of(Unheard())
    finally:
        del Command.registry["Unheard"]
