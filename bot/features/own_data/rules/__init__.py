"""How an export is written and read (B6)."""
