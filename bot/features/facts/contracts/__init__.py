"""What other features may use of this one."""
