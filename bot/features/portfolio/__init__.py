"""Whom a member invests in, and how that is balanced (P1, P2, P3, F1)."""
