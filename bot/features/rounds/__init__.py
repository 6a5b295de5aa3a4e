"""Looks ahead: questions, answers, and what they bring about (T1, T2, T3, T4)."""
