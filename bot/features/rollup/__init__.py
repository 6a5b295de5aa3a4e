"""Roll-ups: what sellers share of their rounds, and what their managers see of it (T5)."""
