"""Taking one change back."""
