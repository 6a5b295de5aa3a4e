"""Notes, from any surface, and what becomes of them (B1, B6)."""
