"""A conversation step by step: the model looks things up, answers, and what does not hold goes back once."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bot.coach.model.drafts import StrictDraft
from bot.coach.model.grounding.addresses import has_foreign_address
from bot.coach.model.grounding.deciding import flaw_of, is_invented
from bot.coach.model.grounding.flaws import GroundSource
from bot.coach.model.grounding.words import grounding_words
from bot.core.coaching.conversing import (
    MOST_LOOK_UPS,
    MOST_PROPOSED,
    MOST_STEPS,
    CitedSentence,
    Conversation,
    Conversed,
    Inquiry,
    Source,
)
from bot.core.coaching.understanding import Provenance
from bot.core.ports.conversing import FindSources
from bot.language.names import name_key, words_of
from bot.language.question_words import COMMON

_MOST_SENTENCES = 12
_LONGEST_SOURCE = 4_000
_LONGEST_QUESTION = 200


class LookUpDraft(StrictDraft):
    """Something to look up."""

    tool: str
    name: str
    words: str
    since: str
    until: str


class SentenceDraft(StrictDraft):
    """One sentence and the ids of what says it."""

    text: str
    cites: list[str]


class ConversedDraft(StrictDraft):
    """One step as the model wrote it: what to look up, or an answer."""

    look_ups: list[LookUpDraft]
    sentences: list[SentenceDraft]
    proposals: list[str]
    question: str


Step = Callable[[Mapping[str, object]], Awaitable[ConversedDraft]]
"""Asks the model once, with the values of the prompt that change from step to step; raises Unavailable."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """The sentences that hold, and those that do not, each with the reason."""

    held: tuple[CitedSentence, ...]
    refused: tuple[tuple[str, str], ...]


async def converse(
    topic: Conversation, find: FindSources, ask: Step, provenance: Provenance, today: date
) -> Conversed:
    """Ask step by step until there is an answer; `today` is the member's local date. Raises Unavailable."""
    sources = {source.id: source for source in topic.sources}
    asked: set[Inquiry] = set()
    refused: tuple[tuple[str, str], ...] = ()
    weighed, draft = Weighed((), ()), None
    for step in range(1, MOST_STEPS + 1):
        draft = await ask({"sources": _shown_sources(sources.values()), "refused": _shown_refusals(refused)})
        wanted = [each for each in _look_ups(draft) if each not in asked][:MOST_LOOK_UPS]
        if wanted and step < MOST_STEPS:
            asked |= {*wanted}
            told = _told(topic, sources)
            fit = [each for each in wanted if _is_fit(each, topic, told)]
            for found in await asyncio.gather(*map(find, fit)):
                sources |= {source.id: source for source in found}
            continue
        weighed = weigh(draft, sources, topic, today)
        if not weighed.refused or refused or step == MOST_STEPS:
            break
        refused = weighed.refused
    return Conversed(
        sentences=weighed.held,
        left_out=len(weighed.refused),
        proposals=_proposals(draft),
        asks=_question(draft, topic, sources),
        provenance=provenance,
    )


def weigh(draft: ConversedDraft, sources: Mapping[str, Source], topic: Conversation, today: date) -> Weighed:
    """Part the sentences of an answer into those that their sources carry and those that they do not."""
    held: list[CitedSentence] = []
    refused: list[tuple[str, str]] = []
    for each in draft.sentences[:_MOST_SENTENCES]:
        text, cites = each.text.strip(), tuple(dict.fromkeys(each.cites))
        reason = _flaw(text, cites, sources, topic, today) if text else ""
        if reason:
            refused.append((text, reason))
        elif text:
            held.append(CitedSentence(text, cites))
    return Weighed(tuple(held), tuple(refused))


def _flaw(
    text: str, cites: Sequence[str], sources: Mapping[str, Source], topic: Conversation, today: date
) -> str:
    """Why a sentence does not hold; empty where it does."""
    if not set(cites) <= set(sources):
        return "it cites an id that is not there"
    cited = [_ground(sources[id]) for id in cites]
    others = [_ground(source) for id, source in sources.items() if id not in cites]
    found = flaw_of(text, cited, others, " ".join((topic.message, *topic.about)), today)
    return found.reason if found else ""


def _ground(source: Source) -> GroundSource:
    return GroundSource(source.id, source.words or source.text, source.day, source.names)


def _shown_sources(sources: Iterable[Source]) -> str:
    lines = [_shown(source) for source in sources]
    return "\n".join(lines) or "(nothing yet)"


def _shown(source: Source) -> str:
    whom = f" (about {', '.join(source.names)})" if source.names else ""
    return f"[{source.id}]{whom} {source.text[:_LONGEST_SOURCE]}"


def _shown_refusals(refused: Sequence[tuple[str, str]]) -> str:
    return "\n".join(f"{text} ({reason})" for text, reason in refused) or "(nothing)"


def _look_ups(draft: ConversedDraft) -> list[Inquiry]:
    found = (Inquiry(each.tool, each.name, each.words, each.since, each.until) for each in draft.look_ups)
    return list(dict.fromkeys(found))


def _proposals(draft: ConversedDraft | None) -> tuple[str, ...]:
    lines = (" ".join(each.removeprefix("/tactegic").split()) for each in (draft.proposals if draft else ()))
    return tuple(dict.fromkeys(line for line in lines if line))[:MOST_PROPOSED]


def _question(draft: ConversedDraft | None, topic: Conversation, sources: Mapping[str, Source]) -> str:
    """What the model asks, where it is a short question and names nothing that is not known."""
    question = draft.question.strip() if draft else ""
    if len(question) > _LONGEST_QUESTION or not question.endswith(("?", "\uff1f", "\u061f")):
        return ""
    return "" if is_invented(question, _told(topic, sources)) else question


def _told(topic: Conversation, sources: Mapping[str, Source]) -> tuple[str, ...]:
    """All words that the model was shown so far."""
    earlier = (part for each in topic.earlier for part in (each.words, each.shown))
    found = (part for source in sources.values() for part in (source.text, *source.names))
    return (topic.message, *earlier, *found, *topic.about)


def _is_fit(wanted: Inquiry, topic: Conversation, told: Sequence[str]) -> bool:
    """Return whether a look-up may be made: with a tool that is there, of a name that stands somewhere.

    A card may repeat what was looked for, and would then be a source for what the model made up itself: a
    name has to stand there as it is, other words each for itself. The first tool finds notes, which repeat
    nothing: its words may be any but an address.
    """
    tools = [tool.name for tool in topic.tools]
    if wanted.tool not in tools or has_foreign_address(wanted.words, " ".join(told)):
        return False
    if not _stands(wanted.name, told):
        return False
    if wanted.tool == tools[0]:
        return not is_invented(wanted.name, told)
    return stand_alone(wanted.words, told) and not is_invented(f"{wanted.name}\n{wanted.words}", told)


def _stands(name: str, told: Sequence[str]) -> bool:
    """Return whether a name stands in one of these texts as a whole."""
    key = f" {name_key(name)} "
    return any(key in f" {name_key(text)} " for text in told) if key.strip() else not name.strip()


def stand_alone(words: str, told: Iterable[str]) -> bool:
    """Return whether each word that tells something stands in one of these texts.

    >>> stand_alone("who is at Northwind?", ["Ana of Northwind"]), stand_alone("who owes us", ["Ana"])
    (True, False)
    """
    known = words_of(" ".join(told)) | COMMON | grounding_words().plain
    return words_of(re.sub(r"[^\w\s]", " ", words)) <= known
