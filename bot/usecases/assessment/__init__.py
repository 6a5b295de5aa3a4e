"""The three investment tests, and the check of a text (R3, R4, P5, S5)."""
