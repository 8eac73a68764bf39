"""Statistics as pure libraries: no Django, no database, no network."""
