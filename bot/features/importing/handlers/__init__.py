"""Does what is asked about imports."""
