"""Reads a round as it stands: its questions in order, and what came of each (T1, T2)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from bot.core.contacts import AccountId
from bot.core.identity import MemberId
from bot.core.knowledge.questions import QuestionBank
from bot.core.members import Role
from bot.core.naming import company_key
from bot.core.notes import Note, NoteKind
from bot.core.ports.store import StoreReader
from bot.core.turn import Turn
from bot.core.words import OWN_COMPANY
from bot.features.reporting.contracts import LineState, ReportingLine, above
from bot.features.rounds.cards import round as cards
from bot.features.rounds.cards.views import RoundAccountView, RoundQuestionView, RoundView
from bot.features.rounds.contracts.cards import OWN_ORGANIZATION
from bot.features.rounds.contracts.picture import Picture, picture_of
from bot.features.rounds.contracts.values import (
    ORGANIZATION,
    Round,
    RoundAnswer,
    RoundId,
    RoundKind,
    SharedRound,
    period_of,
    shared_round_id,
)
from bot.features.rounds.rules.accounts import AccountNeed, rank_by_need
from bot.features.rounds.rules.questions import (
    AccountQuestion,
    choose_wording,
    find_said_before,
    order_questions,
    shorten_round,
)
from bot.features.vision.contracts import Path, read_path


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundProgress:
    """A round as it stands now: what it asks, and what came of each question so far."""

    turn: Turn[Any]
    round: Round
    bank: QuestionBank
    asked: tuple[AccountQuestion, ...]
    """All its questions, account by account, each account's in the order they are asked."""
    answers: dict[tuple[str, str], RoundAnswer]
    """What came of them in this round, by account and question id."""
    why: dict[str, str]
    """Why each account was picked."""
    gaps: tuple[str, ...]
    """Names of accounts with strategic contacts and no picture of their future (T5)."""
    shared: bool
    """The member shared answers of it upward."""
    reports: bool
    """Somebody is confirmed as the member's manager."""
    before: tuple[Note, ...] = ()
    """What was answered in the latest earlier round about the same, and still holds."""

    @property
    def open(self) -> AccountQuestion | None:
        """The question to ask now."""
        waiting = (a for a in self.asked if (a.account_id, a.question.id) not in self.answers)
        return next(waiting, None)

    def questions_about(self, account_id: str) -> list[AccountQuestion]:
        """The questions about one account, in the order they are asked."""
        return [each for each in self.asked if each.account_id == account_id]

    def find(self, account_id: str, question_id: str) -> AccountQuestion | None:
        """One question about one account; None where the round does not ask it."""
        return next(
            (each for each in self.questions_about(account_id) if each.question.id == question_id), None
        )

    def name(self, account_id: str) -> str:
        """The name of an account, or of what a leader's round is about."""
        if account_id == ORGANIZATION:
            return OWN_ORGANIZATION
        return self.turn.people.companies.get(account_id, "")

    def words(self, asked: AccountQuestion) -> str:
        """A question in this period's wording."""
        member, name = self.turn.member.id, self.name(asked.account_id)
        return choose_wording(asked.question, member, asked.account_id, self.round.period, name)

    def view(self) -> RoundView:
        """The round as its cards show it."""
        now = self.open
        accounts = [
            RoundAccountView(
                id=id,
                name=self.name(id),
                done=sum(account == id for account, _ in self.answers),
                questions=len(self.questions_about(id)),
                why=self.why.get(id, ""),
            )
            for id in dict.fromkeys(each.account_id for each in self.asked)
        ]
        question = (
            RoundQuestionView(
                asked=now, name=self.name(now.account_id), words=self.words(now), today=self.turn.today
            )
            if now
            else None
        )
        return RoundView(
            round=self.round,
            accounts=accounts,
            question=question,
            can_share=self.reports and bool(self.answers),
            shared=self.shared,
            before=self.before if not self.answers else (),
        )


async def read_progress(turn: Turn[Any], round_id: str) -> RoundProgress | None:
    """Read the round with this id as it stands now; None where it is no longer there."""
    async with turn.read() as reader:
        round = await find_round(reader, round_id)
        return await progress_of(reader, turn, round) if round else None


async def find_round(reader: StoreReader, round_id: str) -> Round | None:
    """The round with this id; None where it is no longer there."""
    return await reader.of(Round).one(round_id)


async def progress_of(reader: StoreReader, turn: Turn[Any], round: Round) -> RoundProgress:
    """Read what a round asks and what came of it; accounts that are no longer there are left out."""
    bank = turn.knowledge.stratical if round.kind is RoundKind.STRATICAL else turn.knowledge.tactegic
    answers = await reader.of(RoundAnswer).find(space=turn.scope.own)
    picture = await find_picture(reader, turn, answers)
    here = tuple(id for id in round.account_ids if id == ORGANIZATION or id in turn.people.companies)
    named = tuple(id for id in here if id)
    notes = await reader.of(Note).find(account_ids=named, superseded_by=None) if named else []
    earlier = await find_earlier(reader, turn, round)
    before = [id for each in earlier for id in each.account_ids]
    given = {(str(a.account_id), a.question_id): a for a in answers if a.round_id == round.id}
    asked = []
    for id in here:
        ordered = order_questions(bank.questions, id, picture, notes, turn.today, earlier=before.count(id))
        asked += shorten_round(ordered, given, round.most_questions)
    due = await find_needs(reader, turn, but=round.id) if named else []
    return RoundProgress(
        turn=turn,
        round=round,
        bank=bank,
        asked=tuple(_put_answered_first(asked, given)),
        answers=given,
        gaps=tuple(need.account.name for need in due if need.strategic and need.oldest_days is None),
        why={need.account.id: cards.why(need) for need in due} if not given else {},
        shared=bool(await reader.of(SharedRound).count(id=shared_round_id(round.id), space=turn.scope.own)),
        reports=bool(await find_managers(reader, turn)),
        before=find_said_before(picture, answers, [each.id for each in earlier], here),
    )


async def find_earlier(reader: StoreReader, turn: Turn[Any], round: Round) -> list[Round]:
    """The member's earlier rounds of the same kind, the newest first."""
    found = await reader.of(Round).find(space=turn.scope.own, newest_first=True)
    return [each for each in found if each.kind is round.kind and each.created_at < round.created_at]


def _put_answered_first(
    asked: list[AccountQuestion], given: dict[tuple[str, str], RoundAnswer]
) -> list[AccountQuestion]:
    """Put what was dealt with in this round first, in that order, so that open questions keep their place."""
    done = {key: reply.created_at for key, reply in given.items()}
    first = [each for each in asked if (each.account_id, each.question.id) in done]
    first.sort(key=lambda each: done[each.account_id, each.question.id])
    return [*first, *(each for each in asked if (each.account_id, each.question.id) not in done)]


async def find_picture(
    reader: StoreReader, turn: Turn[Any], answers: list[RoundAnswer] | None = None
) -> Picture:
    """What all rounds of the member found out: the current answers by account and question."""
    notes = await reader.of(Note).find(space=turn.scope.own, kind=NoteKind.ANSWER, superseded_by=None)
    if answers is None:
        answers = await reader.of(RoundAnswer).find(space=turn.scope.own)
    return picture_of(notes, answers)


async def find_needs(reader: StoreReader, turn: Turn[Any], *, but: str = "") -> list[AccountNeed]:
    """The member's accounts, the neediest first; one's own company is none.

    The round with the id `but` does not count as asked.
    """
    path = await read_path(reader, turn)
    earlier = [
        each
        for each in await reader.of(Round).find(space=turn.scope.own, newest_first=True, limit=3)
        if each.id != but and each.kind is RoundKind.TACTEGIC
    ]
    accounts = [each for each in turn.people.accounts if each.name != OWN_COMPANY]
    ids = tuple(account.id for account in accounts)
    notes = await reader.of(Note).find(account_ids=ids, superseded_by=None) if ids else []
    return rank_by_need(
        accounts,
        turn.people.contacts,
        {id for note in notes for id in note.account_ids},
        await find_picture(reader, turn),
        turn.knowledge.tactegic.questions,
        now=turn.now,
        asked_last=earlier[0].account_ids if earlier else (),
        on_path=_find_accounts_on(path, turn) if path else (),
    )


def _find_accounts_on(path: Path, turn: Turn[Any]) -> frozenset[str]:
    """Ids of the accounts where the path needs somebody, known already or still missing."""
    needed = path.contact_ids
    of_people = {each.account_id for each in turn.people.contacts if each.id in needed and each.account_id}
    companies = {company_key(each.need.company) for each in path.needs if not each.dropped}
    return frozenset(of_people).union(
        each.id for each in turn.people.accounts if company_key(each.name) in companies
    )


async def find_managers(reader: StoreReader, turn: Turn[Any]) -> list[MemberId]:
    """The ids of everybody above the member along confirmed reporting lines."""
    return sorted(above(await reader.of(ReportingLine).find(), turn.scope.member))


async def find_requests(reader: StoreReader, turn: Turn[Any]) -> tuple[tuple[str, ...], list[MemberId]]:
    """The ids of lines that wait for the member's answer, and who asks by them to be their manager."""
    lines = await reader.of(ReportingLine).find(seller=turn.scope.member, state=LineState.REQUESTED)
    return tuple(line.id for line in lines), [line.manager for line in lines]


def period_now(turn: Turn[Any], kind: RoundKind) -> str:
    """The key of the member's present week or month."""
    return period_of(kind, turn.today)


def may_have(turn: Turn[Any], kind: RoundKind) -> bool:
    """Whether a member gets this kind of round (T1, T4)."""
    return kind is RoundKind.TACTEGIC or turn.member.role is Role.LEADER


def new_round(
    turn: Turn[Any], kind: RoundKind, period: str, id: RoundId, account_ids: tuple[AccountId, ...], place: str
) -> Round:
    """A round that begins now."""
    return Round(
        id=id,
        workspace=turn.scope.workspace,
        space=turn.scope.own,
        created_at=turn.now,
        kind=kind,
        period=period,
        account_ids=account_ids,
        places=(place,) if place else (),
    )
