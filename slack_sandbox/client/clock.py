"""The workspace's clock for the page and for tests: what it shows, and moving it."""

from __future__ import annotations

from datetime import datetime

from aiohttp import web

from slack_sandbox.client.requests import Act, Malformed, answering
from slack_sandbox.workspace.state import Json


def routes() -> list[web.RouteDef]:
    """The addresses of this module."""
    return [
        *(web.get(f"/{who}/clock", answering(clock)) for who in ("client", "control")),
        *(web.post(f"/{who}/clock", answering(set_clock)) for who in ("client", "control")),
    ]


async def clock(act: Act) -> Json:
    """Returns what the clock shows."""
    return {"clock": act.world.clock.as_json()}


async def set_clock(act: Act) -> Json:
    """Sets the clock, moves it by some seconds or to the next such weekday and time, or back to real time."""
    where, jump = act.world.clock, act.fields.get("next")
    if act.fields.get("reset"):
        where.reset()
    elif act.maybe("set"):
        where.set(datetime.fromisoformat(act.text("set")))
    elif "advance" in act.fields:
        where.advance(float(act.fields["advance"]))
    elif isinstance(jump, dict):
        zone = jump.get("tz") or (act.user.tz if act.maybe("as") else "UTC")
        where.jump_to_next(int(jump.get("weekday", 0)), str(jump.get("time", "09:00")), str(zone))
    else:
        raise Malformed("one of set, advance, next, reset is needed")
    return {"clock": where.as_json()}
