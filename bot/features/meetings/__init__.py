"""Review meetings with a partner, and the member's own review (F4)."""
