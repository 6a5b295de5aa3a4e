"""Rounds of questions about the future, and what goes up of them (T1 to T6)."""
