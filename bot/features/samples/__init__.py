"""Sample data: made-up people to look around with, taken away again in one click (B6)."""
