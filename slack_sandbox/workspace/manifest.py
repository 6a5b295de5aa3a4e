"""The app's configuration, read from a Slack app manifest as Slack reads it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import Any


@dataclass(frozen=True)
class Command:
    """A slash command of the manifest."""

    command: str
    description: str
    usage_hint: str
    url: str | None
    should_escape: bool


@dataclass(frozen=True)
class Shortcut:
    """A global or message shortcut of the manifest."""

    name: str
    type: str
    callback_id: str
    description: str


@dataclass(frozen=True)
class AppConfig:
    """What the manifest says, and what Slack would have made for the app."""

    name: str
    description: str
    bot_scopes: frozenset[str]
    events: frozenset[str]
    commands: tuple[Command, ...]
    shortcuts: tuple[Shortcut, ...]
    prompts: tuple[dict[str, str], ...]
    home_tab: bool
    messages_tab: bool
    messages_read_only: bool
    agent_view: bool
    socket_mode: bool
    request_url: str | None
    interactivity_url: str | None
    options_url: str | None
    redirect_urls: tuple[str, ...]
    client_id: str = "1000000001.2000000002"
    client_secret: str = field(default="sandbox-client-secret", repr=False)
    signing_secret: str = field(default="sandbox-signing-secret", repr=False)
    verification_token: str = field(default="sandbox-verification", repr=False)

    @property
    def app_id(self) -> str:
        """The app's id. It and the ids of the bot are made from the app's name: the same at each start."""
        return f"A0{self._mark}"

    @property
    def bot_user(self) -> str:
        """The id of the app's bot user in the first team."""
        return f"U0{self._mark}"

    @property
    def bot_id(self) -> str:
        """The id of the app's bot in the first team."""
        return f"B0{self._mark}"

    @property
    def _mark(self) -> str:
        return re.sub(r"[^A-Z0-9]", "", self.name.upper())[:9] or "APP"

    def with_url(self, url: str) -> AppConfig:
        """The same app with one verified address for everything."""
        commands = tuple(replace(command, url=url) for command in self.commands)
        return replace(self, request_url=url, interactivity_url=url, options_url=url, commands=commands)

    def command(self, name: str) -> Command | None:
        """The slash command of that name."""
        return next((command for command in self.commands if command.command == name), None)

    def shortcut(self, callback_id: str) -> Shortcut | None:
        """The shortcut with that callback id."""
        return next((shortcut for shortcut in self.shortcuts if shortcut.callback_id == callback_id), None)


def _commands(features: dict[str, Any]) -> tuple[Command, ...]:
    return tuple(
        Command(
            command=entry["command"],
            description=entry.get("description", ""),
            usage_hint=entry.get("usage_hint", ""),
            url=entry.get("url"),
            should_escape=bool(entry.get("should_escape", False)),
        )
        for entry in features.get("slash_commands", [])
    )


def _shortcuts(features: dict[str, Any]) -> tuple[Shortcut, ...]:
    return tuple(
        Shortcut(entry["name"], entry["type"], entry["callback_id"], entry.get("description", ""))
        for entry in features.get("shortcuts", [])
    )


def read_manifest(manifest: dict[str, Any]) -> AppConfig:
    """Reads an app manifest that Slack would take (`services/manifests.py` says why it would not)."""
    features = manifest.get("features", {})
    settings = manifest.get("settings", {})
    scopes = manifest.get("oauth_config", {}).get("scopes", {})
    subscriptions = settings.get("event_subscriptions", {})
    interactivity = settings.get("interactivity", {})
    home = features.get("app_home", {})
    agent = features.get("agent_view") or features.get("assistant_view")
    information = manifest["display_information"]
    return AppConfig(
        name=features.get("bot_user", {}).get("display_name") or information["name"],
        description=information.get("description", ""),
        bot_scopes=frozenset(scopes.get("bot", [])),
        events=frozenset(subscriptions.get("bot_events", [])),
        commands=_commands(features),
        shortcuts=_shortcuts(features),
        prompts=tuple((agent or {}).get("suggested_prompts", [])),
        home_tab=bool(home.get("home_tab_enabled", False)),
        messages_tab=bool(home.get("messages_tab_enabled", agent is not None)),
        messages_read_only=bool(home.get("messages_tab_read_only_enabled", False)),
        agent_view="agent_view" in features,
        socket_mode=bool(settings.get("socket_mode_enabled", False)),
        request_url=subscriptions.get("request_url"),
        interactivity_url=interactivity.get("request_url"),
        options_url=interactivity.get("message_menu_options_url"),
        redirect_urls=tuple(manifest.get("oauth_config", {}).get("redirect_urls", [])),
    )
