"""Trains the model that tells whether a note answers a question (`make answering`); docs/decisions/0024."""
