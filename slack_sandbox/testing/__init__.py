"""What tests use to drive the workspace: a person who clicks and writes, and what they see."""

from slack_sandbox.testing.driver import Driver
from slack_sandbox.testing.reading import text_of
from slack_sandbox.testing.watching import ClientRefused, NotSeen

__all__ = ["ClientRefused", "Driver", "NotSeen", "text_of"]
