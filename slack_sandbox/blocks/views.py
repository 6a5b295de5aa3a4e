"""Rules of modals and Home views."""

from __future__ import annotations

from typing import Any

from slack_sandbox.blocks.checks import Check, Report, anything, boolean, both, either, record, string
from slack_sandbox.blocks.elements import ID, plain
from slack_sandbox.blocks.surfaces import problems

_SHARED: dict[str, Check] = {
    "blocks": anything,
    "private_metadata": string(3000, 0),
    "callback_id": string(255, 0),
    "external_id": ID,
}
_MODAL = both(
    record(
        {"title": plain(24), "blocks": anything},
        {
            **_SHARED,
            "close": plain(24),
            "submit": plain(24),
            "clear_on_close": boolean,
            "notify_on_close": boolean,
            "submit_disabled": boolean,
        },
    )
)
_HOME = both(record({"blocks": anything}, _SHARED), either(("blocks",)))


def view_problems(view: Any) -> list[str]:
    """Slack's error lines for a view; empty when it is right."""
    report = Report()
    if not isinstance(view, dict):
        report.add("must provide an object", "/view")
        return report.errors
    kind = view.get("type")
    if kind == "modal":
        _MODAL(view, "/view", report)
    elif kind == "home":
        _HOME(view, "/view", report)
    else:
        report.add(f"unsupported type: {kind}" if kind else "missing required field: type", "/view")
        return report.errors
    blocks = view.get("blocks")
    report.errors += problems(blocks, kind, "/view/blocks")
    has_input = isinstance(blocks, list) and any(
        isinstance(b, dict) and b.get("type") == "input" for b in blocks
    )
    if kind == "modal" and has_input and not view.get("submit"):
        report.add("submit is required when an input block is used", "/view")
    return report.errors
