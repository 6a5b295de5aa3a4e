"""Reads English as pure code: dates, names, questions."""
