"""The rules of this feature, as pure code."""
