"""The adapters that coach: by a language model, by rules, and the one that falls back on the rules."""
