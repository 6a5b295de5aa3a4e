"""What is said of calendars (B9)."""
