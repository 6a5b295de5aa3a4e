"""Which share of the member's time serves the future (T6)."""
