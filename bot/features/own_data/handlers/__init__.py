"""Takes out, brings back and erases all that a member owns (B6)."""
