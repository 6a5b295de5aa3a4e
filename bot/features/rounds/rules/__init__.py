"""T1, T2, T4: which accounts a round asks about, and which questions in which order."""
