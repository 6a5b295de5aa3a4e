"""What sellers share upward of their looks ahead (T5)."""
