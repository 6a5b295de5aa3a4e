"""manifest.json is what the generator makes, and every scope in it is explained."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Literal

import pytest
from typer.testing import CliRunner

from bot.cli import app
from bot.slack.manifest import EVENTS, SCOPES, NeedsUrl, manifest
from slack_sandbox.services.manifests import manifest_problems
from slack_sandbox.workspace.manifest import read_manifest

ROOT = Path(__file__).resolve().parents[3]


def test_the_file_in_the_repository_is_the_generated_one() -> None:
    assert json.loads((ROOT / "manifest.json").read_text(encoding="utf-8")) == manifest("socket")


def test_every_scope_and_event_is_explained_in_the_guide() -> None:
    guide = (ROOT / "docs" / "slack-app.md").read_text(encoding="utf-8")
    explained = {line.split("`")[1] for line in guide.splitlines() if line.startswith("| `")}
    assert set(SCOPES) | set(EVENTS) == explained


def test_http_mode_names_one_address_everywhere() -> None:
    app = read_manifest(manifest("http", "https://bot.example.com/"))
    wanted = "https://bot.example.com/slack/events"
    assert {app.request_url, app.interactivity_url, app.commands[0].url} == {wanted}
    assert not app.socket_mode
    with pytest.raises(NeedsUrl):
        manifest("http")


def test_the_app_is_an_agent_and_not_an_assistant() -> None:
    features = manifest()["features"]
    assert "agent_view" in features
    assert "assistant_view" not in features


@pytest.mark.parametrize("agent_view", [True, False])
@pytest.mark.parametrize("mode", ["socket", "http"])
def test_slack_takes_every_manifest_that_is_printed(
    mode: Literal["socket", "http"], agent_view: bool
) -> None:
    made = manifest(mode, "https://bot.example.com", agent_view=agent_view)
    assert manifest_problems(made) == []
    assert ("agent_view" in made["features"]) is agent_view
    assert ("assistant:write" in made["oauth_config"]["scopes"]["bot"]) is agent_view


def test_the_command_line_prints_the_variant_and_refuses_what_slack_would_refuse() -> None:
    plain = CliRunner().invoke(app, ["manifest", "--no-agent-view"])
    assert json.loads(plain.stdout) == manifest("socket", agent_view=False)
    refused = CliRunner().invoke(app, ["manifest", "--mode", "http", "--url", "bot.example.com"])
    assert refused.exit_code != 0
    assert "Slack would refuse this manifest" in refused.output
    assert "must be a valid URL" in refused.output
