"""Roles, and who reports to whom (T5)."""
