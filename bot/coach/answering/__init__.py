"""The learned model that tells whether a note answers a question (B2); docs/decisions/0024."""
