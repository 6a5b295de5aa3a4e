"""The coach by a language model, over any OpenAI-compatible server."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

import structlog

from bot.coach.model.assessing import AssessmentDraft, RewriteDraft, assess_inputs, rewrite_inputs
from bot.coach.model.checking import CheckDraft
from bot.coach.model.drafts import AnswerDraft, UnderstandingDraft
from bot.coach.model.messages import MessageDraft
from bot.coach.model.themes import ThemesDraft
from bot.coach.model.themes import number_answers as shown_answers
from bot.core.coaching.checking import Checked, Examined
from bot.core.coaching.drafting import Drafted, DraftWish
from bot.core.coaching.investment import Judged, Judgement, Proposal, Rewrite
from bot.core.coaching.themes import Themes
from bot.core.coaching.understanding import Answer, Circumstances, Excerpt, Mode, Provenance, Understanding
from bot.core.documents import TextDocument
from bot.core.ports.errors import Dependency, Unavailable
from bot.prompting import Prompt, Rendered

if TYPE_CHECKING:
    from langchain_openai import ChatOpenAI
    from openai import DefaultAsyncHttpxClient
    from pydantic import BaseModel

    Draft = TypeVar("Draft", bound=BaseModel)

_log = structlog.get_logger(__name__)
_TRACING = ("LANGSMITH_TRACING", "LANGSMITH_TRACING_V2", "LANGCHAIN_TRACING", "LANGCHAIN_TRACING_V2")
_REFUSED_AS_ASKED = (400, 413, 422)
"""HTTP codes that speak of what was asked and not of the server."""
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
        commands: Sequence[str] = (),
    ) -> None:
        """`commands` are the commands that plain words may ask for, each with what it does (B4)."""
        self._prompts = prompts
        self._model = model
        self._api_key = api_key
        self._base_url = base_url
        self._timeout = timeout_seconds
        self._commands = commands
        self._chat: ChatOpenAI | None = None
        self._http: DefaultAsyncHttpxClient | None = None

    async def understand(self, message: str, circumstances: Circumstances) -> Understanding:
        """Understand a message; raises Unavailable."""
        prompt = self._prompts["understand"].render(
            message=message,
            commands="\n".join(self._commands) or "(none)",
            known_people=_listed(circumstances.known_people),
            in_focus=_listed(circumstances.in_focus),
            today=_day(circumstances),
            zone=circumstances.zone,
        )
        draft = await self._draft(prompt, UnderstandingDraft)
        return draft.verify(message, self._provenance(prompt))

    async def answer(
        self, question: str, excerpts: Sequence[Excerpt], circumstances: Circumstances
    ) -> Answer:
        """Answer a question from the excerpts; raises Unavailable."""
        prompt = self._prompts["answer"].render(
            question=question[:_LONGEST_TEXT],
            excerpts="\n\n".join(map(_shown, excerpts)),
            today=_day(circumstances),
        )
        draft = await self._draft(prompt, AnswerDraft)
        return draft.verify(excerpts, self._provenance(prompt), asked=question)

    async def assess(self, proposal: Proposal, circumstances: Circumstances) -> Judged:
        """Judge an action by each investment test, on evidence that is really there; raises Unavailable."""
        del circumstances  # what is known stands in the proposal
        prompt = self._prompts["assess"].render(**assess_inputs(proposal))
        draft = await self._draft(prompt, AssessmentDraft)
        return draft.verify(proposal, self._provenance(prompt))

    async def rewrite(
        self, proposal: Proposal, judgements: Sequence[Judgement], circumstances: Circumstances
    ) -> Rewrite:
        """Write an action that should pass the tests, which are then held against it; raises Unavailable."""
        del circumstances  # what is known stands in the proposal
        prompt = self._prompts["rewrite"].render(**rewrite_inputs(proposal, judgements))
        draft = await self._draft(prompt, RewriteDraft)
        return draft.verify(proposal, self._provenance(prompt))

    async def view(self, name: str, excerpts: Sequence[Excerpt], circumstances: Circumstances) -> Answer:
        """Tell the other side's view, each sentence with its notes; raises Unavailable."""
        prompt = self._prompts["view"].render(
            name=name,
            excerpts="\n\n".join(map(_shown, excerpts)),
            today=_day(circumstances),
        )
        draft = await self._draft(prompt, AnswerDraft)
        return draft.verify(excerpts, self._provenance(prompt), asked=name)

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
        draft = await self._draft(prompt, MessageDraft)
        return draft.verify(excerpts, self._provenance(prompt), name=wish.name)

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
        draft = await self._draft(prompt, CheckDraft)
        return Examined(draft.verify(document, checked), self._provenance(prompt))

    async def themes(self, texts: Sequence[str], circumstances: Circumstances) -> Themes:
        """Have the model name recurring themes, and look their answers up; raises Unavailable."""
        del circumstances  # the answers are all that it is given
        prompt = self._prompts["themes"].render(answers=shown_answers(texts))
        draft = await self._draft(prompt, ThemesDraft)
        return draft.verify(texts, self._provenance(prompt))

    async def _draft(self, prompt: Rendered, shape: type[Draft]) -> Draft:
        try:
            chat = self._chat or await self.open()
            async with asyncio.timeout(self._timeout):
                structured = chat.with_structured_output(
                    shape, method="json_schema", strict=True, include_raw=True
                )
                result = await structured.ainvoke([("system", prompt.system), ("human", prompt.user)])
        except Exception as error:
            # Whatever the client raises means the same here: the rules answer instead.
            _log.warning("model.failed", prompt=prompt.reference, error_kind=type(error).__name__)
            away = Dependency.MODEL if _is_away(error) else None
            raise Unavailable("the language model did not answer", of=away) from error
        return self._validated(prompt, result, shape)

    def _validated(self, prompt: Rendered, result: Any, shape: type[Draft]) -> Draft:
        raw = result["raw"]
        _log.info("model.answered", prompt=prompt.reference, usage=_usage(raw))
        if getattr(raw, "response_metadata", {}).get("finish_reason") == "length":
            # Truncated JSON may have been repaired silently on its way here.
            raise Unavailable("the language model was cut off")
        if not isinstance(result["parsed"], shape):
            _log.warning("model.unfit", prompt=prompt.reference)
            raise Unavailable("the language model gave an answer that does not fit")
        return result["parsed"]

    async def look(self) -> None:
        """See whether the model answers at all, by a call that holds nothing; raises what it raises."""
        chat = self._chat or await self.open()
        async with asyncio.timeout(self._timeout):
            await chat.ainvoke("Answer with: ok")

    async def open(self) -> ChatOpenAI:
        """Load the client, which takes a second or more the first time: ahead, no member waits for it."""
        self._chat = await asyncio.to_thread(self._connect)
        return self._chat

    async def close(self) -> None:
        """Close the connections to the model's server."""
        if self._http is not None:
            await self._http.aclose()
        self._http = self._chat = None

    def _connect(self) -> ChatOpenAI:
        # Notes go to the configured server and nowhere else: tracing is off before langchain is imported.
        for name in _TRACING:
            os.environ[name] = "false"
        from langchain_openai import ChatOpenAI
        from openai import DefaultAsyncHttpxClient
        from pydantic import SecretStr

        self._http = DefaultAsyncHttpxClient(timeout=self._timeout)
        return ChatOpenAI(
            model=self._model,
            # A local server needs no key, but the client insists on one.
            api_key=SecretStr(self._api_key or "none"),
            base_url=self._base_url,
            timeout=self._timeout,
            max_retries=1,
            http_async_client=self._http,
        )

    def _provenance(self, prompt: Rendered) -> Provenance:
        return Provenance(Mode.MODEL, prompt.reference, self._model)


def _is_away(error: Exception) -> bool:
    """Whether an error speaks of the server, and not of what was asked or how it was answered."""
    from openai import APIConnectionError

    status = getattr(error, "status_code", None)
    if status is not None:
        return status not in _REFUSED_AS_ASKED
    return isinstance(error, (TimeoutError, OSError, APIConnectionError))


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


def _usage(raw: Any) -> dict[str, int]:
    usage = getattr(raw, "usage_metadata", None) or {}
    return {key: int(usage.get(key, 0)) for key in ("input_tokens", "output_tokens")}
