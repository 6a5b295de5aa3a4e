"""The cards of an undo."""
