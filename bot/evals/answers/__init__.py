"""Measures answers over sets of notes, sentence by sentence: `tactegic eval answers` (B2)."""
