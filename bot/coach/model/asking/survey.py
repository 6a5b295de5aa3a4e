"""Tries every way of asking a model's server, for `tactegic doctor --model`."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass

from bot.coach.model.asking.ladder import Ladder, Spent, WaitingTime
from bot.coach.model.asking.record import Price
from bot.coach.model.asking.rungs import Rung
from bot.coach.model.asking.server import ModelServer
from bot.coach.model.asking.troubles import ModelTrouble

_HINTS = {
    "no_connection": "Nobody answers at this address: see OPENAI_BASE_URL, and whether the server runs.",
    "status_401": "The key is refused: see OPENAI_API_KEY.",
    "status_403": "The key may not use this model: see OPENAI_API_KEY and TACTEGIC_MODEL.",
    "status_404": "There is no such address or model: OPENAI_BASE_URL mostly ends with /v1, and "
    "TACTEGIC_MODEL is the name that the server knows.",
    "status_429": "Too many questions, or no money left at the provider.",
    "too_late": "An answer takes longer than TACTEGIC_MODEL_ATTEMPT_SECONDS.",
}
"""What to look at, by the code of what went wrong."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RungTried:
    """How one way of asking went."""

    rung: Rung
    trouble: str
    """The code of what went wrong; empty where it works."""
    seconds: float
    requests: int
    tokens: tuple[int, int] = (0, 0)
    """Into the model, and out of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelSurvey:
    """What a model's server can do."""

    model: str
    address: str
    tried: Sequence[RungTried]
    left_out: Sequence[str]
    """Fields of requests that the server refused, and that are left out since."""
    ends_on: str
    """The day on which the provider shuts the model down, where it says one."""
    price: Price | None

    @property
    def chosen(self) -> Rung | None:
        """The surest way that works; None where none does."""
        return next((each.rung for each in self.tried if not each.trouble), None)


async def survey_server(
    server: ModelServer, ladder: Ladder, waiting: WaitingTime, price: Price | None
) -> ModelSurvey:
    """Ask a small question by every way, each once and one after the other; raises nothing."""
    await server.open()
    wanted = [server.settings.rung] if server.settings.rung else list(Rung)
    tried = [await _tried(ladder, rung, waiting) for rung in wanted]
    return ModelSurvey(
        model=server.settings.model,
        address=server.settings.base_url or "OpenAI",
        tried=tried,
        left_out=sorted(each.value for each in ladder.learnt.dialect.dropped),
        ends_on=await _ends_on(server),
        price=price,
    )


async def _tried(ladder: Ladder, rung: Rung, waiting: WaitingTime) -> RungTried:
    spent = Spent(waiting, time.monotonic)
    trouble = ""
    try:
        await ladder.try_rung(rung, spent)
    except ModelTrouble as error:
        trouble = error.code
    return RungTried(
        rung=rung,
        trouble=trouble,
        seconds=spent.seconds,
        requests=spent.requests,
        tokens=(spent.input_tokens, spent.output_tokens),
    )


async def _ends_on(server: ModelServer) -> str:
    try:
        return await server.ends_on()
    except Exception:
        return ""  # most servers know no such question


def survey_lines(survey: ModelSurvey) -> list[str]:
    """Return a survey as lines for people to read."""
    lines = [f"Model {survey.model} at {survey.address}"]
    lines += [f"  {each.rung.value}: {_how(each, survey.price)}" for each in survey.tried]
    if survey.chosen:
        lines += [f"Asked by: {survey.chosen.value}, the surest way that works"]
    else:
        lines += ["No way works: members are answered by rules (simple mode)"]
        lines += sorted({_HINTS[each.trouble] for each in survey.tried if each.trouble in _HINTS})
    if survey.left_out:
        lines += [f"Left out of requests, as the server refuses it: {', '.join(survey.left_out)}"]
    if survey.price:
        lines += [f"Price: ${survey.price.input:g} in and ${survey.price.output:g} out for a million tokens"]
    else:
        lines += ["Price: not known; set TACTEGIC_MODEL_PRICE to have it counted"]
    if survey.ends_on:
        lines += [f"Its provider shuts it down on {survey.ends_on}: set TACTEGIC_MODEL to another one before"]
    return lines


def _how(tried: RungTried, price: Price | None) -> str:
    if tried.trouble:
        return f"does not work ({tried.trouble}, {tried.seconds:.1f} s)"
    into, out = tried.tokens
    cost = f", ${price.of(into, out):.6f}" if price else ""
    again = f", {tried.requests} requests" if tried.requests > 1 else ""
    return f"works, {tried.seconds:.1f} s{again}, {into} tokens in and {out} out{cost}"
