"""Answers and briefs out of notes, and the conversation in plain words (B2, B4)."""
