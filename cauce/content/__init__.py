"""Reads ``content/`` into frozen objects with the same names as the keys in the files."""
