"""Families on their way to each other: the page of a case, the board, what IOM sees, the counts."""
