"""A person for tests: acts and looks through the same HTTP interface as the page."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from typing import Any

import aiohttp

from bot.sandbox.reading import find_action, text_of

Json = dict[str, Any]
Predicate = Callable[[Json], bool]
TIMEOUT = 5.0


class ClientRefused(AssertionError):
    """The workspace refused what the person did."""

    def __init__(self, error: str, message: str) -> None:
        super().__init__(f"{error}: {message}")
        self.error = error
        self.message = message


class NotSeen(AssertionError):
    """What was waited for did not come; says what was seen instead."""


class Driver:
    """One person; sees what the page would show them. Messages are Slack's JSON with `channel`."""

    def __init__(self, base_url: str, user: str, after: int | None = None) -> None:
        self.base_url = base_url.rstrip("/")
        self.user = user
        self._session: aiohttp.ClientSession | None = None
        self._after = after
        self._app: Json = {}
        self._log: list[Json] = []
        self._taken: dict[str, int] = {}
        self._latest: dict[tuple[str, str], Json] = {}

    @classmethod
    async def connect(cls, base_url: str, user: str) -> Driver:
        """A person in a sandbox of another process, who sees what happens from now on."""
        driver = cls(base_url, user)
        await driver._start()
        return driver

    async def __aenter__(self) -> Driver:
        await self._start()
        return self

    async def __aexit__(self, *exc: object) -> None:
        await self.close()

    async def close(self) -> None:
        """Closes the connection."""
        if self._session is not None:
            await self._session.close()
            self._session = None

    # what the person does

    async def dm(self, text: str, thread_ts: str | None = None, files: list[str] | None = None) -> str:
        """Writes to the app; returns the ts."""
        return await self.say(await self.dm_channel(), text, thread_ts, files)

    async def say(
        self, channel: str, text: str, thread_ts: str | None = None, files: list[str] | None = None
    ) -> str:
        """Writes in a channel; returns the ts."""
        answer = await self._post(
            "message", channel=channel, text=text, thread_ts=thread_ts, files=files or []
        )
        return str(answer["ts"])

    async def edit(self, ts: str, text: str, channel: str | None = None) -> None:
        """Edits an own message (default: in the direct messages with the app)."""
        await self._post("edit", channel=channel or await self.dm_channel(), ts=ts, text=text)

    async def delete(self, ts: str, channel: str | None = None) -> None:
        """Deletes an own message."""
        await self._post("delete", channel=channel or await self.dm_channel(), ts=ts)

    async def react(self, message: Json, name: str, remove: bool = False) -> None:
        """Adds or removes a reaction."""
        await self._post("react", channel=message["channel"], ts=message["ts"], name=name, remove=remove)

    async def upload(
        self, name: str, content: bytes, text: str = "", channel: str | None = None, share: bool = True
    ) -> Json:
        """Uploads a file, shared with the app unless `share` is off; returns `files` and `ts`."""
        form = aiohttp.FormData()
        form.add_field("as", self.user)
        if share:
            form.add_field("channel", channel or await self.dm_channel())
            form.add_field("text", text)
        form.add_field("file", content, filename=name)
        session = await self._start()
        async with session.post(f"{self.base_url}/client/upload", data=form) as response:
            return _accepted(await response.json())

    async def download(self, file: Json) -> bytes:
        """The bytes of a file on a message."""
        session = await self._start()
        async with session.get(
            f"{self.base_url}/client/file/{file['id']}", params={"as": self.user}
        ) as response:
            response.raise_for_status()
            return await response.read()

    async def command(self, command: str, text: str = "", channel: str | None = None) -> Json | None:
        """Runs a slash command; returns the acknowledgement's message, if it had one."""
        line = f"{command} {text}".strip()
        answer = await self._post("command", channel=channel or await self.dm_channel(), text=line)
        response: Json | None = answer["response"]
        return response

    async def global_shortcut(self, callback_id: str) -> None:
        """Runs a global shortcut."""
        await self._post("shortcut", callback_id=callback_id)

    async def message_shortcut(self, ts: str, callback_id: str, channel: str | None = None) -> None:
        """Runs a shortcut on a message."""
        await self._post(
            "shortcut", channel=channel or await self.dm_channel(), ts=ts, callback_id=callback_id
        )

    async def click(
        self,
        target: Json,
        action: str,
        value: Any = None,
        state: Json | None = None,
        block_id: str | None = None,
    ) -> None:
        """Presses or picks in a message or view, by action id or visible text (also of a menu's option)."""
        found = find_action(target.get("blocks", []), action, value, block_id)
        place = {"view_id": target["id"]} if "root_view_id" in target else _where(target)
        await self._post(
            "action",
            **place,
            action_id=found.action_id,
            block_id=found.block_id,
            value=found.value,
            state=state or {},
        )

    async def suggest(self, target: Json, action_id: str, query: str) -> list[Json]:
        """Types into an external select; returns the options that the app offers (groups flattened)."""
        place = {"view_id": target["id"]} if "root_view_id" in target else _where(target)
        answer = await self._post("suggest", **place, action_id=action_id, query=query)
        groups = answer.get("option_groups", [])
        return list(answer.get("options", [])) + [option for group in groups for option in group["options"]]

    async def submit(self, view: Json, state: Json | None = None) -> Json:
        """Submits a modal; `state` is {block_id: {action_id: value}}. Returns `result`, `errors`, `view`."""
        return await self._post("submit", view_id=view["id"], state=state or {})

    async def close_view(self, view: Json, whole: bool = False) -> Json | None:
        """Closes a modal or the whole stack; returns the view now on top."""
        answer = await self._post("close", view_id=view["id"], all=whole)
        top: Json | None = answer["view"]
        return top

    async def open_home(self, tab: str = "home") -> Json | None:
        """Opens a tab of the app; returns the Home view that was there before the app reacts."""
        view: Json | None = (await self._post("home", tab=tab))["view"]
        return view

    async def invite(self, channel: str, user: str) -> None:
        """Invites a member or the app into a channel."""
        await self._post("invite", channel=channel, user=user)

    async def profile(self, **fields: str) -> None:
        """Changes the own profile: tz, title, real_name, locale, presence."""
        await self._post("profile", **fields)

    async def dnd(self, on: bool, minutes: int = 60) -> None:
        """Turns Do Not Disturb on or off."""
        await self._post("dnd", on=on, minutes=minutes)

    async def move_clock(self, **how: Any) -> Json:
        """Moves the clock: `set`, `advance` or `next` as in docs/sandbox.md."""
        answer: Json = (await self._post("clock", **how))["clock"]
        return answer

    async def control(self, name: str, /, **fields: Any) -> Json:
        """A request of the control interface."""
        session = await self._start()
        async with session.post(f"{self.base_url}/control/{name}", json=fields) as response:
            return _accepted(await response.json())

    # what the person sees

    async def state(self) -> Json:
        """Everything that the page starts with."""
        return await self._get("state")

    async def dm_channel(self) -> str:
        """The channel of the direct messages with the app."""
        if not self._app:
            await self._start()
            self._app = (await self.state())["app"]
        return str(self._app["dm"])

    async def messages(self, channel: str | None = None, limit: int = 200) -> list[Json]:
        """The roots of a channel as they are now, oldest first."""
        answer = await self._get("messages", channel=channel or await self.dm_channel(), limit=str(limit))
        found: list[Json] = answer["messages"]
        return found

    async def thread(self, ts: str, channel: str | None = None) -> list[Json]:
        """A root and its replies as they are now."""
        answer = await self._get("thread", channel=channel or await self.dm_channel(), ts=ts)
        found: list[Json] = answer["messages"]
        return found

    async def message(self, ts: str, channel: str | None = None) -> Json:
        """One message as it is now."""
        answer = await self._get("message", channel=channel or await self.dm_channel(), ts=ts)
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
        answer = await self._get("feed", after=str(self._after or 0), wait=f"{wait:.3f}")
        self._after = answer["last"]
        for entry in answer["entries"]:
            self._log.append(entry)
            if entry["type"] in ("message", "message_changed"):
                message = entry["message"]
                self._latest[(message["channel"], message["ts"])] = message
            elif entry["type"] in ("message_deleted", "ephemeral_deleted"):
                self._latest.pop((entry["channel"], entry["ts"]), None)

    async def _start(self) -> aiohttp.ClientSession:
        if self._session is None:
            self._session = aiohttp.ClientSession()
            if self._after is None:
                self._after = (await self._get("state"))["seq"]
        return self._session

    async def _get(self, path: str, /, **params: str) -> Json:
        session = await self._start()
        async with session.get(
            f"{self.base_url}/client/{path}", params={"as": self.user, **params}
        ) as response:
            return _accepted(await response.json())

    async def _post(self, path: str, /, **fields: Any) -> Json:
        session = await self._start()
        body = {"as": self.user, **{name: value for name, value in fields.items() if value is not None}}
        async with session.post(f"{self.base_url}/client/{path}", json=body) as response:
            return _accepted(await response.json())


def _accepted(answer: Json) -> Json:
    if not answer.get("ok"):
        raise ClientRefused(str(answer.get("error")), str(answer.get("message", "")))
    return answer


def _where(message: Json) -> Json:
    return {"channel": message["channel"], "ts": message["ts"]}


__all__ = ["ClientRefused", "Driver", "NotSeen", "text_of"]
