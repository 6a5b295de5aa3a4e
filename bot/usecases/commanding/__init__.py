"""What can be typed after the command, and its help (B4)."""
