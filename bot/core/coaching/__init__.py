"""What coaches and features speak of to each other."""
