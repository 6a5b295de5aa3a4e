"""What others may use of imports."""
