"""The schedule: what comes to members by itself, and when."""
