"""Measures quality on labelled files (`tactegic eval`); docs/evals.md describes the formats."""
