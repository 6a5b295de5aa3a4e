"""The embedded Slack workspace: a strict stand-in for Slack on loopback, for `tactegic try` and for tests."""

from bot.sandbox.clock import Clock
from bot.sandbox.driver import ClientRefused, Driver, NotSeen, text_of
from bot.sandbox.errors import ClientError
from bot.sandbox.httpevents import NotVerified
from bot.sandbox.server import Sandbox, running_sandbox
from bot.sandbox.state import Team, User

__all__ = [
    "ClientError",
    "ClientRefused",
    "Clock",
    "Driver",
    "NotSeen",
    "NotVerified",
    "Sandbox",
    "Team",
    "User",
    "running_sandbox",
    "text_of",
]
