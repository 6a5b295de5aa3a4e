"""Who and what is due, said in time and not too often (B3)."""
