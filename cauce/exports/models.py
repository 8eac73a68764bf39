"""The tables of files that leave."""
