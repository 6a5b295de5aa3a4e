"""What comes by itself, and when."""
