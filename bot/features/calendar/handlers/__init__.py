"""What is done with calendars (B9)."""
