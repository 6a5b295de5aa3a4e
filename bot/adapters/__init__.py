"""Everything outside of the method: stores, memory, coaches."""
