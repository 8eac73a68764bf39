"""The routes that open without signing in. Everything else needs an actor; a test compares."""

OPEN_ROUTES = frozenset({"enter", "leave", "language", "alive", "style"})
