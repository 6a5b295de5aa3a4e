"""The warmest way to somebody: by own contacts, and by colleagues who share whom they know (R1, B6)."""
