"""Pictures on demand: the list of them, touches over a year, and the timeline of a relationship (B5)."""
