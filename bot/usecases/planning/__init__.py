"""Plans, goals, meetings, objectives and teams (R1, F3, F4, F7, S6)."""
