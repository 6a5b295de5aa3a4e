"""Reminders that a member sets in plain words (B8)."""
