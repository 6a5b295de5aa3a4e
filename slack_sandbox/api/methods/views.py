"""views.*: modals and the Home tab."""

from __future__ import annotations

from slack_sandbox.api.calls import Call, Method
from slack_sandbox.errors import SlackError
from slack_sandbox.shapes.messages import view_json
from slack_sandbox.workspace.state import Json


async def open_view(call: Call) -> Json:
    """Answers views.open."""
    trigger = call.args.maybe("trigger_id") or call.args.maybe("interactivity_pointer") or ""
    view = call.services.modals.open(trigger, call.args.json("view"), call.team)
    return {"view": view_json(call.world, view)}


async def push(call: Call) -> Json:
    """Answers views.push."""
    trigger = call.args.maybe("trigger_id") or call.args.maybe("interactivity_pointer") or ""
    view = call.services.modals.push(trigger, call.args.json("view"), call.team)
    return {"view": view_json(call.world, view)}


async def update(call: Call) -> Json:
    """Answers views.update."""
    view_id, external_id = call.args.maybe("view_id"), call.args.maybe("external_id")
    if view_id is None and external_id is None:
        raise SlackError("invalid_arguments", ["must define either `view_id` or `external_id`"])
    view = call.services.modals.find(view_id, external_id, call.team)
    call.services.modals.update(view, call.args.json("view"), call.args.maybe("hash"), call.team)
    return {"view": view_json(call.world, view)}


async def publish(call: Call) -> Json:
    """Answers views.publish."""
    user = call.args.text("user_id")
    if not call.world.app.home_tab:
        raise SlackError("not_enabled")
    if user not in call.team.users or call.team.users[user].is_bot:
        raise SlackError("user_not_found")
    view = call.services.modals.publish(user, call.args.json("view"), call.args.maybe("hash"), call.team)
    return {"view": view_json(call.world, view)}


METHODS = {
    "views.open": Method(open_view, 4),
    "views.push": Method(push, 4),
    "views.update": Method(update, 4),
    "views.publish": Method(publish, 4),
}
