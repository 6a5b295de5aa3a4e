"""The content of the knowledge files, as values."""
