"""The words, cards and forms of this feature."""
