"""Whether a sentence that a language model wrote stands in its sources, by rules alone (B2)."""
