"""Terms with one meaning for everybody (F6)."""
