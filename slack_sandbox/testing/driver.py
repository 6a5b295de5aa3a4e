"""A person for tests: acts through the same HTTP interface as the page, and sees what it shows."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import aiohttp

from slack_sandbox.testing.reading import find_action, text_of
from slack_sandbox.testing.watching import ClientRefused, Json, NotSeen, Watcher, accepted


class Driver(Watcher):
    """Acts as one person and sees what the page would show them; messages are Slack's JSON with `channel`."""

    @classmethod
    async def connect(cls, base_url: str, user: str) -> Driver:
        """Returns a person in a workspace of another process, who sees what happens from now on."""
        driver = cls(base_url, user)
        await driver.start()
        return driver

    async def __aenter__(self) -> Driver:
        await self.start()
        return self

    async def __aexit__(self, *exc: object) -> None:
        await self.close()

    # what the person does

    async def dm(self, text: str, thread_ts: str | None = None, files: list[str] | None = None) -> str:
        """Writes to the app; returns the ts."""
        return await self.say(await self.dm_channel(), text, thread_ts, files)

    async def say(
        self, channel: str, text: str, thread_ts: str | None = None, files: list[str] | None = None
    ) -> str:
        """Writes in a channel; returns the ts."""
        answer = await self.post(
            "message", channel=channel, text=text, thread_ts=thread_ts, files=files or []
        )
        return str(answer["ts"])

    async def forward(self, ts: str, source: str, text: str = "", to: str | None = None) -> str:
        """Forwards a message of a channel (default: to the app), with words beside it; returns the ts."""
        target = to or await self.dm_channel()
        answer = await self.post("forward", channel=source, ts=ts, to=target, text=text)
        return str(answer["ts"])

    async def edit(self, ts: str, text: str, channel: str | None = None) -> None:
        """Edits an own message (default: in the direct messages with the app)."""
        await self.post("edit", channel=channel or await self.dm_channel(), ts=ts, text=text)

    async def delete(self, ts: str, channel: str | None = None) -> None:
        """Deletes an own message."""
        await self.post("delete", channel=channel or await self.dm_channel(), ts=ts)

    async def stop(self, thread_ts: str) -> None:
        """Presses Stop in a thread of the direct messages, in which the app works."""
        await self.post("stop", channel=await self.dm_channel(), thread_ts=thread_ts)

    async def react(self, message: Json, name: str, remove: bool = False) -> None:
        """Adds or removes a reaction."""
        await self.post("react", channel=message["channel"], ts=message["ts"], name=name, remove=remove)

    async def upload(
        self,
        name: str,
        content: bytes,
        text: str = "",
        channel: str | None = None,
        share: bool = True,
        spoken: str | None = None,
    ) -> Json:
        """Uploads a file, shared with the app unless `share` is off; returns `files` and `ts`.

        `spoken` makes it a clip with that transcript, empty while Slack has not written it yet.
        """
        form = aiohttp.FormData()
        form.add_field("as", self.user)
        if spoken is not None:
            form.add_field("spoken", spoken)
        if share:
            form.add_field("channel", channel or await self.dm_channel())
            form.add_field("text", text)
        form.add_field("file", BytesIO(content), filename=name)
        session = await self.start()
        async with session.post(f"{self.base_url}/client/upload", data=form) as response:
            return accepted(await response.json())

    async def download(self, file: Json) -> bytes:
        """The bytes of a file on a message."""
        session = await self.start()
        async with session.get(
            f"{self.base_url}/client/file/{file['id']}", params={"as": self.user}
        ) as response:
            response.raise_for_status()
            return await response.read()

    async def command(self, command: str, text: str = "", channel: str | None = None) -> Json | None:
        """Runs a slash command; returns the acknowledgement's message, if it had one."""
        line = f"{command} {text}".strip()
        answer = await self.post("command", channel=channel or await self.dm_channel(), text=line)
        response: Json | None = answer["response"]
        return response

    async def global_shortcut(self, callback_id: str) -> None:
        """Runs a global shortcut."""
        await self.post("shortcut", callback_id=callback_id)

    async def message_shortcut(self, ts: str, callback_id: str, channel: str | None = None) -> None:
        """Runs a shortcut on a message."""
        await self.post(
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
        await self.post(
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
        answer = await self.post("suggest", **place, action_id=action_id, query=query)
        groups = answer.get("option_groups", [])
        return list(answer.get("options", [])) + [option for group in groups for option in group["options"]]

    async def submit(self, view: Json, state: Json | None = None) -> Json:
        """Submits a modal; `state` is {block_id: {action_id: value}}. Returns `result`, `errors`, `view`."""
        return await self.post("submit", view_id=view["id"], state=state or {})

    async def close_view(self, view: Json, whole: bool = False) -> Json | None:
        """Closes a modal or the whole stack; returns the view now on top."""
        answer = await self.post("close", view_id=view["id"], all=whole)
        top: Json | None = answer["view"]
        return top

    async def open_home(self, tab: str = "home") -> Json | None:
        """Opens a tab of the app; returns the Home view that was there before the app reacts."""
        view: Json | None = (await self.post("home", tab=tab))["view"]
        return view

    async def invite(self, channel: str, user: str) -> None:
        """Invites a member or the app into a channel."""
        await self.post("invite", channel=channel, user=user)

    async def profile(self, **fields: str) -> None:
        """Changes the own profile: tz, title, real_name, locale, presence."""
        await self.post("profile", **fields)

    async def dnd(self, on: bool, minutes: int = 60) -> None:
        """Turns Do Not Disturb on or off."""
        await self.post("dnd", on=on, minutes=minutes)

    async def move_clock(self, **how: Any) -> Json:
        """Moves the clock: `set`, `advance` or `next` as in docs/sandbox.md."""
        answer: Json = (await self.post("clock", **how))["clock"]
        return answer

    async def control(self, name: str, /, **fields: Any) -> Json:
        """A request of the control interface."""
        session = await self.start()
        async with session.post(f"{self.base_url}/control/{name}", json=fields) as response:
            return accepted(await response.json())


def _where(message: Json) -> Json:
    return {"channel": message["channel"], "ts": message["ts"]}


__all__ = ["ClientRefused", "Driver", "NotSeen", "text_of"]
