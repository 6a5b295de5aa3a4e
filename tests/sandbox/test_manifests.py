"""Manifests are refused where Slack refuses them: fields, lengths, names that exist, and what needs what."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from typing import Any

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from slack_sandbox import Sandbox, running_sandbox
from slack_sandbox.any_app import any_app
from slack_sandbox.services.manifests import manifest_problems

SHORTCUT = {"name": "Keep", "type": "message", "callback_id": "keep", "description": "Keep this"}
Change = Callable[[dict[str, Any]], object]


def good() -> dict[str, Any]:
    made = copy.deepcopy(any_app("Echo", ("/echo",)))
    made["features"]["shortcuts"] = [dict(SHORTCUT)]
    made["features"]["agent_view"] = {"agent_description": "Says it again.", "suggested_prompts": []}
    return made


def features(**changed: Any) -> Change:
    return lambda made: made["features"].update(changed)


def settings(**changed: Any) -> Change:
    return lambda made: made["settings"].update(changed)


BAD: list[tuple[Change, str, str]] = [
    (lambda made: made.pop("display_information"), "missing required field: display_information", ""),
    (lambda made: made.update(colour="red"), "invalid additional property: colour", ""),
    (
        lambda made: made["display_information"].update(name="N" * 36),
        "less than 36",
        "/display_information/name",
    ),
    (
        lambda made: made["display_information"].update(description="d" * 141),
        "less than 141",
        "/display_information/description",
    ),
    (
        lambda made: made["display_information"].update(long_description="d" * 174),
        "more than 174",
        "/display_information/long_description",
    ),
    (
        lambda made: made["display_information"].update(background_color="blue"),
        "must be a colour",
        "/display_information/background_color",
    ),
    (
        features(shortcuts=[SHORTCUT | {"name": "Save as relationship note"}]),
        "less than 25",
        "/features/shortcuts/0/name",
    ),
    (
        features(shortcuts=[SHORTCUT | {"description": ""}]),
        "more than 0",
        "/features/shortcuts/0/description",
    ),
    (features(shortcuts=[SHORTCUT | {"type": "local"}]), "enum value", "/features/shortcuts/0/type"),
    (features(shortcuts=[SHORTCUT, SHORTCUT]), "keep occurs 2 times", "/features/shortcuts"),
    (
        features(shortcuts=[SHORTCUT | {"callback_id": str(number)} for number in range(11)]),
        "no more than 10",
        "/features/shortcuts",
    ),
    (features(shortcuts=[]), "no fewer than 1", "/features/shortcuts"),
    (
        features(slash_commands=[{"command": "echo", "description": "Echo"}]),
        "begin with a slash",
        "/features/slash_commands/0/command",
    ),
    (
        features(slash_commands=[{"command": "/" + "e" * 32, "description": "Echo"}]),
        "less than 33",
        "/features/slash_commands/0/command",
    ),
    (
        features(slash_commands=[{"command": "/echo", "description": "E"}] * 2),
        "/echo occurs 2 times",
        "/features/slash_commands",
    ),
    (
        features(agent_view={"agent_description": "d" * 301}),
        "less than 301",
        "/features/agent_view/agent_description",
    ),
    (
        features(agent_view={"suggested_prompts": [{"title": "t", "message": "m"}] * 5}),
        "no more than 4",
        "/features/agent_view/suggested_prompts",
    ),
    (
        features(assistant_view={"assistant_description": "d"}),
        "not both",
        "/features/agent_view",
    ),
    (lambda made: made["features"].pop("bot_user"), "needs a bot_user", "/features/bot_user"),
    (
        lambda made: made["oauth_config"]["scopes"]["bot"].append("chat:read"),
        "chat:read is no scope",
        "/oauth_config/scopes/bot/28",
    ),
    (
        lambda made: made["oauth_config"]["scopes"]["bot"].append("chat:write"),
        "chat:write occurs 2 times",
        "/oauth_config/scopes/bot",
    ),
    (
        lambda made: made["oauth_config"]["scopes"]["bot"].remove("commands"),
        "needs the scope commands",
        "/features",
    ),
    (
        lambda made: made["oauth_config"]["scopes"]["bot"].remove("assistant:write"),
        "needs the scope assistant:write",
        "/features/agent_view",
    ),
    (
        lambda made: made["oauth_config"]["scopes"]["bot"].remove("im:history"),
        "message.im needs the scope im:history",
        "/settings/event_subscriptions/bot_events/9",
    ),
    (
        settings(event_subscriptions={"bot_events": ["message.dm"]}),
        "message.dm is no event",
        "/settings/event_subscriptions/bot_events/0",
    ),
    (
        settings(event_subscriptions={"bot_events": ["app_home_opened"] * 2}),
        "app_home_opened occurs 2 times",
        "/settings/event_subscriptions/bot_events",
    ),
    (settings(interactivity={}), "missing required field: is_enabled", "/settings/interactivity"),
    (settings(socket_mode_enabled="yes"), "must be a boolean", "/settings/socket_mode_enabled"),
    (
        settings(socket_mode_enabled=False),
        "events need a request_url",
        "/settings/event_subscriptions/request_url",
    ),
]


def test_a_good_manifest_is_taken() -> None:
    assert manifest_problems(good()) == []
    assert manifest_problems(any_app("Echo", ("/echo",), socket_mode=False)) == []


@pytest.mark.parametrize(("change", "problem", "place"), BAD, ids=[each[1] for each in BAD])
def test_a_bad_manifest_is_refused_with_its_place(change: Change, problem: str, place: str) -> None:
    made = good()
    change(made)
    problems = manifest_problems(made)
    assert any(problem in each and each.endswith(f"[json-pointer:{place}]") for each in problems), problems


def test_a_workspace_does_not_start_for_a_bad_manifest() -> None:
    made = good()
    made["features"]["shortcuts"][0]["name"] = "Save as relationship note"
    with pytest.raises(ValueError, match="/features/shortcuts/0/name"):
        Sandbox(made)


@pytest.mark.parametrize(
    "manifest", [None, 5, [], {}, {"display_information": {"name": 7}}, {"features": []}]
)
def test_what_is_no_manifest_at_all_is_refused(manifest: Any) -> None:
    assert manifest_problems(manifest)


async def test_slacks_own_check_answers_with_places() -> None:
    made = good()
    made["features"]["shortcuts"][0]["name"] = "Save as relationship note"
    async with running_sandbox(any_app()) as sandbox:
        client = AsyncWebClient(token=sandbox.config_token, base_url=sandbox.api_url)
        client.proxy = None
        assert (await client.apps_manifest_validate(manifest=json.dumps(good())))["ok"]
        with pytest.raises(SlackApiError) as refused:
            await client.apps_manifest_validate(manifest=json.dumps(made))
        assert refused.value.response["error"] == "invalid_manifest"
        assert [each["pointer"] for each in refused.value.response["errors"]] == [
            "/features/shortcuts/0/name"
        ]
        with pytest.raises(SlackApiError, match="not_allowed_token_type"):
            await AsyncWebClient(token=sandbox.bot_token, base_url=sandbox.api_url).apps_manifest_validate(
                manifest=json.dumps(good())
            )
