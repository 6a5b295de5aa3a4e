"""Taking the app away from a team again, and what Slack then tells the app."""

from __future__ import annotations

from slack_sandbox.delivery.events import Events
from slack_sandbox.workspace.state import Team
from slack_sandbox.workspace.world import World


class Installs:
    """Revokes tokens and uninstalls."""

    def __init__(self, world: World, events: Events) -> None:
        self._world = world
        self._events = events

    def revoke(self, team: Team) -> None:
        """Ends the bot token: `tokens_revoked`."""
        self._end(team, uninstalled=False)

    def uninstall(self, team: Team) -> None:
        """Removes the app from the team: `tokens_revoked` and `app_uninstalled`."""
        self._end(team, uninstalled=True)

    def _end(self, team: Team, uninstalled: bool) -> None:
        install = team.installation
        if install is None or install.gone:
            return
        install.gone = "account_inactive" if uninstalled else "token_revoked"
        revoked = {"type": "tokens_revoked", "tokens": {"oauth": [], "bot": [install.bot_user]}}
        self._events.emit(team, {**revoked, "event_ts": self._world.stamp()})
        if uninstalled:
            team.users[install.bot_user].deleted = True
            self._events.emit(team, {"type": "app_uninstalled", "event_ts": self._world.stamp()})
        self._world.feed.push("app", team.id, installed=False)
