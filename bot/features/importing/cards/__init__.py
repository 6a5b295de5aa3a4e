"""What imports show."""
