"""How it looks from somebody else's side (S4)."""
