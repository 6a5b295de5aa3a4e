"""What comes by itself, when, and by whose wish (T1, B3)."""
