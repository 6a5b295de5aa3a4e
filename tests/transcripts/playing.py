"""Plays a script through the real bot in the embedded workspace, and writes down what people see.

The clock moves only as the script says, and two minutes between steps: a page is the same each time.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from zoneinfo import ZoneInfo

from bot.service.running import running
from bot.slack.manifest import manifest
from bot.trying import sandbox_settings
from slack_sandbox import Clock, Sandbox, running_sandbox
from slack_sandbox.testing import Driver, text_of
from tests.features.conftest import NO_PACE, OPENING
from tests.support.standin_model import standin_model
from tests.transcripts.forms import element, is_reply, label, pressable, written
from tests.transcripts.queues import first_due, has_work
from tests.transcripts.script import Script, Step
from tests.transcripts.showing import quoted

PATIENCE_SECONDS = 180.0
"""For a machine that is busy with other things; on a free one a step takes a fraction of a second."""
_BETWEEN = timedelta(minutes=2)
_LOOK_EVERY = timedelta(hours=6)
_NOTICE = "One thing you should know"
"""Comes beside an answer, before or after it; pages show it before, so that they are the same each time."""
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(slots=True)
class Played:
    """A page, and what of it a test looks at."""

    lines: list[str] = field(default_factory=list)
    answers: list[tuple[str, str]] = field(default_factory=list)
    """Each thing that was done, and all that came of it."""

    @property
    def page(self) -> str:
        """The page as Markdown."""
        return "\n".join(self.lines).rstrip() + "\n"


async def play(script: Script) -> Played:
    """Play a script from a fresh installation."""
    with TemporaryDirectory(prefix="tactegic-transcript-") as folder:
        clock = Clock(real=OPENING.timestamp)
        async with running_sandbox(manifest("socket"), clock=clock) as sandbox:
            sandbox.limits.relax()
            sandbox.world.chance = lambda number: "0" * 2 * number  # wordings hang on ids
            sandbox.times.ack_timeout = sandbox.times.trigger_lifetime = PATIENCE_SECONDS
            sandbox.times.retry_delays = (0.2, 1.0, 5.0, 20.0)
            async with AsyncExitStack() as stack:
                return await _Stage(script, sandbox, Path(folder), stack).play()


@asynccontextmanager
async def _bot(sandbox: Sandbox, data: Path, *, with_model: bool) -> AsyncIterator[None]:
    """The bot on its data; with a model it asks the stand-in over HTTP."""
    async with AsyncExitStack() as stack:
        url = await stack.enter_async_context(standin_model()) if with_model else None
        set_up = {"openai_base_url": url, "openai_api_key": None, "model_timeout_seconds": PATIENCE_SECONDS}
        settings = sandbox_settings(sandbox, data).model_copy(update=set_up)
        clock = sandbox.clock
        await stack.enter_async_context(
            running(settings, clock, NO_PACE, clock.on_move, lambda: sandbox.bot_token, None)
        )
        yield


class _Stage:
    """A conversation under way: who acts, what they have seen, and the page so far."""

    def __init__(self, script: Script, sandbox: Sandbox, data: Path, stack: AsyncExitStack) -> None:
        self._script, self._sandbox, self._data, self._stack = script, sandbox, data, stack
        users = [user for user in sandbox.world.users() if not user.is_bot]
        self._names = {user.id: user.real_name.split()[0] for user in users}
        self._zones = {user.id: ZoneInfo(user.tz) for user in users}
        self._ids = {name: id for id, name in reversed(self._names.items())}
        self._people: dict[str, Driver] = {}
        self._seen: dict[tuple[str, str], str] = {}
        self._topics: dict[str, str] = {}
        self._listed: dict[str, list[dict[str, Any]]] = {}
        self._who = ""
        self._running = AsyncExitStack()
        self._number = 0
        self._date = ""
        self._played = Played()

    async def play(self) -> Played:
        """Do every step."""
        self._stack.push_async_callback(self._stop)
        await self._start(with_model=False)
        for step in self._script.steps:
            try:
                await self._do(step)
            except Exception as error:
                error.add_note("\n".join([f"at: {step.shown}", *self._played.lines[-40:]]))
                raise
        return self._played

    async def _start(self, *, with_model: bool) -> None:
        await self._running.aclose()
        self._running = AsyncExitStack()
        await self._running.enter_async_context(_bot(self._sandbox, self._data, with_model=with_model))

    async def _stop(self) -> None:
        for person in self._people.values():
            await person.close()
        await self._running.aclose()

    async def _do(self, step: Step) -> None:
        match step.how:
            case "heading":
                self._write(f"## {step.words}")
            case "aside":
                self._write(step.words)
            case "person":
                await self._become(step.words)
            case "wait":
                await self._go_on(self._sandbox.clock.now() + timedelta(days=int(step.words.split()[0])))
            case "until":
                await self._go_on(self._next(step.words))
            case "model":
                await self._start(with_model=step.words == "on")
                await self._settle()
            case _:
                await self._act(step)

    async def _become(self, name: str) -> None:
        self._who = self._ids[name]
        if self._who not in self._people:
            self._people[self._who] = self._sandbox.driver(self._who)
            await self._person.open_home("messages")
            await self._settle()
            self._say_day()
            self._write(f"*{name} opens Tactegic for the first time.*", "", *self._fresh(self._who))

    @property
    def _person(self) -> Driver:
        return self._people[self._who]

    async def _act(self, step: Step) -> None:
        self._sandbox.clock.advance(_BETWEEN)
        self._number += 1
        self._say_day()
        self._write(f"**{self._number}. {self._names[self._who]}:** {step.shown}")
        before = len(self._played.lines)
        match step.how:
            case "write":
                self._topics[self._who] = await self._person.dm(self._typed(step.words))
            case "reply":
                await self._person.dm(step.words, self._topics[self._who])
            case "answer":
                roots = [each for each in self._listed[self._who] if not is_reply(each)]
                self._topics[self._who] = next(each["ts"] for each in reversed(roots) if each.get("bot_id"))
                await self._person.dm(step.words, self._topics[self._who])
            case "type":
                reply = await self._person.command("/tactegic", self._typed(step.words))
                if reply is not None:
                    self._write(*quoted(reply, self._names))
            case _:
                await self._click(step)
        await self._settle()
        self._write(*self._fresh(self._who))
        for other in self._people:
            if other != self._who and (came := self._fresh(other)):
                self._write(f"*{self._names[other]} gets:*", "", *came)
        self._played.answers.append((step.shown, "\n".join(self._played.lines[before:])))

    async def _click(self, step: Step) -> None:
        target = self._with_button(step.words)
        await self._person.click(target, step.words)
        await self._settle()
        form = await self._person.view()
        if form is None:
            if step.fields:
                raise LookupError(f"no form came of {step.shown}")
            return
        if not step.fields:
            self._write("*A form opens:*", "", *quoted(form, self._names))
            await self._person.close_view(form, whole=True)
            return
        state = {name: {name: self._value(form, name, words)} for name, words in step.fields.items()}
        answer = await self._person.submit(form, state)
        filled = [
            f"> - {label(form, name)}: {written(form, name, words)}" for name, words in step.fields.items()
        ]
        self._write(f"*In the form “{form['title']['text']}”:*", "", *filled)
        problems = answer.get("errors") or {}
        if bool(problems) is not step.is_refused:
            raise LookupError(f"{step.shown}: {problems or 'was not refused'}")
        if problems:
            self._write("*The form stays open and says:*", "", *(f"> {each}" for each in problems.values()))
            await self._person.close_view(form, whole=True)

    def _value(self, form: dict[str, Any], name: str, words: str) -> Any:
        field = element(form, name)
        if words.startswith("@"):
            ids = [self._ids[each.strip(" @")] for each in words.split(",")]
            return ids if field["type"].startswith("multi_") else ids[0]
        if words.startswith("#"):
            value = field["options"][int(words[1:]) - 1]["value"]
            return [value] if field["type"].startswith(("multi_", "checkboxes")) else value
        return words

    def _typed(self, words: str) -> str:
        """Words with mentions as Slack sends them."""
        for name, id in self._ids.items():
            words = words.replace(f"@{name}", f"<@{id}>")
        return words

    def _with_button(self, words: str) -> dict[str, Any]:
        """The latest message with a button, or an option of a menu, of this label."""
        message: dict[str, Any]
        for message in reversed(self._listed[self._who]):
            if any(words in pressable(block) for block in message.get("blocks") or []):
                return message
        raise LookupError(f"{self._number}: there is no button {words}")

    def _fresh(self, who: str) -> list[str]:
        """What somebody sees that is new or has changed, as quotations."""
        lines: list[str] = []
        told = sorted(self._listed.get(who, []), key=lambda message: _NOTICE not in text_of(message))
        for message in told:
            key, words = (who, message["ts"]), text_of(message)
            before = self._seen.get(key)
            if not message.get("bot_id") or before == words:
                continue
            self._seen[key] = words
            mark = "the message above changes" if before is not None else ""
            lines += [*quoted(message, self._names, mark), ""]
        return lines

    def _write(self, *lines: str) -> None:
        if lines:
            self._played.lines += [*lines, ""] if lines[-1] else lines

    def _say_day(self) -> None:
        local = self._sandbox.clock.now().astimezone(self._zones[self._who])
        today = f"{local:%A} {local.day} {local:%B}"
        if today != self._date:
            self._date = today
            self._write(f"### {today}")

    def _next(self, words: str) -> datetime:
        """The next such weekday and time where the person is."""
        day, at = words.split()
        hour, minute = map(int, at.split(":"))
        local = self._sandbox.clock.now().astimezone(self._zones[self._who])
        moved = local.replace(hour=hour, minute=minute, second=0, microsecond=0)
        moved += timedelta(days=(_DAYS.index(day) - local.weekday()) % 7)
        return (moved if moved > local else moved + timedelta(days=7)).astimezone(UTC)

    async def _go_on(self, until: datetime) -> None:
        """Let time go by, stopping wherever something is due, so that it comes at its time."""
        while (now := self._sandbox.clock.now()) < until:
            due = first_due(self._data, now)
            following = min(until, now + _LOOK_EVERY, due if due is not None else until)
            self._sandbox.clock.set(max(following, now + timedelta(seconds=1)))
            await self._settle()
            for who in self._people:
                if came := self._fresh(who):
                    local = self._sandbox.clock.now().astimezone(self._zones[who])
                    when = f"{local:%A} {local.day} {local:%B}, {local:%H:%M}"
                    self._write(f"*{when}: by itself, to {self._names[who]}*", "", *came)

    async def _settle(self) -> None:
        """Wait until the bot has nothing more to do or to say, and look at what everybody sees."""
        quiet = 0
        async with asyncio.timeout(PATIENCE_SECONDS):
            while quiet < 4:
                await asyncio.sleep(0.03)
                pending = self._sandbox.services.delivery.pending
                is_busy = pending or has_work(self._data, self._sandbox.clock.now())
                quiet = 0 if is_busy else quiet + 1
        for who, person in self._people.items():
            roots = await person.messages()
            replies = [
                each
                for root in roots
                if root.get("reply_count")
                for each in (await person.thread(root["ts"]))[1:]
            ]
            channel = await person.dm_channel()
            found = [{**each, "channel": channel} for each in (*roots, *replies)]
            self._listed[who] = sorted(found, key=lambda message: float(message["ts"]))
