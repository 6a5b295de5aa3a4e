"""What is known of people: facts with the time they hold, ties, important days, and local time (B8)."""
