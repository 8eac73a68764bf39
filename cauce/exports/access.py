"""The only look-ups of files that leave."""
