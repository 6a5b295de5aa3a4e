"""Tags: lists of the people who have one, and a rhythm for each (P1, B3)."""
