"""Reads files with the libraries of the field, in a process apart (B6)."""
