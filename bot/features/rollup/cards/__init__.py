"""The words and cards of this feature."""
