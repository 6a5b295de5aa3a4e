"""What becomes of what members kept who are no full members any more."""
