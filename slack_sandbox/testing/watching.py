"""What a person sees through the sandbox's HTTP interface: messages, views and other pushes, waited for."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from typing import Any

import aiohttp

from slack_sandbox.testing.reading import text_of

Json = dict[str, Any]
Predicate = Callable[[Json], bool]
TIMEOUT = 20.0


class ClientRefused(AssertionError):
    """The workspace refused what the person did."""

    def __init__(self, error: str, message: str) -> None:
        super().__init__(f"{error}: {message}")
        self.error = error
        self.message = message


class NotSeen(AssertionError):
    """What was waited for did not come; says what was seen instead."""


class Watcher:
    """What a driver sees: follows what the workspace pushes to the page of one person."""

    def __init__(self, base_url: str, user: str, after: int | None = None) -> None:
        self.base_url = base_url.rstrip("/")
        self.user = user
        self._session: aiohttp.ClientSession | None = None
        self._after = after
        self._app: Json = {}
        self._log: list[Json] = []
        self._taken: dict[str, int] = {}
        self._latest: dict[tuple[str, str], Json] = {}

    async def close(self) -> None:
        """Closes the connection."""
        if self._session is not None:
            await self._session.close()
            self._session = None

    # what the person sees

    async def state(self) -> Json:
        """Everything that the page starts with."""
        return await self.get("state")

    async def dm_channel(self) -> str:
        """The channel of the direct messages with the app."""
        if not self._app:
            await self.start()
            self._app = (await self.state())["app"]
        return str(self._app["dm"])

    async def messages(self, channel: str | None = None, limit: int = 200) -> list[Json]:
        """The roots of a channel as they are now, oldest first."""
        answer = await self.get("messages", channel=channel or await self.dm_channel(), limit=str(limit))
        found: list[Json] = answer["messages"]
        return found

    async def thread(self, ts: str, channel: str | None = None) -> list[Json]:
        """A root and its replies as they are now."""
        answer = await self.get("thread", channel=channel or await self.dm_channel(), ts=ts)
        found: list[Json] = answer["messages"]
        return found

    async def message(self, ts: str, channel: str | None = None) -> Json:
        """One message as it is now."""
        answer = await self.get("message", channel=channel or await self.dm_channel(), ts=ts)
        found: Json = answer["message"]
        return found

    async def view(self) -> Json | None:
        """The modal on top now."""
        views = (await self.state())["views"]
        return views[-1] if views else None

    async def home(self) -> Json | None:
        """The Home view now."""
        view: Json | None = (await self.state())["home"]
        return view

    async def next_message(
        self, channel: str | None = None, timeout: float = TIMEOUT, where: Predicate | None = None
    ) -> Json:
        """The app's next new message to this person, each returned once; a stream when it has ended."""

        def wanted(entry: Json) -> Json | None:
            message: Json = entry.get("message", {})
            if (
                entry["type"] != "message"
                or not message.get("bot_id")
                or message.get("subtype") == "channel_join"
            ):
                return None
            latest = self._latest[(message["channel"], message["ts"])]
            here = channel in (None, message["channel"])
            return latest if here and (where is None or where(latest)) else None

        found = await self._next("message", wanted, timeout, "a message")
        if found.get("streaming"):
            key = (found["channel"], found["ts"])
            await self._until(
                lambda: not self._latest[key].get("streaming") or None, timeout, "the stream's end"
            )
            return self._latest[key]
        return found

    async def next_update(self, ts: str | None = None, timeout: float = TIMEOUT) -> Json:
        """The next change of a message of the app (of that ts, where given), each returned once."""

        def wanted(entry: Json) -> Json | None:
            message: Json = entry.get("message", {})
            fits = (
                entry["type"] == "message_changed" and message.get("bot_id") and ts in (None, message["ts"])
            )
            return message if fits else None

        return await self._next(f"update {ts}", wanted, timeout, "a changed message")

    async def next_view(self, timeout: float = TIMEOUT) -> Json:
        """The next view that is opened, pushed or updated, each returned once."""
        kinds = ("view_opened", "view_pushed", "view_updated")
        return await self._next(
            "view", lambda e: e["view"] if e["type"] in kinds else None, timeout, "a view"
        )

    async def next_home(self, timeout: float = TIMEOUT) -> Json:
        """The next Home view that is published, each returned once."""
        return await self._next(
            "home", lambda e: e["view"] if e["type"] == "home" else None, timeout, "a Home view"
        )

    async def next_entry(self, kind: str, timeout: float = TIMEOUT) -> Json:
        """The next push entry of a type (`status`, `prompts`, `reaction` …), each returned once."""
        return await self._next(f"entry {kind}", lambda e: e if e["type"] == kind else None, timeout, kind)

    async def wait_for(self, predicate: Predicate | str, timeout: float = TIMEOUT) -> Json:
        """A visible message, by whomever, that fits as it is now (a string: that its text holds it)."""

        def fits(message: Json) -> bool:
            return predicate in text_of(message) if isinstance(predicate, str) else predicate(message)

        def look() -> Json | None:
            return next((m for m in self._latest.values() if fits(m)), None)

        found: Json = await self._until(
            look, timeout, repr(predicate) if isinstance(predicate, str) else "a message that fits"
        )
        return found

    def seen(self) -> list[str]:
        """The texts of all messages seen so far, as they are now."""
        return [text_of(message) for message in self._latest.values()]

    async def refresh(self) -> None:
        """Reads what has been pushed meanwhile."""
        await self._poll(0)

    # the work behind it

    async def _next(self, key: str, wanted: Callable[[Json], Json | None], timeout: float, what: str) -> Json:
        def look() -> Json | None:
            for index in range(self._taken.get(key, 0), len(self._log)):
                found = wanted(self._log[index])
                if found is not None:
                    self._taken[key] = index + 1
                    return found
            return None

        found: Json = await self._until(look, timeout, what)
        return found

    async def _until(self, look: Callable[[], Any], timeout: float, what: str) -> Any:
        loop = asyncio.get_running_loop()
        deadline = loop.time() + timeout
        while True:
            found = look()
            if found is not None:
                return found
            remaining = deadline - loop.time()
            if remaining <= 0:
                shown = json.dumps(self.seen()[-10:], ensure_ascii=False, indent=1)
                kinds = [entry["type"] for entry in self._log[-20:]]
                raise NotSeen(
                    f"{self.user} did not see {what} in {timeout} s. Messages: {shown} Entries: {kinds}"
                )
            await self._poll(remaining)

    async def _poll(self, wait: float) -> None:
        answer = await self.get("feed", after=str(self._after or 0), wait=f"{wait:.3f}")
        self._after = answer["last"]
        for entry in answer["entries"]:
            self._log.append(entry)
            if entry["type"] in ("message", "message_changed"):
                message = entry["message"]
                self._latest[(message["channel"], message["ts"])] = message
            elif entry["type"] in ("message_deleted", "ephemeral_deleted"):
                self._latest.pop((entry["channel"], entry["ts"]), None)

    async def start(self) -> aiohttp.ClientSession:
        """Returns the HTTP session, opened on first use."""
        if self._session is None:
            self._session = aiohttp.ClientSession()
            if self._after is None:
                self._after = (await self.get("state"))["seq"]
        return self._session

    async def get(self, path: str, /, **params: str) -> Json:
        """Reads from /client as this person."""
        session = await self.start()
        async with session.get(
            f"{self.base_url}/client/{path}", params={"as": self.user, **params}
        ) as response:
            return accepted(await response.json())

    async def post(self, path: str, /, **fields: Any) -> Json:
        """Posts to /client as this person."""
        session = await self.start()
        body = {"as": self.user, **{name: value for name, value in fields.items() if value is not None}}
        async with session.post(f"{self.base_url}/client/{path}", json=body) as response:
            return accepted(await response.json())


def accepted(answer: Json) -> Json:
    """An answer that says ok; ClientRefused otherwise."""
    if not answer.get("ok"):
        raise ClientRefused(str(answer.get("error")), str(answer.get("message", "")))
    return answer
