"""The picture of the future and the path to it (P4, P6, F2)."""
