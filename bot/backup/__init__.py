"""Backups: taken while the bot runs, restored with erasures replayed, and rows moved to another database."""
