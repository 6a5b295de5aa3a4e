"""The handlers of this feature."""
