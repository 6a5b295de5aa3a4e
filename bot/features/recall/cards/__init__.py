"""What recall says: answers with their sources, and lists."""
