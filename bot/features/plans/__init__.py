"""Relationship plans and what becomes of their activities (R1)."""
