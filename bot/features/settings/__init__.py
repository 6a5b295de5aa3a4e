"""What a member or an admin sets (B3)."""
