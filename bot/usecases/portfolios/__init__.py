"""Whom to invest in: standing, criteria, score, fit, vision (P1 to P6, F1, F2, F5, S3)."""
