"""All that a member owns: taken out as one file, brought back from it, and erased (B6)."""
