"""Contacts, touches and promises, and whom a name means (B1, P1)."""
