"""What Slack accepts as an app's manifest: fields, lengths, names that exist, and what needs what."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import Any

from slack_sandbox.blocks.checks import (
    Report,
    anything,
    array,
    boolean,
    choice,
    record,
    string,
    url,
)
from slack_sandbox.services.manifest_names import BOT_SCOPES, EVENTS, NEEDS
from slack_sandbox.workspace.state import Json

_COLOUR = re.compile(r"#(?:[0-9a-fA-F]{3}){1,2}")
_COMMAND = re.compile(r"/[^\s/A-Z]+")
_URL = url(3500)


def _colour(value: Any, at: str, report: Report) -> None:
    if not isinstance(value, str) or not _COLOUR.fullmatch(value):
        report.add("must be a colour such as #1f3a4d", at)


def _command(value: Any, at: str, report: Report) -> None:
    string(32, 2)(value, at, report)
    if isinstance(value, str) and not _COMMAND.fullmatch(value):
        report.add("must begin with a slash, in lower case and without spaces", at)


_PROMPTS = array(record({"title": string(3000), "message": string(3000)}), 4, 0)
_SHORTCUT = record(
    {"name": string(24), "callback_id": string(255), "description": string(150)}, {"type": anything}
)
_FEATURES = record(
    {},
    {
        "app_home": record(
            {},
            {
                "home_tab_enabled": boolean,
                "messages_tab_enabled": boolean,
                "messages_tab_read_only_enabled": boolean,
            },
        ),
        "bot_user": record({"display_name": string(80)}, {"always_online": boolean}),
        "shortcuts": array(_SHORTCUT, 10),
        "slash_commands": array(
            record(
                {"command": _command, "description": string(2000)},
                {"usage_hint": string(1000), "should_escape": boolean, "url": url(3000)},
            ),
            50,
        ),
        "unfurl_domains": array(string(255), 5),
        "workflow_steps": array(record({"name": string(50), "callback_id": string(50)}), 10),
        "assistant_view": record({"assistant_description": string(300)}, {"suggested_prompts": _PROMPTS}),
        "agent_view": record(
            {},
            {
                "agent_description": string(300),
                "suggested_prompts": _PROMPTS,
                "actions": array(record({"name": string(3000), "description": string(3000)}), 100, 0),
            },
        ),
        "functions": anything,
    },
)
_SCOPE_LIST = array(string(50), 255, 0)
_SETTINGS = record(
    {},
    {
        "allowed_ip_address_ranges": array(string(50), 50),
        "event_subscriptions": record(
            {},
            {
                "request_url": _URL,
                "bot_events": array(string(50), 100, 0),
                "user_events": array(string(50), 100, 0),
                "metadata_subscriptions": array(record({"app_id": string(20), "event_type": string(50)}), 20),
            },
        ),
        "interactivity": record(
            {"is_enabled": boolean}, {"request_url": _URL, "message_menu_options_url": _URL}
        ),
        "incoming_webhooks": anything,
        "org_deploy_enabled": boolean,
        "socket_mode_enabled": boolean,
        "token_rotation_enabled": boolean,
        "is_hosted": boolean,
        "is_mcp_enabled": boolean,
        "function_runtime": choice("remote", "slack"),
        "hermes_app_type": anything,
        "siws_links": anything,
    },
)
_MANIFEST = record(
    {
        "display_information": record(
            {"name": string(35)},
            {"description": string(140), "long_description": string(4000, 175), "background_color": _colour},
        )
    },
    {
        "_metadata": anything,
        "$schema": anything,
        "features": _FEATURES,
        "oauth_config": record(
            {},
            {
                "redirect_urls": array(url(2500), 1000, 0),
                "scopes": record(
                    {}, dict.fromkeys(("bot", "user", "bot_optional", "user_optional"), _SCOPE_LIST)
                ),
                "token_management_enabled": boolean,
                "pkce_enabled": boolean,
            },
        ),
        "settings": _SETTINGS,
        "app_directory": anything,
        "functions": anything,
    },
)


def manifest_problems(manifest: Any) -> list[str]:
    """Returns why Slack would refuse a manifest, each with its place; empty where it would not."""
    report = Report()
    _MANIFEST(manifest, "", report)
    if report.errors:
        return report.errors
    features, settings = manifest.get("features", {}), manifest.get("settings", {})
    scopes = manifest.get("oauth_config", {}).get("scopes", {})
    granted = {*scopes.get("bot", []), *scopes.get("bot_optional", [])}
    _names(features, settings, scopes, report)
    _pairs(features, settings, granted, report)
    _addresses(features, settings, report)
    return report.errors


def refuse_bad(manifest: Json) -> Json:
    """Returns a manifest that Slack would take; raises ValueError with all that is wrong with another one."""
    problems = manifest_problems(manifest)
    if problems:
        raise ValueError("Slack would refuse this manifest: " + "; ".join(problems))
    return manifest


def _names(features: Json, settings: Json, scopes: Json, report: Report) -> None:
    """Names that exist, each once."""
    for kind in ("bot", "bot_optional"):
        listed = scopes.get(kind, [])
        _known(listed, BOT_SCOPES, f"/oauth_config/scopes/{kind}", "scope", report)
        _unique(listed, f"/oauth_config/scopes/{kind}", report)
    at = "/settings/event_subscriptions/bot_events"
    events = settings.get("event_subscriptions", {}).get("bot_events", [])
    _known(events, EVENTS, at, "event", report)
    _unique(events, at, report)
    shortcuts, commands = features.get("shortcuts", []), features.get("slash_commands", [])
    for index, shortcut in enumerate(shortcuts):
        choice("global", "message")(shortcut.get("type"), f"/features/shortcuts/{index}/type", report)
    _unique((each["callback_id"] for each in shortcuts), "/features/shortcuts", report)
    _unique((each["command"] for each in commands), "/features/slash_commands", report)


def _known(names: list[str], known: frozenset[str], at: str, what: str, report: Report) -> None:
    for index, name in enumerate(names):
        if name not in known:
            report.add(f"{name} is no {what}", f"{at}/{index}")


def _unique(names: Iterable[str], at: str, report: Report) -> None:
    for name, times in Counter(names).items():
        if times > 1:
            report.add(f"{name} occurs {times} times", at)


def _pairs(features: Json, settings: Json, granted: set[str], report: Report) -> None:
    """What needs what: events and features their scopes, a bot its user."""
    events = settings.get("event_subscriptions", {}).get("bot_events", [])
    for index, event in enumerate(events):
        needed = NEEDS.get(event, ())
        if needed and not granted.intersection(needed):
            place = f"/settings/event_subscriptions/bot_events/{index}"
            report.add(f"{event} needs the scope {' or '.join(needed)}", place)
    for feature in ("agent_view", "assistant_view"):
        if feature in features and "assistant:write" not in granted:
            report.add(f"a manifest with {feature} needs the scope assistant:write", f"/features/{feature}")
    if "agent_view" in features and "assistant_view" in features:
        report.add("an app has agent_view or assistant_view, not both", "/features/agent_view")
    if (features.get("slash_commands") or features.get("shortcuts")) and "commands" not in granted:
        report.add("a manifest with slash commands or shortcuts needs the scope commands", "/features")
    if (granted or events) and "bot_user" not in features:
        report.add("an app with scopes or events of a bot needs a bot_user", "/features/bot_user")


def _addresses(features: Json, settings: Json, report: Report) -> None:
    """Without Socket Mode Slack must know where to send what happens."""
    if settings.get("socket_mode_enabled"):
        return
    subscriptions, interactivity = settings.get("event_subscriptions", {}), settings.get("interactivity", {})
    if subscriptions.get("bot_events") and not subscriptions.get("request_url"):
        report.add("events need a request_url", "/settings/event_subscriptions/request_url")
    if interactivity.get("is_enabled") and not interactivity.get("request_url"):
        report.add("interactivity needs a request_url", "/settings/interactivity/request_url")
    for index, command in enumerate(features.get("slash_commands", [])):
        if not command.get("url"):
            report.add("a slash command needs a url", f"/features/slash_commands/{index}/url")
