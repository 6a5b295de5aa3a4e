"""The learned model that holds an action against the three investment tests, beside the rules (R3)."""
