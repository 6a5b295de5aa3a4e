"""A calendar that keeps touches and briefs by itself (B9)."""
