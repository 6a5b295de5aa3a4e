"""How a calendar is read, without asking anybody (B9)."""
