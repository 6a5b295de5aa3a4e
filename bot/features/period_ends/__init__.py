"""What is asked at the end of a week or a quarter (F3, F4, P4, S1)."""
