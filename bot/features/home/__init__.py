"""The app's Home tab (B5)."""
