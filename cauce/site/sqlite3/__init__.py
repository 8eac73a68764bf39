"""Django's SQLite, with another way of waiting for the file (the name is what Django looks for)."""
