"""People whom a test brings: somebody whom the app has not met, and groups of them in a channel."""

from __future__ import annotations

from slack_sandbox.server import Sandbox
from slack_sandbox.testing.driver import Driver
from slack_sandbox.workspace.state import Role, User


def newcomer(
    sandbox: Sandbox, name: str = "", *, zone: str = "UTC", title: str = "", role: Role = "member"
) -> Driver:
    """Adds a member to the first team and returns their driver; a number makes the name and the id unique."""
    team = next(iter(sandbox.world.teams.values()))
    number = len(team.users)
    name = name or f"person{number}"
    user = User(f"U0NEW{number}", team.id, f"{name}{number}", name.title(), zone, title, role)
    sandbox.add_member(user)
    return sandbox.driver(user.id)


async def invite(sandbox: Sandbox, channel: str, *people: Driver) -> None:
    """Has an admin of their team, who is in the channel, invite people into it."""
    users = list(sandbox.world.users())
    for person in people:
        team = next(user.team for user in users if user.id == person.user)
        admin = next(user.id for user in users if user.team == team and user.role in ("admin", "owner"))
        await sandbox.driver(admin).invite(channel, person.user)
