"""The door for cases that existed before: a spreadsheet brought in, its columns, what it would make."""
