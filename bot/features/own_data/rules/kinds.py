"""What an export says of itself, and what is private in it (B6)."""

from __future__ import annotations

COMPLETE = "everything.json"
"""The file of an export that holds every row; the others are for other programs and for people."""
FORMAT, VERSION = "tactegic-export", 1
"""What that file says of itself."""
PRIVATE = frozenset({"Attitude"})
"""Kinds that are never shown in a message: they are marked as private in the file (S1)."""
