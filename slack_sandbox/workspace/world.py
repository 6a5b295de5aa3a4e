"""Everything the sandbox holds at one moment, with the look-ups that all of it needs."""

from __future__ import annotations

import itertools
import secrets
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from zlib import crc32

from slack_sandbox.workspace.clock import Clock
from slack_sandbox.workspace.faults import Faults
from slack_sandbox.workspace.feed import Feed
from slack_sandbox.workspace.manifest import AppConfig
from slack_sandbox.workspace.rate_limits import RateLimits
from slack_sandbox.workspace.state import Channel, File, Installation, Scheduled, Team, User, View
from slack_sandbox.workspace.tour import TourStop
from slack_sandbox.workspace.traffic import Traffic

RESPONSE_URL_USES = 5
RESPONSE_URL_SECONDS = 30 * 60


@dataclass
class Trigger:
    """A trigger id: what a person just did, good for one modal within seconds of real time."""

    id: str
    user: str
    team: str
    born: float
    view: str | None
    used: bool = False


@dataclass
class Hook:
    """A response_url: where the app answers to an interaction, for a while and a few times."""

    id: str
    team: str
    channel: str
    user: str
    message_ts: str | None
    thread_ts: str | None
    expires: float
    uses: int = 0


@dataclass
class DeliveryTimes:
    """Seconds of real time that Slack allows or waits."""

    ack_timeout: float = 3.0
    retry_delays: tuple[float, ...] = (0.0, 60.0, 300.0)
    trigger_lifetime: float = 3.0


class World:
    """The state of the sandbox; single-threaded, changed only on the event loop."""

    def __init__(self, app: AppConfig, teams: list[Team], clock: Clock) -> None:
        self.app = app
        self.clock = clock
        self.teams = {team.id: team for team in teams}
        self.base_url = "http://127.0.0.1:0"
        self.feed = Feed()
        self.traffic = Traffic(self.feed)
        self.faults = Faults()
        self.limits = RateLimits()
        self.times = DeliveryTimes()
        self.app_token = f"xapp-1-{app.app_id}-1-{secrets.token_hex(16)}"
        self.config_token = f"xoxe.xoxp-1-{secrets.token_hex(16)}"
        self.app_token_scopes = frozenset({"connections:write"})
        self.tokens: dict[str, Installation] = {}
        self.files: dict[str, File] = {}
        self.views: dict[str, View] = {}
        self.stacks: dict[str, list[str]] = {}
        self.homes: dict[tuple[str, str], View] = {}
        self.triggers: dict[str, Trigger] = {}
        self.hooks: dict[str, Hook] = {}
        self.scheduled: dict[str, Scheduled] = {}
        self.tour: tuple[TourStop, ...] = ()
        self.codes: dict[str, tuple[str, str, frozenset[str], str]] = {}
        self.chance: Callable[[int], str] = secrets.token_hex
        """Gives so many bytes in hex for ids; whoever wants the same ones each time gives it otherwise."""
        self._ids: defaultdict[str, itertools.count[int]] = defaultdict(lambda: itertools.count(1))
        self._stamps: set[str] = set()

    def new_id(self, prefix: str) -> str:
        """Makes an id that looks like Slack's."""
        return f"{prefix}0{next(self._ids[prefix]):05d}{self.chance(2).upper()}"

    def stamp(self) -> str:
        """Makes a ts of now that no message has yet."""
        micros = int(self.clock.epoch() * 1_000_000)
        while (ts := f"{micros // 1_000_000}.{micros % 1_000_000:06d}") in self._stamps:
            micros += 1
        self._stamps.add(ts)
        return ts

    def users(self) -> Iterator[User]:
        """Yields the people and bots of every team."""
        for team in self.teams.values():
            yield from team.users.values()

    def user(self, user_id: str) -> User | None:
        """The person or bot with that id, in whichever team."""
        return next((team.users[user_id] for team in self.teams.values() if user_id in team.users), None)

    def audience(self, channel: Channel) -> frozenset[str]:
        """Returns the ids of those who see what happens in a channel."""
        if channel.is_private:
            return frozenset(channel.members)
        people = self.teams[channel.team].users.values()
        ours = frozenset(user.id for user in people if user.role != "guest" or user.id in channel.members)
        return ours | frozenset(channel.members)

    def acting_team(self, channel: Channel) -> Team:
        """The team whose installation of the app acts in a channel: of those that share it, the first."""
        teams = [self.teams[team] for team in (channel.team, *channel.shared_with)]
        return next((team for team in teams if team.installation is not None), teams[0])

    def feed_team(self, channel: Channel) -> str | None:
        """The team whose pages hear of a channel; None for one that several share."""
        return None if channel.shared_with else channel.team

    def share(self, channel: Channel, team: Team, members: list[str]) -> None:
        """Shares a channel with a team of another organization, some of whose people join."""
        if team.id not in channel.shared_with:
            channel.shared_with.append(team.id)
        team.channels[channel.id] = channel
        channel.members += [member for member in members if member not in channel.members]

    def bot_of(self, team: Team) -> User | None:
        """The app's bot user in a team that has installed it."""
        return team.users.get(team.installation.bot_user) if team.installation else None

    def direct(self, team: Team, one: str, other: str) -> Channel:
        """The direct messages of two users, opened where there are none yet."""
        found = team.direct(one, other)
        if found is None:
            created = int(self.clock.epoch())
            members = [one] if one == other else [one, other]
            found = Channel(
                self.new_id("D"), team.id, "", "im", creator=one, created=created, members=members
            )
            team.channels[found.id] = found
        return found

    def install(self, team: Team, scopes: frozenset[str], installer: str) -> Installation:
        """Gives the app a bot user and a token in a team; installing again adds scopes to the same token."""
        suffix = "" if team is next(iter(self.teams.values())) else team.id[2:]
        bot_user, bot_id = self.app.bot_user + suffix, self.app.bot_id + suffix
        color = "3b5b7a"
        user = User(
            bot_user, team.id, self.app.name.lower(), self.app.name, role="app", bot_id=bot_id, color=color
        )
        team.users.setdefault(bot_user, user)
        team.users[bot_user].deleted = False
        live = team.installation if team.installation and not team.installation.gone else None
        granted = scopes | (live.scopes if live else frozenset())
        token = live.bot_token if live else f"xoxb-{team.id}-{secrets.token_hex(16)}"
        team.installation = Installation(team.id, token, bot_user, bot_id, granted, installer)
        self.tokens[token] = team.installation
        for person in list(team.users.values()):
            if not person.is_bot:
                self.direct(team, person.id, bot_user)
        self.feed.push("app", team.id, installed=True)
        return team.installation

    def new_trigger(self, user: str, team: str, view: str | None = None) -> str:
        """A fresh trigger id for what this person just did."""
        trigger_id = f"{next(self._ids[''])}.{crc32(team.encode())}.{self.chance(16)}"
        self.triggers[trigger_id] = Trigger(trigger_id, user, team, time.monotonic(), view)
        return trigger_id

    def new_hook(self, channel: Channel, user: str, message_ts: str | None, thread_ts: str | None) -> str:
        """A fresh response_url."""
        hook_id = secrets.token_urlsafe(18)
        expires = self.clock.epoch() + RESPONSE_URL_SECONDS
        self.hooks[hook_id] = Hook(hook_id, channel.team, channel.id, user, message_ts, thread_ts, expires)
        return f"{self.base_url}/response/{hook_id}"

    def set_url(self, url: str) -> None:
        """Sends everything to one verified address, in HTTP mode."""
        self.app = self.app.with_url(url)
