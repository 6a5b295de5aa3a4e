"""Stories of what is told, changed, forgotten and kept from others, with exact checks (docs/evals.md)."""
