"""Answers a message by a model that looks things up; where it cannot, the rules answer (B2, B7)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import structlog

from bot.conversation.agent.proposing import ProposedLine, commands_to_propose, proposal_of, proposals_of
from bot.conversation.agent.showing import as_shown, rows_named
from bot.conversation.agent.sources import Sources
from bot.conversation.agent.thinking import Thinking
from bot.conversation.agent.tools import SEARCH, TOOLS, view_of
from bot.conversation.attending import proposals_in
from bot.conversation.cards import agent as cards
from bot.conversation.commands import AskBeforeDoing, TrustProposals
from bot.core.answer_records import Outcome
from bot.core.coaching.conversing import Conversation, Conversed, EarlierWords, Inquiry, Source
from bot.core.commands import Origin, Surface
from bot.core.deliveries import NOTHING, About
from bot.core.dialogue import Exchange, earlier_in, with_why
from bot.core.form_values import written_day
from bot.core.looking import Looking
from bot.core.naming import One, Several
from bot.core.ports.errors import Conflict, LeaseLost, Unavailable, Unfounded
from bot.core.settings import MemberSettings
from bot.core.turn import Handler, Turn
from bot.features.feedback.contracts import with_rating
from bot.features.notes.contracts.sharers import find_sharers
from bot.features.recall.commands import Ask
from bot.features.recall.handlers.known import to_known_people
from bot.features.recall.handlers.recall import is_in_rows
from bot.features.recall.handlers.retrieval import retrieve
from bot.language.names import words_of
from bot.language.question_words import COMMON

_log = structlog.get_logger(__name__)
_FIRST = 6
"""Notes that are found for the message before the model is asked."""
_SEARCHED = 8
_EARLIER = 5
_FOCUS = 3


@dataclass(slots=True)
class _Finding:
    """What is found for one answer, and what was looked at, in words."""

    turn: Turn[Any]
    message: str
    dispatch: Handler
    sources: Sources
    looked_at: list[str]
    earlier: Sequence[Exchange] = ()
    thinking: Thinking = field(init=False)
    named: dict[str, None] = field(default_factory=dict)
    """Whom and what a look-up names: what was looked at is shown, and so speaks of them."""

    def __post_init__(self) -> None:
        self.thinking = Thinking(self.turn)

    @property
    def read_nothing(self) -> bool:
        """Whether no words but the member's were told: no note, no stored line, no answer of before."""
        told = self.looked_at or self.sources.notes or self.sources.lines
        return not (told or any(each.shown for each in self.earlier))

    async def first(self, message: str) -> list[Source]:
        """What is found for the message itself."""
        found = await self._notes(Inquiry(SEARCH, words=message), _FIRST)
        if found:
            self.thinking.add(cards.found_first(len(found)))
        return found

    async def look_up(self, wanted: Inquiry) -> Sequence[Source]:
        """What a tool tells; a word on why not, where it tells nothing."""
        told = wanted if self._is_said(wanted.words) else replace(wanted, words="")
        self.looked_at.append(cards.looked_at(told))
        named = rows_named(wanted, self.turn.people)
        self.named |= dict.fromkeys(named)
        shown = as_shown(wanted, self.turn.people, self.message)
        step = await self.thinking.begin(cards.looking_title(shown), cards.looking_status(told), named)
        if wanted.tool == SEARCH:
            found = await self._notes(wanted, _SEARCHED)
            self.thinking.end(step, cards.looked_title(shown, len(found)))
            return found or self.sources.say(SEARCH, cards.NOTHING_FOUND)
        found = await self._view(wanted)
        self.thinking.end(step, cards.looked_title(shown))
        return found

    def _is_said(self, words: str) -> bool:
        """Whether a model looks for words that were told it: only such are shown to the member."""
        notes = (each.text for each in self.sources.notes.values())
        lines = (each.text for each in self.sources.lines.values())
        names = (each.name for each in self.turn.people.contacts)
        earlier = (each.words for each in self.earlier)
        known = words_of(" ".join((self.message, *earlier, *notes, *lines, *names)))
        return words_of(words.replace("?", " ")) <= known | COMMON

    async def _notes(self, wanted: Inquiry, limit: int) -> list[Source]:
        turn = self.turn
        found = await retrieve(
            turn.ports.store,
            turn.memory,
            turn.scope,
            wanted.words or wanted.name,
            known=to_known_people(turn.people),
            today=turn.today,
            limit=limit,
            contact_ids=_ids_of(turn, wanted.name),
            since=written_day(wanted.since),
            until=written_day(wanted.until),
        )
        return self.sources.add_notes([hit.note for hit in found.hits])

    async def _view(self, wanted: Inquiry) -> list[Source]:
        command, title = view_of(wanted), cards.looked_at(wanted)
        if command is None:
            return self.sources.say(wanted.tool, cards.NO_SUCH_TOOL)
        if isinstance(command, Ask) and not await is_in_rows(self.turn.instead(command)):
            # What notes say is found by the first tool; here it would come back in the words of the question.
            return self.sources.say(cards.looked_at(replace(wanted, words="")), cards.NOTHING_FOUND)
        looking = Looking()
        behind = replace(self.turn.work, origin=Origin(surface=Surface.JOB))
        turn = replace(self.turn.without_offers(), work=behind, redrawing=looking, heard=None)
        try:
            await self.dispatch(turn.instead(command))
        except (Unavailable, Conflict, LeaseLost):
            raise
        except Exception as error:  # one view that fails leaves the others
            _log.warning("agent.look_failed", tool=wanted.tool, error=type(error).__name__)
            return self.sources.say(title, cards.NOTHING_FOUND)
        return [
            source for card, about in looking.seen for source in self.sources.add_card(title, card, about)
        ]


async def converse(turn: Turn[Any], message: str, *, dispatch: Handler, reads: bool = True) -> None:
    """Answer a message, from the notes that it finds where it `reads`.

    Raises Unavailable where no model answers, or nothing of what it says holds.
    """
    conversing = turn.ports.conversing
    if conversing is None or not turn.model_allowed:
        raise Unavailable("there is no model to converse with")
    async with turn.read() as reader:
        earlier = (await earlier_in(reader, turn.scope, turn.thread))[:_EARLIER]
    await turn.status(cards.beginning_status())
    finding = _Finding(turn, message, dispatch, Sources(turn.people), turn.ledger.looked_at, earlier)
    topic = Conversation(
        message=message,
        earlier=[EarlierWords(each.words, each.shown) for each in reversed(earlier)],
        sources=await finding.first(message) if reads else (),
        tools=TOOLS,
        commands=commands_to_propose(),
        about=turn.people.names(turn.in_thread),
    )
    try:
        conversed = await conversing.converse(topic, finding.look_up, turn.circumstances())
    finally:
        await finding.thinking.finish()
    _note_down(turn, conversed, finding)
    says_nothing = not (conversed.sentences or conversed.proposals or conversed.asks)
    if says_nothing and (conversed.left_out or not reads):
        raise Unfounded("nothing that the language model wrote stands in what it found")
    await _answer(turn, message, conversed, finding, earlier)


async def _answer(
    turn: Turn[Any], message: str, conversed: Conversed, finding: _Finding, earlier: Sequence[Exchange]
) -> None:
    sources = finding.sources
    cited = list(dict.fromkeys(id for sentence in conversed.sentences for id in sentence.cites))
    notes = [sources.notes[id] for id in cited if id in sources.notes]
    sharers = await find_sharers(turn, notes)
    shown = [
        cards.CitedSource(
            number,
            note=sources.notes.get(id),
            words=sources.lines[id].text if id in sources.lines else "",
            people=turn.people.names(sources.notes[id].contact_ids) if id in sources.notes else (),
            sharer=sharers.get(sources.notes[id].id, ()) if id in sources.notes else (),
        )
        for number, id in enumerate(cited, 1)
    ]
    names = (name for contact in turn.people.contacts for name in (contact.name, *contact.aliases))
    said = (message, *names, *turn.people.companies.values(), *(each.words for each in earlier))
    card = cards.conversed_card(conversed, cited, shown, finding.looked_at)
    if turn.heard is not None and turn.thread and conversed.sentences:
        card = with_why(turn, replace(card, buttons=with_rating(card, turn.new_id("exchange"))))
    proposed = proposals_of(conversed.proposals, said)
    has_answer = bool(conversed.sentences or conversed.asks)
    if not has_answer and (trusted := _trusted(turn, proposed, finding)) is not None:
        ask_first = cards.ask_first_button(AskBeforeDoing(trusted.name))
        await finding.dispatch(turn.offering(ask_first, aside=True).instead(trusted.command))
        return
    quoted = _about(finding, cited)
    about = tuple(dict.fromkeys((*quoted, *finding.named)))
    named = tuple(contact.id for contact in turn.people.some(quoted))
    async with turn.commit() as uow:
        await turn.remember(uow, focus=named[:_FOCUS], changed=False)
        if has_answer or not proposed:
            uow.say(*turn.reply(card, about=about))
        for each in proposed:  # a card for each, so that doing the one leaves the others
            trust = TrustProposals(each.line) if finding.read_nothing and each.can_be_trusted else None
            proposal = cards.proposal_card(each.line, each.command, trust)
            uow.say(*turn.reply(proposal, about=about, subject=proposals_in(turn.thread)))


def _note_down(turn: Turn[Any], conversed: Conversed, finding: _Finding) -> None:
    ledger = turn.ledger
    ledger.mode, ledger.left_out = conversed.provenance.mode, conversed.left_out
    ledger.proposed = len(conversed.proposals)
    ledger.notes |= {note.id: note.contact_ids for note in finding.sources.notes.values()}
    if conversed.sentences:
        ledger.outcome = Outcome.ANSWERED
    elif conversed.proposals:
        ledger.outcome = Outcome.PROPOSED
    else:
        ledger.outcome = Outcome.ASKED if conversed.asks else Outcome.NOTHING


def _trusted(turn: Turn[Any], proposed: Sequence[ProposedLine], finding: _Finding) -> ProposedLine | None:
    """What may be done at once: a single proposal of a trusted kind, after nothing was read."""
    if len(proposed) != 1 or not finding.read_nothing:
        return None
    [only] = proposed
    return only if only.can_be_trusted and only.name in turn.own_settings.trusted else None


async def trust(turn: Turn[TrustProposals], *, dispatch: Handler) -> None:
    """Do what was proposed, and from now on such things without a click."""
    proposal = proposal_of(turn.command.line)
    if proposal is None or not proposal.can_be_trusted:
        await turn.answer(cards.may_not_be_done_card(), about=NOTHING)
        return
    trusted = tuple(dict.fromkeys((*turn.own_settings.trusted, proposal.name)))
    async with turn.apart("trusted").commit() as uow:
        await uow.of(MemberSettings).put(replace(turn.own_settings, trusted=trusted))
    ask_first = cards.ask_first_button(AskBeforeDoing(proposal.name))
    await dispatch(turn.offering(ask_first, aside=True).instead(proposal.command))


async def ask_before_doing(turn: Turn[AskBeforeDoing]) -> None:
    """Propose such things again, in place of doing them."""
    name = turn.command.name
    left = tuple(each for each in turn.own_settings.trusted if each != name)
    async with turn.commit() as uow:
        await uow.of(MemberSettings).put(replace(turn.own_settings, trusted=left))
        await turn.remember(uow)
        uow.say(*turn.reply(cards.asks_first_card(name, turn.change), about=NOTHING))


def _about(finding: _Finding, cited: Sequence[str]) -> About:
    """The rows that the sentences rest on, and the people of the notes among them."""
    sources = finding.sources
    found: dict[str, None] = {}
    for id in cited:
        note = sources.notes.get(id)
        ids = (note.id, *note.contact_ids) if note is not None else sources.lines[id].about
        found |= dict.fromkeys(ids)
    return tuple(found)


def _ids_of(turn: Turn[Any], name: str) -> list[str]:
    """Everybody whom a name may mean; nobody where none is given, or it means nobody."""
    match turn.people.who(name) if name else None:
        case One(contact):
            return [contact.id]
        case Several(contacts):
            return [each.id for each in contacts]
        case _:
            return []
