"""Asking any OpenAI-compatible server for a structured draft, by what that server can do."""
