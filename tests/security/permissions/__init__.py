"""A walk over permissions, and an oracle that shares nothing with the guard (REL-12)."""
