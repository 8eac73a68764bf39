"""Reunification and searches."""
