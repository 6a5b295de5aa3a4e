"""Settings: what a member chooses, and what an admin chooses for everybody (B3)."""
