"""The coach by a language model, over any OpenAI-compatible server."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from bot.coach.model.asking.budget import DailyBudget
from bot.coach.model.asking.ladder import Ladder, Spent, WaitingTime
from bot.coach.model.asking.purposes import ALLOWANCES, Effort
from bot.coach.model.asking.recent import DraftKey, RecentDrafts
from bot.coach.model.asking.record import AskedRecord, Price
from bot.coach.model.asking.rungs import Learnt, Rung
from bot.coach.model.asking.server import Make, ModelQuestion, ModelServer, ServerSettings
from bot.coach.model.asking.survey import ModelSurvey, survey_server
from bot.coach.model.asking.troubles import NOT_ALLOWED, ModelTrouble
from bot.coach.model.assessing import AssessmentDraft, RewriteDraft, assess_inputs, rewrite_inputs
from bot.coach.model.checking import CheckDraft
from bot.coach.model.conversing import ConversedDraft, converse
from bot.coach.model.drafts import AnswerDraft, HeldStatements, UnderstandingDraft, as_answer
from bot.coach.model.messages import MessageDraft
from bot.coach.model.themes import ThemesDraft
from bot.coach.model.themes import number_answers as shown_answers
from bot.core.coaching.checking import Checked, Examined
from bot.core.coaching.conversing import SECONDS, Conversation, Conversed
from bot.core.coaching.drafting import Drafted, DraftWish
from bot.core.coaching.investment import Judged, Judgement, Proposal, Rewrite
from bot.core.coaching.model_call import ModelCall
from bot.core.coaching.themes import Themes
from bot.core.coaching.understanding import Answer, Circumstances, Excerpt, Mode, Provenance, Understanding
from bot.core.documents import TextDocument
from bot.core.ports.conversing import FindSources
from bot.core.ports.errors import Dependency, NotAllowed, OverBudget, Unavailable
from bot.language.names import words_of, words_that_name
from bot.prompting import Prompt, Rendered

if TYPE_CHECKING:
    from pydantic import BaseModel

    Draft = TypeVar("Draft", bound=BaseModel)

_LONGEST_PAPER = 60_000
"""Characters of a document that the model is given; the cues read longer ones."""
_LONGEST_TEXT = 12_000
"""Characters of one note that are shown to the model as part of an answer's sources."""


class ModelCoach:
    """Asks the model for a structured draft, validates it, and checks it against the text in code.

    Every failure (no answer in time, an error of the server, an answer that does not fit) is Unavailable.
    """

    def __init__(
        self,
        prompts: Mapping[str, Prompt],
        *,
        model: str,
        api_key: str | None,
        base_url: str | None,
        timeout_seconds: float,
        attempt_seconds: float | None = None,
        make: Make = "auto",
        effort: Effort = "auto",
        temperature: float | None = None,
        rung: Rung | None = None,
        price: Price | None = None,
        tokens_a_day: int | None = None,
        remember_seconds: float = 0.0,
        commands: Sequence[str] = (),
    ) -> None:
        """A member waits `timeout_seconds` in all, and each request takes `attempt_seconds` at most.

        `rung` is the only way to ask, else it is found; `commands` are the commands that plain words may ask
        for, each with what it does (B4).
        """
        self._prompts = prompts
        self._settings = ServerSettings(
            model=model,
            api_key=api_key,
            base_url=base_url,
            make=make,
            effort=effort,
            temperature=temperature,
            rung=rung,
        )
        self._waiting = WaitingTime(timeout_seconds, attempt_seconds or timeout_seconds)
        self._price = price
        self._budget = DailyBudget(tokens_a_day)
        self._recent = RecentDrafts(remember_seconds)
        self._commands = commands
        self._server = ModelServer(self._settings, form=prompts["form"], timeout_seconds=timeout_seconds)
        self._ladder = Ladder(self._server, prompts["probe"].render())
        self.on_asked: list[Callable[[AskedRecord], None]] = []
        """Called after each question, with how it went and what it cost."""

    async def understand(self, message: str, circumstances: Circumstances) -> Understanding:
        """Understand a message; raises Unavailable."""
        prompt = self._prompts["understand"].render(
            message=message,
            commands="\n".join(self._commands) or "(none)",
            known_people=_listed(_meant(circumstances.known_people, message)),
            in_focus=_listed(circumstances.in_focus),
            today=_day(circumstances),
            zone=circumstances.zone,
        )
        draft = await self._draft(prompt, UnderstandingDraft, circumstances)
        return draft.verify(message, self._provenance(prompt))

    async def answer(
        self, question: str, excerpts: Sequence[Excerpt], circumstances: Circumstances
    ) -> Answer:
        """Answer a question from the excerpts; raises Unavailable."""
        shown = {"question": question[:_LONGEST_TEXT]}
        return await self._stated("answer", shown, question, excerpts, circumstances)

    async def assess(self, proposal: Proposal, circumstances: Circumstances) -> Judged:
        """Judge an action by each investment test, on evidence that is really there; raises Unavailable."""
        prompt = self._prompts["assess"].render(**assess_inputs(proposal))
        draft = await self._draft(prompt, AssessmentDraft, circumstances)
        return draft.verify(proposal, self._provenance(prompt), today=circumstances.today)

    async def rewrite(
        self, proposal: Proposal, judgements: Sequence[Judgement], circumstances: Circumstances
    ) -> Rewrite:
        """Write an action that should pass the tests, which are then held against it; raises Unavailable."""
        prompt = self._prompts["rewrite"].render(**rewrite_inputs(proposal, judgements))
        draft = await self._draft(prompt, RewriteDraft, circumstances)
        return draft.verify(proposal, self._provenance(prompt), today=circumstances.today)

    async def view(self, name: str, excerpts: Sequence[Excerpt], circumstances: Circumstances) -> Answer:
        """Tell the other side's view, each sentence with its notes; raises Unavailable."""
        return await self._stated("view", {"name": name}, name, excerpts, circumstances)

    async def draft(
        self, wish: DraftWish, excerpts: Sequence[Excerpt], circumstances: Circumstances
    ) -> Drafted:
        """Write a message to copy that says only what the notes say; raises Unavailable."""
        prompt = self._prompts["draft"].render(
            name=wish.name,
            excerpts="\n\n".join(map(_shown, excerpts)),
            today=_day(circumstances),
            sentences="two" if wish.short else "six",
        )
        draft = await self._draft(prompt, MessageDraft, circumstances)
        today = circumstances.today
        return draft.verify(excerpts, self._provenance(prompt), name=wish.name, today=today)

    async def examine(
        self, document: TextDocument, checked: Checked, circumstances: Circumstances
    ) -> Examined:
        """Check a text, and look every quote up in it; raises Unavailable."""
        if len(document.text) > _LONGEST_PAPER:
            raise Unavailable("the text is too long for the language model")
        prompt = self._prompts["check"].render(
            text=document.text,
            topics="\n".join(f"{point.topic}: {point.good}" for point in checked.points),
            today=_day(circumstances),
        )
        draft = await self._draft(prompt, CheckDraft, circumstances)
        return Examined(draft.verify(document, checked), self._provenance(prompt))

    async def themes(self, texts: Sequence[str], circumstances: Circumstances) -> Themes:
        """Have the model name recurring themes, and look their answers up; raises Unavailable."""
        prompt = self._prompts["themes"].render(answers=shown_answers(texts))
        draft = await self._draft(prompt, ThemesDraft, circumstances)
        return draft.verify(texts, self._provenance(prompt))

    async def converse(
        self, topic: Conversation, find: FindSources, circumstances: Circumstances
    ) -> Conversed:
        """Answer a message, looking things up before; raises Unavailable."""
        fixed: dict[str, object] = {
            "message": topic.message[:_LONGEST_TEXT],
            "earlier": "\n".join(f"Member: {each.words}\nYou: {each.shown}" for each in topic.earlier)
            or "(nothing)",
            "about": _listed(topic.about),
            "tools": "\n".join(f"- `{tool.name}` takes {tool.description}" for tool in topic.tools),
            "commands": "\n".join(topic.commands) or "(none)",
            "today": _day(circumstances),
        }

        def prompt_of(values: Mapping[str, object]) -> Rendered:
            return self._prompts["converse"].render(**(fixed | dict(values)))  # type: ignore[arg-type]

        async def ask(values: Mapping[str, object]) -> ConversedDraft:
            return await self._draft(prompt_of(values), ConversedDraft, circumstances)

        provenance = Provenance(Mode.MODEL, self._prompts["converse"].reference, self._settings.model)
        try:
            async with asyncio.timeout(SECONDS):
                return await converse(topic, find, ask, provenance, circumstances.today)
        except TimeoutError as error:
            raise Unavailable("what was to be looked up took too long") from error

    async def _stated(
        self,
        name: str,
        shown: Mapping[str, Any],
        asked: str,
        excerpts: Sequence[Excerpt],
        circumstances: Circumstances,
    ) -> Answer:
        """Have sentences written from notes; those that do not hold go back once, with the reasons."""
        spent = Spent(self._waiting, time.monotonic)
        found = HeldStatements((), ())
        for again in (False, True):
            prompt = self._prompts[name].render(
                **shown,
                excerpts="\n\n".join(map(_shown, excerpts)),
                refused="\n".join(f"{text} ({why})" for text, why in found.refused) or "(nothing)",
                today=_day(circumstances),
            )
            try:
                draft = await self._draft(prompt, AnswerDraft, circumstances, spent.left)
            except Unavailable:
                if not again:
                    raise
                break
            newer = draft.hold(excerpts, asked, circumstances.today)
            found = newer if newer.held or not found.held else found
            if not newer.refused:
                break
        return as_answer(found, self._provenance(prompt))

    async def _draft(
        self,
        prompt: Rendered,
        shape: type[Draft],
        circumstances: Circumstances,
        seconds_left: float | None = None,
    ) -> Draft:
        """Ask for a draft; where the same answer was asked for before, in the seconds that are left."""
        member, day = circumstances.asked_by, circumstances.today
        key = DraftKey(member, prompt.reference, prompt.inputs)
        if isinstance(known := self._recent.find(key), shape):
            _tell(circumstances, ModelCall(prompt=prompt.reference, model=self._settings.model, requests=0))
            return known
        if self._budget.is_spent(member, day):
            raise OverBudget("the member has used up the day's tokens")
        allowance = ALLOWANCES[prompt.reference.partition("@")[0]]
        may = circumstances.may_still_ask
        question = ModelQuestion(prompt.system, prompt.user, allowance, prompt.reference, may)
        await self.open()  # loading the client costs no member's time
        waiting = self._waiting
        if seconds_left is not None:
            waiting = WaitingTime(seconds_left, min(waiting.each, seconds_left))
        spent = Spent(waiting, time.monotonic)
        outcome = "given_up"
        try:
            draft = await self._ladder.ask(question, shape, spent)
            outcome = ""
        except ModelTrouble as trouble:
            outcome = trouble.code
            if outcome == NOT_ALLOWED:
                raise NotAllowed from trouble
            # Whatever it was means the same here: the rules answer instead.
            of = Dependency.MODEL if trouble.is_away else None
            raise Unavailable("the language model did not answer", of=of) from trouble
        finally:
            self._budget.spend(member, day, spent.input_tokens + spent.output_tokens)
            self._record(prompt, spent, outcome, circumstances)
        self._recent.keep(key, draft)
        return draft

    def _record(self, prompt: Rendered, spent: Spent, trouble: str, circumstances: Circumstances) -> None:
        record = AskedRecord(
            prompt=prompt.reference,
            model=self._settings.model,
            rung=self._ladder.learnt.rung,
            trouble=trouble,
            requests=spent.requests,
            seconds=spent.seconds,
            input_tokens=spent.input_tokens,
            output_tokens=spent.output_tokens,
            price=self._price,
        )
        record.write()
        for hear in self.on_asked:
            hear(record)
        _tell(circumstances, record.use())

    def forget(self) -> None:
        """Forget all drafts that are kept for equal questions."""
        self._recent.forget()

    async def look(self) -> None:
        """See whether the model answers at all, by a call that holds nothing; raises what it raises."""
        async with asyncio.timeout(self._waiting.in_all):
            await self._server.look(self._ladder.learnt.dialect)

    @property
    def on_reply(self) -> list[Callable[[ModelQuestion, str], None]]:
        """Who is told each question and what the model wrote: a measurement that records it."""
        return self._server.on_reply

    @property
    def learnt(self) -> Learnt:
        """What is known of the server by now."""
        return self._ladder.learnt

    async def survey(self) -> ModelSurvey:
        """Try every way of asking, with a small question that holds nothing; raises nothing."""
        return await survey_server(self._server, self._ladder, self._waiting, self._price)

    async def open(self) -> None:
        """Load the client, which takes a second or more the first time: ahead, no member waits for it."""
        await self._server.open()

    async def close(self) -> None:
        """Close the connections to the model's server."""
        await self._ladder.close()
        await self._server.close()

    def _provenance(self, prompt: Rendered) -> Provenance:
        return Provenance(Mode.MODEL, prompt.reference, self._settings.model)


def _tell(circumstances: Circumstances, use: ModelCall) -> None:
    if circumstances.tell_use is not None:
        circumstances.tell_use(use)


def _meant(names: Sequence[str], message: str) -> Sequence[str]:
    """Those of the names of which a message has a word: the model learns of nobody else."""
    said = words_of(message)
    return [name for name in names if words_that_name([name]) & said]


def _listed(names: Sequence[str]) -> str:
    return "\n".join(names) or "(nobody yet)"


def _day(circumstances: Circumstances) -> str:
    """Return the member's date with its weekday, by which "on Friday" is read."""
    return f"{circumstances.today:%A}, {circumstances.today.isoformat()}"


def _shown(excerpt: Excerpt) -> str:
    people = f", about {', '.join(excerpt.people)}" if excerpt.people else ""
    corrected = ", corrected by a later note" if excerpt.superseded else ""
    head = f"[{excerpt.number}] {excerpt.occurred_on.isoformat()}{people}{corrected}:"
    return f"{head}\n{excerpt.text[:_LONGEST_TEXT]}"
