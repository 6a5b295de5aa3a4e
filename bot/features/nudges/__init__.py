"""Nudges: which people and promises it is time for, said in time and not too often (B3)."""
