"""The only look-ups of proposals that a second person decides, and of openings in an emergency."""
