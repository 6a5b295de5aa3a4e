"""A private question about one relationship (S1)."""
