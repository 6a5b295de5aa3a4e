"""The words of this feature."""
