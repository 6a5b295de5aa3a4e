"""What members read about the export and the erasure of all they own, and in the export itself (B6)."""
