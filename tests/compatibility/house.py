"""Today's code on the old commit's data folder: the one place where these tests touch its inside."""

from __future__ import annotations

import asyncio
import json
import sqlite3
import tarfile
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from bot import codec
from bot.service.running import running
from bot.slack.manifest import manifest
from bot.slack.values import read_metadata, read_value
from bot.store.kinds import kind_named
from bot.store.outbox import Pace
from bot.trying import sandbox_settings
from slack_sandbox import Clock, Sandbox, Team, User, running_sandbox
from slack_sandbox.seed import TEAM
from slack_sandbox.testing import ClientRefused, Driver, text_of
from slack_sandbox.workspace.state import Channel, Message, View

Json = dict[str, Any]
HERE = Path(__file__).parent
ARCHIVE, NAMES = HERE / "folder.tar.xz", HERE / "names.json"
_NO_PACE = Pace(channel_seconds=0, workspace_per_second=10_000, workspace_burst=10_000)
_PATIENCE_SECONDS = 60.0
_ACKNOWLEDGED_WITHIN_SECONDS = 10.0

read_command, read_delivery = codec.read_command, codec.read_delivery
write = codec.write


def read_record(name: str, body: Json) -> Json:
    """A record's stored body, through today's value and back; raises for what cannot be read."""
    kind = kind_named(name)
    return kind.body(kind.item(body))


def read_button(value: str) -> tuple[str, bool]:
    """The stored name of the command in a button's value today, and whether it opens a form."""
    command, opens_form = read_value(value)
    return type(command).__name__, opens_form


def read_form(metadata: str) -> str:
    """The name of the command that a form was opened for."""
    return type(read_metadata(metadata)).__name__


@dataclass
class House:
    """The running bot, its data, and the workspace with all that the old commit posted."""

    sandbox: Sandbox
    data: Path
    left: Json
    waited: list[tuple[str, str, str]]
    """What waited in the queues when the folder was opened: queue, id, and source or kind of delivery."""
    records: list[tuple[str, str]]
    """What stood among the records then: kind and body."""

    _drivers: dict[str, Driver] = field(default_factory=dict)

    def person(self, name: str) -> Driver:
        """A member, by the name that `make_folder` gave or by id."""
        user = self.left["members"].get(name, name)
        return self._drivers.setdefault(user, self.sandbox.driver(user))

    def told(self, name: str) -> str:
        """All that the bot has said to somebody, in threads too, without marks."""
        team = self.sandbox.world.teams[TEAM]
        direct = team.direct(self.left["members"][name], self.sandbox.bot_user)
        said = direct.messages.values() if direct else ()
        shown = [{"blocks": each.blocks, "text": each.text} for each in said if each.bot_id]
        return "\n".join(map(text_of, shown)).replace("*", "")

    async def card(self, name: str) -> Json:
        """A card that the old commit posted to nora, as it stands now."""
        place = self.left["cards"][name]
        return await self.person("nora").message(place["ts"], place["channel"])

    def rows(self, statement: str, *values: object) -> list[tuple[Any, ...]]:
        """What a statement finds in the database."""
        return rows(self.data, statement, *values)

    async def settled(self) -> None:
        """Wait until nothing in the queues can be done now."""
        now = self.sandbox.clock.now().strftime("%Y-%m-%d %H:%M:%S")
        live = "state IN ('waiting', 'claimed')"
        work = f"SELECT id FROM inbox WHERE {live} AND (due IS NULL OR due <= '{now}')"
        async with asyncio.timeout(_PATIENCE_SECONDS):
            while self.rows(f"{work} UNION ALL SELECT id FROM outbox WHERE {live} LIMIT 1"):
                await asyncio.sleep(0.05)

    def taken_in(self) -> int:
        """How many events and clicks of Slack were worked on."""
        return int(self.rows("SELECT count(*) FROM inbox WHERE source = 'slack' AND state = 'done'")[0][0])

    async def click_one(self, buttons: list[Posted]) -> bool:
        """Click one of them; not all are still there, since a click changes the card that it was on."""
        for button in buttons:
            person = self.person(button.place["member"])
            try:
                await person.click(button.place, button.action_id, button.option, block_id=button.block_id)
            except ClientRefused:
                continue
            return True
        return False

    def given_up(self) -> list[tuple[Any, ...]]:
        """What became a dead letter, as queue, id and error."""
        return [(each, *row) for each in ("inbox", "outbox") for row in self.rows(_DEAD.format(each))]

    def answers_with_reference(self) -> list[str]:
        """What the bot said that begins like its apology for work that was given up."""
        team = self.sandbox.world.teams[TEAM]
        shown = [m for c in team.channels.values() for m in (*c.messages.values(), *c.ephemerals.values())]
        return [words for m in shown if "(ref " in (words := text_of({"blocks": m.blocks, "text": m.text}))]


_WAITING = """
    SELECT 'inbox', id, source FROM inbox WHERE state IN ('waiting', 'claimed') UNION ALL
    SELECT 'outbox', id, json_extract(delivery, '$.kind') FROM outbox WHERE state IN ('waiting', 'claimed')
"""
_DEAD = "SELECT id, error FROM {} WHERE state = 'dead'"


def rows(data: Path, statement: str, *values: object) -> list[tuple[Any, ...]]:
    """What a statement finds in a folder's database."""
    [file] = data.glob("*.db")
    with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as connection:
        return connection.execute(statement, values).fetchall()


def unpacked(folder: Path) -> Json:
    """Unpack the old folder into `folder`/data; returns what the old workspace held."""
    with tarfile.open(ARCHIVE) as archive:
        archive.extractall(folder, filter="data")
    left: Json = json.loads((folder / "slack.json").read_text(encoding="utf-8"))
    return left


@asynccontextmanager
async def reopened(folder: Path) -> AsyncIterator[House]:
    """The bot on a copy of the old folder, a minute after the old one stopped."""
    left = unpacked(folder)
    clock = Clock()
    clock.set(datetime.fromisoformat(left["now"]) + timedelta(minutes=1))
    async with running_sandbox(manifest("socket"), teams=[_team(left)], clock=clock) as sandbox:
        _put_up_views(sandbox, left)
        sandbox.limits.relax()
        sandbox.times.ack_timeout = sandbox.times.trigger_lifetime = _ACKNOWLEDGED_WITHIN_SECONDS
        settings = sandbox_settings(sandbox, folder / "data")
        waited = rows(folder / "data", _WAITING)
        records = rows(folder / "data", "SELECT kind, body FROM records")
        async with running(settings, clock, _NO_PACE, clock.on_move):
            yield House(sandbox, folder / "data", left, waited, records)


def _team(left: Json) -> Team:
    users = {each["id"]: User(**each) for each in left["users"]}
    channels = {each["id"]: _channel(each) for each in left["channels"]}
    return Team(TEAM, "Fernhill Instruments", "fernhill", users, channels)


def _channel(fields: Json) -> Channel:
    parts = {name: _messages(fields[name]) for name in ("messages", "ephemerals")}
    return Channel(**{**fields, **parts})


def _messages(found: Json) -> dict[str, Message]:
    return {ts: Message(**each) for ts, each in found.items()}


def _put_up_views(sandbox: Sandbox, left: Json) -> None:
    world = sandbox.world
    world.views |= {each["id"]: View(**each) for each in left["views"]}
    world.stacks |= left["stacks"]
    world.homes |= {(TEAM, user): world.views[id] for user, id in left["homes"].items()}


def newest_first(house: House) -> list[Json]:
    """The messages and Homes of the old workspace that a member can click in, with who that is."""
    bot = house.sandbox.bot_user
    found: list[Json] = []
    for channel in house.left["channels"]:
        members = [each for each in channel["members"] if each != bot]
        if channel["kind"] == "im" and bot in channel["members"]:
            found += [each | {"member": members[0]} for each in channel["messages"].values()]
    found.sort(key=lambda each: float(each["ts"]), reverse=True)
    views = {each["id"]: each for each in house.left["views"]}
    homes = [(user, views[id]) for user, id in house.left["homes"].items()]
    return found + [_shown(view) | {"member": user} for user, view in homes]


def all_views(house: House) -> list[Json]:
    """Every form and Home that was open."""
    return [_shown(each) for each in house.left["views"]]


def _shown(view: Json) -> Json:
    return {**view["body"], "id": view["id"], "root_view_id": view["root_id"]}


@dataclass(frozen=True)
class Posted:
    """A button or menu entry that the old commit posted: where, and its value."""

    place: Json
    block_id: str
    action_id: str
    option: str | None
    value: str


def buttons_in(shown: Json) -> Iterator[Posted]:
    """Every button and menu entry of a message or view."""
    for block in shown["blocks"]:
        for element in _elements(block):
            options = element.get("options", [])
            for option in options:
                yield Posted(shown, block["block_id"], element["action_id"], option["value"], option["value"])
            if not options and element.get("value"):
                yield Posted(shown, block["block_id"], element["action_id"], None, element["value"])


def _elements(block: Json) -> list[Json]:
    found = block.get("elements", []) if block["type"] == "actions" else [block.get("accessory") or {}]
    return [each for each in found if each.get("type") in ("button", "overflow")]
