"""Every word and form of this feature."""
