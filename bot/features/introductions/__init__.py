"""Whom a contact should meet among the member's others, with the reason in the notes' words (R1)."""
