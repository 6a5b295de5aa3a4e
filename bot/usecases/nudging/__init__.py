"""Nudges and the lists of what is coming (B3)."""
