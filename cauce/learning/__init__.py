"""Lessons, exercises, and how alike officers judge."""
