"""Members who write, ask, command, fill in forms and press buttons, and try again when they see an error."""

from __future__ import annotations

import asyncio
import json
import re
import time
from collections.abc import Awaitable, Callable
from functools import partial
from random import Random
from typing import Any, TypeVar

from bot.slack.words import WAITING_TITLE
from slack_sandbox import Sandbox, User
from slack_sandbox.seed import TEAM
from slack_sandbox.testing.driver import ClientRefused
from slack_sandbox.workspace.state import Channel, Message, View
from tests.soak.ledger import Act, Ledger, Way, refuses

T = TypeVar("T")
_TRIES = 12
_AGAIN_SECONDS = 1.5
_MOST_GOALS = 2
_WAITS_FOR_ITS_ANSWER = 0.5
_UNDOES = 0.4
_LATEST = 40
_WAYS = {Way.NOTE: 40, Way.QUESTION: 18, Way.COMMAND: 17, Way.FORM: 13, Way.GOAL: 12}
_CONTACTS = (
    ("Ana Ruiz", "Northwind"),
    ("Omar Fictive", "Contoso"),
    ("Lena Brandt", "Helix Labs"),
    ("Tariq Voss", "Kestrel Rail"),
    ("Yuki Amador", "Solvane"),
    ("Pia Lindqvist", "Brightwater"),
)
_SAID = (
    "Met {name} from {company} about {ref}.",
    "{name} from {company} worries about supply, see {ref}.",
    "Called {name} at {company}: the pilot {ref} starts in spring.",
    "I promised {name} from {company} the paper {ref} by Friday.",
)
_ASKED = ("What did {name} say about {ref}?", "What did I promise {name} for {ref}?")
_AIMED = "Learn what {ref} means to them"
_AIMED_AT = re.compile(_AIMED.format(ref=r"(\w+)"))


class Person:
    """One member with a direct conversation, whose random numbers are their own."""

    def __init__(self, sandbox: Sandbox, ledger: Ledger, number: int, random: Random) -> None:
        user = User(f"U0SOAK{number}", TEAM, f"kim{number}", f"Kim Number{number}", "Europe/Berlin")
        sandbox.add_member(user)
        self.id = user.id
        self.person = sandbox.driver(user.id)
        self._world = sandbox.world
        self._bot = sandbox.bot_user
        self._ledger = ledger
        self._random = random
        self._goals: list[Act] = []
        """What was aimed at and not taken back, the oldest first."""
        self._begun_at = 0
        self._waiting_forms: set[str] = set()
        """Forms whose opening was acknowledged, and which are to be filled."""
        self._dm: Channel | None = None

    async def arrive(self) -> None:
        """Open the conversation, and read the greeting."""
        self._dm = self._world.teams[TEAM].channels[await self.person.dm_channel()]
        await self.person.open_home("messages")
        await self._seen(lambda: next(iter(self._posts()), None))

    def empty_forms(self) -> list[str]:
        """The form before the member, if it was never filled."""
        stack = self._world.stacks.get(self.id, [])
        view = self._world.views.get(stack[-1]) if stack else None
        is_empty = view and view.id in self._waiting_forms and view.body["title"]["text"] == WAITING_TITLE
        return [f"{self.id} looks at {WAITING_TITLE!r}"] if is_empty else []

    async def live(self, may_go_on: Callable[[], bool], pause: float) -> None:
        """Do one thing after the other; `pause` is the mean time between two, in seconds."""
        await asyncio.sleep(self._random.uniform(0, 2 * pause))
        while may_go_on():
            way = self._random.choices(list(_WAYS), list(_WAYS.values()))[0]
            await self._do(way)
            await asyncio.sleep(self._random.uniform(0, 2 * pause))

    async def _do(self, way: Way) -> None:
        match way:
            case Way.NOTE:
                await self._note()
            case Way.QUESTION:
                await self._question()
            case Way.COMMAND:
                await self._command(self._act(way))
            case Way.FORM:
                await self._form()
            case _:
                await self._goal()

    async def _note(self) -> None:
        act = self._act(Way.NOTE)
        await self._write(act, self._words(_SAID, act))
        if self._random.random() < _WAITS_FOR_ITS_ANSWER:
            card = await self._seen(lambda: self._answer_to(act), lambda: act.given_up)
            if card and self._random.random() < _UNDOES:
                await self._undo(act, card)

    async def _question(self) -> None:
        act = self._act(Way.QUESTION)
        await self._write(act, self._words(_ASKED, act))

    async def _write(self, act: Act, text: str) -> None:
        act.ts = await self.person.dm(text)
        act.accepted = True

    async def _command(self, act: Act) -> None:
        await self._tried(act, lambda: self._typed(f"note {self._words(_SAID, act)}"), tries=1)

    async def _typed(self, line: str) -> None:
        """Type a slash command; what its acknowledgement says is that it may not be taken in."""
        answer = await self.person.command("/tactegic", line)
        if answer is not None:
            raise ClientRefused("not_taken", answer["text"])

    async def _form(self) -> None:
        act = self._act(Way.FORM)
        view = await self._opened(act, lambda: self.person.global_shortcut("new_note"))
        if view is not None:
            await self._send(act, view, {"text": {"text": self._words(_SAID, act)}})

    async def _goal(self) -> None:
        """Set a goal by its form, and take it back where there would be too many."""
        act = self._act(Way.GOAL)
        known = {post.ts for post in self._posts()}
        listed = partial(self._posted, known, "Set a goal")
        card = await self._until_seen(act, lambda: self._typed("goals"), listed)
        if card is None:
            return
        if len(set(_AIMED_AT.findall(json.dumps(card.blocks)))) > _MOST_GOALS:
            act.broken_off = True
            await self._take_back()
            return
        view = await self._opened(act, lambda: self.person.click(self._target(card), "Set a goal"))
        if view is None:
            return
        aim = {"text": {"text": _AIMED.format(ref=act.ref)}, "period": {"period": "quarter"}}
        await self._send(act, view, aim)
        self._goals.append(act)
        if len(self._goals) > _MOST_GOALS:
            await self._take_back()

    async def _take_back(self) -> None:
        """Take the latest goal back whose card is still to be found."""
        for act in reversed(self._goals):
            saved = await self._seen(partial(self._saved, act))
            if saved:
                if await self._undo(act, saved):
                    self._goals.remove(act)
                return

    async def _undo(self, act: Act, card: Message) -> bool:
        undo = self._ledger.begin(Way.UNDO, self.id, of=act)
        undo.ts = card.ts

        def undone() -> Message | None:
            now = self._channel.messages[card.ts]
            return now if "Undone" in json.dumps(now.blocks) else None

        async def press() -> None:
            if undone() is None:
                await self.person.click(self._target(card), "Undo")

        seen = await self._until_seen(undo, press, undone)
        undo.accepted = seen is not None or undo.broken_off  # then it was acknowledged, and must come yet
        return undo.accepted

    async def _opened(self, act: Act, ask: Callable[[], Awaitable[object]]) -> View | None:
        """Ask for a form until it opens and can be filled in."""
        look = partial(self._form_since, set(self._world.views))

        async def open_it() -> None:
            before = set(self._world.views)
            await ask()
            self._waiting_forms |= set(self._world.views) - before

        return await self._until_seen(act, open_it, look)

    async def _send(self, act: Act, view: View, state: dict[str, Any]) -> None:
        """Send the form, again and again, as it stays open after an error."""

        async def send() -> None:
            answer = await self.person.submit({"id": view.id}, state)
            if answer["result"] not in ("closed", "cleared"):
                raise ClientRefused("not_taken", str(answer.get("errors")))

        await self._tried(act, send)

    async def _until_seen(
        self, act: Act, do: Callable[[], Awaitable[object]], look: Callable[[], T | None]
    ) -> T | None:
        """Do it until what it is done for is seen, again after each error that is shown or said."""
        for _ in range(_TRIES):
            said = self._refusals()
            asked = Act(act.way, act.ref, self.id)
            await self._tried(asked, do, tries=1)
            act.errors += asked.errors
            if asked.accepted:
                found = await self._seen(look, partial(self._is_refused_since, said))
                if found is not None or not self._is_refused_since(said):
                    act.broken_off = found is None
                    return found
                act.errors += 1
            await asyncio.sleep(_AGAIN_SECONDS)
            if (found := look()) is not None:  # it was done after all
                return found
        return None

    async def _tried(self, act: Act, do: Callable[[], Awaitable[T]], tries: int = _TRIES) -> T | None:
        """Do it, again after each error that the workspace shows."""
        for _ in range(tries):
            try:
                result = await do()
            except ClientRefused:
                act.errors += 1
                if tries > 1:
                    await asyncio.sleep(_AGAIN_SECONDS)
                continue
            act.accepted = True
            return result
        return None

    async def _seen(
        self, look: Callable[[], T | None], is_vain: Callable[[], bool] = lambda: False
    ) -> T | None:
        """Wait until something is there, or it is in vain, or the member has no patience left."""
        until = time.monotonic() + self._ledger.patience
        while time.monotonic() < until:
            if (found := look()) is not None:
                return found
            if is_vain():
                return None
            await asyncio.sleep(0.2)
        self._ledger.waits_broken_off += 1
        return None

    def _act(self, way: Way) -> Act:
        return self._ledger.begin(way, self.id)

    def _words(self, patterns: tuple[str, ...], act: Act) -> str:
        name, company = self._random.choice(_CONTACTS)
        return self._random.choice(patterns).format(name=name, company=company, ref=act.ref)

    def _refusals(self) -> set[str]:
        """Where the bot has told the member that something was not, or may not be, taken in."""
        told = [*self._posts(), *self._channel.ephemerals.values()]
        views = (view for view in self._world.views.values() if view.user == self.id)
        said = {view.id for view in views if refuses(json.dumps(view.body["blocks"]))}
        return said | {each.ts for each in told if refuses(each.text)}

    def _is_refused_since(self, before: set[str]) -> bool:
        return not self._refusals() <= before

    def _form_since(self, before: set[str]) -> View | None:
        """The form on top that was opened since then, once it can be filled in."""
        stack = self._world.stacks.get(self.id, [])
        view = self._world.views.get(stack[-1]) if stack else None
        if view is None or view.id in before or not view.body.get("submit"):
            return None
        return view

    def _answer_to(self, act: Act) -> Message | None:
        replies = self._channel.replies.get(act.ts, [])
        return next((self._channel.messages[ts] for ts in replies if ts in self._channel.messages), None)

    def _posted(self, known: set[str], words: str) -> Message | None:
        posts = (post for post in self._posts() if post.ts not in known)
        return next((post for post in posts if words in json.dumps(post.blocks)), None)

    def _saved(self, act: Act) -> Message | None:
        """The card on which this can be, or was, taken back."""
        bodies = ((post, json.dumps(post.blocks)) for post in self._posts())
        return next((post for post, body in bodies if act.ref in body and "Undo" in body), None)

    def _posts(self) -> list[Message]:
        """The bot's latest posts in the conversation, the newest first."""
        latest = list(self._channel.messages.values())[-_LATEST:]
        return [each for each in reversed(latest) if each.user == self._bot]

    def _target(self, message: Message) -> dict[str, Any]:
        return {"channel": message.channel, "ts": message.ts, "blocks": message.blocks}

    @property
    def _channel(self) -> Channel:
        assert self._dm is not None
        return self._dm
