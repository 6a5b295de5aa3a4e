"""A minute on something, where it fits (S7)."""
