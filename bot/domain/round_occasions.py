"""The names of the occasions that rounds, roll-ups and ends of periods come with."""

from __future__ import annotations

ROUND = "round"
STRATICAL_ROUND = "stratical-round"
ROUND_LATER = "round-later"
"""A round that was put off; its subject is the round's id."""
ROLL_UP = "roll-up"
SHARE = "share-of-future"
GOALS = "goals"
MEETING = "meeting"
MINDSET = "mindset"
VISION = "vision"
