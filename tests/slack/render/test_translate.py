"""Slack's payloads as commands, whatever shape they come in."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from bot.core.commands import Origin, Said, Sent, Surface, Typed
from bot.core.identity import WorkspaceId
from bot.features.notes.commands import MessageDeleted, MessageEdited, OpenNote
from bot.slack.directory import read_profile
from bot.slack.envelope import Malformed, kind_of, read_arrival
from bot.slack.markup import readable, without_mention
from bot.slack.translate import OPENED, people_in, translate
from bot.slack.values import metadata, write_value

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                [
                    "type",
                    "event",
                    "user",
                    "id",
                    "actions",
                    "value",
                    "view",
                    "state",
                    "team",
                    "message",
                    "text",
                    "ts",
                ]
            ),
            inner,
            max_size=5,
        )
    ),
    max_leaves=12,
)
kinds = st.sampled_from(
    [
        "event_callback",
        "block_actions",
        "view_submission",
        "message_action",
        "shortcut",
        "block_suggestion",
        None,
    ]
)


def event(**fields: Any) -> dict[str, Any]:
    return {
        "type": "event_callback",
        "event": {"channel": "D1", "channel_type": "im", "user": "U1", **fields},
    }


def test_text_is_read_as_it_was_typed() -> None:
    written_by_slack = (
        "Met <@U2> at <https://x.example/a|x.example/a>: &lt;b&gt; &amp;amp; "
        "<mailto:a@b.c|a@b.c> <!here> <#C1|general>"
    )
    assert readable(written_by_slack, {"U2": "Tomo Hale"}) == (
        "Met @Tomo Hale at x.example/a: <b> &amp; a@b.c @here #general"
    )
    assert readable("<https://x.example|the paper>") == "the paper (https://x.example)"
    assert readable("<@U9|tomo> and <@U8>") == "@tomo and @U8"
    assert readable("a < b > c <") == "a < b > c <"


def test_a_mention_of_the_bot_is_taken_out_wherever_it_stands() -> None:
    assert without_mention("<@UBOT> met <@U2>", "UBOT") == "met <@U2>"
    assert without_mention("met Ana <@UBOT>", "UBOT") == "met Ana"
    assert without_mention("<@UBOT>: met Ana", None) == ": met Ana"


def test_a_direct_message_starts_or_continues_a_thread() -> None:
    found = translate(event(type="message", text="hi", ts="2.0"))
    assert found == (
        Said("hi"),
        Origin(surface=Surface.DIRECT, conversation="D1", message="2.0", thread="2.0"),
    )
    reply = translate(event(type="message", text="hi", ts="2.0", thread_ts="1.0"))
    assert reply
    assert reply[1].thread == "1.0"


def test_messages_outside_direct_ones_and_of_bots_are_left_alone() -> None:
    assert translate(event(type="message", channel_type="channel", text="hi", ts="2.0")) is None
    assert translate(event(type="message", text="hi", ts="2.0", bot_id="B1")) is None
    assert translate(event(type="message", text=" ", ts="2.0")) is None


def test_only_a_members_own_edits_count_and_only_when_the_words_changed() -> None:
    def changed(before: str, after: str, **more: str) -> dict[str, Any]:
        return event(
            type="message",
            subtype="message_changed",
            message={"ts": "1.0", "user": "U1", "text": after, **more},
            previous_message={"ts": "1.0", "user": "U1", "text": before},
        )

    found = translate(changed("a", "b &amp; c"))
    assert found
    assert found[0] == MessageEdited("1.0", "b & c")
    bot = {"authorizations": [{"user_id": "U0BOT", "is_bot": True}]}
    mention = translate(changed("a", "<@U0BOT> met Ana") | bot)
    assert mention
    assert mention[0] == MessageEdited("1.0", "met Ana")
    assert translate(changed("a", "a")) is None
    assert translate(changed("a", "b", bot_id="B1")) is None
    gone = translate(changed("a", "This message was deleted.", subtype="tombstone"))
    assert gone
    assert gone[0] == MessageDeleted("1.0")


def test_deleting_counts_for_members_only() -> None:
    def deleted(**before: str) -> dict[str, Any]:
        return event(
            type="message",
            subtype="message_deleted",
            deleted_ts="1.0",
            previous_message={"text": "x", **before},
        )

    found = translate(deleted(user="U1"))
    assert found
    assert found[0] == MessageDeleted("1.0")
    assert translate(deleted(bot_id="B1")) is None


def test_a_button_on_an_ephemeral_message_has_no_message_to_change() -> None:
    payload = {
        "type": "block_actions",
        "actions": [{"value": write_value(OpenNote("n1"))}],
        "container": {"channel_id": "C1", "message_ts": "1.0", "is_ephemeral": True},
    }
    assert translate(payload) == (OpenNote("n1"), Origin(surface=Surface.BUTTON, conversation="C1"))


def test_a_form_that_was_opened_for_a_request_is_where_its_answer_goes() -> None:
    payload = {"command": "/tactegic", "text": "note", "channel_id": "D1", OPENED: "v-1"}
    found = translate(payload)
    assert found == (Typed("note"), Origin(surface=Surface.SLASH, conversation="D1", view="v-1"))


def test_tampered_values_do_nothing() -> None:
    for value in (
        "",
        "{",
        '{"command":"OpenNote"}',
        '{"command":"OpenNote","note_id":"n","x":1}',
        "[]",
        "+",
        None,
        5,
    ):
        assert translate({"type": "block_actions", "actions": [{"value": value}], "container": {}}) is None
        assert translate({"type": "view_submission", "view": {"private_metadata": value}}) is None


def test_a_forms_values_come_by_field_name() -> None:
    held = {
        "line": {"line": {"type": "plain_text_input", "value": "words"}},
        "empty": {"empty": {"type": "plain_text_input", "value": None}},
        "pick": {"pick": {"type": "static_select", "selected_option": {"value": "a"}}},
        "none": {"none": {"type": "radio_buttons", "selected_option": None}},
        "many": {"many": {"type": "checkboxes", "selected_options": [{"value": "a"}, {"value": "b"}]}},
        "day": {"day": {"type": "datepicker", "selected_date": "2026-11-22"}},
        "at": {"at": {"type": "timepicker", "selected_time": "09:30"}},
        "who": {"who": {"type": "users_select", "selected_user": "U1"}},
        "file": {"file": {"type": "file_input", "files": [{"id": "F1"}]}},
    }
    payload = {
        "type": "view_submission",
        "view": {"private_metadata": metadata(Sent()), "state": {"values": held}, "external_id": "v-1"},
    }
    found = translate(payload)
    assert found
    assert found[1] == Origin(surface=Surface.FORM, view="v-1")
    assert isinstance(found[0], Sent)
    assert found[0].values == {
        "line": "words", "empty": None, "pick": "a", "none": None, "many": ("a", "b"), "day": "2026-11-22",
        "at": "09:30", "who": "U1", "file": ("F1",),
    }  # fmt: skip


@given(kinds, json_values)
def test_no_payload_whatsoever_raises(kind: str | None, value: Any) -> None:
    body = {
        **(value if isinstance(value, dict) else {"event": value, "view": value, "actions": value}),
        "type": kind,
    }
    translate(body)
    people_in(body)
    try:
        arrival = read_arrival(kind_of(body), body)
    except Malformed:
        return
    translate(arrival.payload)


def test_people_of_another_home_in_the_same_grid_are_no_strangers() -> None:
    here = WorkspaceId("T1")
    of_grid = {"id": "W1", "team_id": "T2", "enterprise_user": {"id": "W1", "enterprise_id": "E1"}}
    assert read_profile(of_grid, here).is_stranger
    at_home = {**of_grid, "enterprise_user": {"enterprise_id": "E1", "teams": ["T2", "T1"]}}
    assert not read_profile(at_home, here).is_stranger
    elsewhere = {**of_grid, "enterprise_user": {"enterprise_id": "E2", "teams": ["T2"]}}
    assert read_profile(elsewhere, here).is_stranger


def test_the_workspace_of_an_event_is_the_installations() -> None:
    def workspace(**body: Any) -> str | None:
        event = {"type": "app_mention", "user": "W0MIRA", "channel": "C1", "text": "x", "ts": "1.0"}
        whole = {"type": "event_callback", "event_id": "E1", "event": event, **body}
        try:
            return str(read_arrival(kind_of(whole), whole).workspace)
        except Malformed:
            return None

    installed = [{"team_id": "T0OURS", "user_id": "U0BOT", "is_bot": True}]
    assert workspace(team_id="T0HOST", authorizations=installed, context_team_id="T0OTHER") == "T0OURS"
    assert workspace(team_id="T0HOST", context_team_id="T0OURS") == "T0OURS"
    grid = [{"enterprise_id": "E1", "team_id": None, "user_id": "U0BOT", "is_enterprise_install": True}]
    assert workspace(team_id="T0HOST", authorizations=grid, context_team_id="T0OURS") == "T0OURS"
    assert workspace(team_id="T0HOST") is None
    assert workspace(team_id="T0HOST", authorizations=[]) is None


def test_who_wrote_from_another_organization_is_a_stranger() -> None:
    def stranger(**fields: Any) -> bool:
        event = {"type": "app_mention", "user": "U1", "channel": "C1", "text": "x", "ts": "1.0", **fields}
        body = {"type": "event_callback", "event_id": "E1", "event": event, "context_team_id": "T0OURS"}
        return read_arrival(kind_of(body), body).is_stranger

    assert not stranger()
    assert not stranger(user_team="T0OURS", source_team="T0OURS")
    assert stranger(user_team="T0THEIRS", source_team="T0THEIRS")
    assert not stranger(user_team="E0GRID")

    def pressed_by_stranger(**user: Any) -> bool:
        body = {
            "type": "block_actions",
            "trigger_id": "1.2",
            "team": {"id": "T0OURS"},
            "user": {"id": "U1", **user},
            "actions": [{"value": "x"}],
        }
        return read_arrival(kind_of(body), body).is_stranger

    assert not pressed_by_stranger()
    assert not pressed_by_stranger(team_id="T0OURS")
    assert pressed_by_stranger(team_id="T0THEIRS")


def test_what_a_database_refuses_is_taken_out_of_a_payload() -> None:
    event = {
        "type": "message",
        "channel_type": "im",
        "user": "U1",
        "channel": "D1",
        "ts": "1.0",
        "text": "a\x00b\ud800",
    }
    body = {"type": "event_callback", "event_id": "E1", "event": event, "context_team_id": "T1"}
    found = translate(read_arrival(kind_of(body), body).payload)
    assert found
    assert found[0] == Said("ab")


def test_people_of_another_workspace_are_strangers() -> None:
    ours, theirs = WorkspaceId("T1"), {"id": "U1", "name": "ana", "team_id": "T2", "tz": "Europe/Oslo"}
    assert read_profile(theirs, ours).is_stranger
    assert not read_profile({**theirs, "team_id": "T1"}, ours).is_stranger
    assert read_profile({**theirs, "team_id": "T1", "is_stranger": True}, ours).is_stranger
    assert read_profile({"id": "U1"}, ours).name == "U1"
