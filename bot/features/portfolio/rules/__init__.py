"""P1, P2, P3 and F1: whom a member invests in, how many, and in which balance."""
