"""The made-up teams, people and channels that a workspace starts with unless others are given."""

from __future__ import annotations

from slack_sandbox.workspace.state import Channel, Team, User

TEAM, OTHER_TEAM = "T0FERNHILL", "T0HARBOR"
SELLER, SELLER2, MANAGER, LEADER = "U0SELLER", "U0SELLER2", "U0MANAGER", "U0LEADER"
ALLIANCE, ADMIN, GUEST = "U0ALLIANCE", "U0ADMIN", "U0GUEST"
GENERAL, ACCOUNTS, DEAL_DESK = "C0GENERAL", "C0ACCOUNTS", "C0DEALDESK"
_CREATED = 1_767_225_600  # 2026-01-01


def _people() -> list[User]:
    def person(user_id: str, name: str, real_name: str, zone: str, title: str, color: str) -> User:
        email = f"{name}@fernhill.example"
        return User(user_id, TEAM, name, real_name, zone, title, email=email, color=color, updated=_CREATED)

    people = [
        person(SELLER, "mira", "Mira Vale", "Europe/Berlin", "Seller, process industry", "9f69e7"),
        person(SELLER2, "devan", "Devan Thistle", "Asia/Kolkata", "Seller, public sector", "4bbe2e"),
        person(MANAGER, "tomo", "Tomo Hale", "America/New_York", "Sales manager", "e7392d"),
        person(LEADER, "ines", "Ines Quill", "Europe/London", "Leader, sales and partnerships", "3c989f"),
        person(ALLIANCE, "jun", "Jun Brook", "Asia/Tokyo", "Alliance manager", "674b1b"),
        person(ADMIN, "ada", "Ada Finch", "America/Los_Angeles", "Workspace admin", "e96699"),
        person(GUEST, "gus", "Gus Pell", "Europe/Madrid", "Guest, outside designer", "50a0cf"),
    ]
    people[5].role = "admin"
    people[6].role = "guest"
    return people


def fernhill() -> Team:
    """Fernhill Instruments, without the app."""
    people = _people()
    staff = [user.id for user in people if user.role != "guest"]

    def channel(channel_id: str, name: str, members: list[str], topic: str) -> Channel:
        private = channel_id == DEAL_DESK
        return Channel(
            channel_id,
            TEAM,
            name,
            "private" if private else "channel",
            creator=ADMIN,
            created=_CREATED,
            topic=topic,
            members=members,
        )

    channels = [
        channel(GENERAL, "general", [*staff, GUEST], "Everybody at Fernhill"),
        channel(ACCOUNTS, "accounts", staff, "What moves in our accounts"),
        channel(DEAL_DESK, "deal-desk", [SELLER, MANAGER], "Offers in the making"),
    ]
    return Team(
        TEAM, "Fernhill Instruments", "fernhill", {u.id: u for u in people}, {c.id: c for c in channels}
    )


def harbor() -> Team:
    """Harbor Lights, a second team that has not installed the app."""
    owner = User("U0HARBOR1", OTHER_TEAM, "osk", "Osk Lantern", "Europe/Oslo", "Owner", role="owner")
    seller = User("U0HARBOR2", OTHER_TEAM, "pia", "Pia Mooring", "Europe/Oslo", "Seller")
    general = Channel("C0HARBOR", OTHER_TEAM, "general", "channel", creator=owner.id, created=_CREATED)
    general.members = [owner.id, seller.id]
    return Team(
        OTHER_TEAM,
        "Harbor Lights",
        "harborlights",
        {owner.id: owner, seller.id: seller},
        {general.id: general},
    )
