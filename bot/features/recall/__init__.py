"""Answers to questions, from the member's notes alone (B2)."""
