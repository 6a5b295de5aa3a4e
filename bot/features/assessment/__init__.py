"""An action held against the three investment tests (R3, R4)."""
