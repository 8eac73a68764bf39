"""The Protocol in force, and on paper."""
