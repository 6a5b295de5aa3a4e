"""Mutual objectives, with the benefit to each side (F7)."""
