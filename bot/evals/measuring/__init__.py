"""What all measurements share: rows and their outcomes, intervals, who answered, and comparing two runs."""
