"""A strict stand-in for Slack on this machine alone, for trying and testing any Slack app."""

from slack_sandbox.delivery.http import NotVerified
from slack_sandbox.errors import ClientError
from slack_sandbox.server import Sandbox, running_sandbox
from slack_sandbox.workspace.clock import Clock
from slack_sandbox.workspace.state import Team, User
from slack_sandbox.workspace.tour import TourStop

__all__ = ["ClientError", "Clock", "NotVerified", "Sandbox", "Team", "TourStop", "User", "running_sandbox"]
