"""Import of contacts and meetings from files (B6)."""
