"""Rounds: questions about the years ahead, their answers, and what those bring about (T1, T2, T3, T4)."""
