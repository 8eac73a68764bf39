"""What was done, and the keys."""
