"""What comes of forwarding, of clips, and of people of other organizations, as Slack sends it."""

from __future__ import annotations

from pathlib import Path

import pytest

from slack_sandbox import Sandbox
from slack_sandbox.testing.bolt import web_client
from slack_sandbox.testing.watching import ClientRefused
from tests.sandbox.test_delivery import Wire


async def test_a_forwarded_message_is_an_attachment_with_its_words_author_and_address(
    sandbox: Sandbox,
) -> None:
    tomo, mira = sandbox.driver("tomo"), sandbox.driver("mira")
    ts = await tomo.say("C0DEALDESK", "*Ana* wants a seat \U0001f389")
    async with Wire(sandbox) as wire:
        await mira.forward(ts, "C0DEALDESK", "save this")
        event = (await wire.receive())["payload"]["event"]
    assert event["text"] == "save this"
    [share] = event["attachments"]
    assert share["is_share"]
    assert share["text"] == "*Ana* wants a seat :tada:"
    assert share["author_name"] == "Tomo Hale"
    assert share["from_url"].endswith(f"/archives/C0DEALDESK/p{ts.replace('.', '')}")
    styled = share["message_blocks"][0]["message"]["blocks"][0]["elements"][0]["elements"]
    assert styled[0] == {"type": "text", "text": "Ana", "style": {"bold": True}}
    assert styled[-1] == {"type": "emoji", "name": "tada", "unicode": "1f389"}


async def test_what_one_does_not_see_cannot_be_forwarded(sandbox: Sandbox) -> None:
    ts = await sandbox.driver("tomo").say("C0DEALDESK", "between us")
    with pytest.raises(ClientRefused, match="channel_not_found"):
        await sandbox.driver("devan").forward(ts, "C0DEALDESK")


async def test_addresses_numbers_and_emoji_are_sent_as_slack_sends_them(sandbox: Sandbox) -> None:
    async with Wire(sandbox) as wire:
        await sandbox.driver("mira").dm(
            "see northwind.com or +49 30 123456, ok \U0001f44d\U0001f3fd e.g. Node.js"
        )
        event = (await wire.receive())["payload"]["event"]
    assert event["text"] == (
        "see <http://northwind.com|northwind.com> or <tel:+4930123456|+49 30 123456>, "
        "ok :+1::skin-tone-4: e.g. Node.js"
    )
    emoji = next(leaf for leaf in event["blocks"][0]["elements"][0]["elements"] if leaf["type"] == "emoji")
    assert emoji == {"type": "emoji", "name": "+1", "unicode": "1f44d-1f3fd", "skin_tone": 4}


async def test_a_clip_has_a_transcript_once_slack_wrote_it(sandbox: Sandbox) -> None:
    mira = sandbox.driver("mira")
    async with Wire(sandbox) as wire:
        await mira.upload("clip.webm", b"sound", spoken="")
        early = (await wire.receive())["payload"]["event"]["files"][0]
    assert early["transcription"] == {"status": "processing"}
    sandbox.world.files[early["id"]].spoken = "Met Ana. " * 50
    known = (await web_client(sandbox).files_info(file=early["id"]))["file"]
    assert known["subtype"] in ("slack_audio", "slack_video")
    assert known["transcription"]["status"] == "complete"
    assert known["transcription"]["preview"]["has_more"]
    assert "captions" in known["vtt"]


@pytest.fixture
async def shared(sandbox: Sandbox) -> Sandbox:
    """The other organization hosts a channel; ours is its guest, with the app in it."""
    ada = sandbox.driver("ada")
    await ada.control(
        "connect", team="T0HARBOR", channel="C0HARBOR", **{"with": "T0FERNHILL"}, members=["U0SELLER"]
    )
    sandbox.world.teams["T0HARBOR"].channels["C0HARBOR"].members.append(sandbox.bot_user)
    return sandbox


async def test_in_a_channel_of_another_organization_the_outer_team_is_the_hosts(shared: Sandbox) -> None:
    async with Wire(shared) as wire:
        await shared.driver("U0HARBOR2").say("C0HARBOR", "hello <@U0TESTER>")
        envelope = (await wire.receive())["payload"]
        assert envelope["team_id"] == "T0HARBOR"
        assert envelope["context_team_id"] == "T0FERNHILL"
        assert envelope["authorizations"][0]["team_id"] == "T0FERNHILL"
        assert envelope["is_ext_shared_channel"]
        assert envelope["event"]["user_team"] == "T0HARBOR"


async def test_strangers_of_shared_channels_are_known_with_their_own_team(shared: Sandbox) -> None:
    slack = web_client(shared)
    assert (await slack.users_info(user="U0HARBOR2"))["user"]["team_id"] == "T0HARBOR"
    await shared.driver("mira").say("C0HARBOR", "good morning")
    assert any("good morning" in text for text in (await _seen(shared, "U0HARBOR2")))


async def test_files_of_another_organization_must_be_asked_for(shared: Sandbox, tmp_path: Path) -> None:
    pia = shared.driver("U0HARBOR2")
    async with Wire(shared) as wire:
        await pia.upload("plan.md", b"# Plan", text="<@U0TESTER> see", channel="C0HARBOR")
        event = (await wire.receive())["payload"]["event"]
    [file] = event["files"]
    assert file["file_access"] == "check_file_info"
    assert "url_private" not in file
    known = (await web_client(shared).files_info(file=file["id"]))["file"]
    assert known["name"] == "plan.md"


async def _seen(sandbox: Sandbox, user: str) -> list[str]:
    driver = sandbox.driver(user)
    await driver.refresh()
    return driver.seen()
