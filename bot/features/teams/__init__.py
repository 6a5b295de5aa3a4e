"""Account teams, their living document, and notes shared with them (S6, B6)."""
