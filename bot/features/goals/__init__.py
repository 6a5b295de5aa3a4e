"""Three key goals for a week, a month or a quarter (F3)."""
