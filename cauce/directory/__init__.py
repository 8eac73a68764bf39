"""Organisations, their services, interpreters and programmes."""
