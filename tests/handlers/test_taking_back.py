"""What was taken back or erased stands nowhere any more: in no message and no Home of anybody (B6, F5)."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from bot.conversation.dispatch import HANDLERS
from bot.core.coaching.investment import Assessment
from bot.core.commands import Command, ListContacts, NextSteps, Origin, Said, Surface
from bot.core.contacts import Contact
from bot.core.identity import WORKSPACE_SPACE, MemberId, Scope, team_space
from bot.core.members import Profile
from bot.core.notes import Note
from bot.core.ports.memory import Embedder
from bot.core.ports.work import Work
from bot.core.rich import plain
from bot.features.assessment.commands import ListAssessments, OpenAssessment
from bot.features.fit.commands import EraseContact
from bot.features.glossary.commands import TermHistory
from bot.features.glossary.contracts.values import Term
from bot.features.goals.commands import ReviewGoals
from bot.features.home.commands import HomeOpened
from bot.features.meetings.commands import ListMeetings, OpenMeeting, SaveSummary
from bot.features.meetings.contracts import Meeting
from bot.features.notes.commands import DeleteNote, OpenNote
from bot.features.objectives.commands import (
    ObjectiveHistory,
    SaveObjective,
    SaveObjectiveSharing,
    TakeBackObjective,
)
from bot.features.people.commands import ChangeContact
from bot.features.reporting.commands import EndReportingLine
from bot.features.reporting.contracts import LineId, LineState, ReportingLine
from bot.features.rollup.commands import PreviewSharing, ShareRound, ShowTheme, WithdrawRound
from bot.features.rounds.commands import ShowRound
from bot.features.rounds.contracts.values import Round, SharedRound
from bot.features.score.commands import ShowSources
from bot.features.share_of_future.commands import ListDeeds
from bot.features.teams.commands import (
    CompareVersions,
    LeaveTeam,
    SaveSharing,
    SaveTeam,
    SaveTeamDocument,
    TakeBackNote,
    TeamDocumentHistory,
)
from bot.features.teams.contracts.values import AccountTeam, TeamId
from bot.features.teams.rules import TeamDocument
from bot.features.text_check.commands import CheckText, ShowCheck
from bot.features.text_check.rules import TextCheck
from bot.features.vision.commands import SaveVision
from bot.features.ways.commands import DraftIntroduction, SaveAcquaintance
from bot.store.queues import outbox
from tests.handlers.board import Board, open_board
from tests.handlers.office import START, WORKSPACE, Seen

pytestmark = pytest.mark.slow

MIRA, TOMO, LENA, JUN = "U1", "U2", "U3", "U4"
"""A seller, her manager, the leader above him, and a colleague on her account team."""
PEOPLE = {TOMO: "Tomo Aoki", LENA: "Lena Park", JUN: "Jun Sato", MIRA: "Mira Vale"}
NAME, WORDS = "Zebedee Quillfeather", "heliotropes"
VIEWS = {command for command in Command.registry.values() if command.shows}
"""Every command whose cards can be drawn anew."""


@pytest.fixture
async def board(tmp_path: Path, embedder: Embedder) -> AsyncIterator[Board]:
    async with open_board(tmp_path, embedder) as opened:
        for member, name in PEOPLE.items():
            opened.directory.people[member] = Profile(name=name, zone="Europe/Madrid")
            await opened.as_member(member).say("hello")
        yield opened


async def ask_for(board: Board, command: Command) -> Seen:
    """What a command shows that a button or a line would give."""
    return await board.do(command, Origin(surface=Surface.SLASH))


async def store(board: Board, scope: Scope, *rows: object) -> None:
    """Have rows stored as if somebody had made them."""
    for row in rows:
        origin = Origin(surface=Surface.JOB)
        key = f"stored{next(board.numbers)}"
        work = Work(key=key, scope=scope, command=Said(""), origin=origin, now=board.now)
        async with board.store.write(work) as uow:
            await uow.of(type(row)).put(row)
    await board.settle()


async def one(board: Board, kind: type[Any]) -> Any:
    """The latest row of a kind that the acting member sees."""
    async with board.store.read(await board.scope_of(board.member)) as reader:
        return (await reader.of(kind).find(newest_first=True, limit=1))[0]


def test_every_command_either_shows_what_is_there_or_is_known_to_change_something() -> None:
    assert set(HANDLERS) >= VIEWS
    looks = ("Show", "List", "View", "Preview", "Find", "Compare", "LookUp")
    named_so = {c for c in HANDLERS if c.__name__.startswith(looks) or c.__name__.endswith("History")}
    assert {c.__name__ for c in named_so - VIEWS} == NO_VIEW


NO_VIEW = {
    "ShowLesson",
    "ListAttitudes",
    "ListLeavers",
    "FindNote",
    "ShowImportProblems",
    "ShowWholeAssessment",
    "ShowModelChoice",
}
"""Commands that are named like a view and are drawn anew by none.

Lessons, a private form (S1), the choice about a model and a list of who left quote no rows of members. What
asks about one note would ask about another: it is emptied.
"""


# -- erasing a contact ---------------------------------------------------------------------------------------


async def told(board: Board) -> None:
    """What a seller told of two people, so that everything has something to show of both."""
    await board.say("Met Ana Ruiz from Northwind yesterday, she likes harbours")
    await board.say(f"Met {NAME} from Oakhurst yesterday. He grows {WORDS}, I owe him a paper by Friday.")
    await board.say(f"{NAME} introduced me to Ana Ruiz, he worries about permits.")
    await board.say(f"{NAME}'s renewal is on 12 March.")
    for line in (
        f"strategic {NAME}",
        f"plan {NAME}: show him a sketch of {WORDS} on 12 March",
        f"goals {NAME} month: learn how he keeps {WORDS}",
        f"test Show {NAME} a sketch of {WORDS}",
        f"cadence {NAME} 1 2",
        f"remind me to show {NAME} the {WORDS} on 12 March",
        "define anchor = a buyer who brings others",
    ):
        await board.type(line)
    contact = await contact_named(board)
    tagged = {"name": NAME, "account": "Oakhurst", "emails": "", "tags": "gardeners"}
    await ask_for(board, ChangeContact(contact.id, values=tagged))
    values = {"text": f"One garden of {WORDS}", "ours": "trust", "theirs": WORDS}
    await ask_for(board, SaveObjective("We", NAME, contact_id=contact.id, values=values))
    await ask_for(board, SaveSummary(contact.id, values={"summary": f"We spoke of {WORDS}"}))
    vision = {"text": "A port that runs on sun", "steps": f"{NAME} signs the plan\nWe meet", "years": "3"}
    await ask_for(board, SaveVision(values=vision))
    await ask_for(board, CheckText(f"{NAME} will sign the contract in May. Ana Ruiz will follow."))


async def contact_named(board: Board, name: str = NAME) -> Contact:
    async with board.store.read(await board.scope_of(board.member)) as reader:
        [found] = await reader.of(Contact).find(name=name)
        return found


async def looked_at(board: Board) -> None:
    """Everything that shows what the seller told, looked at once."""
    lines = (
        "contacts", "notes", f"notes {NAME}", "promises", "nudges", "portfolio", "plan", "goals", "focus",
        f"contact {NAME}", f"brief {NAME}", "brief Oakhurst", f"fit {NAME}", f"score {NAME}", f"view {NAME}",
        f"plan {NAME}", f"goals {NAME}", f"place {NAME}", f"meeting {NAME}", f"review {NAME}", "vision",
        f"objective {NAME}", "neglected", "future", "unlikely", "share", "", "role", "reports", "team",
        f"ask What does {NAME} worry about?", "why answer", "glossary", "what is anchor", "rollup preview",
        "tests", "reminders", "expectations", "import", "account Oakhurst", f"touches {NAME}",
        f"facts {NAME}", "dates", "tags", "list gardeners", f"way {NAME}", "acquaintances",
        "chart", "chart balance", "chart map", "chart touches", "chart themes", f"chart score {NAME}",
        f"chart timeline {NAME}", f"compare {NAME}, Ana Ruiz", f"recap {NAME}", "recap", "qbr Oakhurst",
        f"introduce {NAME}",
    )  # fmt: skip
    for line in lines:
        await board.type(line)
    contact = await contact_named(board)
    sharing = {"closeness": "well", "with": ("workspace",)}
    await ask_for(board, SaveAcquaintance(contact.id, values=sharing))
    await board.type("acquaintances")
    assessment, meeting = await one(board, Assessment), await one(board, Meeting)
    for command in (
        ListContacts(),
        DraftIntroduction("Ana Ruiz", contact_id=contact.id),
        NextSteps(),
        ListAssessments(),
        OpenAssessment(assessment.id),
        ReviewGoals(),
        ListMeetings(contact.id),
        OpenMeeting(meeting.id),
        ObjectiveHistory(contact.id),
        ShowSources(contact.id, "reciprocity"),
        ListDeeds(),
        TermHistory((await one(board, Term)).id),
        ShowCheck((await one(board, TextCheck)).id),
        OpenNote((await one(board, Note)).id),
    ):
        await ask_for(board, command)
    await board.do(HomeOpened("home"), Origin(surface=Surface.HOME))


async def test_f5_nothing_that_was_shown_of_an_erased_person_stands_any_more(board: Board) -> None:
    await told(board)
    await looked_at(board)
    before = board.standing(NAME, WORDS)
    assert len(before) > 30
    assert any("Home" in place for place, _ in before)

    await ask_for(board, EraseContact((await contact_named(board)).id))

    left = [(place, text) for place, text in board.standing(WORDS)]
    assert left == []
    # A note that also tells of another one stays with its words, and so does what the member pictured.
    kept = ("introduced me to Ana Ruiz", "signs the plan")
    assert [text for _, text in board.standing(NAME) if not any(each in text for each in kept)] == []
    checks = await board.rows(TextCheck)
    assert [check for check in checks if NAME in check.words] == []
    assert board.homes[MIRA]
    assert board.standing("Ana Ruiz")


async def test_f5_the_receipt_says_that_it_is_being_removed_until_it_is(board: Board) -> None:
    await told(board)
    await board.type("contacts")
    review = await board.type(f"fit {NAME}")
    released = await board.press(review, "Release")
    erased = await board.press(released, "Erase what is stored")

    assert "being removed from the messages" in plain(erased.cards[0].context)
    assert "None of my messages shows it any more" in plain(board.messages[released.place].context)
    assert "being removed" not in plain(board.messages[released.place].context)


@pytest.mark.parametrize(
    "line",
    ["fit Zebedee", "notes zebedee", "brief Zébedee", "contact Quillfeather", "ask What does Zebedee grow?"],
)
async def test_f5_what_was_asked_for_by_one_word_of_the_name_goes_and_cannot_be_drawn_anew(
    board: Board, line: str
) -> None:
    await board.say(f"Met {NAME} from Oakhurst yesterday. He grows {WORDS}.")
    await board.type(line)
    assert board.standing("zebedee")

    await ask_for(board, EraseContact((await contact_named(board)).id))

    assert board.standing("zebedee", "zébedee", "quillfeather") == []
    async with board.store._database.begin_read() as connection:
        kept = (await connection.scalars(select(outbox.c.redraw).where(outbox.c.redraw.is_not(None)))).all()
        sent = (await connection.scalars(select(outbox.c.delivery).where(outbox.c.state == "done"))).all()
    assert not [each for each in (*kept, *sent) if "zebedee" in str(each).casefold()]


# -- what was shared of a round ------------------------------------------------------------------------------

SHARED = "electricians"


def line_of(seller: str, manager: str) -> ReportingLine:
    return ReportingLine(
        id=LineId(f"{seller}-{manager}"),
        workspace=WORKSPACE,
        space=WORKSPACE_SPACE,
        created_at=START,
        seller=MemberId(seller),
        manager=MemberId(manager),
        set_by=MemberId(seller),
        state=LineState.CONFIRMED,
    )


async def shared_upward(board: Board) -> Round:
    """A round that Mira answered and shared, after Tomo and Lena looked at it in every way."""
    for seller, manager in ((MIRA, TOMO), (TOMO, LENA)):
        await store(board, await board.scope_of(seller), line_of(seller, manager))
    await board.as_member(MIRA).say("Met Ana Ruiz from Northwind.")
    card = await board.type("round")
    await board.say(f"Too few {SHARED} for the cold stores", thread=card.place[1])
    round = await one(board, Round)
    await ask_for(board, ShowRound(round.id))
    preview = await ask_for(board, PreviewSharing(round.id))
    await board.press(preview, "Share exactly this")
    await board.type("rollup preview")
    for reader in (TOMO, LENA):
        roll_up = await board.as_member(reader).type("rollup")
        await board.press(roll_up, "All answers")
        shared = await one(board, SharedRound)
        await ask_for(board, ShowTheme(SHARED, tuple(each.note_id for each in shared.answers)))
        assert len(board.standing(SHARED, of=reader)) == 2
    await board.as_member(TOMO).type("oneonone Mira")
    assert len(board.standing(SHARED, of=TOMO)) == 3
    board.as_member(MIRA)
    return round


async def take_back(board: Board) -> None:
    await ask_for(board, WithdrawRound((await one(board, SharedRound)).id))


async def share_only_that_one_answered(board: Board) -> None:
    await ask_for(board, ShareRound((await one(board, Round)).id, answers=False))


async def delete_the_answer(board: Board) -> None:
    await ask_for(board, DeleteNote((await one(board, SharedRound)).answers[0].note_id))


async def end_the_line_as(board: Board, member: str) -> None:
    await ask_for(board.as_member(member), EndReportingLine(line_of(MIRA, TOMO).id))


WAYS: dict[str, Callable[[Board], Awaitable[None]]] = {
    "taken back": take_back,
    "shared again without answers": share_only_that_one_answered,
    "the answer deleted": delete_the_answer,
    "the line ended by the seller": lambda board: end_the_line_as(board, MIRA),
    "the line ended by the manager": lambda board: end_the_line_as(board, TOMO),
}


@pytest.mark.parametrize("way", WAYS)
async def test_t5_what_is_shared_no_more_stands_with_no_manager(board: Board, way: str) -> None:
    await shared_upward(board)

    await WAYS[way](board)

    assert board.standing(SHARED, of=TOMO) == []
    assert board.standing(SHARED, of=LENA) == []
    # What she wrote and was shown of it herself is hers, unless she deleted it.
    assert bool(board.standing(SHARED, of=MIRA)) == (way != "the answer deleted")


async def test_t5_a_leader_loses_what_came_along_a_line_that_ended(board: Board) -> None:
    await shared_upward(board)

    await ask_for(board.as_member(TOMO), EndReportingLine(line_of(TOMO, LENA).id))

    assert board.standing(SHARED, of=LENA) == []
    assert len(board.standing(SHARED, of=TOMO)) == 3


async def test_t5_an_answer_that_is_undone_stands_with_nobody(board: Board) -> None:
    await store(board, await board.scope_of(MIRA), line_of(MIRA, TOMO))
    await board.say("Met Ana Ruiz from Northwind.")
    card = await board.type("round")
    noted = await board.say(f"Too few {SHARED} for the cold stores", thread=card.place[1])
    await ask_for(board, ShareRound((await one(board, Round)).id))
    await board.press(await board.as_member(TOMO).type("rollup"), "All answers")
    assert board.standing(SHARED, of=TOMO)

    await board.as_member(MIRA).press(noted, "Undo")

    assert board.standing(SHARED) == []


async def test_t5_the_receipt_of_taking_back_claims_what_was_done(board: Board) -> None:
    await shared_upward(board)
    shown = await ask_for(board, PreviewSharing((await one(board, Round)).id))
    shared = await board.press(shown, "Share exactly this")
    receipt = await board.press(shared, "Take it back")

    assert "It is being removed" in plain(receipt.cards[0].context)
    assert "None of my messages shows it any more" in plain(board.messages[shared.place].context)
    assert board.standing(SHARED, of=TOMO) == []


# -- what was shared with a team -----------------------------------------------------------------------------

NORTH = TeamId("north")
TEAM_WORDS = "fails every March"


async def northern_team(board: Board) -> None:
    """The account team of Mira and Jun."""
    team = AccountTeam(
        id=NORTH,
        workspace=WORKSPACE,
        space=team_space(NORTH),
        created_at=START,
        account="Northwind",
        members=(MemberId(MIRA), MemberId(JUN)),
        created_by=MemberId(MIRA),
    )
    scope = await board.scope_of(MIRA)
    await store(board, replace(scope, teams=frozenset([team_space(NORTH)])), team)


async def shared_with_team(board: Board) -> None:
    """What Mira shared with her team, after Jun looked at it in every way."""
    await northern_team(board)
    await board.as_member(JUN).say("Met Ana Ruiz from Northwind.")
    await board.as_member(MIRA).say(f"Met Ana Ruiz from Northwind, the harbour crane {TEAM_WORDS}.")
    note, contact = await one(board, Note), await contact_named(board, "Ana Ruiz")
    await ask_for(board, SaveSharing(note.id, values={"teams": (NORTH,)}))
    values = {
        "text": f"A crane that never {TEAM_WORDS}",
        "ours": "We learn why",
        "theirs": "They lose no spring",
    }
    await ask_for(board, SaveObjective("We", "Northwind", account_id=contact.account_id, values=values))
    sharing = SaveObjectiveSharing(account_id=contact.account_id, values={"teams": (NORTH,)})
    await ask_for(board, sharing)
    values = {"purpose": f"No crane {TEAM_WORDS}", "together": ""}
    await ask_for(board, SaveTeamDocument(NORTH, values=values))
    values = {"text": f"No crane {TEAM_WORDS}", "steps": "We meet", "years": "3"}
    await ask_for(board, SaveVision(team_id=NORTH, values=values))
    board.as_member(JUN)
    lines = (
        "notes", "ask What fails in March?", "brief Northwind", "team-document Northwind", "team Northwind",
        "objective Northwind", "vision Northwind", "contacts",
    )  # fmt: skip
    for line in lines:
        await board.type(line)
    await ask_for(board, OpenNote(note.id))
    document = await one(board, TeamDocument)
    await ask_for(board, TeamDocumentHistory(NORTH))
    await ask_for(board, CompareVersions(document.id))
    await board.do(HomeOpened("home"), Origin(surface=Surface.HOME))
    assert len(board.standing(TEAM_WORDS, of=JUN)) >= 6
    assert board.standing(f"A crane that never {TEAM_WORDS}", of=JUN)
    board.as_member(MIRA)


async def leave(board: Board, member: str) -> None:
    await ask_for(board.as_member(member), LeaveTeam(NORTH))


async def take_off(board: Board) -> None:
    await ask_for(board, SaveTeam(NORTH, values={"members": ()}))


@pytest.mark.parametrize("how", ["leaves", "is taken off"])
async def test_s6_whoever_is_no_longer_on_a_team_reads_nothing_of_it(board: Board, how: str) -> None:
    await shared_with_team(board)

    await (leave(board, JUN) if how == "leaves" else take_off(board))

    assert board.standing(TEAM_WORDS, of=JUN) == []
    assert board.standing(TEAM_WORDS, of=MIRA)


async def note_and_objective_go(board: Board) -> None:
    async with board.store.read(await board.scope_of(MIRA)) as reader:
        [note] = [each for each in await reader.of(Note).find() if TEAM_WORDS in each.text]
    await ask_for(board, TakeBackNote(note.id))
    account = (await contact_named(board, "Ana Ruiz")).account_id
    await ask_for(board, TakeBackObjective(account_id=account or ""))


async def note_is_deleted(board: Board) -> None:
    async with board.store.read(await board.scope_of(MIRA)) as reader:
        [note] = [each for each in await reader.of(Note).find() if TEAM_WORDS in each.text]
    await ask_for(board, DeleteNote(note.id))


async def contact_is_erased(board: Board) -> None:
    await ask_for(board, EraseContact((await contact_named(board, "Ana Ruiz")).id))


@pytest.mark.parametrize("way", [note_and_objective_go, note_is_deleted, contact_is_erased])
async def test_b6_a_note_that_is_shared_no_more_stands_with_nobody_else(
    board: Board, way: Callable[[Board], Awaitable[None]]
) -> None:
    await shared_with_team(board)
    crane = f"the harbour crane {TEAM_WORDS}"
    assert board.standing(crane, of=JUN)

    await way(board)

    assert board.standing(crane, of=JUN) == []
    never = f"A crane that never {TEAM_WORDS}"
    assert bool(board.standing(never, of=JUN)) == (way is not note_and_objective_go)


async def test_s6_what_the_leaver_had_shared_goes_from_the_others(board: Board) -> None:
    await shared_with_team(board)
    crane, never = f"the harbour crane {TEAM_WORDS}", f"A crane that never {TEAM_WORDS}"

    await leave(board, MIRA)

    assert board.standing(crane, never, of=JUN) == []
    assert board.standing(f"No crane {TEAM_WORDS}", of=JUN)  # the document is the team's


# -- all of it -----------------------------------------------------------------------------------------------


async def test_every_view_was_looked_at_in_these_tests(board: Board) -> None:
    await told(board)
    await looked_at(board)
    await shared_upward(board)
    await shared_with_team(board)
    # A look back comes by itself alone, and a calendar needs a server: tests/features/hindsight/ and
    # tests/features/calendar/ take back what they show.
    assert {each.__name__ for each in VIEWS - board.redrawn_by} == {"LookBack", "ShowCalendar"}
