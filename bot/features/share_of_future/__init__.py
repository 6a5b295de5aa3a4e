"""Share of future: which share of a member's touches and activities served the future (T6)."""
