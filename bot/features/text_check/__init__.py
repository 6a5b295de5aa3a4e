"""A plan, contract or team document checked against the method (P5, R2, S5)."""
