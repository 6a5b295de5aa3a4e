"""Tactegic: a Slack bot that coaches people on strategic relationships."""
