"""Activities sorted into three levels (S2)."""
