"""Whether a relationship still fits, in both directions; handing it to a colleague (F5)."""
