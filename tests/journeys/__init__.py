"""Whole paths in a real browser: one invented person, from the counter to an accepted request."""
