"""What code decides on what the reader read: whose promise, whose company, which day (B1)."""
