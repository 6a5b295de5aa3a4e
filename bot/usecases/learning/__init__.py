"""Lessons, glossary, mindset and focus (S1, S2, S7, F6)."""
