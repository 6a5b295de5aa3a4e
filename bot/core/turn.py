"""The Turn: one piece of work in the hands of a feature, with who asks, what they know, and how to answer.

A Turn is built once for a piece of work, with the member's contacts read once. A handler reads what else it
needs, asks the coach with no transaction open, decides in plain code, and writes once, by `answer`, `show` or
`commit`.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any, Generic, TypeVar, cast
from zoneinfo import ZoneInfo

from bot.core import common_cards
from bot.core.answer_records import Ledger
from bot.core.attending import Attendance
from bot.core.cards import Button, Card, Form
from bot.core.coaching.understanding import Circumstances, Intent
from bot.core.commands import Command, Origin, Surface
from bot.core.contacts import Account, Contact, ContactId
from bot.core.deliveries import About, Delivery, Replace, Say, Show, Whisper
from bot.core.dialogue import Heard, remembering
from bot.core.identity import Scope
from bot.core.knowledge.basics import LessonMoment
from bot.core.labels import Labels
from bot.core.looking import Looking
from bot.core.members import Member
from bot.core.model_choice import may_ask_model_now
from bot.core.note_context import NoteContext
from bot.core.notes import NoteId
from bot.core.people import People
from bot.core.ports.answering import AnswerModel
from bot.core.ports.apart import Apart
from bot.core.ports.coach import Coach
from bot.core.ports.conversing import Conversing
from bot.core.ports.documents import Documents
from bot.core.ports.feeds import Feeds, Sealer
from bot.core.ports.knowledge import Knowledge
from bot.core.ports.memory import Embedder, Memory
from bot.core.ports.queues import Posted
from bot.core.ports.rehearsing import Rehearsing
from bot.core.ports.store import UNDO_DAYS, Restored, RowsSeen, Store, StoreReader, UnitOfWork
from bot.core.ports.streams import Streams
from bot.core.ports.time import Calendars
from bot.core.ports.work import Work
from bot.core.ports.workspace import Directory, Files, Progress, Scratch, Uploads
from bot.core.redrawing import Redrawing
from bot.core.samples import has_samples, real_people, without_samples
from bot.core.sections import LessonOffer, Place, Section
from bot.core.settings import (
    EffectiveSettings,
    MemberSettings,
    WorkspaceDefaults,
    effective_settings,
    may_ask_model,
)
from bot.core.threads import ConversationStep, focus_now, focus_of_thread, latest_steps
from bot.core.withdrawing import queue_report, receipt_subject, withdrawal_of

C_co = TypeVar("C_co", bound=Command, covariant=True)
D = TypeVar("D", bound=Command)
P = TypeVar("P")
S = TypeVar("S")
T = TypeVar("T")

_SEEN_BY_OTHERS = (Surface.CHANNEL, Surface.SLASH, Surface.BUTTON)
"""Where something may be asked that others read along, and where a pointer says that it was answered."""
_ROOMY = 2
_MOST_IN_MENU = 5
"""A card with fewer buttons than this takes one more as a button; a fuller one takes it in its menu."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ports:
    """Everything outside that handlers may reach, connected once by the composition root."""

    store: Store
    memory: Memory
    coach: Coach
    directory: Directory
    files: Files
    progress: Progress
    knowledge: Knowledge
    documents: Documents
    apart: Apart
    calendars: Calendars
    answering: AnswerModel | None = None
    """What tells whether a note answers a question; None where there is nothing but words and vectors."""
    embedder: Embedder | None = None
    """Turns short texts into vectors of their meaning; None where words alone are compared."""
    conversing: Conversing | None = None
    """Who looks things up and answers in conversation; None where there is no model."""
    streams: Streams | None = None
    """Shows in the thread what is looked up meanwhile; None where nothing is."""
    rehearsing: Rehearsing | None = None
    """What finds out what would come in the weeks ahead; None inside of that."""
    provider: str = ""
    """Where the language model is asked, in words for members; empty where there is none."""
    uploads: Uploads | None = None
    """Sends files to members; None where nothing is sent."""
    scratch: Scratch | None = None
    """Where files live for a while; None where none are made."""
    feeds: Feeds | None = None
    """Reads members' calendars; None where nothing is read from the internet."""
    sealer: Sealer | None = None
    """Keeps the addresses of calendars sealed."""
    undo_days: float = UNDO_DAYS
    """For how long a change can be undone."""
    sections: tuple[Section[Any, Any], ...] = ()
    """What features add to what others show, in the order in which it is shown."""
    lessons: tuple[LessonOffer, ...] = ()
    """Who offers a lesson that fits the moment."""
    labels: Labels = field(default_factory=dict)
    """What members call the rows of each kind."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn(Generic[C_co]):
    """One piece of work: the command, the member who gave it, what they know, and the ways to answer.

    `people`, `history` and the settings are as they were when the Turn began. A row that the Turn handed out
    and that somebody else changes before the commit makes the commit raise Conflict, and the work is tried
    again.
    """

    work: Work[C_co]
    ports: Ports
    member: Member
    known: People | None
    """What `people` gives; None for a command whose handler looks at nobody (`Command.reads_people`)."""
    history: tuple[ConversationStep, ...] = ()
    """The latest steps of the member's conversations, the newest first."""
    own_settings: MemberSettings
    """What the member chose; nothing yet for a new one."""
    defaults: WorkspaceDefaults
    """What an admin chose for everybody; nothing yet in a new workspace."""
    seen: RowsSeen = field(default_factory=RowsSeen)
    """The rows that were handed out, as they were then."""
    redrawing: Redrawing | Looking | None = None
    """The post that is drawn anew by this command, or a look at what it would show; None for work that
    somebody asked for."""
    model_refused: bool = False
    """A model was asked in this work, and nothing that it wrote held: the rules go on."""
    heard: Heard | None = None
    """The member's words that are answered, to be remembered in their thread; None for other work."""
    ledger: Ledger = field(default_factory=Ledger)
    """How the answer comes about, written down while it does."""
    attendance: Attendance | None = None
    """What is known of work that a member waits for, while it goes on; None for other work."""
    hides_samples: bool = False
    """Whether what is read is without sample data, of which nothing comes up by itself."""
    offered: tuple[Button, ...] = ()
    """Buttons that each reply gets besides its own: another way to read the member's words."""
    offered_aside: tuple[Button, ...] = ()
    """The same, for the reply's menu."""

    @property
    def people(self) -> People:
        """Every contact and account of the member, read once; raises LookupError where they were not read."""
        if self.known is None:
            raise LookupError(f"{type(self.command).__name__} says that it reads no people")
        return self.known

    @property
    def command(self) -> C_co:
        """What is asked for."""
        return self.work.command

    @property
    def scope(self) -> Scope:
        """Whose rows may be read and written."""
        return self.work.scope

    @property
    def origin(self) -> Origin:
        """Where the command came from, and so where its answer goes."""
        return self.work.origin

    @property
    def now(self) -> datetime:
        """Aware UTC time at which the work began."""
        return self.work.now

    @property
    def change(self) -> str:
        """The id under which all that this work changes is undone."""
        return self.work.change

    def new_id(self, *parts: object) -> str:
        """An id for a new row: the same each time this work is tried."""
        return self.work.new_id(*parts)

    @property
    def zone(self) -> ZoneInfo:
        """The member's time zone."""
        return ZoneInfo(self.member.zone)

    @property
    def today(self) -> date:
        """The member's local date."""
        return self.day_of(self.now)

    def day_of(self, at: datetime) -> date:
        """The member's local date at an aware time."""
        return at.astimezone(self.zone).date()

    @property
    def settings(self) -> EffectiveSettings:
        """The settings that hold for the member: their own wishes before the workspace's."""
        return effective_settings(self.own_settings, self.defaults)

    @property
    def model_allowed(self) -> bool:
        """Whether a language model may be asked for the member: by the workspace's rule and their choice."""
        agreed = self.own_settings.agreed_to_model
        return may_ask_model(self.defaults.model, allowed=self.member.model_allowed, agreed=agreed)

    @property
    def coach(self) -> Coach:
        """Who understands and proposes: the model, or the rules."""
        return self.ports.coach

    @property
    def memory(self) -> Memory:
        """The vector index of notes."""
        return self.ports.memory

    @property
    def directory(self) -> Directory:
        """Slack's view of the workspace's people."""
        return self.ports.directory

    @property
    def files(self) -> Files:
        """The contents of files that members send."""
        return self.ports.files

    @property
    def knowledge(self) -> Knowledge:
        """The method in the project's own words."""
        return self.ports.knowledge

    @property
    def documents(self) -> Documents:
        """Reads the text of documents."""
        return self.ports.documents

    @property
    def bounded(self) -> Apart:
        """Does what may take long where it can be ended."""
        return self.ports.apart

    @property
    def calendars(self) -> Calendars:
        """Public holidays."""
        return self.ports.calendars

    @property
    def provider(self) -> str:
        """Where the language model is asked, in words for members; empty where there is none."""
        return self.ports.provider

    @property
    def thread(self) -> str:
        """The thread that this work belongs to, empty outside the direct conversation.

        A message there that stands in no thread begins one.
        """
        origin = self.origin
        if origin.surface not in (Surface.DIRECT, Surface.BUTTON):
            return ""
        return origin.thread or origin.message or ""

    @property
    def focus(self) -> tuple[ContactId, ...]:
        """Whom a pronoun may mean."""
        return focus_now(self.history, self.thread, self.now)

    @property
    def in_thread(self) -> tuple[ContactId, ...]:
        """Whom this thread is about: a first name that several contacts have means one of them."""
        return focus_of_thread(self.history, self.thread)

    @property
    def card_place(self) -> str | None:
        """The card that a form was opened from, as `conversation/message`; None where it was no card."""
        origin = self.origin
        if origin.surface is Surface.BUTTON and origin.conversation and origin.message:
            return f"{origin.conversation}/{origin.message}"
        return None

    def circumstances(self) -> Circumstances:
        """The moment as a coach needs to know it."""
        people = self.people
        names = dict.fromkeys(name for c in people.contacts for name in (c.name, *c.aliases))
        return Circumstances(
            today=self.today,
            zone=self.member.zone,
            locale=self.member.locale,
            known_people=tuple(names),
            known_companies=tuple(dict.fromkeys(account.name for account in people.accounts)),
            in_focus=people.names(self.focus),
            model_allowed=self.model_allowed,
            asked_by=f"{self.member.workspace}/{self.member.id}",
            model_refused=self.model_refused,
            me=(self.member.name,),
            known_tags=tuple(dict.fromkeys(tag for c in people.contacts for tag in c.tags)),
            tell_use=self.ledger.uses.append,
            may_still_ask=lambda: may_ask_model_now(self.ports.store, self.scope),
        )

    def note_context(self, focus: tuple[ContactId, ...] | None = None) -> NoteContext:
        """What the rules for writing a note down need to know."""
        return NoteContext(
            workspace=self.member.workspace,
            space=self.scope.own,
            now=self.now,
            zone=self.member.zone,
            new_id=self.new_id,
            contacts=self.people.contacts,
            names_read=self.people.names_read,
            accounts=self.people.accounts,
            in_focus=self.focus if focus is None else focus,
            in_thread=self.in_thread if focus is None else focus,
        )

    # Reading

    def read(self) -> AbstractAsyncContextManager[StoreReader]:
        """Everything that the member may see, all of one moment."""
        reading = self.ports.store.read(self.scope, seen=self.seen)
        return without_samples(reading) if self.hides_samples else reading

    async def one(self, kind: type[T], id: str | None) -> T | None:
        """The row with this id; None where there is none that the member may see."""
        if not id:
            return None
        async with self.read() as reader:
            return await reader.of(kind).one(id)

    async def mine(self, kind: type[T], **equals: object) -> list[T]:
        """The member's own rows of a kind whose fields equal the given values, the oldest first."""
        async with self.read() as reader:
            return await reader.of(kind).find(**{"space": self.scope.own, **equals})  # type: ignore[arg-type]

    async def sections(self, reader: StoreReader, place: Place[S, P], whom: S) -> tuple[P, ...]:
        """What the features have to say of somebody in this place, one section after the other."""
        there = [each for each in self.ports.sections if each.place == place]
        return tuple([part for each in there for part in await each.read(reader, self, whom)])

    async def lesson_buttons(self, reader: StoreReader, moment: LessonMoment) -> tuple[Button, ...]:
        """The buttons that offer a lesson at this moment; none where the member wants none."""
        return tuple([each for offer in self.ports.lessons for each in await offer(reader, self, moment)])

    async def with_lesson(self, reader: StoreReader, card: Card, moment: LessonMoment) -> Card:
        """The card with the offer of a lesson: as a button where there is room for one, else in its menu."""
        offers = await self.lesson_buttons(reader, moment)
        if len(card.buttons) < _ROOMY:
            return replace(card, buttons=(*card.buttons, *offers))
        return replace(card, menu=(*card.menu, *offers))

    # Understanding this piece of work as another one

    def instead(self, command: D) -> Turn[D]:
        """The same Turn, understood as another command."""
        return cast("Turn[D]", replace(cast(Any, self), work=replace(cast(Any, self.work), command=command)))

    def offering(self, button: Button, *, aside: bool) -> Turn[C_co]:
        """The same Turn, whose replies get one more button, or one more entry of their menu."""
        return replace(self, offered_aside=(button,)) if aside else replace(self, offered=(button,))

    def hearing(self, words: str, intent: Intent, command: str = "", *, in_full: bool = False) -> Turn[C_co]:
        """The same Turn, which remembers these words in their thread with what it answers.

        `command` is the subcommand that they reached; with `in_full` the bot says how it read them.
        """
        return replace(self, heard=Heard(words, intent, command, in_full))

    def without_offers(self) -> Turn[C_co]:
        """The same Turn, whose replies have their own buttons alone: they ask what the words are, or know."""
        return replace(self, offered=(), offered_aside=())

    def knowing(self, contact: Contact) -> Turn[C_co]:
        """The same Turn, with a contact that is new or changed."""
        others = tuple(each for each in self.people.contacts if each.id != contact.id)
        return replace(self, known=People((*others, contact), self.people.accounts, self.people.tag_rhythms))

    def knowing_all(self, contacts: Iterable[Contact], accounts: Iterable[Account] = ()) -> Turn[C_co]:
        """The same Turn, with contacts and accounts that are about to be written."""
        now = (*contacts, *accounts)
        return replace(self, known=self.people.having((None, each) for each in now))

    def by_itself(self, because: Command | None = None) -> Turn[C_co]:
        """The same Turn, whose answer nobody asked for: it waits for the member's working hours.

        `because` is the command that tells the member why. Sample data does not exist for it.
        """
        turn = replace(self, work=replace(self.work, by_itself=True, because=because))
        if self.known is None or not has_samples(self.known):
            return turn
        return replace(turn, known=real_people(self.known), hides_samples=True)

    def apart(self, part: str) -> Turn[C_co]:
        """A Turn with a commit of its own beside the claimed work's: undoing the one leaves the other."""
        return replace(self, work=self.work.apart(part))

    async def after_undo(self, reader: StoreReader, rows: Iterable[Restored]) -> Turn[C_co]:
        """The same Turn with the member's people and conversation as an undo has left them."""
        people = self.people.having((row.was, row.now) for row in rows)
        return replace(self, known=people, history=await latest_steps(reader, self.scope))

    # Answering

    async def status(self, words: str) -> None:
        """Show what is being done, while it takes time; may be lost."""
        if self.redrawing is None:
            if self.attendance is not None:
                self.attendance.has_status = True
            await self.ports.progress.status(self.work, words)

    def commit(self, *, opening: Scope | None = None) -> AbstractAsyncContextManager[UnitOfWork]:
        """The one commit of this work; leaving the block normally commits and marks the work as done.

        `opening` is a wider scope, for whoever makes a space that their scope does not hold yet.
        """
        if isinstance(self.redrawing, Looking):
            return self.redrawing.reading_only(self.read())
        work = replace(self.work, scope=opening) if opening else self.work
        made = self.ports.store.write(work, seen=self.seen)
        if self.redrawing is None:
            made = remembering(made, self)
        if self.attendance is not None:
            made = self.attendance.noticing(made, self.work)
        return made if self.redrawing is None else self.redrawing.instead_of_waiting(made)

    async def answer(
        self,
        card: Card,
        *,
        about: About,
        in_place: bool = False,
        subject: str = "",
        lesson: LessonMoment | None = None,
        redraw: Command | None = None,
    ) -> None:
        """Commit a card as the whole result; `in_place` lets it take the place of the clicked one.

        `lesson` is the moment for which a lesson is offered on the card, `redraw` the command that shows the
        card again where it is not this Turn's own.
        """
        send = self.update if in_place else self.reply
        async with self.commit() as uow:
            if lesson:
                card = await self.with_lesson(uow, card, lesson)
            uow.say(*send(card, about=about, subject=subject, redraw=redraw))

    async def show(self, form: Form, *, otherwise: Card, about: About) -> None:
        """Commit a form as the whole result, or a card where no form was opened."""
        async with self.commit() as uow:
            uow.say(*self.fill(form, otherwise=otherwise, about=about))

    def reply(
        self, card: Card, *, about: About, subject: str = "", redraw: Command | None = None
    ) -> tuple[Delivery, ...]:
        """A new card: in the thread it was asked in, else in the direct message with at most one pointer.

        Wherever it was asked, the card itself stands in the member's own conversation alone.
        """
        redraw = redraw or self._redraw
        if self.redrawing is not None:
            return self.redrawing.put(card, about, redraw)
        self.ledger.sent.append((card, about))
        if self.heard is not None and self.heard.in_full:
            card = common_cards.read_as(card, self.heard.words)
        origin = self.origin
        menu = (*card.menu, *self.offered_aside) if len(card.menu) < _MOST_IN_MENU else card.menu
        card = replace(card, buttons=(*card.buttons, *self.offered), menu=menu)
        say = Say(card=card, about=about, subject=subject, redraw=redraw)
        if self._is_direct():
            asked_there = origin.surface in (Surface.DIRECT, Surface.BUTTON)
            at = replace(say, conversation=origin.conversation, thread=self.thread or None)
            if asked_there and self.attendance is not None:
                at = self.attendance.fill(at)
            return (at if asked_there else say,)
        if origin.surface in _SEEN_BY_OTHERS and origin.conversation:
            pointer = common_cards.answered_directly_card()
            back = origin.reply_url
            at_place = Whisper(
                card=pointer, conversation=origin.conversation, thread=origin.thread, reply_url=back
            )
            return (say, at_place)
        return (say,)

    def update(
        self, card: Card, *, about: About, subject: str = "", redraw: Command | None = None
    ) -> tuple[Delivery, ...]:
        """The card whose button was pressed, in its new state; a new card where there is none."""
        origin = self.origin
        if origin.surface is Surface.BUTTON and origin.conversation and origin.message:
            place = f"{origin.conversation}/{origin.message}"
            return self.put_at(card, place, about=about, redraw=redraw)
        return self.reply(card, about=about, subject=subject, redraw=redraw)

    def put_at(
        self, card: Card, place: str | None, *, about: About, redraw: Command | None = None
    ) -> tuple[Delivery, ...]:
        """A card in the place (`conversation/message`) of the one that opened a form; else as usual.

        Nothing takes a place in a channel, where others read along: it comes as a new card.
        """
        if not place or "/" not in place:
            return self.update(card, about=about, redraw=redraw)
        conversation, _, message = place.partition("/")
        if self.redrawing is not None or not self._is_own(conversation):
            return self.reply(card, about=about, redraw=redraw)
        self.ledger.sent.append((card, about))
        put = Replace(card=card, conversation=conversation, message=message, about=about)
        return (replace(put, redraw=redraw or self._redraw),)

    def receipt(
        self,
        uow: UnitOfWork,
        card: Card,
        *,
        about: About,
        place: str | None = None,
        in_place: bool = True,
    ) -> tuple[Delivery, ...]:
        """The receipt of what this work withdraws: it says that it is being removed, until that is done."""
        withdrawal = withdrawal_of(self.work)
        queue_report(uow, withdrawal, card, self.now)
        card = common_cards.being_removed(card)
        first, *others = self.put_at(card, place, about=about) if in_place else self.reply(card, about=about)
        if isinstance(first, (Say, Replace)):
            first = replace(first, subject=receipt_subject(withdrawal))
        return (first, *others)

    @property
    def _redraw(self) -> Command | None:
        """The command that shows again what this Turn sends."""
        return self.command if self.command.shows else None

    def reply_in(self, card: Card, place: str | None, *, about: About) -> tuple[Delivery, ...]:
        """A new card in the thread of the one that opened a form (`conversation/message`); else as usual."""
        conversation, _, thread = (place or "").partition("/")
        if not thread or not self._is_own(conversation):
            return self.reply(card, about=about)
        return (Say(card=card, conversation=conversation, thread=thread, about=about, redraw=self._redraw),)

    def fill(self, form: Form, *, otherwise: Card, about: About) -> tuple[Delivery, ...]:
        """Fill the form that waits open; where none was opened (a typed command), answer with a card."""
        if self.origin.view and self.redrawing is None:
            return (Show(form=form, view=self.origin.view, about=about),)
        return self.reply(otherwise, about=about)

    async def remember(
        self,
        uow: UnitOfWork,
        *,
        focus: tuple[ContactId, ...] = (),
        note_id: NoteId | None = None,
        changed: bool = True,
        asks: bool = False,
        asked_about: str = "",
        asked_in: str = "",
    ) -> None:
        """Add this step to the conversation, so that "she", "undo" and a bare name can refer to it."""
        if self.redrawing is not None:  # nobody said anything
            return
        self.ledger.change = self.change if changed else self.ledger.change
        await uow.of(ConversationStep).put(
            ConversationStep(
                id=self.new_id("turn"),
                workspace=self.scope.workspace,
                space=self.scope.own,
                created_at=self.now,
                thread=self.thread,
                focus=focus,
                note_id=note_id,
                change=self.change if changed else "",
                asks=asks,
                asked_about=asked_about,
                asked_in=asked_in,
            )
        )

    def _is_direct(self) -> bool:
        """Whether it was asked in the member's own conversation."""
        return self._is_own(self.origin.conversation or "")

    def is_own_place(self, place: Posted) -> bool:
        """Whether what was posted there stands in the member's own conversation, or nowhere yet."""
        return not place.conversation or self._is_own(place.conversation)

    def _is_own(self, conversation: str) -> bool:
        """Whether this is the member's own conversation; until it is known, any direct one may be."""
        known = self.member.conversation
        return conversation.startswith("D") if known is None else conversation == known


Handler = Callable[[Turn[Any]], Awaitable[None]]
"""What does a piece of work: reads, asks the coach with no transaction open, decides, and writes once."""
