"""What became of what a member expected and tested (R2, R3)."""
