"""The first day: two minutes that lead a newcomer to a first answer (B4)."""
